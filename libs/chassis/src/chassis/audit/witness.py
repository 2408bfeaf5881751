"""Keeping the heads of other services' audit chains."""

from sqlalchemy import text

from chassis.events.handling import EventInfo, Handler, handles
from chassis.postgres.transaction import Transaction
from contracts.chassis.v1.audit_pb2 import AuditHeadSealed

# The first head of a block stays; another one of the same block is not kept but reported.
_KEEP = text("""
WITH kept AS (
    INSERT INTO chassis.audit_witness (service, block_number, block_hash, entries_total, signature)
    VALUES (:service, :number, :hash, :total, :signature) ON CONFLICT DO NOTHING RETURNING true AS is_same
)
SELECT is_same FROM kept UNION ALL
SELECT block_hash = :hash AND entries_total = :total FROM chassis.audit_witness
WHERE service = :service AND block_number = :number
""")


class HeadNotItsOwn(RuntimeError):
    """A service told the head of another's chain, or told it elsewhere than on its own topic for heads."""


class HeadContradicted(RuntimeError):
    """A chain has two heads for one block, or a head for a block that is not the next: somebody wrote it anew."""


def witnesses_heads() -> Handler:
    """Return the handler that keeps the heads arriving on `<service>.audit-head` topics.

    A head that contradicts what was witnessed becomes a dead letter that stops the chain's witness: no replay
    mends it, and somebody has to find out what happened.
    """
    return handles(AuditHeadSealed, _keep)


async def _keep(message: AuditHeadSealed, event: EventInfo, transaction: Transaction) -> None:
    if message.service != event.source or event.topic != f"{event.source}.audit-head" or event.key != event.source:
        raise HeadNotItsOwn(f"{event.source} told a head of {message.service} on {event.topic}")
    # Heads are told one by one, so the version of the event is the number of the block.
    if message.block_number != event.version:
        raise HeadContradicted(f"block {message.block_number} of {event.source} is told as number {event.version}")
    head = {
        "service": event.source,
        "number": message.block_number,
        "hash": message.block_hash,
        "total": message.entries_total,
        "signature": message.signature,
    }
    if not await transaction.connection.scalar(_KEEP, head):
        raise HeadContradicted(f"block {message.block_number} of {event.source} has another head by now")
