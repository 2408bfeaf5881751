"""A daily job runs once per business date, in order, and catches up."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from chassis.clock import ClockNotSet, ClockWouldGoBack, StackClock, move_clock, set_clock
from chassis.jobs import DailyJob, Scheduler
from chassis.postgres.database import Database
from testkit.waiting import eventually, running


@pytest.fixture
async def database(fresh_database):
    database = Database(await fresh_database(), name="probe")
    yield database
    await database.close()


async def test_begins_today_and_catches_up_in_date_order(database, fake_clock) -> None:
    ran: list[date] = []

    async def run(on: date) -> None:
        ran.append(on)

    job = DailyJob("probe.expire", run)
    schedulers = [Scheduler(database, fake_clock, [job]) for _ in "ab"]
    async with running(*schedulers):
        await eventually(schedulers[0].is_level)
        fake_clock.advance(days=4)
        await eventually(schedulers[0].is_level)
    assert ran == [date(2026, 2, day) for day in (24, 25, 26, 27, 28)]


async def test_runs_a_date_again_that_was_interrupted(database, fake_clock) -> None:
    tries: list[date] = []

    async def run(on: date) -> None:
        tries.append(on)
        if len(tries) == 1:
            raise ZeroDivisionError

    scheduler = Scheduler(database, fake_clock, [])
    job = DailyJob("probe.expire", run)
    with pytest.raises(ZeroDivisionError):
        await scheduler.run_due(job)
    assert await scheduler.run_due(job) == 1
    assert await scheduler.run_due(job) == 0
    assert tries == [date(2026, 2, 24)] * 2


async def test_moves_the_stack_clock_forward_only_and_tells_every_process(databases) -> None:
    url = await databases.blank()
    clock = StackClock(url)
    with pytest.raises(ClockNotSet):
        await clock.start()
    begins = datetime(2026, 2, 24, 1, tzinfo=UTC)
    assert await set_clock(url, begins) == begins
    assert await set_clock(url, datetime(2027, 1, 1, tzinfo=UTC)) == begins
    await clock.start()
    try:
        assert clock.now() == begins
        await asyncio.sleep(0.1)
        later = datetime(2026, 2, 24, 17, tzinfo=UTC)
        await move_clock(url, later)
        await asyncio.sleep(0.05)
        assert clock.now() == later
        assert clock.today() == date(2026, 2, 25)
        with pytest.raises(ClockWouldGoBack):
            await move_clock(url, begins)
    finally:
        await clock.stop()
