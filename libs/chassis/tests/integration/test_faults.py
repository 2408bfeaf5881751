"""Nothing is lost or applied twice, whatever is killed and whenever."""

import asyncio
import os
import random
from contextlib import suppress

import pytest
from sqlalchemy import text

from chassis.events.relay import Relay
from testkit import probe_service as probe
from testkit.waiting import eventually, running

KEYS = 40
# More of the same for a night: KEHOU_SOAK=20.
ROUNDS = 1 + int(os.environ.get("KEHOU_SOAK", "0"))


async def write(pair, count: int, *, pause_s: float = 0.0) -> None:
    for number in range(count):
        await pair.publish((f"k{number % KEYS}", number))
        if pause_s:
            await asyncio.sleep(pause_s)


async def settled(pair, count: int) -> bool:
    return len(await pair.effects()) >= count and await pair.unpublished() == 0


async def must_be_whole(pair, count: int) -> None:
    """Every event once, each aggregate in the order of its versions."""
    await asyncio.sleep(0.5)
    effects = await pair.effects()
    assert sorted(number for _, _, number in effects) == list(range(count))
    for key in {key for key, _, _ in effects}:
        versions = [version for other, version, _ in effects if other == key]
        assert versions == list(range(1, len(versions) + 1))
    assert await pair.letters() == []


@pytest.mark.parametrize("role", ["relay", "consume"])
async def test_survives_killing_a_process_again_and_again(pair, role: str) -> None:
    other = Relay(pair.publishing, pair.publisher)
    consumer = probe.consumer(pair.applying, pair.applier, [pair.topic])
    chance = random.Random(7)
    count = 400 * (1 + ROUNDS)
    writing = asyncio.create_task(write(pair, count, pause_s=0.002))
    async with running(consumer if role == "relay" else other):
        for _ in range(ROUNDS):
            process = await pair.spawn(role)
            try:
                await asyncio.sleep(1.2 + chance.random())
            finally:
                process.kill()
                await process.wait()
        process = await pair.spawn(role)
        try:
            await writing
            await eventually(lambda: settled(pair, count), within_s=60)
            await must_be_whole(pair, count)
        finally:
            process.kill()
            await process.wait()


async def test_lets_one_of_two_relays_work_and_the_other_take_over(pair) -> None:
    first, second = Relay(pair.publishing, pair.publisher), Relay(pair.publishing, pair.publisher)
    consumer = probe.consumer(pair.applying, pair.applier, [pair.topic])
    async with running(consumer, second):
        async with running(first):
            await write(pair, 200)
            await eventually(lambda: settled(pair, 200))
            assert first.is_active != second.is_active
        await write_more(pair, 200, 100)
        await eventually(lambda: settled(pair, 300))
        assert second.is_active
        await must_be_whole(pair, 300)


async def write_more(pair, first: int, count: int) -> None:
    for number in range(first, first + count):
        await pair.publish((f"k{number % KEYS}", number))


async def test_shares_partitions_between_two_consumers_that_come_and_go(pair) -> None:
    relay = Relay(pair.publishing, pair.publisher)
    staying = probe.consumer(pair.applying, pair.applier, [pair.topic])
    count = 400 * (1 + ROUNDS)
    writing = asyncio.create_task(write(pair, count, pause_s=0.002))
    async with running(relay, staying):
        for _ in range(ROUNDS):
            async with running(probe.consumer(pair.applying, pair.applier, [pair.topic])):
                await asyncio.sleep(1.0)
        await writing
        await eventually(lambda: settled(pair, count), within_s=60)
        await must_be_whole(pair, count)


async def test_relays_a_low_id_that_was_committed_late(pair) -> None:
    relay = Relay(pair.publishing, pair.publisher)
    consumer = probe.consumer(pair.applying, pair.applier, [pair.topic])
    async with running(relay, consumer):
        async with pair.publisher.transaction() as slow:
            await slow.connection.execute(
                text(
                    "INSERT INTO chassis.outbox (topic, key, event_id, type, version, payload, headers, occurred_at) "
                    "VALUES (:topic, 'slow', gen_random_uuid(), 'contracts.chassis.v1.AuditHeadSealed', 1, '', '{}', "
                    "clock_timestamp())"
                ),
                {"topic": pair.topic},
            )
            await pair.publish(("quick", 1))
            await eventually(lambda: settled(pair, 1))
        await eventually(lambda: settled(pair, 2))
    assert {key for key, _, _ in await pair.effects()} == {"slow", "quick"}


async def test_survives_a_killed_broker_and_a_killed_database(pair, parts) -> None:
    relay = Relay(pair.publishing, pair.publisher)
    consumer = probe.consumer(pair.applying, pair.applier, [pair.topic])
    async with running(relay, consumer):
        await write(pair, 100)
        await eventually(lambda: settled(pair, 100))
        await asyncio.to_thread(parts.kafka.kill)
        await write_more(pair, 100, 100)
        await asyncio.to_thread(parts.kafka.start)
        await eventually(lambda: settled(pair, 200), within_s=90)
        await asyncio.to_thread(parts.postgres.kill)
        await asyncio.sleep(0.5)
        await asyncio.to_thread(parts.postgres.start)
        for number in range(200, 300):
            while True:
                with suppress(Exception):
                    await pair.publish((f"k{number % KEYS}", number))
                    break
                await asyncio.sleep(0.1)
        await eventually(lambda: settled(pair, 300), within_s=90)
        await must_be_whole(pair, 300)


async def test_holds_back_only_the_aggregate_whose_event_the_broker_refuses(pair) -> None:
    relay = Relay(pair.publishing, pair.publisher)
    consumer = probe.consumer(pair.applying, pair.applier, [pair.topic])
    async with running(relay, consumer):
        await pair.publish(("big", 1), makes="x" * 9_000_000)
        await pair.publish(("big", 2), ("small", 1))
        await eventually(lambda: settled_effects(pair, {("small", 1, 1)}))
        assert await pair.unpublished() == 2
        async with pair.publisher.transaction() as transaction:
            await transaction.connection.execute(
                text("UPDATE chassis.outbox SET payload = '' WHERE key = 'big' AND version = 1")
            )
        await eventually(lambda: settled(pair, 3))
    assert [version for key, version, _ in await pair.effects() if key == "big"] == [1, 2]


async def settled_effects(pair, wanted: set) -> bool:
    return set(await pair.effects()) == wanted
