"""A witness looks every day whether the chains whose heads it keeps still hold."""

import asyncio
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import structlog
from sqlalchemy import text

from chassis import metrics
from chassis.audit.chain import Block, Page, Verdict, Walk
from chassis.audit.head import Head, HeadKeys
from chassis.events.failures import is_passing
from chassis.grpc.client import GrpcPeer, call
from chassis.postgres.database import Database
from chassis.settings import ServiceSettings
from contracts.chassis.v1 import audit_pb2 as pb
from contracts.chassis.v1.audit_pb2_grpc import AuditServiceStub
from kernel.errors import Refusal
from kernel.ids import new_id

PAGE_DEADLINE_S = 60.0
LOOK_EVERY_S = 60.0

_DUE = text("""
SELECT NOT EXISTS (SELECT 1 FROM chassis.audit_verification WHERE service = :service
                   AND verified_at > clock_timestamp() - make_interval(secs => CAST(:every_s AS float8)))
""")
_ONE_WATCH = text("SELECT pg_try_advisory_xact_lock(hashtextextended('chassis.audit-watch ' || :service, 0))")
_LAST_HEAD = text("SELECT coalesce(max(block_number), 0) FROM chassis.audit_witness WHERE service = :service")
_HEADS = text("""
SELECT block_number, block_hash, entries_total, signature FROM chassis.audit_witness
WHERE service = :service AND block_number BETWEEN :first AND :last
""")
_GONE = text("""
SELECT block_number FROM chassis.audit_witness
WHERE service = :service AND block_number > :last AND block_number <= :told ORDER BY block_number LIMIT 100
""")
# What the chain told although it contradicts what it had told before is set aside, see chassis.audit.witness.
_CONTRADICTIONS = text("""
SELECT count(*) FROM chassis.dead_letter WHERE topic = :topic AND state = 'failed'
""")
_KEEP = text("""
INSERT INTO chassis.audit_verification (id, service, blocks, entries, pending, heads, breaks)
VALUES (:id, :service, :blocks, :entries, :pending, :heads, CAST(:breaks AS jsonb))
""")

_sound = metrics.gauge("kehou_audit_chain_sound", "1 where the witnessed chain held when last verified", ("service",))
_verified_at = metrics.gauge("kehou_audit_verified_at_seconds", "When the chain was last verified", ("service",))

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What a verification found, and against how many heads."""

    verdict: Verdict
    heads: int


class AuditWatch:
    """Verifies each peer's chain once in `audit_verify_every_s`, whoever of the witness' processes is first.

    The peer recomputes its blocks and sends them in pages; they are compared with each other, with the heads kept
    here, and the heads with the peer's signature. What was found is kept, counted in the metrics and, where a chain
    does not hold, said in the log as an error.
    """

    def __init__(self, settings: ServiceSettings, database: Database, peers: Sequence[GrpcPeer]) -> None:
        self._every_s = settings.audit_verify_every_s
        self._database = database
        self._peers = peers
        self._keys = HeadKeys.from_settings(settings)

    async def run(self) -> None:
        """Look until cancelled; a peer that does not answer is asked again at the next look."""
        while True:
            for peer in self._peers:
                try:
                    await self.verify_if_due(peer)
                except Exception as problem:
                    if not (is_passing(problem) or isinstance(problem, Refusal)):
                        raise
                    log.warning("audit_not_verified", chain=peer.name, problem=type(problem).__name__)
            pause_s = min(LOOK_EVERY_S, self._every_s)
            await asyncio.sleep(pause_s * random.uniform(0.8, 1.2))  # noqa: S311 - jitter

    async def verify_if_due(self, peer: GrpcPeer) -> Witnessed | None:
        """Verify the peer's chain unless that was done lately; None where it was, or is being done."""
        async with self._database.transaction() as transaction:
            connection = transaction.connection
            given = {"service": peer.name}
            if not await connection.scalar(_DUE, {**given, "every_s": self._every_s}):
                return None
            if not await connection.scalar(_ONE_WATCH, given):
                return None
            # The lock is all this transaction holds meanwhile.
            await connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = '30min'"))
            found = await self.verify(peer)
            await connection.execute(_KEEP, _columns(peer.name, found))
        _tell(peer.name, found)
        return found

    async def verify(self, peer: GrpcPeer) -> Witnessed:
        """Walk the peer's chain and compare it with the heads kept of it; those told from now on do not count."""
        async with self._database.reading() as connection:
            told = int(await connection.scalar(_LAST_HEAD, {"service": peer.name}) or 0)
            contradictions = await connection.scalar(_CONTRADICTIONS, {"topic": f"{peer.name}.audit-head"})
        walk, heads = Walk(), 0
        while True:
            page = await _ask(peer, after=walk.last)
            kept = await self._kept(peer.name, page.blocks)
            heads += len(kept)
            for block in page.blocks:
                walk.step(block)
                self._compare(walk, peer.name, block, kept=kept, told=told)
            if page.is_last or not page.blocks:
                break
        async with self._database.reading() as connection:
            given = {"service": peer.name, "last": walk.last, "told": told}
            walk.gone((await connection.execute(_GONE, given)).scalars())
        if contradictions:
            walk.broken(f"{contradictions} heads contradict what was told before; see the dead letters")
        return Witnessed(walk.end(page), heads)

    async def _kept(self, service: str, blocks: Sequence[Block]) -> Mapping[int, Any]:
        if not blocks:
            return {}
        given = {"service": service, "first": blocks[0].number, "last": blocks[-1].number}
        async with self._database.reading() as connection:
            return {row.block_number: row for row in await connection.execute(_HEADS, given)}

    def _compare(self, walk: Walk, service: str, block: Block, *, kept: Mapping[int, Any], told: int) -> None:
        row = kept.get(block.number)
        if row is None:
            if block.number <= told:
                walk.broken(f"the head of block {block.number} is not kept any more")
            return
        head = Head(service, block.number, row.block_hash, row.entries_total)
        if not self._keys.confirm(head, row.signature):
            walk.broken(f"the head kept of block {block.number} does not bear the signature of {service}")
        if (row.block_hash, row.entries_total) != (block.hash, block.entries_total):
            walk.broken(f"block {block.number} is not the one another service witnessed")


async def _ask(peer: GrpcPeer, *, after: int) -> Page:
    request = pb.ReadBlocksRequest(after=after)
    answer = await call(peer.stub(AuditServiceStub).ReadBlocks, request, deadline_s=PAGE_DEADLINE_S)
    blocks = [
        Block(
            number=one.number,
            entries=one.entries,
            entries_total=one.entries_total,
            previous_hash=one.previous_hash,
            hash=one.hash,
            found_entries=one.found_entries,
            found_hash=one.found_hash,
        )
        for one in answer.blocks
    ]
    return Page(blocks, is_last=answer.is_last, beyond=answer.beyond, pending=answer.pending)


def _columns(service: str, found: Witnessed) -> dict[str, object]:
    verdict = found.verdict
    return {
        "id": new_id(),
        "service": service,
        "blocks": verdict.blocks,
        "entries": verdict.entries,
        "pending": verdict.pending,
        "heads": found.heads,
        "breaks": orjson.dumps(verdict.breaks).decode(),
    }


def _tell(service: str, found: Witnessed) -> None:
    _sound.labels(service).set(int(found.verdict.is_sound))
    _verified_at.labels(service).set_to_current_time()
    if found.verdict.is_sound:
        log.info("audit_chain_verified", chain=service, blocks=found.verdict.blocks, heads=found.heads)
    else:
        log.error("audit_chain_broken", chain=service, breaks=list(found.verdict.breaks[:5]))
