"""What has served its time goes, and what is counted stays counted."""

import pytest
from sqlalchemy import text

from chassis import operations
from chassis.events.levels import measure
from chassis.events.relay import Relay
from chassis.housekeeping import keep_house
from chassis.work import Worker
from kernel.actor import system_actor
from kernel.organisation import OrganisationPath
from testkit import probe_service as probe
from testkit.waiting import eventually, running


async def run(database, *statements: str) -> None:
    async with database.transaction() as transaction:
        for statement in statements:
            await transaction.connection.execute(text(statement))


async def count(database, table: str) -> int:
    async with database.reading() as connection:
        return int(await connection.scalar(text(f"SELECT count(*) FROM chassis.{table}")))


@pytest.fixture
async def level(pair):
    """Twelve events of three aggregates, all applied; the services by name."""
    services = {"publishing": pair.publisher, "applying": pair.applier}
    await pair.publish(*[(f"k{number % 3}", number) for number in range(12)])

    async def is_level() -> bool:
        levels = await measure(services)
        return levels.is_level and levels.applied == 12

    async with running(
        Relay(pair.publishing, pair.publisher), probe.consumer(pair.applying, pair.applier, [pair.topic])
    ):
        await eventually(is_level)
    return services


async def test_counts_what_is_published_applied_waiting_dead_and_lost(pair, level) -> None:
    found = await measure(level)
    assert (found.published, found.unpublished, found.applied, found.lost) == (12, 0, 12, 0)
    await run(pair.applier, "DELETE FROM chassis.inbox WHERE event_id IN (SELECT event_id FROM chassis.inbox LIMIT 2)")
    await pair.publish(("k1", 12))
    found = await measure(level)
    assert (found.published, found.unpublished, found.applied, found.lost) == (13, 1, 10, 3)
    assert not found.is_level


async def test_deletes_old_events_and_still_counts_them(pair, level, fake_clock) -> None:
    before = await measure(level)
    for database in level.values():
        assert set((await keep_house(database, fake_clock)).values()) == {0}
    await run(pair.publisher, "UPDATE chassis.outbox SET published_at = now() - interval '8 days' WHERE version <= 3")
    assert (await keep_house(pair.publisher, fake_clock))["outbox"] == 9
    assert await count(pair.publisher, "outbox") == 3
    assert await measure(level) == before


async def test_finds_a_loss_among_deleted_events(pair, level, fake_clock) -> None:
    await run(pair.publisher, "UPDATE chassis.outbox SET published_at = now() - interval '8 days'")
    await keep_house(pair.publisher, fake_clock)
    assert (await measure(level)).lost == 0
    await run(pair.applier, "UPDATE chassis.inbox_position SET version = version - 1 WHERE key = 'k2'")
    found = await measure(level)
    assert (found.published, found.applied, found.lost) == (12, 11, 1)


async def test_forgets_applied_ids_and_still_skips_a_second_delivery(pair, level, fake_clock) -> None:
    await run(pair.applier, "UPDATE chassis.inbox SET applied_at = now() - interval '31 days'")
    assert (await keep_house(pair.applier, fake_clock))["inbox"] == 12
    await run(pair.publisher, "UPDATE chassis.outbox SET published_at = NULL")
    await pair.publish(("new", 1))
    async with running(
        Relay(pair.publishing, pair.publisher), probe.consumer(pair.applying, pair.applier, [pair.topic])
    ):

        async def applied() -> bool:
            return any(key == "new" for key, _, _ in await pair.effects())

        await eventually(applied)
    assert len(await pair.effects()) == 13


async def test_keeps_the_progress_of_an_operation_whose_items_go(pair, fake_clock) -> None:
    async def handle(item, transaction) -> None:
        await item.progress(transaction, done=5)

    async with pair.publisher.transaction() as transaction:
        operation_id = await operations.start(
            transaction,
            kind="probe.run",
            queue_items=[("probe.chunk", {})] * 3,
            created_by=system_actor("probe"),
            scope=OrganisationPath("/3401"),
            now=fake_clock.now(),
            total=15,
        )
    worker = Worker(pair.publisher, fake_clock, handlers={"probe.chunk": handle})
    while await worker.work_once():
        pass
    fake_clock.advance(days=29)
    assert (await keep_house(pair.publisher, fake_clock))["work_item"] == 0
    fake_clock.advance(days=2)
    assert (await keep_house(pair.publisher, fake_clock))["work_item"] == 3
    async with pair.publisher.reading() as connection:
        found = await operations.find(connection, operation_id)
    assert found is not None
    assert (found.state, found.done, found.total) == ("done", 15, 15)
