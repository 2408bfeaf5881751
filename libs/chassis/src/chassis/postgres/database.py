"""A service's own PostgreSQL database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Self

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from chassis.postgres.transaction import Transaction
from chassis.settings import ServiceSettings

# A statement of a request that takes longer is a missing index; bulk steps ask for more by name.
STATEMENT_TIMEOUT_S = 30
# Whoever waits longer for a row gives up and is retried, instead of queueing a connection behind it.
LOCK_TIMEOUT_S = 10
IDLE_TIMEOUT_S = 60
POOL_WAIT_S = 10


class TransactionDoomed(RuntimeError):
    """A part of the request's transaction failed, so nothing of it can be committed."""


@dataclass(slots=True)
class _Ambient:
    database: "Database"
    transaction: Transaction
    task: "asyncio.Task[Any] | None"
    is_open: bool = True
    is_doomed: bool = False


_ambient: ContextVar[_Ambient | None] = ContextVar("ambient_transaction", default=None)


class Database:
    """Two bounded pools on one database: one that writes, one that can only read.

    At most `2 * pool_size` connections; they are opened when first needed.
    """

    def __init__(self, url: str, *, name: str, pool_size: int = 8) -> None:
        self.url = url
        self.name = name
        self._writing = _engine(url, name=name, pool_size=pool_size, read_only=False)
        self._reading = _engine(url, name=f"{name} reading", pool_size=pool_size, read_only=True)
        self._published: list[asyncio.Event] = []

    @classmethod
    def from_settings(cls, settings: ServiceSettings) -> Self:
        return cls(
            settings.database_url.get_secret_value(), name=settings.service, pool_size=settings.database_pool_size
        )

    @asynccontextmanager
    async def transaction(self, *, statement_timeout_s: int | None = None) -> AsyncIterator[Transaction]:
        """One unit of work: commits on a clean exit, rolls back on any exception.

        Within `ambient()` it is the request's transaction, which commits at the end of the request.
        """
        ambient = self._joined()
        if ambient is None:
            async with self._begun(statement_timeout_s) as transaction:
                yield transaction
            return
        if ambient.is_doomed:
            raise TransactionDoomed("an earlier part of this request's transaction failed")
        try:
            yield ambient.transaction
        except BaseException:
            ambient.is_doomed = True
            raise

    @asynccontextmanager
    async def ambient(self) -> AsyncIterator[Transaction]:
        """The transaction of a whole request: every `transaction()` of the same task inside joins it.

        Commits once at the end. An exception inside any part rolls back all of it, even where somebody caught it:
        then leaving the block cleanly raises TransactionDoomed.
        """
        async with self._begun(None) as transaction:
            ambient = _Ambient(self, transaction, asyncio.current_task())
            token = _ambient.set(ambient)
            try:
                yield transaction
                if ambient.is_doomed:
                    raise TransactionDoomed("a part of this request's transaction failed")
            finally:
                ambient.is_open = False
                _ambient.reset(token)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection on which each statement stands alone and a write is refused.

        Within `ambient()` it is the request's connection, so that a request sees what it has just written.
        """
        ambient = self._joined()
        if ambient is not None:
            yield ambient.transaction.connection
            return
        async with self._reading.connect() as connection:
            yield connection

    def wake_on_publish(self, event: asyncio.Event) -> None:
        """Set `event` whenever a transaction of this process has committed something for the relay."""
        self._published.append(event)

    async def ping(self) -> None:
        """Return if the database answers; raises what stands in the way."""
        async with self._reading.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        await self._writing.dispose()
        await self._reading.dispose()

    @asynccontextmanager
    async def _begun(self, statement_timeout_s: int | None) -> AsyncIterator[Transaction]:
        async with self._writing.connect() as connection:
            transaction = Transaction(connection)
            async with connection.begin():
                if statement_timeout_s is not None:
                    await connection.execute(text(f"SET LOCAL statement_timeout = '{int(statement_timeout_s)}s'"))
                try:
                    yield transaction
                    await transaction.flush()
                finally:
                    transaction.close()
        if transaction.publishes:
            for event in self._published:
                event.set()

    def _joined(self) -> _Ambient | None:
        ambient = _ambient.get()
        if ambient is None or not ambient.is_open or ambient.database is not self:
            return None
        # A connection serves one task at a time; what runs beside the request has a transaction of its own.
        return ambient if ambient.task is asyncio.current_task() else None


def _engine(url: str, *, name: str, pool_size: int, read_only: bool) -> AsyncEngine:
    server_settings = {
        "application_name": name,
        "timezone": "UTC",
        "statement_timeout": f"{STATEMENT_TIMEOUT_S}s",
        "lock_timeout": f"{LOCK_TIMEOUT_S}s",
        "idle_in_transaction_session_timeout": f"{IDLE_TIMEOUT_S}s",
        "jit": "off",
    }
    if read_only:
        server_settings["default_transaction_read_only"] = "on"
    return create_async_engine(
        url,
        isolation_level="AUTOCOMMIT" if read_only else "READ COMMITTED",
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=POOL_WAIT_S,
        # A server that was restarted must not cost a request its answer.
        pool_pre_ping=True,
        connect_args={"server_settings": server_settings, "timeout": 10, "command_timeout": 15 * 60},
        json_serializer=lambda value: orjson.dumps(value, default=str).decode(),
        json_deserializer=orjson.loads,
    )
