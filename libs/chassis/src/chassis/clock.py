"""Business time. Nobody else reads the clock; tokens, leases and time-outs use `system_time`."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

import asyncpg

from chassis.settings import ServiceSettings

SHANGHAI = ZoneInfo("Asia/Shanghai")
_CHANNEL = "kehou_clock"
# A missed notification is made good by asking again.
_ASK_AGAIN_S = 1.0
_CREATE = """
CREATE TABLE IF NOT EXISTS public.business_clock (
    only_row BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_row),
    stands_at TIMESTAMPTZ NOT NULL
)
"""


class Clock(Protocol):
    """Tells business time."""

    def now(self) -> datetime:
        """The present business instant, aware, UTC."""
        ...

    def today(self) -> date:
        """The present business date in Asia/Shanghai."""
        ...


class ClockWouldGoBack(ValueError):
    """Business time only moves forward."""


class ClockNotSet(RuntimeError):
    """The stack's clock was never set; `kehou up` sets it on an empty stack."""


def business_date(instant: datetime) -> date:
    """Return the date in Asia/Shanghai on which an aware instant falls."""
    if instant.tzinfo is None:
        raise ValueError("a business date needs an aware instant")
    return instant.astimezone(SHANGHAI).date()


def system_time() -> datetime:
    """The machine's time, aware, UTC: for tokens, leases and time-outs, never for business."""
    return datetime.now(UTC)  # noqa: TID251 - the one reader of the clock


class SystemClock:
    """Business time is the machine's time."""

    def now(self) -> datetime:
        return system_time()

    def today(self) -> date:
        return business_date(self.now())


class StackClock:
    """Business time of the local stack: stands still in PostgreSQL until somebody moves it.

    `start()` before the first `now()`; a move reaches every process within milliseconds.
    """

    def __init__(self, url: str) -> None:
        self._url = _plain(url)
        self._instant: datetime | None = None
        self._watch: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Read the clock and keep following it. Raises ClockNotSet."""
        if self._watch is not None:
            return
        connection = await asyncpg.connect(self._url, timeout=10)
        try:
            await self._read(connection)
        finally:
            await connection.close()
        self._watch = asyncio.create_task(self._follow(), name="stack-clock")

    async def stop(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch
            self._watch = None

    def now(self) -> datetime:
        if self._instant is None:
            raise ClockNotSet("start the clock before asking it")
        return self._instant

    def today(self) -> date:
        return business_date(self.now())

    async def _read(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        self._instant = await _stands_at(connection)

    async def _follow(self) -> None:
        while True:
            try:
                connection = await asyncpg.connect(self._url, timeout=10)
            except (OSError, asyncpg.PostgresError, TimeoutError):
                await asyncio.sleep(_ASK_AGAIN_S)
                continue
            try:
                moved = asyncio.Event()
                await connection.add_listener(_CHANNEL, _setter(moved))
                while True:
                    moved.clear()
                    await self._read(connection)
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(moved.wait(), _ASK_AGAIN_S)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
                await asyncio.sleep(_ASK_AGAIN_S / 10)
            finally:
                connection.terminate()


def clock_from_settings(settings: ServiceSettings) -> SystemClock | StackClock:
    """The clock a process uses: the machine's, or in the local stack the one that is moved."""
    if settings.clock_database_url is None:
        return SystemClock()
    return StackClock(settings.clock_database_url.get_secret_value())


async def set_clock(url: str, instant: datetime) -> datetime:
    """Set the clock of an empty stack; one that was set before stays as it is. Return where it stands."""
    connection = await asyncpg.connect(_plain(url), timeout=10)
    try:
        await connection.execute(_CREATE)
        await connection.execute(
            "INSERT INTO public.business_clock (stands_at) VALUES ($1) ON CONFLICT DO NOTHING", instant
        )
        return await _stands_at(connection)
    finally:
        await connection.close()


async def move_clock(url: str, instant: datetime) -> None:
    """Move the clock forward. Raises ClockWouldGoBack, ClockNotSet."""
    connection = await asyncpg.connect(_plain(url), timeout=10)
    try:
        async with connection.transaction():
            moved = await connection.fetchval(
                "UPDATE public.business_clock SET stands_at = $1 WHERE stands_at <= $1 RETURNING 1", instant
            )
            if moved is None:
                stands_at = await _stands_at(connection)
                raise ClockWouldGoBack(f"the clock stands at {stands_at.isoformat()}, later than {instant.isoformat()}")
            await connection.execute("SELECT pg_notify($1, '')", _CHANNEL)
    finally:
        await connection.close()


def next_morning(instant: datetime, *, hour: int = 6) -> datetime:
    """The instant at `hour` o'clock Shanghai time on the business date after `instant`'s."""
    day = business_date(instant) + timedelta(days=1)
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI).astimezone(UTC)


async def _stands_at(connection: "asyncpg.Connection[asyncpg.Record]") -> datetime:
    try:
        instant = await connection.fetchval("SELECT stands_at FROM public.business_clock")
    except asyncpg.UndefinedTableError:
        instant = None
    if instant is None:
        raise ClockNotSet("the stack's clock was never set; `kehou up` sets it on an empty stack")
    assert isinstance(instant, datetime)  # noqa: S101 - the column's type
    return instant


def _setter(event: asyncio.Event) -> Callable[..., None]:
    return lambda *_: event.set()


def _plain(url: str) -> str:
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)
