"""Bill runs and bills."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres import bill_drafts as sql
from billing.adapters.postgres.explanations import explanation_ids
from billing.adapters.postgres.ledger import PostgresLedgerStore
from billing.adapters.postgres.sql import first, rows, run, scalar, shaped
from billing.application.records import (
    Basket,
    BillRecord,
    Draft,
    EndedService,
    OpenFee,
    RefundLineRecord,
    RunRecord,
    SchoolOfRun,
)
from billing.domain.account import RECEIVABLE_BUDGET, RECEIVABLE_FAMILY, ledger_term
from billing.domain.basket import Service
from billing.domain.event import IssuedBill, PaidBill
from billing.domain.refund import BilledLine, RefundReason
from kernel.errors import Conflict, NotFound
from kernel.money import Money
from kernel.term import Month
from rulebook.answer import Explanation

_BILL = "id, number, pupil_id, school_path, unit_code, term, due_fen, paid_fen, refunded_fen"


class BillGone(NotFound):
    code = "billing.bill_not_found"


class SchoolsWithoutUnit(Conflict):
    code = "billing.school_without_unit"


class PostgresBillStore:
    def __init__(self, connection: AsyncConnection, ledger: PostgresLedgerStore) -> None:
        self._connection = connection
        self._ledger = ledger

    async def add_run(
        self,
        run_id: UUID,
        *,
        operation_id: UUID,
        scope_path: str,
        term: str,
        billed_on: date,
        by: UUID,
        now: datetime,
        chunks: int,
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
            chunks=chunks,
        )

    async def drafting_run(self, run_id: UUID, *, exclusive: bool = False) -> RunRecord | None:
        """The run while it is still being drafted, else None; locked until the transaction ends."""
        found = await first(
            self._connection,
            "SELECT scope_path, term, state, billed_on, started_by FROM bill_run WHERE id = :id"
            f" AND state = 'drafting' FOR {'UPDATE' if exclusive else 'KEY SHARE'}",
            id=run_id,
        )
        return None if found is None else shaped(RunRecord, found)

    async def claim_baskets(
        self, run_id: UUID, *, schools: Sequence[str], term: str, periods: Mapping[str, str], on: date
    ) -> tuple[Basket, ...]:
        """Claim what nobody has claimed, and return what has to be priced: one basket however many pupils have it."""
        given = {
            "run": run_id,
            "schools": list(schools),
            "term": term,
            "products": list(periods),
            "periods": list(periods.values()),
        }
        await run(self._connection, sql.CLAIM, **given)
        await run(self._connection, sql.MINE, **given)
        await run(self._connection, "ANALYZE run_placement")
        await run(self._connection, sql.GROUP, schools=list(schools), term=term, on=on)
        await run(self._connection, "ANALYZE run_pupil")
        offerings = {
            str(row["offering_id"]): row
            for row in await rows(self._connection, sql.OFFERINGS, schools=list(schools), term=term)
        }
        return tuple(_basket(row, offerings) for row in await rows(self._connection, sql.BASKETS))

    async def write_drafts(
        self,
        run_id: UUID,
        *,
        run: RunRecord,
        schools: Sequence[str],
        drafts: tuple[Draft, ...],
        collected_once: Mapping[str, Explanation],
    ) -> int:
        """Give every pupil the bill of its basket; returns how many. Nobody sees them before the run is published."""
        units = await self._units(schools)
        reasons = [line.explanation for draft in drafts for line in draft.priced.lines]
        reasons += [refused.explanation for draft in drafts for refused in draft.priced.refused]
        ids = await explanation_ids(self._connection, [*reasons, *collected_once.values()])
        await self._stage(drafts, units, ids)
        bills = await _run(self._connection, sql.BILLS, run=run_id, term=run.term)
        await _run(self._connection, sql.LINES)
        await _run(self._connection, sql.REFUSE, run=run_id)
        await _run(self._connection, sql.UNCLAIM, run=run_id)
        month = str(Month.of(run.billed_on))
        await _run(
            self._connection,
            sql.COLLECTED_BEFORE,
            run=run_id,
            schools=list(schools),
            term=run.term,
            products=[*collected_once, *collected_once],
            periods=[*([run.term] * len(collected_once)), *([month] * len(collected_once))],
            explanations=[ids[one] for one in (*collected_once.values(), *collected_once.values())],
        )
        return bills

    async def finish_chunk(self, run_id: UUID) -> int:
        """Return how many chunks are left."""
        left: int = await scalar(
            self._connection,
            "UPDATE bill_run SET chunks_left = chunks_left - 1 WHERE id = :id RETURNING chunks_left",
            id=run_id,
        )
        return left

    async def publish_run(self, run_id: UUID, *, run: RunRecord, now: datetime) -> tuple[SchoolOfRun, ...]:
        """Post all lines and set the run published, in one transaction."""
        units = [
            row["unit_code"]
            for row in await rows(
                self._connection,
                "SELECT DISTINCT unit_code FROM bill WHERE run_id = CAST(:run AS uuid) ORDER BY unit_code",
                run=run_id,
            )
        ]
        months = [await self._ledger.open_month(unit, run.billed_on) for unit in units]
        accounts = [await self._ledger.account_ids(unit) for unit in units]
        await _run(
            self._connection,
            sql.POST_LINES,
            run=run_id,
            on=run.billed_on,
            units=units,
            months=[str(month) for month in months],
            terms=[ledger_term(month) for month in months],
            families=[ids[RECEIVABLE_FAMILY] for ids in accounts],
            budgets=[ids[RECEIVABLE_BUDGET] for ids in accounts],
        )
        found = await rows(self._connection, sql.PUBLISH, run=run_id, now=now)
        return tuple(shaped(SchoolOfRun, row) for row in found)

    async def cancel_run(self, operation_id: UUID) -> None:
        """Free the claims of a run that was given up, so that another may charge."""
        for statement in sql.CANCEL:
            await _run(self._connection, statement, operation=operation_id)

    async def issued(self, run_id: UUID, school_path: str) -> list[IssuedBill]:
        found = await rows(self._connection, sql.ISSUED, run=run_id, school=school_path)
        return [
            IssuedBill(
                row["id"],
                row["pupil_id"],
                row["amount_fen"],
                row["waived_fen"],
                row["due_fen"],
                tuple(row["placements"]),
            )
            for row in found
        ]

    async def ended_while_drafted(self, run_id: UUID, school_path: str) -> list[tuple[UUID, str, date]]:
        """Placements that ended between the draft and its publication: placement, reason, day."""
        found = await rows(
            self._connection,
            "SELECT DISTINCT p.placement_id, p.end_reason, p.ended_on FROM bill b JOIN bill_line l ON l.bill_id = b.id"
            " JOIN placement p ON p.placement_id = l.placement_id WHERE b.run_id = CAST(:run AS uuid)"
            " AND b.school_path = :school AND p.ended_on IS NOT NULL AND p.end_reason IS NOT NULL"
            " ORDER BY p.placement_id",
            run=run_id,
            school=school_path,
        )
        return [(row["placement_id"], row["end_reason"], row["ended_on"]) for row in found]

    async def still_held(self, over_since: date, *, most: int) -> list[UUID]:
        """Running placements of terms over since that day for which money is held: neither delivered nor refunded."""
        found = await rows(
            self._connection,
            """
