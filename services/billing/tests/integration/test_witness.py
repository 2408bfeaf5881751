"""Inspection keeps the heads of everybody's audit chains; billing keeps inspection's."""

from dataclasses import replace
from typing import Any

import pytest

from billing.adapters.kafka.incoming import TOPICS
from chassis.audit.verifier import witnessed_heads
from chassis.audit.witness import HeadContradicted, witnesses_heads
from chassis.events.handling import EventInfo
from contracts.chassis.v1.audit_pb2 import AuditHeadSealed
from kernel.ids import new_id
from testkit.clock import TERM_BEGINS

TELLER, TOPIC = "inspection", "inspection.audit-head"


async def test_keeps_the_head_of_a_block_as_it_was_first_told_and_objects_to_another(city: Any) -> None:
    assert TOPIC in TOPICS
    told = AuditHeadSealed(service=TELLER, block_number=1, block_hash=b"as it was", entries_total=3)
    again = AuditHeadSealed(service=TELLER, block_number=1, block_hash=b"recomputed", entries_total=3)
    event = EventInfo(new_id(), TELLER, "", TOPIC, TELLER, 1, TERM_BEGINS)
    for _ in range(2):
        await _keep(city, told, event)
    for version in (1, 2):
        with pytest.raises(HeadContradicted):
            await _keep(city, again, replace(event, version=version))
    assert await witnessed_heads(city.database, TELLER) == {1: b"as it was"}


async def _keep(city: Any, head: AuditHeadSealed, event: EventInfo) -> None:
    async with city.database.transaction() as transaction:
        await witnesses_heads().apply(head, event, transaction)
