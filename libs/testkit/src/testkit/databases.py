"""Empty migrated databases, copied from a template that is migrated once per run."""

import asyncio
from collections.abc import Awaitable, Callable
from importlib import import_module
from itertools import count

import asyncpg

from chassis.postgres.migrate import upgrade_url
from stack.parts.postgres import PostgreSQL


class Databases:
    """Makes databases on one server. A copy takes some 50 ms, whatever the service's migrations cost."""

    def __init__(self, server: PostgreSQL) -> None:
        self._server = server
        self._numbers = count(1)
        self._templates: dict[str, asyncio.Task[str]] = {}

    async def fresh(self, package: str | None = None) -> str:
        """Create an empty database and return its `postgresql+asyncpg://` address.

        `package` is the service's import name; without one the database holds the chassis' tables only.
        """
        if package is not None:
            import_module(package)
        key = package or "testkit.chassis_only"
        if key not in self._templates:
            self._templates[key] = asyncio.create_task(self._template(key))
        template = await self._templates[key]
        return await self._create(f"{key.replace('.', '_')}_{next(self._numbers)}", template)

    async def blank(self) -> str:
        """Create a database without any table, for tests of the migrations themselves."""
        return await self._create(f"blank_{next(self._numbers)}", "template0")

    async def filled(self, package: str, name: str, fill: Callable[[str], Awaitable[None]]) -> str:
        """Create a copy of a database that `fill` filled once per run and return its address.

        `fill` gets the address of an empty migrated database and leaves no connection to it open.
        """
        key = f"{package} {name}"
        if key not in self._templates:
            self._templates[key] = asyncio.create_task(self._filled_template(package, name, fill))
        return await self._create(f"{package}_{name}_{next(self._numbers)}", await self._templates[key])

    async def _template(self, package: str) -> str:
        name = f"template_{package.replace('.', '_')}"
        await upgrade_url(await self._create(name, "template0"), package)
        return name

    async def _filled_template(self, package: str, name: str, fill: Callable[[str], Awaitable[None]]) -> str:
        url = await self.fresh(package)
        await fill(url)
        return url.rsplit("/", 1)[1]

    async def _create(self, name: str, template: str) -> str:
        connection = await asyncpg.connect(self._server.url(), timeout=10)
        try:
            # Where nothing is synced, copying files is several times cheaper than logging their pages.
            await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        finally:
            await connection.close()
        return self._server.url(name).replace("postgresql://", "postgresql+asyncpg://", 1)
