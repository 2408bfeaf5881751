"""Drafting one chunk of a bill run: claims, baskets, and the bills nobody sees before the run is published."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres import bill_drafts as sql
from billing.adapters.postgres.explanations import explanation_ids
from billing.adapters.postgres.ledger import PostgresLedgerStore
from billing.adapters.postgres.sql import copy_records, rows, run
from billing.application.records import Basket, Draft, RunChunk, RunRecord
from billing.domain.basket import Service
from kernel.errors import Conflict
from kernel.money import Money
from rulebook.answer import Explanation


class SchoolsWithoutUnit(Conflict):
    code = "billing.school_without_unit"


class PostgresDraftStore:
    """Lives in the transaction of one chunk; what it stages between its two steps is gone with it."""

    def __init__(self, connection: AsyncConnection, ledger: PostgresLedgerStore) -> None:
        self._connection = connection
        self._ledger = ledger

    async def claim_baskets(
        self, chunk: RunChunk, *, term: str, periods: Mapping[str, str], on: date
    ) -> tuple[Basket, ...]:
        """Claim what nobody has claimed, and return what has to be priced: one basket however many pupils have it."""
        schools = list(chunk.schools)
        await run(self._connection, sql.ROOM)
        await run(
            self._connection,
            sql.AGREED,
            schools=schools,
            slice=chunk.slice,
            slices=chunk.slices,
            term=term,
            products=list(periods),
            periods=list(periods.values()),
        )
        await run(self._connection, sql.MINE)
        await run(self._connection, sql.CLAIM, run=chunk.run_id)
        await run(self._connection, sql.GROUP, term=term, on=on)
        await run(self._connection, "ANALYZE run_pupil")
        found = await rows(self._connection, sql.OFFERINGS, schools=schools, term=term)
        offerings = {row["no"]: row for row in found}
        return tuple(_basket(row, offerings) for row in await rows(self._connection, sql.BASKETS))

    async def write_drafts(
        self,
        chunk: RunChunk,
        *,
        run: RunRecord,
        drafts: tuple[Draft, ...],
        collected_once: Mapping[str, Explanation],
    ) -> int:
        """Give every pupil the bill of its basket; returns how many. Nobody sees them before the run is published."""
        units = await self._units(chunk.schools)
        reasons = [line.explanation for draft in drafts for line in draft.priced.lines]
        reasons += [refused.explanation for draft in drafts for refused in draft.priced.refused]
        ids = await explanation_ids(self._connection, [*reasons, *collected_once.values()])
        await self._stage(drafts, units, ids)
        await _run(self._connection, sql.BILLS, run=chunk.run_id, term=run.term)
        await _run(self._connection, sql.LINES)
        await _run(self._connection, sql.REFUSE, run=chunk.run_id)
        await _run(self._connection, sql.UNCLAIM, run=chunk.run_id)
        await _run(
            self._connection,
            sql.COLLECTED_BEFORE,
            run=chunk.run_id,
            products=list(collected_once),
            explanations=[ids[one] for one in collected_once.values()],
        )
        return await self._count(chunk)

    async def _count(self, chunk: RunChunk) -> int:
        [drafted] = await rows(self._connection, sql.DRAFTED)
        await _run(
            self._connection,
            "UPDATE bill_run_chunk SET state = 'drafted', bills = :bills, amount_fen = :amount_fen,"
            " waived_fen = :waived_fen WHERE run_id = :run AND number = :number",
            run=chunk.run_id,
            number=chunk.number,
            **drafted,
        )
        return int(drafted["bills"])

    async def _units(self, schools: Sequence[str]) -> dict[str, str]:
        found = await rows(
            self._connection,
            "SELECT school_path, unit_code FROM unit_school WHERE school_path = ANY(CAST(:paths AS text[]))",
            paths=list(schools),
        )
        units = {row["school_path"]: row["unit_code"] for row in found}
        missing = sorted(set(schools) - set(units))
        if missing:
            raise SchoolsWithoutUnit(f"no accounting unit keeps the books of {missing[0]}; import it first")
        return units

    async def _accounts(self, drafts: tuple[Draft, ...], units: Mapping[str, str]) -> dict[str, dict[str, int]]:
        held: dict[str, set[str]] = {unit: set() for unit in units.values()}
        for draft in drafts:
            held[units[draft.basket.school_path]].update(line.held for line in draft.priced.lines if line.held)
        accounts = {}
        for unit in sorted(held):
            await self._ledger.open_accounts(unit, sorted(held[unit]))
            accounts[unit] = await self._ledger.account_ids(unit)
        return accounts

    async def _stage(self, drafts: tuple[Draft, ...], units: Mapping[str, str], ids: Mapping[Explanation, int]) -> None:
        accounts = await self._accounts(drafts, units)
        lines: list[tuple[Any, ...]] = []
        refused: list[tuple[Any, ...]] = []
        totals: list[tuple[Any, ...]] = []
        for draft in drafts:
            key, school = draft.basket.key, draft.basket.school_path
            unit = units[school]
            for number, line in enumerate(draft.priced.lines, start=1):
                held_id = accounts[unit][line.held] if line.held is not None else None
                why = ids[line.explanation]
                lines.append(
                    (key, number, line.offering_id, line.kind, line.product, line.amount.fen, held_id,
                     line.financed_by, line.planned, why)
                )  # fmt: skip
            refused += [
                (key, one.offering_id, one.code, one.amount.fen, ids[one.explanation]) for one in draft.priced.refused
            ]
            if draft.priced.lines:
                totals.append((key, school, unit, draft.priced.amount.fen, draft.priced.waived.fen))
        for create, name, records in (
            (sql.BASKET_TABLE, "run_basket", lines),
            (sql.REFUSAL_TABLE, "run_refusal", refused),
            (sql.TOTAL_TABLE, "run_total", totals),
        ):
            await _run(self._connection, create)
            await copy_records(self._connection, name, records)


# A parameter of the same name is the run itself.
_run = run


def _basket(row: RowMapping, offerings: Mapping[int, RowMapping]) -> Basket:
    marks = [divmod(int(mark), 2) for mark in row["services"].split(",")]
    services = tuple(_service(offerings[number], entrusted=bool(entrusted)) for number, entrusted in marks)
    first_offering = offerings[marks[0][0]]
    return Basket(
        key=row["key"],
        school_path=first_offering["school_path"],
        stage=first_offering["stage"],
        grade=row["grade"],
        classes=frozenset(filter(None, row["classes"].split(","))),
        services=services,
    )


def _service(offering: RowMapping, *, entrusted: bool) -> Service:
    return Service(
        offering_id=offering["offering_id"],
        product=offering["product"],
        course_id=offering["course_id"],
        contract_id=offering["contract_id"],
        price=Money(offering["price_fen"]),
        consumables=Money(offering["consumables_fen"]),
        entrusted=entrusted,
        lessons=offering["lessons"],
        sort_key=offering["title"],
    )