SELECT DISTINCT p.placement_id FROM term t JOIN placement p ON p.term = t.term
     AND p.school_path LIKE t.district_path || '/%' AND p.ended_on IS NULL
JOIN bill_line l ON l.placement_id = p.placement_id AND l.kind <> 'waiver'
     AND l.amount_fen > l.released_fen + l.returned_fen
JOIN bill b ON b.id = l.bill_id JOIN bill_run r ON r.id = b.run_id AND r.state = 'published'
WHERE t.last_on BETWEEN CAST(:since AS date) - 30 AND CAST(:since AS date) AND NOT EXISTS (
    SELECT 1 FROM refund f WHERE f.placement_id = p.placement_id AND f.reason = 'term_end' AND f.state <> 'rejected')
ORDER BY p.placement_id LIMIT :most
""",
            since=over_since,
            most=most,
        )
        return [row["placement_id"] for row in found]

    async def term_of_run(self, run_id: UUID) -> str:
        term: str = await scalar(self._connection, "SELECT term FROM bill_run WHERE id = :id", id=run_id)
        return term

    async def locked(self, bill_id: UUID) -> BillRecord | None:
        """A published bill, locked; None where there is none."""
        found = await first(
            self._connection,
            f"SELECT {_BILL} FROM bill b WHERE id = :id AND EXISTS (SELECT 1 FROM bill_run r WHERE r.id = b.run_id"
            " AND r.state = 'published') FOR UPDATE OF b",
            id=bill_id,
        )
        return None if found is None else _bill(found)

    async def must_be_locked(self, bill_id: UUID | None) -> BillRecord:
        found = await self.locked(bill_id) if bill_id is not None else None
        if found is None:
            raise BillGone("no bill by that id")
        return found

    async def open_fees(self, pupil_id: UUID, term: str, *, valid_from: date, valid_until: date) -> list[OpenFee]:
        """Fee lines of the pupil's published bills of these days, each with what is waived of it already."""
        found = await rows(
            self._connection,
            """
SELECT b.id AS bill_id, l.line_no, b.unit_code, l.product, l.placement_id, a.code AS held, l.amount_fen,
       coalesce((SELECT -sum(w.amount_fen) FROM bill_line w WHERE w.bill_id = b.id AND w.kind = 'waiver'
                 AND w.placement_id = l.placement_id), 0)::bigint AS waived_fen
FROM bill b JOIN bill_run r ON r.id = b.run_id AND r.state = 'published'
JOIN bill_line l ON l.bill_id = b.id AND l.kind IN ('agency', 'service') AND l.amount_fen > 0
JOIN ledger_account a ON a.id = l.held_account
WHERE b.pupil_id = :pupil AND b.term = :term AND l.returned_fen = 0
  AND r.billed_on BETWEEN :valid_from AND :valid_until
ORDER BY b.id, l.line_no FOR UPDATE OF b, l
""",
            pupil=pupil_id,
            term=term,
            valid_from=valid_from,
            valid_until=valid_until,
        )
        return [
            OpenFee(
                bill_id=row["bill_id"],
                line_no=row["line_no"],
                unit_code=row["unit_code"],
                product=row["product"],
                placement_id=row["placement_id"],
                held=row["held"],
                amount=Money(row["amount_fen"]),
                waived=Money(row["waived_fen"]),
            )
            for row in found
        ]

    async def add_waiver_line(self, fee: OpenFee, amount: Money, *, financed_by: str, explanation: Explanation) -> int:
        """Put a waiver granted later on a published bill; returns the line's number."""
        ids = await explanation_ids(self._connection, [explanation])
        line_no: int = await scalar(
            self._connection,
            """
INSERT INTO bill_line (bill_id, line_no, planned, kind, product, placement_id, held_account, explanation_id, amount_fen,
                       financed_by)
SELECT bill_id, (SELECT max(line_no) + 1 FROM bill_line WHERE bill_id = :bill), 0, 'waiver', product, placement_id,
       held_account, :explanation, :amount, :financed_by
FROM bill_line WHERE bill_id = :bill AND line_no = :line RETURNING line_no
""",
            bill=fee.bill_id,
            line=fee.line_no,
            explanation=ids[explanation],
            amount=-amount.fen,
            financed_by=financed_by,
        )
        await run(
            self._connection,
            "UPDATE bill SET waived_fen = waived_fen + :amount, due_fen = due_fen - :amount WHERE id = :bill",
            bill=fee.bill_id,
            amount=amount.fen,
        )
        return line_no

    async def overpaid(self, bill_id: UUID) -> Money:
        fen: int = await scalar(
            self._connection, "SELECT paid_fen - refunded_fen - due_fen FROM bill WHERE id = :id", id=bill_id
        )
        return Money(max(fen, 0))

    async def pay(self, bill_id: UUID, amount: Money) -> PaidBill:
        row = await first(
            self._connection,
            "UPDATE bill SET paid_fen = paid_fen + :amount WHERE id = :id"
            " RETURNING id, pupil_id, school_path, term, due_fen - paid_fen + refunded_fen AS still_due",
            id=bill_id,
            amount=amount.fen,
        )
        if row is None:
            raise BillGone("no bill by that id")
        return PaidBill(row["id"], row["pupil_id"], row["school_path"], row["term"], amount.fen, row["still_due"])

    async def give_back(self, bill_id: UUID, *, to_pay: Money, less_due: Money) -> None:
        await run(
            self._connection,
            "UPDATE bill SET refunded_fen = refunded_fen + :pay, due_fen = due_fen - :less WHERE id = :id",
            id=bill_id,
            pay=to_pay.fen,
            less=less_due.fen,
        )

    async def return_lines(self, bill_id: UUID, lines: Iterable[RefundLineRecord]) -> None:
        given = list(lines)
        await run(
            self._connection,
            "UPDATE bill_line l SET returned_fen = returned_fen + t.amount FROM"
            " unnest(CAST(:numbers AS int[]), CAST(:amounts AS bigint[])) AS t (line_no, amount)"
            " WHERE l.bill_id = :bill AND l.line_no = t.line_no",
            bill=bill_id,
            numbers=[line.bill_line_no for line in given],
            amounts=[(line.amount + line.to_budget).fen for line in given],
        )

    async def ended_service(self, placement_id: UUID, *, reason: RefundReason, ended_on: date) -> EndedService | None:
        """A placement's billed lines with what was served: by the timetable where the pupil left, else by delivery."""
        found = await rows(self._connection, _ENDED, placement=placement_id, ended_on=ended_on)
        if not found:
            return None
        bill = await self.must_be_locked(found[0]["bill_id"])
        by_timetable = reason in (RefundReason.WITHDRAWN, RefundReason.MOVED)
        lines = tuple(_billed(row, by_timetable=by_timetable) for row in found)
        return EndedService(bill=bill, placement_id=placement_id, lines=lines)

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

    async def _stage(self, drafts: tuple[Draft, ...], units: Mapping[str, str], ids: Mapping[Explanation, int]) -> None:
        accounts: dict[str, dict[str, int]] = {}
        for unit in sorted(set(units.values())):
            held = {
                line.held
                for draft in drafts
                for line in draft.priced.lines
                if line.held is not None and units[draft.basket.school_path] == unit
            }
            await self._ledger.open_accounts(unit, sorted(held))
            accounts[unit] = await self._ledger.account_ids(unit)
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


