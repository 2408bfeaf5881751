"""Uploaded statements: parts, states, and the way into the books."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import RowMapping

from billing.adapters.postgres import intake_sql as sql
from billing.adapters.postgres.intake import PostgresIntake
from billing.adapters.postgres.ledger import PostgresLedgerStore
from billing.adapters.postgres.sql import UNIT_IN_SCOPE, first, run, scalar
from billing.application.records import StatementRecord
from billing.domain.statement import PART_BYTES, StatementAlreadyImported
from chassis.documents import PART_BYTES_MAX, DocumentStore
from chassis.postgres.transaction import Transaction
from chassis.seal import Sealer
from kernel.actor import Actor
from kernel.errors import Fault, NotFound
from kernel.money import Money

FILE_NAME_FIELD = "statement.file_name"
_PIECES_PER_PART = PART_BYTES // PART_BYTES_MAX
_STATEMENT = """
SELECT s.id, s.kind, s.unit_code, s.file_name, s.parts, s.size_bytes, s.sha256, s.state, s.claimed_lines,
       s.claimed_sum_fen, s.document_id, s.uploaded_by, coalesce(s.rows_read, 0) AS rows_read,
       coalesce(p.parts, 0) AS parts_there, coalesce(p.bytes, 0) AS bytes_there
FROM statement s JOIN accounting_unit u ON u.code = s.unit_code
LEFT JOIN LATERAL (SELECT count(*) AS parts, sum(size_bytes)::bigint AS bytes FROM statement_part
                   WHERE statement_id = s.id) p ON TRUE
WHERE s.id = :id
"""
# What follows on nothing: the first file that states a balance, and one whose opening is no closing before it. A file
# that repeats days of another one breaks nothing, unless it brings lines of them that the other one left out.
CONCERNS = """
CASE WHEN s.opening_fen IS NULL OR s.state <> 'awaiting_confirmation' THEN CAST(ARRAY[] AS text[]) ELSE (
    SELECT array_remove(ARRAY[
        CASE WHEN count(*) = 0 THEN 'billing.first_file_of_account' END,
        CASE WHEN count(*) > 0 AND NOT bool_or(p.last_on >= s.first_on AND p.first_on <= s.last_on)
              AND s.opening_fen <> ALL (SELECT q.closing_fen FROM statement q
                  WHERE q.unit_code = s.unit_code AND q.kind = s.kind AND q.state IN ('taking_in', 'imported')
                    AND q.last_on = (SELECT max(e.last_on) FROM statement e WHERE e.unit_code = s.unit_code
                        AND e.kind = s.kind AND e.state IN ('taking_in', 'imported') AND e.last_on < s.first_on)
                    AND q.closing_fen IS NOT NULL)
            THEN 'billing.balance_does_not_follow' END,
        CASE WHEN s.adds_to_covered THEN 'billing.adds_to_covered_days' END,
        CASE WHEN s.account_masked THEN 'billing.account_masked' END], NULL)
    FROM statement p WHERE p.unit_code = s.unit_code AND p.kind = s.kind AND p.state IN ('taking_in', 'imported')
      AND p.closing_fen IS NOT NULL) END
