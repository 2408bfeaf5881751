"""Bill runs and their chunks, from the first draft to the news of the last bill."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

import orjson
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres import bill_posting as sql
from billing.adapters.postgres.ledger import PostgresLedgerStore
from billing.adapters.postgres.sql import first, rows, run, scalar, shaped, tuples
from billing.application.records import RunChunk, RunRecord, SchoolOfRun
from billing.domain.account import RECEIVABLE_BUDGET, RECEIVABLE_FAMILY, ledger_term
from billing.domain.event import IssuedBill


class PostgresBillRunStore:
    def __init__(self, connection: AsyncConnection, ledger: PostgresLedgerStore) -> None:
        self._connection = connection
        self._ledger = ledger

    async def add(
        self,
        run_id: UUID,
        *,
        operation_id: UUID,
        scope_path: str,
        term: str,
        billed_on: date,
        by: UUID,
        now: datetime,
        chunks: Sequence[RunChunk],
    ) -> None:
        await run(
            self._connection,
            "INSERT INTO bill_run (id, operation_id, scope_path, term, state, billed_on, started_by, started_at,"
            " chunks_left) VALUES (:id, :operation, :scope, :term, 'drafting', :on, :by, :now, :chunks)",
            id=run_id,
            operation=operation_id,
            scope=scope_path,
            term=term,
            on=billed_on,
            by=by,
            now=now,
            chunks=len(chunks),
        )
        await run(
            self._connection,
            "INSERT INTO bill_run_chunk (run_id, number, schools, slice, slices, state)"
            " SELECT run_id, number, schools, slice, slices, 'waiting' FROM jsonb_to_recordset(CAST(:chunks AS jsonb))"
            " AS c (run_id uuid, number int, schools text[], slice int, slices int)",
            chunks=orjson.dumps([asdict(chunk) for chunk in chunks]).decode(),
        )

    async def running(self, run_id: UUID, *, state: str, exclusive: bool = False) -> RunRecord | None:
        """The run while it is in that state, else None; locked until the transaction ends."""
        found = await first(
            self._connection,
            "SELECT scope_path, term, state, billed_on, started_by FROM bill_run WHERE id = :id"
            f" AND state = :state FOR {'UPDATE' if exclusive else 'KEY SHARE'}",
            id=run_id,
            state=state,
        )
        return None if found is None else shaped(RunRecord, found)

    async def of_operation(self, operation_id: UUID) -> tuple[UUID, str] | None:
        """The run an operation drives, and its state; locked."""
        found = await first(
            self._connection, "SELECT id, state FROM bill_run WHERE operation_id = :id FOR UPDATE", id=operation_id
        )
        return None if found is None else (found["id"], found["state"])

    async def chunk(self, run_id: UUID, number: int) -> RunChunk:
        found = await rows(self._connection, sql.CHUNK, run=run_id, number=number)
        return _chunk(found[0])

    async def chunks(self, run_id: UUID, *states: str) -> list[RunChunk]:
        found = await rows(self._connection, sql.CHUNKS, run=run_id, states=list(states))
        return [_chunk(row) for row in found]

    async def finish_chunk(self, run_id: UUID) -> int:
        """Return how many chunks are left."""
        left: int = await scalar(
            self._connection,
            "UPDATE bill_run SET chunks_left = chunks_left - 1 WHERE id = :id RETURNING chunks_left",
            id=run_id,
        )
        return left

    async def begin_posting(self, run_id: UUID) -> None:
        await run(self._connection, sql.BEGIN_POSTING, run=run_id)
        await run(self._connection, sql.ANALYSE)

    async def post(self, chunk: RunChunk, *, billed_on: date) -> None:
        """Post all lines of the chunk's bills."""
        units = [row["unit_code"] for row in await rows(self._connection, sql.UNITS, **_place(chunk))]
        months = [await self._ledger.open_month(unit, billed_on) for unit in units]
        accounts = [await self._ledger.account_ids(unit) for unit in units]
        given = {
            "on": billed_on,
            "units": units,
            "months": [str(month) for month in months],
            "terms": [ledger_term(month) for month in months],
            "families": [ids[RECEIVABLE_FAMILY] for ids in accounts],
            "budgets": [ids[RECEIVABLE_BUDGET] for ids in accounts],
        }
        for statement in (sql.POST_LINES, sql.POST_FINANCED):
            await run(self._connection, statement, **given, **_place(chunk))
        await self._became(chunk, "posted")

    async def publish(self, run_id: UUID, *, now: datetime) -> int:
        """Set the one row that all readers join; returns the number of bills."""
        return int(await scalar(self._connection, sql.PUBLISH, run=run_id, now=now))

    async def announced(self, chunk: RunChunk) -> None:
        await self._became(chunk, "announced")

    async def cancel(self, run_id: UUID) -> None:
        """Free the claims of a run that was given up, so that another may charge."""
        for statement in sql.CANCEL:
            await run(self._connection, statement, run=run_id)

    async def clear(self, run_id: UUID, *, most: int) -> int:
        """Delete that many drafts of a cancelled run; returns how many there were."""
        return int(await scalar(self._connection, sql.CLEAR, run=run_id, most=most))

    async def issued(self, chunk: RunChunk) -> dict[str, list[IssuedBill]]:
        """The chunk's bills by school."""
        bills: dict[str, list[IssuedBill]] = {}
        for school, bill_id, pupil_id, due, placed in await tuples(self._connection, sql.ISSUED, **_place(chunk)):
            bills.setdefault(school, []).append(IssuedBill(bill_id, pupil_id, due, tuple(placed)))
        return bills

    async def totals(self, run_id: UUID, schools: Sequence[str]) -> list[SchoolOfRun]:
        """What the whole run billed in these schools; schools without a bill are left out."""
        found = await rows(self._connection, sql.TOTALS, run=run_id, schools=list(schools))
        return [shaped(SchoolOfRun, row) for row in found]

    async def ended_while_drafted(
        self, run_id: UUID, *, schools: Sequence[str], term: str
    ) -> list[tuple[UUID, str, date]]:
        """Placements that ended between the draft and its publication: placement, reason, day."""
        found = await rows(self._connection, sql.ENDED, run=run_id, schools=list(schools), term=term)
        return [(row["placement_id"], row["end_reason"], row["ended_on"]) for row in found]

    async def _became(self, chunk: RunChunk, state: str) -> None:
        await run(
            self._connection,
            "UPDATE bill_run_chunk SET state = :state WHERE run_id = :run AND number = :number",
            state=state,
            run=chunk.run_id,
            number=chunk.number,
        )


def _chunk(row: RowMapping) -> RunChunk:
    return RunChunk(**{**row, "schools": tuple(row["schools"])})


def _place(chunk: RunChunk) -> dict[str, object]:
    return {"run": chunk.run_id, "schools": list(chunk.schools), "slice": chunk.slice, "slices": chunk.slices}
