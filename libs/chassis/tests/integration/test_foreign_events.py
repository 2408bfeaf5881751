"""What anybody but a topic's owner writes there is set aside, applied nowhere, and stands in nobody's way."""

from typing import Any

import pytest
from sqlalchemy import text

from chassis.audit.verifier import witnessed_heads
from chassis.audit.witness import HeadContradicted, HeadNotItsOwn, witnesses_heads
from chassis.events.consumer import Consumer
from chassis.events.dead_letters import list_dead_letters, replay_dead_letters, show_dead_letter
from chassis.events.handling import EventInfo
from chassis.events.levels import measure
from chassis.events.relay import Relay
from contracts.chassis.v1.audit_pb2 import AuditHeadSealed
from contracts.staffing.v1.events_pb2 import AssignmentsChanged
from kernel.ids import new_id
from testkit import probe_service as probe
from testkit.clock import TERM_BEGINS
from testkit.forging import Forgery
from testkit.waiting import eventually, running

FALSE = AuditHeadSealed(block_number=666)


def forged(pair: Any, **changes: Any) -> Forgery:
    """A record that claims to be the publisher's first of aggregate `a`."""
    given: dict[str, Any] = {"topic": pair.topic, "key": "a", "version": 1, "message": FALSE, "source": "probe"}
    return Forgery(**given | changes)


FORGERIES = {
    "nobody signed it": ({}, "not signed"),
    "another service says it in its own name": ({"source": "billing", "signed_by": "billing"}, "the topic is probe's"),
    "another service says it in the owner's name": ({"signed_by": "billing"}, "the key billing is none of probe's"),
    "its key bears the owner's name": ({"signed_by": "billing", "kid": "probe"}, "the signature is not probe's"),
    "its key bears a name like the owner's": ({"signed_by": "probe-witnessed"}, "none of probe's"),
    "the owner said it of another aggregate": ({"signed_by": "probe", "signs": {"key": "b"}}, "the signature"),
    "the owner said it elsewhere": ({"signed_by": "probe", "signs": {"topic": "probe.other"}}, "the signature"),
    "the owner said it as another version": ({"signed_by": "probe", "signs": {"version": 2}}, "the signature"),
    "the owner said something else": ({"signed_by": "probe", "signs": {"payload": b""}}, "the signature"),
    "the owner said it at another time": ({"signed_by": "probe", "signs": {"occurred_at": "1999"}}, "the signature"),
    "its key is one that no database holds": ({"key": "a\0"}, "not signed"),
    "its source is one that no database holds": ({"source": "a\0"}, "the topic is probe's"),
    "the owner says what only another may": (
        {"signed_by": "probe", "message": AssignmentsChanged(person_id="x")},
        "contracts.staffing.v1.AssignmentsChanged is no message of probe",
    ),
}


@pytest.mark.parametrize("what", FORGERIES)
async def test_refuses(pair: Any, what: str) -> None:
    changes, reason = FORGERIES[what]
    await forged(pair, **changes).write(pair.applying.kafka_bootstrap)
    consumer = probe.consumer(pair.applying, pair.applier, [pair.topic])
    async with running(Relay(pair.publishing, pair.publisher)), running(consumer):
        await eventually(lambda: _is_refused(pair, 1))
        # The true event takes the place that the forged one claimed.
        await pair.publish(("a", 1), ("a", 2))
        await eventually(lambda: _applied(pair, 2))
        [letter] = await list_dead_letters(pair.applier)
        assert (letter.state, letter.reason.split(":")[0]) == ("foreign", "foreign_source")
        assert reason in letter.reason
        assert await show_dead_letter(pair.applier, letter.id) is not None
        assert await replay_dead_letters(pair.applier) == 0
    assert await pair.effects() == [("a", 1, 1), ("a", 2, 2)]
    levels = await measure({"probe": pair.publisher, "applier": pair.applier})
    assert (levels.is_level, levels.dead) == (True, 1)


