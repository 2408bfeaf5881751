"""Each event is applied once, in the order of its aggregate."""

import pytest
from sqlalchemy import text

from chassis.events.dead_letters import list_dead_letters, replay_dead_letters, show_dead_letter
from chassis.events.rebuild import rebuild
from chassis.events.relay import Relay
from testkit import probe_service as probe
from testkit.waiting import eventually, running


@pytest.fixture
async def relay(pair):
    relay = Relay(pair.publishing, pair.publisher)
    async with running(relay):
        yield relay


@pytest.fixture(params=["one by one", "in runs"])
def consumer(pair, request):
    return probe.consumer(pair.applying, pair.applier, [pair.topic], in_runs=request.param == "in runs")


async def test_applies_in_order_what_another_service_published(pair, relay, consumer) -> None:
    for number in range(1, 6):
        await pair.publish(("a", number), ("b", number))
    async with running(consumer):
        await eventually(lambda: _count(pair, 10))
        await pair.publish(("a", 6))
        await eventually(lambda: _count(pair, 11))
    effects = await pair.effects()
    assert [number for key, _, number in effects if key == "a"] == [1, 2, 3, 4, 5, 6]
    assert all(version == number for _, version, number in effects)


async def test_skips_a_second_delivery(pair, relay, consumer) -> None:
    await pair.publish(("a", 1), ("a", 2))
    async with running(consumer):
        await eventually(lambda: _count(pair, 2))
        async with pair.publisher.transaction() as transaction:
            await transaction.connection.execute(text("UPDATE chassis.outbox SET published_at = NULL"))
        await pair.publish(("b", 1))
        await eventually(lambda: _count(pair, 3))
    assert sorted(await pair.effects()) == [("a", 1, 1), ("a", 2, 2), ("b", 1, 1)]


async def test_puts_an_aggregate_back_in_order_when_a_version_arrives_late(pair, relay, consumer) -> None:
    await pair.publish(("a", 1), ("a", 2), ("a", 3))
    await eventually(lambda: _published(pair))
    async with pair.publisher.transaction() as transaction:
        # As if the broker had taken the third before the second.
        await transaction.connection.execute(text("UPDATE chassis.aggregate SET version = version + 1"))
    await pair.publish(("a", 5))
    async with running(consumer):
        await eventually(lambda: _letters(pair, [("a", 5, "behind")]))
        async with pair.publisher.transaction() as transaction:
            await transaction.connection.execute(
                text(
                    "INSERT INTO chassis.outbox (topic, key, event_id, type, version, payload, headers, occurred_at) "
                    "SELECT topic, key, gen_random_uuid(), type, 4, ''::bytea, headers, occurred_at "
                    "FROM chassis.outbox WHERE version = 1"
                )
            )
        await eventually(lambda: _count(pair, 5))
        await eventually(lambda: _letters(pair, []))
    assert [version for _, version, _ in await pair.effects()] == [1, 2, 3, 4, 5]


async def test_tries_again_by_itself_what_refers_to_something_not_yet_known(pair, relay, consumer) -> None:
    async with running(consumer):
        await pair.publish(("a", 1), service="term")
        await pair.publish(("a", 2))
        await pair.publish(("b", 1))
        await eventually(lambda: _letters(pair, [("a", 1, "waiting"), ("a", 2, "behind")]))
        assert await pair.effects() == [("b", 1, 1)]
        await pair.publish(("t", 1), makes="term")
        await eventually(lambda: _letters(pair, []))
    assert await pair.effects() == [("b", 1, 1), ("t", 1, 1), ("a", 1, 1), ("a", 2, 2)]


