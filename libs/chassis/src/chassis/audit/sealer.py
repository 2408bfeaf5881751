"""Chains committed audit entries into blocks, whose heads another service keeps."""

import asyncio
import contextlib
import random

import structlog
from sqlalchemy import text

from chassis.audit.head import Head, HeadSigner
from chassis.clock import Clock
from chassis.events.failures import is_passing
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction
from chassis.settings import ServiceSettings
from contracts.chassis.v1.audit_pb2 import AuditHeadSealed

BLOCK_ENTRIES_MAX = 5_000
# How often it looks whether entries have waited long enough.
LOOK_EVERY_S = 2.0
_ONE_SEALER = 0x6B65686F75_02
FIRST_HASH = bytes(32)

# One row's fingerprint: every column but the number of its block, in a form that no session setting changes.
FINGERPRINT = """
sha256(convert_to(jsonb_build_array(e.id, e.actor_id, e.role, e.path, e.action, e.subject,
    CAST(extract(epoch FROM e.business_at) * 1000000 AS bigint),
    CAST(extract(epoch FROM e.recorded_at) * 1000000 AS bigint),
    e.before, e.after, e.rule, encode(e.digest, 'hex'), e.trace_id)::text, 'UTF8'))
"""
BLOCK_HASH = f"""
sha256(CAST(:previous AS bytea) || int8send(CAST(:number AS bigint)) || int8send(count(*))
       || coalesce(string_agg({FINGERPRINT}, ''::bytea ORDER BY e.id), ''::bytea))
"""

# The lowest number has waited about the longest; a block that is full need not wait.
_DUE = text("""
SELECT (SELECT recorded_at < clock_timestamp() - make_interval(secs => CAST(:wait_s AS float8))
        FROM chassis.audit_entry WHERE block_number IS NULL ORDER BY id LIMIT 1)
    OR EXISTS (SELECT 1 FROM chassis.audit_entry WHERE block_number IS NULL OFFSET :most - 1)
""")
_HEAD = text("SELECT number, hash, entries_total FROM chassis.audit_block ORDER BY number DESC LIMIT 1")
# Only committed rows are seen, whichever id they drew; a low id that commits late goes into a later block.
_CLAIM = text("""
UPDATE chassis.audit_entry SET block_number = :number WHERE id IN (
    SELECT id FROM chassis.audit_entry WHERE block_number IS NULL ORDER BY id LIMIT :most)
""")
_HASH = text(f"SELECT {BLOCK_HASH} FROM chassis.audit_entry e WHERE e.block_number = CAST(:number AS bigint)")
_APPEND = text("""
INSERT INTO chassis.audit_block (number, entries, entries_total, previous_hash, hash)
VALUES (:number, :entries, :total, :previous, :hash)
""")

log = structlog.get_logger(__name__)


class AuditSealer:
    """Seals what was committed, `audit_block_s` later. Any number may run; an advisory lock lets one work at a time.

    Each block's head is published on `<service>.audit-head`, signed, in the transaction that seals it.
    """

    def __init__(self, database: Database, clock: Clock, settings: ServiceSettings) -> None:
        self._database = database
        self._clock = clock
        self._service = settings.service
        self._wait_s = settings.audit_block_s
        self._signer = HeadSigner.from_settings(settings)
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Seal until `stop()`."""
        while not self._stopping.is_set():
            try:
                while await self.is_due() and await self.seal_block() == BLOCK_ENTRIES_MAX:
                    continue
            except Exception as problem:
                if not is_passing(problem):
                    raise
                log.warning("audit_not_sealed", service=self._service, problem=type(problem).__name__)
            with contextlib.suppress(TimeoutError):
                pause_s = min(LOOK_EVERY_S, self._wait_s) * random.uniform(0.8, 1.2)  # noqa: S311 - jitter
                await asyncio.wait_for(self._stopping.wait(), pause_s)

    def stop(self) -> None:
        self._stopping.set()

    async def is_due(self) -> bool:
        """Whether an entry has waited for its block long enough, or enough of them wait to fill one."""
        async with self._database.reading() as connection:
            return bool(await connection.scalar(_DUE, {"wait_s": self._wait_s, "most": BLOCK_ENTRIES_MAX}))

    async def seal_block(self) -> int:
        """Seal up to 5,000 entries into the next block; return how many, 0 where there is nothing to seal."""
        async with self._database.transaction(statement_timeout_s=120) as transaction:
            connection = transaction.connection
            if not await connection.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _ONE_SEALER}):
                return 0
            head = (await connection.execute(_HEAD)).one_or_none()
            number = head.number + 1 if head else 1
            previous = head.hash if head else FIRST_HASH
            entries = (await connection.execute(_CLAIM, {"number": number, "most": BLOCK_ENTRIES_MAX})).rowcount
            if entries == 0:
                return 0
            block_hash = await connection.scalar(_HASH, {"number": number, "previous": previous})
            total = (head.entries_total if head else 0) + entries
            block = {"number": number, "entries": entries, "total": total, "previous": previous, "hash": block_hash}
            await connection.execute(_APPEND, block)
            self._tell(transaction, Head(self._service, number, bytes(block_hash or b""), total))
            return entries

    def _tell(self, transaction: Transaction, head: Head) -> None:
        message = AuditHeadSealed(
            service=head.service,
            block_number=head.number,
            block_hash=head.hash,
            entries_total=head.entries_total,
            signature=self._signer.sign(head),
        )
        topic = f"{head.service}.audit-head"
        transaction.publish(topic=topic, key=head.service, message=message, occurred_at=self._clock.now())