async def copy_records(connection: AsyncConnection, table: str, records: Sequence[tuple[Any, ...]]) -> None:
    """COPY rows into a temporary table of this transaction."""
    if not records:
        return
    raw = await connection.get_raw_connection()
    driver: Any = raw.driver_connection
    await driver.copy_records_to_table(table, records=records)


_run = run
_ENDED = """
SELECT l.bill_id, l.line_no, l.kind, l.product, l.amount_fen, l.released_fen, l.returned_fen, l.planned, l.delivered,
       a.code AS held,
       coalesce((SELECT -sum(w.amount_fen) FROM bill_line w WHERE w.bill_id = l.bill_id AND w.kind = 'waiver'
                 AND w.placement_id = l.placement_id AND w.product = l.product), 0)::bigint AS waived_fen,
       (SELECT count(*) FROM session s JOIN placement p ON p.offering_id = s.offering_id
        WHERE p.placement_id = :placement AND NOT s.suspended AND s.held_on >= p.agreed_on AND s.held_on < :ended_on)
       AS served
FROM bill_line l JOIN bill b ON b.id = l.bill_id JOIN bill_run r ON r.id = b.run_id AND r.state = 'published'
JOIN ledger_account a ON a.id = l.held_account
WHERE l.placement_id = :placement AND l.kind <> 'waiver' AND l.amount_fen > 0
ORDER BY l.bill_id, l.line_no
"""