async def test_does_not_let_a_forged_version_to_come_take_the_place_of_the_true_one(pair: Any) -> None:
    for version in (2, 3, 3):
        await forged(pair, version=version).write(pair.applying.kafka_bootstrap)
    consumer = probe.consumer(pair.applying, pair.applier, [pair.topic])
    async with running(Relay(pair.publishing, pair.publisher)), running(consumer):
        await eventually(lambda: _is_refused(pair, 3))
        await pair.publish(("a", 1), ("a", 2), ("a", 3))
        await eventually(lambda: _applied(pair, 3))
    assert await pair.effects() == [("a", 1, 1), ("a", 2, 2), ("a", 3, 3)]


async def test_keeps_no_more_than_a_thousand_of_them(pair: Any) -> None:
    fill = text("""
        INSERT INTO chassis.dead_letter (consumer, topic, partition, "offset", key, event_id, type, version, payload,
                                         headers, state, reason)
        SELECT 'probe', 'probe.flood', 0, n, 'a', gen_random_uuid(), 't', -n, '', '{}', 'foreign', 'foreign_source: x'
        FROM generate_series(1, 1000) AS n""")
    async with pair.applier.transaction() as transaction:
        await transaction.connection.execute(fill)
    await forged(pair).write(pair.applying.kafka_bootstrap)
    consumer = probe.consumer(pair.applying, pair.applier, [pair.topic])
    async with running(Relay(pair.publishing, pair.publisher)), running(consumer):
        await pair.publish(("a", 1))
        await eventually(lambda: _applied(pair, 1))
    assert await _is_refused(pair, 1000)


async def test_witnesses_the_head_of_a_block_to_come_only_from_its_own_service(pair: Any) -> None:
    topic, bootstrap = "probe.audit-head", pair.applying.kafka_bootstrap
    for number in (1, 2):
        head = AuditHeadSealed(service="probe", block_number=number, block_hash=b"forged", entries_total=9)
        await Forgery(topic, "probe", number, head, "probe").write(bootstrap)
        await Forgery(topic, "probe", number, head, "probe", signed_by="billing").write(bootstrap)
    consumer = Consumer(pair.applying, pair.applier, handlers=[witnesses_heads()], topics=[topic])
    async with running(Relay(pair.publishing, pair.publisher)), running(consumer):
        await _tell_head(pair, topic, b"true")
        await eventually(lambda: _has_heads(pair, {1: b"true"}))
        # A second head for the block by the service itself: its chain was written anew, and that is not passed over.
        await _tell_head(pair, topic, b"written anew")
        await eventually(lambda: _has_letter(pair, "HeadContradicted"))
    assert await witnessed_heads(pair.applier, "probe") == {1: b"true"}


@pytest.mark.parametrize(
    ("source", "topic", "key", "number", "problem"),
    [
        ("probe", "probe.audit-head", "probe", 7, HeadContradicted),
        ("billing", "billing.audit-head", "billing", 1, HeadNotItsOwn),
        ("probe", "probe.thing", "probe", 1, HeadNotItsOwn),
        ("probe", "probe.audit-head", "billing", 1, HeadNotItsOwn),
    ],
)
async def test_refuses_a_head_of_another_chain_or_out_of_its_turn(
    pair: Any, source: str, topic: str, key: str, number: int, problem: type[Exception]
) -> None:
    head = AuditHeadSealed(service="probe", block_number=number, block_hash=b"head", entries_total=3)
    event = EventInfo(new_id(), source, "", topic, key, 1, TERM_BEGINS)
    with pytest.raises(problem):
        async with pair.applier.transaction() as transaction:
            await witnesses_heads().apply(head, event, transaction)
    assert await witnessed_heads(pair.applier, "probe") == {}


async def _tell_head(pair: Any, topic: str, block_hash: bytes) -> None:
    head = AuditHeadSealed(service="probe", block_number=1, block_hash=block_hash, entries_total=3)
    async with pair.publisher.transaction() as transaction:
        transaction.publish(topic=topic, key="probe", message=head, occurred_at=TERM_BEGINS)


async def _is_refused(pair: Any, count: int) -> bool:
    return [state for _, _, state in await pair.letters()].count("foreign") == count


async def _applied(pair: Any, count: int) -> bool:
    return len(await pair.effects()) == count


async def _has_heads(pair: Any, heads: dict[int, bytes]) -> bool:
    return await witnessed_heads(pair.applier, "probe") == heads


async def _has_letter(pair: Any, reason: str) -> bool:
    return any(reason in letter.reason for letter in await list_dead_letters(pair.applier, states=["failed"]))
