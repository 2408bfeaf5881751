"""A service's own PostgreSQL database."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from contextvars import ContextVar
from typing import Self

import orjson
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from chassis.logs import never_log_locals
from chassis.postgres.calls import Calls
from chassis.postgres.privileges import must_not_own
from chassis.postgres.transaction import Transaction, count_statements
from chassis.settings import ServiceSettings
from chassis.transport import engine_options

# A statement of a request that takes longer is a missing index; bulk steps ask for more by name.
STATEMENT_TIMEOUT_S = 30
# Whoever waits longer for a row gives up and is retried, instead of queueing a connection behind it.
LOCK_TIMEOUT_S = 10
IDLE_TIMEOUT_S = 60
# What a rush has opened is given back: a connection that remembers a service's plans holds some 10 MB of the server.
UNUSED_MAX_S = 120
POOL_WAIT_S = 10

_NOTIFY = text("SELECT pg_notify(:channel, '')")


class TransactionDoomed(RuntimeError):
    """A part of the request's transaction failed, so nothing of it can be committed."""


class Ambient:
    """The transaction of a whole request, begun by whoever asks for it first."""

    def __init__(
        self,
        begun: Callable[[], AbstractAsyncContextManager[Transaction]],
        on_begin: Callable[[Transaction], Awaitable[None]] | None,
        stack: AsyncExitStack,
    ) -> None:
        self._begun = begun
        self._on_begin = on_begin
        self._stack = stack
        self._task = asyncio.current_task()
        self._is_open = True
        self.transaction: Transaction | None = None
        self.is_doomed = False

    @property
    def is_mine(self) -> bool:
        """A connection serves one task at a time: what runs beside the request has a transaction of its own."""
        return self._is_open and self._task is asyncio.current_task()

    async def begin(self) -> Transaction:
        """The transaction, begun now if it was not; raises what `on_begin` raises, and nothing commits then."""
        if self.is_doomed:
            raise TransactionDoomed("an earlier part of this request's transaction failed")
        if self.transaction is None:
            try:
                self.transaction = await self._stack.enter_async_context(self._begun())
                if self._on_begin is not None:
                    await self._on_begin(self.transaction)
            except BaseException:
                self.is_doomed = True
                raise
        return self.transaction

    def end(self) -> None:
        """Let nobody join any more."""
        self._is_open = False


_ambient: ContextVar[tuple["Database", Ambient] | None] = ContextVar("ambient_transaction", default=None)