async def test_parks_only_the_aggregate_of_a_poison_event_until_it_is_replayed(pair, relay, consumer) -> None:
    async with running(consumer):
        await pair.publish(("a", 1))
        await pair.publish(("a", 2), service=probe.POISON)
        await pair.publish(("a", 3), ("b", 1))
        await eventually(lambda: _letters(pair, [("a", 2, "failed"), ("a", 3, "behind")]))
        assert sorted(await pair.effects()) == [("a", 1, 1), ("b", 1, 1)]

        letter = (await list_dead_letters(pair.applier, states=["failed"]))[0]
        shown = await show_dead_letter(pair.applier, letter.id)
        assert letter.attempts == 3
        assert "ArithmeticError" in letter.reason
        assert shown is not None
        assert shown[1]["service"] == probe.POISON

        assert await replay_dead_letters(pair.applier) == 1
        await eventually(lambda: _letters(pair, [("a", 2, "failed"), ("a", 3, "behind")]))
        async with pair.applier.transaction() as transaction:
            await transaction.connection.execute(text("INSERT INTO known VALUES ('cure')"))
        await eventually(lambda: _state_is(pair, "failed"))
        assert await replay_dead_letters(pair.applier, [letter.id]) == 1
        await eventually(lambda: _letters(pair, []))
    effects = await pair.effects()
    assert effects[2:] == [("a", 2, 2), ("a", 3, 3)]
    assert set(effects[:2]) == {("a", 1, 1), ("b", 1, 1)}


async def test_builds_a_dropped_read_model_again_from_the_first_event(pair, relay, consumer) -> None:
    async def clear(transaction) -> None:
        await transaction.connection.execute(text("TRUNCATE effect"))

    await pair.publish(*[(f"k{number % 7}", number) for number in range(500)])
    async with running(consumer):
        await eventually(lambda: _count(pair, 500))
        before = sorted(await pair.effects())
        await rebuild(pair.applier, consumer, clear=clear)
        await eventually(lambda: _count(pair, 500))
        await pair.publish(("k0", 500))
        await eventually(lambda: _count(pair, 501))
    assert sorted(await pair.effects())[: len(before)] != []
    assert {effect for effect in await pair.effects() if effect[2] != 500} == set(before)


async def test_applies_all_of_a_long_run_but_the_events_that_are_to_blame(pair, relay, consumer) -> None:
    for number in range(1, 301):
        await pair.publish((f"k{number}", number), service=probe.POISON if number in (5, 77, 78, 300) else "")
    await eventually(lambda: _published(pair))
    async with running(consumer):
        await eventually(lambda: _count(pair, 296))
        await eventually(lambda: _letters(pair, [(f"k{number}", 1, "failed") for number in (300, 5, 77, 78)]))


async def test_applies_what_surrounds_a_bad_event_in_the_same_run_once_and_sets_it_alone_aside(
    pair, relay, consumer
) -> None:
    """One is poison, one waits for another: only they, and what follows on their keys, are not applied."""
    await pair.publish(*[(f"k{number}", number) for number in range(20)])
    await pair.publish(("k5", 20), service=probe.POISON)
    await pair.publish(("k9", 21), service="term")
    await pair.publish(*[(f"k{number}", 22 + number) for number in range(20)])
    await eventually(lambda: _published(pair))
    async with running(consumer):
        aside = [("k5", 2, "failed"), ("k5", 3, "behind"), ("k9", 2, "waiting"), ("k9", 3, "behind")]
        await eventually(lambda: _letters(pair, aside))
        await eventually(lambda: _count(pair, 38))
        effects = await pair.effects()
        for key in {key for key, _, _ in effects}:
            wanted = [1] if key in ("k5", "k9") else [1, 2]
            assert [version for other, version, _ in effects if other == key] == wanted
        await pair.publish(("t", 1), makes="term")
        await eventually(lambda: _letters(pair, aside[:2]))
    effects = await pair.effects()
    assert [version for key, version, _ in effects if key == "k9"] == [1, 2, 3]
    assert len(effects) == len(set(effects)) == 41


async def _count(pair, wanted: int) -> bool:
    return len(await pair.effects()) == wanted


async def _letters(pair, wanted: list) -> bool:
    return await pair.letters() == wanted


async def _state_is(pair, state: str) -> bool:
    return (await pair.letters())[0][2] == state


async def _published(pair) -> bool:
    return await pair.unpublished() == 0
