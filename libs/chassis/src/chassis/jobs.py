"""Daily jobs: once per business date, in order, catching up after an outage or a jump of the clock."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import structlog
from sqlalchemy import text

from chassis import trace
from chassis.clock import Clock
from chassis.events.failures import is_passing
from chassis.postgres.database import Database

# While the business date stays, a look costs nothing but a comparison.
POLL_S = 0.05
# Somebody else runs the job: looking asks the database.
STANDBY_POLL_S = 0.25
PAUSE_AFTER_FAILURE_S = 5.0
# A catch-up longer than this means that a clock was set wrongly, not that a service was down.
CATCH_UP_DAYS_MAX = 400

_LAST = text("SELECT max(business_on) FROM chassis.daily_job WHERE name = :name AND finished_at IS NOT NULL")
_FINISH = text("""
INSERT INTO chassis.daily_job (name, business_on, finished_at) VALUES (:name, :on, clock_timestamp())
ON CONFLICT (name, business_on) DO UPDATE SET finished_at = excluded.finished_at
""")
_LOCK = text("SELECT pg_try_advisory_xact_lock(hashtextextended('chassis.job ' || :name, 0))")

log = structlog.get_logger(__name__)


class TooManyDaysToCatchUp(RuntimeError):
    """The business date lies more than 400 days after the last one done."""


@dataclass(frozen=True, slots=True)
class DailyJob:
    """Something done once per business date. `run` must bear being run again for the date it was interrupted on."""

    name: str
    run: Callable[[date], Awaitable[None]]


class Scheduler:
    """Runs daily jobs up to the present business date. Any number may run; each job runs in one of them at a time.

    On an empty database a job begins at the present business date.
    """

    def __init__(self, database: Database, clock: Clock, jobs: Sequence[DailyJob]) -> None:
        self._database = database
        self._clock = clock
        self._jobs = list(jobs)
        self._stopping = asyncio.Event()
        self._level_on: dict[str, date] = {}

    async def run(self) -> None:
        """Run what is due until `stop()`."""
        while not self._stopping.is_set():
            pause_s = 0.0
            for job in self._jobs:
                try:
                    await self.run_due(job)
                except Exception as problem:  # noqa: BLE001 one job's failure must not keep the others from running
                    log.error(
                        "daily_job_failed", job=job.name, problem=type(problem).__name__, passing=is_passing(problem)
                    )
                    pause_s = PAUSE_AFTER_FAILURE_S if not is_passing(problem) else 1.0
            pause_s = pause_s or (POLL_S if self._is_done_for_today() else STANDBY_POLL_S)
            with contextlib.suppress(TimeoutError):
                wait_s = pause_s * random.uniform(0.8, 1.2)  # noqa: S311 - jitter
                await asyncio.wait_for(self._stopping.wait(), wait_s)

    def stop(self) -> None:
        """Finish the date under way, then return from `run()`."""
        self._stopping.set()

    async def run_due(self, job: DailyJob) -> int:
        """Run a job for every date up to today that is not done, the oldest first; return how many dates."""
        today = self._clock.today()
        if self._level_on.get(job.name) == today:
            return 0
        dates = 0
        while not self._stopping.is_set() and self._level_on.get(job.name) != today:
            ran = await self._run_next(job, today)
            if ran is None:
                break
            dates += 1
        return dates

    def _is_done_for_today(self) -> bool:
        today = self._clock.today()
        return all(self._level_on.get(job.name) == today for job in self._jobs)

    async def is_level(self) -> bool:
        """True when every job is done for the present business date."""
        today = self._clock.today()
        return all([await self._last(job) == today for job in self._jobs])

    async def _last(self, job: DailyJob) -> date | None:
        async with self._database.reading() as connection:
            last: date | None = await connection.scalar(_LAST, {"name": job.name})
            return last

    async def _run_next(self, job: DailyJob, today: date) -> date | None:
        # The lock is held by a transaction that writes nothing but the end of the date; the job has its own.
        async with self._database.transaction() as transaction:
            connection = transaction.connection
            if not await connection.scalar(_LOCK, {"name": job.name}):
                return None
            last = await connection.scalar(_LAST, {"name": job.name})
            if last is not None and last >= today:
                self._level_on[job.name] = today
                return None
            on = today if last is None else last + timedelta(days=1)
            if (today - on).days > CATCH_UP_DAYS_MAX:
                raise TooManyDaysToCatchUp(f"{job.name} was last done on {last}, today is {today}")
            # A job may take its time over a whole city.
            await connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = '30min'"))
            with trace.continuing(None):
                await job.run(on)
            await connection.execute(_FINISH, {"name": job.name, "on": on})
        if on == today:
            self._level_on[job.name] = today
        log.info("daily_job_done", job=job.name, on=on.isoformat())
        return on