class Database:
    """Two bounded pools on one database: one that writes, one that can only read.

    At most `2 * pool_size` connections; they are opened when first needed, and the server ends those that nobody has
    used for UNUSED_MAX_S.
    """

    def __init__(self, url: str, *, name: str, pool_size: int = 8) -> None:
        never_log_locals()
        self.url = url
        self.name = name
        self._writing = _engine(url, name=name, pool_size=pool_size, read_only=False)
        count_statements(self._writing)
        self._reading = _engine(url, name=f"{name} reading", pool_size=pool_size, read_only=True)
        self.calls = Calls(self._notify)

    @classmethod
    def from_settings(cls, settings: ServiceSettings) -> Self:
        return cls(
            settings.database_url.get_secret_value(), name=settings.service, pool_size=settings.database_pool_size
        )

    @asynccontextmanager
    async def transaction(self, *, statement_timeout_s: int | None = None) -> AsyncIterator[Transaction]:
        """One unit of work: commits on a clean exit, rolls back on any exception.

        Within `ambient()` it is the request's transaction, which begins with the first of them and commits at the end
        of the request.
        """
        ambient = self._joined()
        if ambient is None:
            async with self._begun(statement_timeout_s) as transaction:
                yield transaction
            return
        transaction = await ambient.begin()
        try:
            if statement_timeout_s is not None:
                await _allow_statements(transaction.connection, statement_timeout_s)
            yield transaction
        except BaseException:
            ambient.is_doomed = True
            raise

    @asynccontextmanager
    async def ambient(
        self, *, on_begin: Callable[[Transaction], Awaitable[None]] | None = None
    ) -> AsyncIterator[Ambient]:
        """One transaction for a whole request: every `transaction()` of the same task inside joins it.

        No connection is held before the first of them; `on_begin` is called in it then. Commits once at the end. An
        exception inside any part rolls back all of it, even where somebody caught it: then leaving the block cleanly
        raises TransactionDoomed.
        """
        async with AsyncExitStack() as stack:
            ambient = Ambient(lambda: self._begun(None), on_begin, stack)
            token = _ambient.set((self, ambient))
            try:
                yield ambient
                if ambient.is_doomed:
                    raise TransactionDoomed("a part of this request's transaction failed")
            finally:
                ambient.end()
                _ambient.reset(token)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection on which each statement stands alone and a write is refused.

        Within `ambient()` it is the request's connection once that has begun, so that a request sees what it has just
        written.
        """
        ambient = self._joined()
        if ambient is not None and ambient.transaction is not None:
            yield ambient.transaction.connection
            return
        async with self._reading.connect() as connection:
            yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """A reading connection whose statements all see the database as it was at the first of them."""
        async with self._reading.connect() as connection:
            await connection.execution_options(isolation_level="REPEATABLE READ")
            async with connection.begin():
                yield connection

    async def ping(self) -> None:
        """Return if the database answers; raises what stands in the way."""
        async with self._reading.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def must_not_be_owned(self) -> None:
        """Raise ServesAsOwner where we could take away what keeps our tables append-only."""
        async with self._reading.connect() as connection:
            await must_not_own(connection)

    async def close(self) -> None:
        await self.calls.close()
        await self._writing.dispose()
        await self._reading.dispose()

    @asynccontextmanager
    async def _begun(self, statement_timeout_s: int | None) -> AsyncIterator[Transaction]:
        async with self._writing.connect() as connection:
            transaction = Transaction(connection)
            async with connection.begin():
                if statement_timeout_s is not None:
                    await _allow_statements(connection, statement_timeout_s)
                try:
                    yield transaction
                    await transaction.flush()
                finally:
                    transaction.close()
        if transaction.called:
            self.calls.make(transaction.called)

    async def _notify(self, channel: str) -> None:
        # Who would have been woken looks by himself as well, so that this may fail.
        with contextlib.suppress(DBAPIError, PoolTimeout, OSError, TimeoutError):
            async with self._reading.connect() as connection:
                await connection.execute(_NOTIFY, {"channel": channel})

    def _joined(self) -> Ambient | None:
        found = _ambient.get()
        if found is None:
            return None
        database, ambient = found
        return ambient if database is self and ambient.is_mine else None


async def _allow_statements(connection: AsyncConnection, seconds: int) -> None:
    await connection.execute(text(f"SET LOCAL statement_timeout = '{int(seconds)}s'"))


def _engine(url: str, *, name: str, pool_size: int, read_only: bool) -> AsyncEngine:
    server_settings = {
        "application_name": name,
        "timezone": "UTC",
        "statement_timeout": f"{STATEMENT_TIMEOUT_S}s",
        "lock_timeout": f"{LOCK_TIMEOUT_S}s",
        "idle_in_transaction_session_timeout": f"{IDLE_TIMEOUT_S}s",
        "idle_session_timeout": f"{UNUSED_MAX_S}s",
        "jit": "off",
    }
    if read_only:
        server_settings["default_transaction_read_only"] = "on"
    address, tls = engine_options(url)
    return create_async_engine(
        address,
        isolation_level="AUTOCOMMIT" if read_only else "READ COMMITTED",
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=POOL_WAIT_S,
        # A server that was restarted, or ended what nobody used, must not cost a request its answer.
        pool_pre_ping=True,
        # The one used last is the next: what is not needed stays unused.
        pool_use_lifo=True,
        connect_args={"server_settings": server_settings, "timeout": 10, "command_timeout": 15 * 60, **tls},
        json_serializer=lambda value: orjson.dumps(value, default=str).decode(),
        json_deserializer=orjson.loads,
    )
