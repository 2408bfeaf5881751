"""Keeping the heads of other services' audit chains."""

from sqlalchemy import text

from chassis.events.handling import EventInfo, Handler, handles
from chassis.postgres.transaction import Transaction
from contracts.chassis.v1.audit_pb2 import AuditHeadSealed

# The first head of a block stays: a later, different one is what the verifier must find.
_KEEP = text("""
INSERT INTO chassis.audit_witness (service, block_number, block_hash, entries_total)
VALUES (:service, :number, :hash, :total) ON CONFLICT DO NOTHING
""")


def witnesses_heads() -> Handler:
    """Return the handler that keeps the heads arriving on `<service>.audit-head` topics."""
    return handles(AuditHeadSealed, _keep)


async def _keep(message: AuditHeadSealed, event: EventInfo, transaction: Transaction) -> None:
    head = {
        "service": event.source,
        "number": message.block_number,
        "hash": message.block_hash,
        "total": message.entries_total,
    }
    await transaction.connection.execute(_KEEP, head)