def _billed(row: RowMapping, *, by_timetable: bool) -> BilledLine:
    planned = max(row["planned"], 1)
    served = max(row["delivered"], row["served"] if by_timetable and row["kind"] != "consumables" else 0)
    return BilledLine(
        line_no=row["line_no"],
        kind=row["kind"],
        product=row["product"],
        held=row["held"],
        amount=Money(row["amount_fen"]),
        waived=Money(row["waived_fen"]),
        released=Money(row["released_fen"]),
        returned=Money(row["returned_fen"]),
        planned=planned,
        delivered=row["delivered"],
        unserved=max(planned - served, 0),
    )


def _bill(row: RowMapping) -> BillRecord:
    return BillRecord(
        id=row["id"],
        number=row["number"],
        pupil_id=row["pupil_id"],
        school_path=row["school_path"],
        unit_code=row["unit_code"],
        term=row["term"],
        due=Money(row["due_fen"]),
        paid=Money(row["paid_fen"]),
        refunded=Money(row["refunded_fen"]),
    )


def _basket(row: RowMapping, offerings: Mapping[str, RowMapping]) -> Basket:
    services = []
    for written in row["services"].split(","):
        offering = offerings[written[:-1]]
        services.append(
            Service(
                offering_id=offering["offering_id"],
                product=offering["product"],
                course_id=offering["course_id"],
                contract_id=offering["contract_id"],
                price=Money(offering["price_fen"]),
                consumables=Money(offering["consumables_fen"]),
                entrusted=written.endswith("+"),
                lessons=offering["lessons"],
                sort_key=offering["title"],
            )
        )
    first_offering = offerings[row["services"].split(",")[0][:-1]]
    return Basket(
        key=row["key"],
        school_path=first_offering["school_path"],
        stage=first_offering["stage"],
        grade=row["grade"],
        classes=frozenset(filter(None, row["classes"].split(","))),
        services=tuple(services),
    )
