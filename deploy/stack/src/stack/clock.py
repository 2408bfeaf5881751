"""Moving the local stack's business clock: forward only, day by day, and only when everything is level."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TypeVar

import asyncpg

from chassis.clock import SHANGHAI, ClockNotSet, business_date, move_clock, next_morning, set_clock
from stack.environment import database_url
from stack.installation import SERVICES, Installation
from stack.level import Levels

MORNING_HOUR = 8  # Shanghai
LEVEL_TIMEOUT_S = 120.0
POLL_S = 0.05
# Between the applying of an event and the next one it causes everything may look done; twice in a row is done.
LEVEL_TWICE = 2

T = TypeVar("T")
_DOWN = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.OperatorInterventionError,
)


class NotLevel(Exception):
    """The stack was still busy when the deadline passed; the message says with what."""


def set_once(url: str, instant: datetime) -> datetime:
    """Set the clock of an empty stack; one that was set before stays. Return where it stands."""
    return asyncio.run(set_clock(url, instant))


def stands_at(installation: Installation) -> datetime:
    """Return the business instant at which the clock stands. Raises chassis.clock.ClockNotSet."""
    return asyncio.run(_read(database_url(installation, "clock")))


def advance_to(
    installation: Installation,
    instant: datetime,
    *,
    progress: Callable[[datetime], None] | None = None,
    level_timeout_s: float = LEVEL_TIMEOUT_S,
) -> None:
    """Move the clock to `instant`, stopping at 08:00 Shanghai time of every day in between.

    Before the first and after each step it waits until daily jobs have run, work is done, outboxes are empty and
    consumers level. Raises chassis.clock.ClockWouldGoBack, NotLevel.
    """
    asyncio.run(_advance(installation, instant, progress, level_timeout_s))


def wait_until_level(installation: Installation, *, level_timeout_s: float = LEVEL_TIMEOUT_S) -> None:
    """Wait until nothing is under way at the present business date. Raises NotLevel."""

    async def wait() -> None:
        levels = _levels(installation)
        try:
            await _level(levels, await _read(database_url(installation, "clock")), level_timeout_s)
        finally:
            await levels.close()

    asyncio.run(wait())


def stops(start: datetime, target: datetime) -> list[datetime]:
    """Return the instants at which a move from `start` to `target` stops: mornings, the target last."""
    found = []
    morning = next_morning(start - timedelta(days=1), hour=MORNING_HOUR)
    while morning < target:
        if morning > start:
            found.append(morning)
        morning = next_morning(morning, hour=MORNING_HOUR)
    return [*found, target]


class MovingClock:
    """A hand on the clock for whoever lives through many days: connections are kept from one day to the next."""

    def __init__(self, installation: Installation, *, level_timeout_s: float = LEVEL_TIMEOUT_S) -> None:
        self._url = database_url(installation, "clock")
        self._levels = _levels(installation)
        self._timeout_s = level_timeout_s

    async def advance_to(self, day: date, *, hour: int = 9) -> None:
        """Move to that hour of the day in Shanghai, by mornings; a moment that has passed is left as it is."""
        target = datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI).astimezone(UTC)
        start = await self._patiently(partial(_read, self._url))
        if target <= start:
            return
        await _level(self._levels, start, self._timeout_s)
        for instant in stops(start, target):
            await self._patiently(partial(move_clock, self._url, instant))
            await _level(self._levels, instant, self._timeout_s)

    async def settle(self) -> None:
        """Wait until nothing is under way. Raises NotLevel."""
        await _level(self._levels, await self._patiently(partial(_read, self._url)), self._timeout_s)

    async def close(self) -> None:
        await self._levels.close()

    async def _patiently(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask the clock's database, again while it starts anew; moving to the same instant twice is moving once."""
        deadline = time.monotonic() + self._timeout_s
        while True:
            try:
                return await ask()
            except _DOWN:
                if time.monotonic() >= deadline:
                    raise
                await asyncio.sleep(POLL_S)


async def _advance(
    installation: Installation,
    target: datetime,
    progress: Callable[[datetime], None] | None,
    level_timeout_s: float,
) -> None:
    url = database_url(installation, "clock")
    levels = _levels(installation)
    try:
        start = await _read(url)
        await _level(levels, start, level_timeout_s)
        for instant in stops(start, target):
            await move_clock(url, instant)
            await _level(levels, instant, level_timeout_s)
            if progress is not None:
                progress(instant)
    finally:
        await levels.close()


def _levels(installation: Installation) -> Levels:
    databases: Mapping[str, str] = {
        service: database_url(installation, package) for service, package in SERVICES.items()
    }
    return Levels(databases)


async def _level(levels: Levels, instant: datetime, timeout_s: float) -> None:
    deadline = time.monotonic() + timeout_s
    seen = 0
    while seen < LEVEL_TWICE:
        busy = await levels.not_level(business_date(instant))
        seen = 0 if busy else seen + 1
        if seen == LEVEL_TWICE:
            return
        if time.monotonic() >= deadline:
            raise NotLevel(f"not level after {timeout_s:.0f} s at {instant.isoformat()}: {'; '.join(busy)}")
        await asyncio.sleep(POLL_S)


async def _read(url: str) -> datetime:
    connection = await asyncpg.connect(url, timeout=10)
    try:
        instant = await connection.fetchval("SELECT stands_at FROM public.business_clock")
    except asyncpg.UndefinedTableError:
        instant = None
    finally:
        await connection.close()
    if not isinstance(instant, datetime):
        raise ClockNotSet("the stack's clock was never set; `kehou up` sets it on an empty stack")
    return instant.astimezone(UTC)
