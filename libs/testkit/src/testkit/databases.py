"""Empty migrated databases, copied from a template that is migrated once per run.

As in production one role owns the tables and another serves: every test of a service proves that it may do enough.
"""

import asyncio
from collections.abc import Awaitable, Callable
from importlib import import_module
from itertools import count

import asyncpg

from chassis.postgres.migrate import upgrade_url
from stack.parts.postgres import PostgreSQL

OWNER, SERVING = "kehou_owner", "kehou_serving"


class Databases:
    """Makes databases on one server. A copy takes some 50 ms, whatever the service's migrations cost."""

    def __init__(self, server: PostgreSQL) -> None:
        self._server = server
        self._numbers = count(1)
        self._templates: dict[str, asyncio.Task[str]] = {}
        self._making_roles = asyncio.Lock()

    def as_owner(self, url: str) -> str:
        """The same database by the role that owns its tables."""
        return self._url(url.rsplit("/", 1)[1], OWNER)

    def as_superuser(self, url: str) -> str:
        """The same database by somebody whom nothing stops."""
        return _asyncpg(self._server.url(url.rsplit("/", 1)[1]))

    async def fresh(self, package: str | None = None) -> str:
        """Create an empty database and return its `postgresql+asyncpg://` address, by the role that serves.

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
        """Create a database without any table, for tests of the migrations themselves; the address is its owner's."""
        return self.as_owner(await self._create(f"blank_{next(self._numbers)}", "template0"))

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
        url = await self._create(name, "template0")
        await upgrade_url(self.as_owner(url), package, serving=SERVING)
        return name

    async def _filled_template(self, package: str, name: str, fill: Callable[[str], Awaitable[None]]) -> str:
        url = await self.fresh(package)
        await fill(url)
        return url.rsplit("/", 1)[1]

    async def _create(self, name: str, template: str) -> str:
        connection = await asyncpg.connect(self._server.url(), timeout=10)
        try:
            async with self._making_roles:
                for role in (OWNER, SERVING):
                    if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
                        await connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{role}'")
            # Where nothing is synced, copying files is several times cheaper than logging their pages.
            await connection.execute(f'CREATE DATABASE "{name}" OWNER {OWNER} TEMPLATE "{template}" STRATEGY FILE_COPY')
        finally:
            await connection.close()
        return self._url(name, SERVING)

    def _url(self, name: str, role: str) -> str:
        return _asyncpg(self._server.url(name, user=role, password=role))


def _asyncpg(url: str) -> str:
    return url.replace("postgresql://", "postgresql+asyncpg://", 1)
