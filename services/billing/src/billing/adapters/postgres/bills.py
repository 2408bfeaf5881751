"""Bill runs and bills."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.explanations import explanation_ids
from billing.adapters.postgres.ledger import PostgresLedgerStore
from billing.adapters.postgres.refund_lines import STILL_WAIVED
from billing.adapters.postgres.sql import first, rows, run, scalar
from billing.application.records import (
    BillRecord,
    EndedService,
    OpenFee,
    RefundLineRecord,
)
from billing.domain.event import BillChanged, PaidBill, WaiversCounted
from billing.domain.refund import BilledLine, RefundReason
from kernel.errors import Conflict, NotFound
from kernel.money import Money
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

    async def still_held(self, over_since: date, *, most: int) -> list[UUID]:
        """Placements of terms over since that day, ended ones too, for which money is neither earned nor given back.

        One with a refund under way waits for its decision, which may come late.
        """
        found = await rows(
            self._connection,
            """
SELECT DISTINCT p.placement_id FROM term t JOIN placement p ON p.term = t.term
     AND p.school_path LIKE t.district_path || '/%'
JOIN bill_line l ON l.placement_id = p.placement_id AND l.kind <> 'waiver'
     AND l.amount_fen > l.released_fen + l.returned_fen
JOIN bill b ON b.id = l.bill_id JOIN bill_run r ON r.id = b.run_id AND r.state = 'published'
WHERE t.last_on BETWEEN CAST(:since AS date) - 180 AND CAST(:since AS date) AND NOT EXISTS (
    SELECT 1 FROM refund f WHERE f.placement_id = p.placement_id AND f.state <> 'rejected'
      AND (f.reason = 'term_end' OR f.state = 'proposed'))
ORDER BY p.placement_id LIMIT :most
""",
            since=over_since,
            most=most,
        )
        return [row["placement_id"] for row in found]

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
        """Fee lines of the pupil's published bills of these days, each with what is waived of it already, locked."""
        bills = await rows(
            self._connection,
            """
SELECT b.id FROM bill b JOIN bill_run r ON r.id = b.run_id AND r.state = 'published'
WHERE b.pupil_id = :pupil AND b.term = :term AND r.billed_on BETWEEN :valid_from AND :valid_until
ORDER BY b.id FOR UPDATE OF b
""",
            pupil=pupil_id,
            term=term,
            valid_from=valid_from,
            valid_until=valid_until,
        )
        # Read only now: what a refund approved meanwhile gave back stands in rows that no lock waited for.
        found = await rows(
            self._connection,
            f"""
SELECT b.id AS bill_id, l.line_no, b.unit_code, l.product, l.placement_id, a.code AS held,
       l.amount_fen - l.returned_fen AS kept_fen, {STILL_WAIVED} AS waived_fen
FROM bill b JOIN bill_line l ON l.bill_id = b.id AND l.kind IN ('agency', 'service') AND l.amount_fen > l.returned_fen
JOIN ledger_account a ON a.id = l.held_account
WHERE b.id = ANY(CAST(:bills AS uuid[])) ORDER BY b.id, l.line_no FOR UPDATE OF l
""",
            bills=[row["id"] for row in bills],
        )
        return [
            OpenFee(
                bill_id=row["bill_id"],
                line_no=row["line_no"],
                unit_code=row["unit_code"],
                product=row["product"],
                placement_id=row["placement_id"],
                held=row["held"],
                kept=Money(row["kept_fen"]),
                waived=Money(row["waived_fen"]),
            )
            for row in found
        ]

    async def add_waiver_line(self, fee: OpenFee, amount: Money, *, financed_by: str, explanation: Explanation) -> int:
        """Put a waiver granted later on a published bill, whose totals `waive` lowers; returns the line's number."""
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
        return line_no

    async def waive(self, bill_id: UUID, amount: Money) -> BillChanged:
        return await self._lower(bill_id, waived=amount.fen, less=amount.fen)

    async def waivers_counted(self, schools: Sequence[tuple[str, str]]) -> list[WaiversCounted]:
        """Of each school and term, over the bills of published runs; what a draft holds is nobody's business yet."""
        found = await rows(
            self._connection,
            """
SELECT s.school_path, s.term, w.bills, w.waived_fen
FROM unnest(CAST(:schools AS text[]), CAST(:terms AS text[])) AS s (school_path, term), LATERAL (
    SELECT count(*) AS bills, coalesce(sum(b.waived_fen), 0)::bigint AS waived_fen
    FROM bill b JOIN bill_run r ON r.id = b.run_id AND r.state = 'published'
    WHERE b.school_path = s.school_path AND b.term = s.term AND b.waived_fen > 0) AS w
ORDER BY 1, 2
""",
            schools=[school_path for school_path, _ in schools],
            terms=[term for _, term in schools],
        )
        return [WaiversCounted(**row) for row in found]

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

    async def give_back(self, bill_id: UUID, *, to_pay: Money, less_due: Money) -> BillChanged:
        return await self._lower(bill_id, refunded=to_pay.fen, less=less_due.fen)

    async def _lower(self, bill_id: UUID, *, waived: int = 0, refunded: int = 0, less: int = 0) -> BillChanged:
        row = await first(
            self._connection,
            "UPDATE bill SET waived_fen = waived_fen + :waived, refunded_fen = refunded_fen + :refunded,"
            " due_fen = due_fen - :less WHERE id = :id"
            " RETURNING id AS bill_id, school_path, term, due_fen, refunded_fen",
            id=bill_id,
            waived=waived,
            refunded=refunded,
            less=less,
        )
        if row is None:
            raise BillGone("no bill by that id")
        return BillChanged(**row)

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


_ENDED = f"""
SELECT l.bill_id, l.line_no, l.kind, l.product, l.amount_fen, l.released_fen, l.returned_fen, l.planned, l.delivered,
       a.code AS held, {STILL_WAIVED} AS waived_fen,
       (SELECT count(*) FROM placement p
        JOIN group_member m ON m.pupil_id = p.pupil_id AND m.offering_id = p.offering_id
        JOIN session s ON s.group_id = m.group_id AND s.held_on >= m.joined_on
             AND (m.left_on IS NULL OR s.held_on < m.left_on)
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