"""


class StatementNotFound(NotFound):
    code = "billing.statement_not_found"


class PostgresStatementStore:
    def __init__(
        self, transaction: Transaction, sealer: Sealer, documents: DocumentStore, ledger: PostgresLedgerStore
    ) -> None:
        self._transaction = transaction
        self._connection = transaction.connection
        self._sealer = sealer
        self._documents = documents
        self._ledger = ledger

    async def is_known(self, sha256: bytes) -> bool:
        """Whether this very file is in some unit's books already, or waits to be confirmed."""
        return bool(
            await scalar(
                self._connection,
                "SELECT 1 FROM statement WHERE sha256 = :sha"
                " AND state IN ('awaiting_confirmation', 'taking_in', 'imported')",
                sha=sha256,
            )
        )

    async def add(self, statement_id: UUID, announced: Any, *, by: Actor, now: datetime) -> None:
        document_id = await self._documents.start(
            self._transaction, name=announced.file_name, media_type="application/octet-stream", now=now
        )
        await run(
            self._connection,
            "INSERT INTO statement (id, kind, unit_code, file_name, size_bytes, sha256, parts, document_id,"
            " claimed_lines, claimed_sum_fen, state, uploaded_by, uploaded_as, uploaded_at)"
            " VALUES (:id, :kind, :unit, :name, :size, :sha, :parts, :document, :lines, :sum,"
            " 'uploading', :by, :role, :now)",
            id=statement_id,
            kind=announced.kind.value,
            unit=announced.unit_code,
            name=self._sealer.seal(announced.file_name, field=FILE_NAME_FIELD),
            size=announced.size_bytes,
            sha=announced.sha256,
            parts=announced.parts,
            document=document_id,
            lines=announced.claimed_lines,
            sum=None if announced.claimed_sum is None else announced.claimed_sum.fen,
            by=by.id,
            role=by.role,
            now=now,
        )

    async def locked(self, statement_id: UUID, *, scope: str) -> StatementRecord:
        found = await first(
            self._connection, f"{_STATEMENT} AND {UNIT_IN_SCOPE} FOR UPDATE OF s", id=statement_id, scope=scope
        )
        if found is None:
            raise StatementNotFound("no statement of yours by that id")
        return self._record(found)

    async def put_part(self, statement: StatementRecord, *, number: int, content: bytes) -> None:
        for piece in range(0, len(content), PART_BYTES_MAX):
            await self._documents.add_part(
                self._transaction,
                statement.document_id,
                number=(number - 1) * _PIECES_PER_PART + piece // PART_BYTES_MAX,
                content=content[piece : piece + PART_BYTES_MAX],
            )
        await run(
            self._connection,
            "INSERT INTO statement_part (statement_id, number, size_bytes) VALUES (:id, :number, :size)"
            " ON CONFLICT (statement_id, number) DO UPDATE SET size_bytes = excluded.size_bytes",
            id=statement.id,
            number=number,
            size=len(content),
        )

    async def close_upload(self, statement: StatementRecord) -> bytes:
        """The hash of what was sent."""
        pieces = -(-statement.size_bytes // PART_BYTES_MAX)
        document = await self._documents.complete(self._transaction, statement.document_id, parts=pieces)
        return document.sha256

    async def importing(self, statement_id: UUID, operation_id: UUID) -> None:
        await run(
            self._connection,
            "UPDATE statement SET state = 'importing', operation_id = :operation WHERE id = :id",
            id=statement_id,
            operation=operation_id,
        )

    async def importable(self, statement_id: UUID) -> StatementRecord | None:
        """The statement, once; its unit imports nothing else until the transaction ends."""
        return await self._alone(statement_id, state="importing")

    async def half_taken(self, statement_id: UUID) -> StatementRecord | None:
        """A statement that was read and whose lines are still on their way in, like `importable`."""
        return await self._alone(statement_id, state="taking_in")

    async def half_taken_by(self, operation_id: UUID) -> UUID | None:
        found: UUID | None = await scalar(
            self._connection,
            "SELECT id FROM statement WHERE operation_id = :operation AND state = 'taking_in'",
            operation=operation_id,
        )
        return found

    async def begin_intake(self, statement: StatementRecord) -> PostgresIntake:
        # The twin of a file that was sent twice at once waited for the lock; now it is known.
        lock = "SELECT pg_advisory_xact_lock(hashtextextended(:file, 0))"
        await run(self._connection, lock, file=f"billing.file/{statement.sha256.hex()}")
        if await self.is_known(statement.sha256):
            raise StatementAlreadyImported("this file was imported already, or waits to be confirmed; nothing to do")
        return await self.go_on(statement)

    async def go_on(self, statement: StatementRecord) -> PostgresIntake:
        await run(self._connection, sql.ROOM)
        await run(self._connection, sql.STAGED)
        return PostgresIntake(self._connection, statement, self._sealer, self._ledger)

    async def _alone(self, statement_id: UUID, *, state: str) -> StatementRecord | None:
        found = await first(
            self._connection, f"{_STATEMENT} AND s.state = :state FOR UPDATE OF s", id=statement_id, state=state
        )
        if found is None:
            return None
        await run(
            self._connection,
            "SELECT pg_advisory_xact_lock(hashtextextended(:unit, 0))",
            unit=f"billing.import/{found['unit_code']}",
        )
        return self._record(found)

    async def concerns(self, statement_id: UUID) -> list[str]:
        """What is odd about a file that waits, as the books stand now."""
        found: list[str] = await scalar(
            self._connection, f"SELECT {CONCERNS} FROM statement s WHERE s.id = :id", id=statement_id
        )
        return found

    async def confirm(self, statement_id: UUID, operation_id: UUID, *, by: Actor, now: datetime) -> None:
        """From now on the file is taken in, never given up."""
        await run(
            self._connection,
            "UPDATE statement SET state = 'taking_in', operation_id = :operation, lines = 0, known = 0, matched = 0,"
            " exceptions = 0, confirmed_by = :by, confirmed_as = :role, confirmed_at = :now WHERE id = :id",
            id=statement_id,
            operation=operation_id,
            by=by.id,
            role=by.role,
            now=now,
        )

    async def reject(self, statement_id: UUID, fault: Fault, *, by: Actor, now: datetime) -> None:
        """Drop what was read; the file may be sent again."""
        await run(self._connection, "DELETE FROM statement_staged WHERE statement_id = :id", id=statement_id)
        await run(
            self._connection,
            "UPDATE statement SET state = 'rejected', faults = CAST(:faults AS jsonb), confirmed_by = :by,"
            " confirmed_as = :role, confirmed_at = :now WHERE id = :id",
            id=statement_id,
            faults=orjson.dumps([_told(fault)]).decode(),
            by=by.id,
            role=by.role,
            now=now,
        )

    def content(self, statement: StatementRecord) -> AsyncIterator[bytes]:
        return self._documents.content(self._connection, statement.document_id)

    async def refuse(self, statement_id: UUID, faults: Sequence[Fault]) -> None:
        """Keep what was wrong with the file for who sent it."""
        told = [_told(fault) for fault in faults]
        await run(
            self._connection,
            "UPDATE statement SET state = 'refused', faults = CAST(:faults AS jsonb) WHERE id = :id",
            id=statement_id,
            faults=orjson.dumps(told).decode(),
        )

    def _record(self, row: RowMapping) -> StatementRecord:
        values = dict(row)
        claimed = values.pop("claimed_sum_fen")
        values["file_name"] = self._sealer.unseal(values["file_name"], field=FILE_NAME_FIELD)
        values["sha256"] = bytes(values["sha256"])
        return StatementRecord(**values, claimed_sum=None if claimed is None else Money(claimed))


def _told(fault: Fault) -> dict[str, object]:
    return {"pointer": fault.pointer, "code": fault.code, "detail": fault.detail, "params": dict(fault.params)}
