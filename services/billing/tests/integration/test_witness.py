"""Inspection keeps the heads of everybody's audit chains; billing keeps inspection's."""

from typing import Any

from billing.adapters.kafka.incoming import TOPICS
from chassis.audit.verifier import witnessed_heads
from contracts.chassis.v1.audit_pb2 import AuditHeadSealed

TELLER = "test"


async def test_keeps_the_head_of_a_block_as_it_was_first_told(city: Any) -> None:
    assert "inspection.audit-head" in TOPICS
    for sealed in (b"as it was", b"recomputed"):
        await city.tell(AuditHeadSealed(service=TELLER, block_number=1, block_hash=sealed, entries_total=3))
    assert await witnessed_heads(city.database, TELLER) == {1: b"as it was"}
