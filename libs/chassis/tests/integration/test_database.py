"""One transaction: rows, events and audit entries together or not at all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from chassis.postgres import database as postgres
from chassis.postgres.database import Database, TransactionDoomed
from chassis.postgres.migrate import assert_no_drift
from chassis.postgres.transaction import OUTBOX, StateNotHeld, StateReadBeforeHeld
from contracts.chassis.v1.audit_pb2 import AuditHeadSealed
from contracts.staffing.v1.events_pb2 import AssignmentsChanged
from testkit.clock import TERM_BEGINS
from testkit.waiting import eventually


@pytest.fixture
async def database(fresh_database) -> AsyncIterator[Database]:
    database = Database(await fresh_database(), name="probe")
    yield database
    await database.close()


async def outbox(database: Database) -> list[tuple[int, str, int]]:
    async with database.reading() as connection:
        rows = await connection.execute(text("SELECT id, key, version FROM chassis.outbox ORDER BY id"))
        return [tuple(row) for row in rows]


def publish(transaction, key: str) -> None:
    transaction.publish(topic="probe.thing", key=key, message=AuditHeadSealed(service=key), occurred_at=TERM_BEGINS)


async def test_finds_no_drift_between_migration_and_tables(fresh_database) -> None:
    from sqlalchemy import MetaData

    await assert_no_drift(await fresh_database(), MetaData())


async def test_gives_concurrent_writers_of_one_aggregate_contiguous_versions_in_outbox_order(database) -> None:
    async def write(number: int) -> None:
        async with database.transaction() as transaction:
            publish(transaction, f"b{number % 3}")
            publish(transaction, "a")
            publish(transaction, "a")

    await asyncio.gather(*(write(number) for number in range(40)))
    versions = [version for _, key, version in await outbox(database) if key == "a"]
    assert versions == list(range(1, 81))


async def test_publishes_a_thousand_events_in_one_statement(database) -> None:
    async with database.transaction() as transaction:
        for number in range(1000):
            publish(transaction, f"k{number % 100}")
    rows = await outbox(database)
    assert len(rows) == 1000
    assert [key for _, key, _ in rows[:101]] == [f"k{number % 100}" for number in range(101)]
    assert [version for _, key, version in rows if key == "k7"] == list(range(1, 11))


async def tell_state(database, *statements: str, hold: str) -> None:
    """Run the statements, hold the aggregate where they say so, then tell how p stands."""
    message = AssignmentsChanged(person_id="p", assignments=["principal@/3401"])
    async with database.transaction() as transaction:
        for statement in statements:
            if statement == "hold":
                await transaction.hold("probe.person", [hold])
            else:
                await transaction.connection.execute(text(statement))
        transaction.publish(topic="probe.person", key="p", message=message, occurred_at=TERM_BEGINS)


async def test_tells_no_state_whose_aggregate_nobody_holds(database) -> None:
    with pytest.raises(StateNotHeld):
        await tell_state(database, "hold", "SELECT 1", hold="q")
    assert await outbox(database) == []


async def test_tells_no_state_that_was_read_before_its_aggregate_was_held(database) -> None:
    with pytest.raises(StateReadBeforeHeld):
        await tell_state(database, "SELECT 1", "hold", hold="p")
    assert await outbox(database) == []


async def test_tells_last_what_stands_however_many_change_it_at_once(database) -> None:
    async with database.transaction() as transaction:
        await transaction.connection.execute(text("CREATE TABLE held (person text, role text)"))

    async def grant(role: str) -> None:
        async with database.transaction() as transaction:
            row = {"role": role}
            await transaction.connection.execute(text("INSERT INTO held VALUES ('p', :role)"), row)
            await asyncio.sleep(0)
            await transaction.hold("probe.person", ["p", "q"])
            rows = await transaction.connection.execute(text("SELECT role FROM held ORDER BY role"))
            message = AssignmentsChanged(person_id="p", assignments=[each.role for each in rows])
            transaction.publish(topic="probe.person", key="p", message=message, occurred_at=TERM_BEGINS)

    for turn in range(20):
        await asyncio.gather(*(grant(f"{turn}.{number}") for number in range(4)))
        async with database.reading() as connection:
            told = await connection.scalar(text("SELECT payload FROM chassis.outbox ORDER BY version DESC LIMIT 1"))
            rows = await connection.execute(text("SELECT role FROM held ORDER BY role"))
            assert list(AssignmentsChanged.FromString(told).assignments) == [each.role for each in rows]
    # Who was held and not told of has no version that anybody could miss.
    async with database.reading() as connection:
        query = text("SELECT key, version FROM chassis.aggregate ORDER BY key")
        assert [tuple(row) for row in await connection.execute(query)] == [("p", 80), ("q", 0)]


async def test_stores_nothing_of_a_failed_transaction(database) -> None:
    async def fail() -> None:
        async with database.transaction() as transaction:
            publish(transaction, "a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await outbox(database) == []


async def test_joins_the_ambient_transaction_and_sees_its_writes(database) -> None:
    async with database.ambient() as request:
        async with database.transaction() as first:
            publish(first, "a")
        async with database.transaction() as second, database.reading() as connection:
            assert second is first is request.transaction
            assert connection is first.connection
        assert await asyncio.create_task(outbox(database)) == []
    assert len(await outbox(database)) == 1


async def test_begins_the_ambient_transaction_with_its_first_part_only(database) -> None:
    begun = []

    async def on_begin(transaction) -> None:
        begun.append(transaction)

    async with database.ambient(on_begin=on_begin) as request:
        async with database.reading() as connection:
            await connection.execute(text("SELECT 1"))
        assert request.transaction is None
        assert begun == []
        for _ in range(2):
            async with database.transaction():
                pass
        assert begun == [request.transaction]


async def test_gives_a_part_of_the_ambient_transaction_the_time_it_asks_for(database) -> None:
    async with database.ambient(), database.transaction(statement_timeout_s=77) as transaction:
        assert await transaction.connection.scalar(text("SHOW statement_timeout")) == "77s"


async def test_rolls_back_the_whole_request_even_where_an_inner_failure_was_caught(database) -> None:
    async def request() -> None:
        async with database.ambient():
            async with database.transaction() as inner:
                publish(inner, "a")
            with pytest.raises(ZeroDivisionError):
                async with database.transaction():
                    raise ZeroDivisionError
            with pytest.raises(TransactionDoomed):
                async with database.transaction():
                    pass

    with pytest.raises(TransactionDoomed):
        await request()
    assert await outbox(database) == []


async def test_gives_back_what_a_rush_has_opened_and_goes_on(fresh_database, monkeypatch) -> None:
    monkeypatch.setattr(postgres, "UNUSED_MAX_S", 1)
    url = await fresh_database()
    database = Database(url, name="rushed")
    watching = await asyncpg.connect(url.replace("+asyncpg", ""))
    opened = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'rushed' AND datname = current_database()"

    async def work(_: int) -> None:
        async with database.transaction() as transaction:
            await transaction.connection.execute(text("SELECT pg_sleep(0.1)"))

    async def given_back() -> bool:
        return await watching.fetchval(opened) == 0

    try:
        await asyncio.gather(*(work(number) for number in range(8)))
        assert await watching.fetchval(opened) == 8
        await eventually(given_back)
        await asyncio.gather(*(work(number) for number in range(8)))
    finally:
        await watching.close()
        await database.close()


async def test_refuses_writes_while_reading(database) -> None:
    async with database.reading() as connection:
        with pytest.raises(DBAPIError, match="read-only"):
            await connection.execute(text("INSERT INTO chassis.consumer (name) VALUES ('x')"))


async def test_tells_the_relay_of_another_process_once_a_commit_has_something_for_it(database) -> None:
    heard = asyncio.Event()
    connection = await asyncpg.connect(database.url.replace("+asyncpg", ""))
    try:
        await connection.add_listener(OUTBOX, lambda *_: heard.set())
        with suppress(ArithmeticError):
            async with database.transaction() as transaction:
                publish(transaction, "rolled back")
                raise ArithmeticError
        await asyncio.sleep(0.3)
        assert not heard.is_set()
        async with database.transaction() as transaction:
            publish(transaction, "committed")
        await asyncio.wait_for(heard.wait(), 30)
    finally:
        await connection.close()
