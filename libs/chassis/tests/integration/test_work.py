"""Work is done once, whoever dies, and an operation says how far it is."""

import asyncio

import pytest
from sqlalchemy import text

from chassis import operations, work
from chassis.postgres.database import Database
from chassis.work import Worker
from kernel.actor import system_actor
from kernel.errors import Conflict
from kernel.organisation import OrganisationPath
from testkit.waiting import eventually, running

ACTOR = system_actor("probe")
CITY = OrganisationPath("/3401")


@pytest.fixture
async def database(fresh_database):
    database = Database(await fresh_database(), name="probe")
    async with database.transaction() as transaction:
        await transaction.connection.execute(text("CREATE TABLE effect (number int)"))
    yield database
    await database.close()


async def begin(database, clock, count: int, kind: str = "probe.run"):
    async with database.transaction() as transaction:
        items = [("probe.chunk", {"number": number}) for number in range(count)]
        return await operations.start(
            transaction, kind=kind, queue_items=items, created_by=ACTOR, scope=CITY, now=clock.now()
        )


async def state(database, operation_id) -> operations.Operation:
    async with database.reading() as connection:
        return await operations.find(connection, operation_id)


async def write(item, transaction) -> None:
    await transaction.connection.execute(text("INSERT INTO effect VALUES (:number)"), item.payload)
    await item.progress(transaction, done=1)


async def effects(database) -> list[int]:
    async with database.reading() as connection:
        return sorted((await connection.scalars(text("SELECT number FROM effect"))).all())


async def is_in(database, operation_id, wanted: str) -> bool:
    return (await state(database, operation_id)).state == wanted


async def test_does_every_chunk_once_and_ends_the_operation_with_its_hook(database, fake_clock) -> None:
    ends = []

    async def on_end(operation_id, outcome, transaction) -> None:
        ends.append((operation_id, outcome))

    operation_id = await begin(database, fake_clock, 30)
    workers = [
        Worker(database, fake_clock, handlers={"probe.chunk": write}, on_end={"probe.run": on_end}) for _ in "ab"
    ]
    async with running(*workers):
        await eventually(lambda: is_in(database, operation_id, "done"))
    found = await state(database, operation_id)
    assert await effects(database) == list(range(30))
    assert (found.done, found.total) == (30, 30)
    assert ends == [(operation_id, "done")]


async def test_takes_over_from_a_dead_worker_and_stores_nothing_of_the_late_one(database, fake_clock) -> None:
    operation_id = await begin(database, fake_clock, 1)
    reached, go_on = asyncio.Event(), asyncio.Event()

    class Slow(Worker):
        async def _do(self, item) -> None:
            # The lease runs out between taking the item and doing it.
            reached.set()
            await go_on.wait()
            await super()._do(item)

    slow = asyncio.create_task(Slow(database, fake_clock, handlers={"probe.chunk": write}).work_once())
    await reached.wait()
    quick = Worker(database, fake_clock, handlers={"probe.chunk": write})
    assert not await quick.work_once()
    async with database.transaction() as transaction:
        await transaction.connection.execute(text("UPDATE chassis.work_item SET leased_until = clock_timestamp()"))
    assert await quick.work_once()
    go_on.set()
    await slow
    assert await effects(database) == [0]
    assert (await state(database, operation_id)).state == "done"


async def test_fails_the_operation_with_the_refusal_and_drops_the_rest(database, fake_clock) -> None:
    class NoNotice(Conflict):
        code = "probe.no_notice"

    async def refuse(item, transaction) -> None:
        if item.payload["number"] == 0:
            raise NoNotice("publish the notice first")
        await write(item, transaction)

    operation_id = await begin(database, fake_clock, 50)
    worker = Worker(database, fake_clock, handlers={"probe.chunk": refuse}, slots=1)
    async with running(worker):
        await eventually(lambda: is_in(database, operation_id, "failed"))
    found = await state(database, operation_id)
    assert found.error["code"] == "probe.no_notice"
    assert await effects(database) == []


async def test_cancels_between_chunks(database, fake_clock) -> None:
    outcomes = []

    async def on_end(operation_id, outcome, transaction) -> None:
        outcomes.append(outcome)

    operation_id = await begin(database, fake_clock, 3)
    worker = Worker(database, fake_clock, handlers={"probe.chunk": write}, on_end={"probe.run": on_end})
    assert await worker.work_once()
    async with database.transaction() as transaction:
        assert await operations.cancel(transaction, operation_id)
    assert not await worker.work_once()
    await worker.end_operations()
    assert (await state(database, operation_id)).state == "cancelled"
    assert await effects(database) == [0]
    assert outcomes == ["cancelled"]


async def test_fails_an_operation_whose_end_is_refused(database, fake_clock) -> None:
    async def on_end(operation_id, outcome, transaction) -> None:
        if outcome == "done":
            raise ArithmeticError

    operation_id = await begin(database, fake_clock, 1)
    worker = Worker(database, fake_clock, handlers={"probe.chunk": write}, on_end={"probe.run": on_end})
    await worker.work_once()
    assert (await state(database, operation_id)).state == "failed"


async def test_waits_for_the_business_instant_at_which_an_item_is_due(database, fake_clock) -> None:
    async with database.transaction() as transaction:
        fake_clock.advance(hours=1)
        await work.enqueue(transaction, "probe.chunk", {"number": 7}, due_at=fake_clock.now())
        fake_clock.advance(hours=-1)
    worker = Worker(database, fake_clock, handlers={"probe.chunk": write})
    assert not await worker.work_once()
    fake_clock.advance(hours=1)
    assert await worker.work_once()
    assert await effects(database) == [7]


async def test_tells_how_far_an_item_is_before_it_commits(database, fake_clock):
    operation_id = await begin(database, fake_clock, 1)
    seen = []

    async def handler(item, transaction):
        tell = operations.Teller(database, operation_id)
        for done in (1, 2, 3):
            await tell("reading", done=done, total=40)
        seen.append(await state(database, operation_id))
        await tell("matching", done=5, total=7)
        seen.append(await state(database, operation_id))
        await operations.update(transaction, operation_id, done=7, total=7)

    assert await Worker(database, fake_clock, handlers={"probe.chunk": handler}).work_once()
    assert [(one.phase, one.done, one.total, one.state) for one in seen] == [
        ("reading", 1, 40, "running"),
        ("matching", 5, 7, "running"),
    ]
    ended = await state(database, operation_id)
    assert (ended.state, ended.done, ended.total) == ("done", 7, 7)
