"""Refunds: what is proposed, decided and paid, and by which way it goes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.refund_lines import add_lines, read_lines, revise_lines
from billing.adapters.postgres.sql import first, rows, run, scalar, within
from billing.application.records import EndedService, LineRecord, RefundLineRecord, RefundRecord
from billing.application.store_records import RefundRoute
from billing.domain.refund import Calculation, RefundReason
from kernel.errors import NotFound
from kernel.ids import new_id
from kernel.money import Money
from rulebook.adoption import AdoptedPack

_REFUND = (
    "id, number, bill_id, placement_id, line_id, pupil_id, unit_code, school_path, term, reason, state, route,"
    " original_order, amount_fen, proposed_by, pack_id, pack_version"
)
_ADD = """
INSERT INTO refund (id, number, bill_id, placement_id, line_id, pupil_id, unit_code, school_path, term, reason, state,
                    route, original_order, amount_fen, cancelled_fen, to_budget_fen, proposed_by, proposed_at,
                    approved_by, approved_at, pack_id, pack_version)
VALUES (:id, paper_number('TK'), :bill, :placement, :line, :pupil, :unit, :school, :term, :reason, :state, :route,
        :order, :amount, :cancelled, :to_budget, :by, :now, :approved_by, :approved_at, :pack, :version)
ON CONFLICT DO NOTHING
"""
_NEW = {
    "placement": None,
    "line": None,
    "state": "proposed",
    "cancelled": 0,
    "to_budget": 0,
    "approved_by": None,
    "approved_at": None,
    "pack": "",
    "version": "",
}
# Money goes back the way it came (P11): a channel gives an order back up to what is left of it. What no single order
# covers goes by transfer, which has no such limit.
_ORDER = """
SELECT t.reference FROM statement_line t
WHERE t.bill_id = :bill AND t.source = 'trade' AND t.state = 'matched'
  AND t.rule IN ('order_number', 'resolved_apply', 'resolved_assign')
  AND t.amount_fen - coalesce((
      SELECT sum(r.amount_fen) FROM refund r
      WHERE r.bill_id = :bill AND r.state IN ('approved', 'part_paid', 'paid')
        AND (r.line_id = t.id OR (r.line_id IS NULL AND r.original_order = t.reference))), 0) >= :amount
ORDER BY t.occurred_at DESC, t.identity COLLATE "C" LIMIT 1
"""


class RefundNotFound(NotFound):
    code = "billing.refund_not_found"


class PostgresRefundStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of_placement(self, placement_id: UUID, reason: RefundReason) -> UUID | None:
        found: UUID | None = await scalar(
            self._connection,
            "SELECT id FROM refund WHERE placement_id = :placement AND reason = :reason AND state <> 'rejected'",
            placement=placement_id,
            reason=reason.value,
        )
        return found

    async def take_over(self, refund_id: UUID, *, by: UUID) -> None:
        """Put a person's name to what the system proposed; a refund a person prepared keeps that name.

        It waits since the system proposed it: the month of that day stays open for it.
        """
        await run(
            self._connection,
            "UPDATE refund SET proposed_by = :by WHERE id = :id AND state = 'proposed'"
            " AND proposed_by = '00000000-0000-0000-0000-000000000000'",
            id=refund_id,
            by=by,
        )

    async def add(
        self,
        ended: EndedService,
        calculation: Calculation,
        *,
        reason: RefundReason,
        by: UUID,
        now: datetime,
        rules: AdoptedPack,
    ) -> UUID:
        refund_id = new_id()
        route = await self._route(ended.bill.id, calculation.to_pay)
        added = await self._insert(
            id=refund_id,
            bill=ended.bill.id,
            placement=ended.placement_id,
            pupil=ended.bill.pupil_id,
            unit=ended.bill.unit_code,
            school=ended.bill.school_path,
            term=ended.bill.term,
            reason=reason.value,
            route=route.route,
            order=route.original_order,
            amount=calculation.to_pay.fen,
            cancelled=calculation.cancelled.fen,
            to_budget=calculation.to_budget.fen,
            by=by,
            now=now,
            pack=rules.id,
            version=rules.version,
        )
        if not added:
            known = await self.of_placement(ended.placement_id, reason)
            if known is None:
                raise RefundNotFound("another refund of this service was decided meanwhile")
            return known
        await add_lines(self._connection, refund_id, ended.bill.id, calculation)
        return refund_id

    async def propose_overpayment(
        self, bill_id: UUID, *, amount: Money, reason: RefundReason, by: UUID, now: datetime, rules: AdoptedPack
    ) -> UUID:
        """A refund of what a bill was paid beyond what it still asks for."""
        refund_id = new_id()
        route = await self._route(bill_id, amount)
        bill = await first(self._connection, "SELECT * FROM bill WHERE id = :id", id=bill_id)
        if bill is None:
            raise RefundNotFound("no bill by that id")
        await self._insert(
            id=refund_id,
            bill=bill_id,
            pupil=bill["pupil_id"],
            unit=bill["unit_code"],
            school=bill["school_path"],
            term=bill["term"],
            reason=reason.value,
            route=route.route,
            order=route.original_order,
            amount=amount.fen,
            by=by,
            now=now,
            pack=rules.id,
            version=rules.version,
        )
        return refund_id

    async def proposed_overpayment(self, bill_id: UUID) -> Money:
        """What waits for approval of a bill's overpayment, over all its proposals."""
        fen: int = await scalar(
            self._connection,
            "SELECT coalesce(sum(amount_fen), 0)::bigint FROM refund WHERE bill_id = :bill AND state = 'proposed'"
            " AND placement_id IS NULL AND line_id IS NULL",
            bill=bill_id,
        )
        return Money(fen)

    async def add_of_line(
        self, line: LineRecord, *, amount: Money, by: UUID, approved_by: UUID, now: datetime
    ) -> RefundRecord:
        """A refund of money that came by a statement line and belongs to no bill, by the way it came."""
        refund_id = new_id()
        bill = await first(self._connection, "SELECT * FROM bill WHERE id = :id", id=line.bill_id)
        school = bill["school_path"] if bill else await self._school_of_unit(line.unit_code)
        await self._insert(
            id=refund_id,
            bill=line.bill_id,
            line=line.id,
            pupil=bill["pupil_id"] if bill else None,
            unit=line.unit_code,
            school=school,
            term=bill["term"] if bill else "",
            reason=RefundReason.OVERPAID.value,
            state="approved",
            route="wechat" if line.source == "trade" else "bank",
            order=line.reference if line.source == "trade" else None,
            amount=amount.fen,
            by=by,
            now=now,
            approved_by=approved_by,
            approved_at=now,
        )
        found = await first(self._connection, f"SELECT {_REFUND} FROM refund WHERE id = :id", id=refund_id)
        if found is None:
            raise RefundNotFound("the refund is gone")
        return _refund(found)

    async def locked(self, refund_id: UUID, *, scope: str) -> RefundRecord:
        found = await first(
            self._connection,
            f"SELECT {_REFUND} FROM refund WHERE id = :id AND {within('school_path')} FOR UPDATE",
            id=refund_id,
            scope=scope,
        )
        if found is None:
            raise RefundNotFound("no refund of yours by that id")
        return _refund(found)

    async def lines(self, refund_id: UUID) -> list[RefundLineRecord]:
        """Its lines as proposed and how what they were billed for stands, which is locked."""
        return await read_lines(self._connection, refund_id)

    async def revise(
        self, refund_id: UUID, lines: Sequence[RefundLineRecord], *, amount: Money, cancelled: Money
    ) -> None:
        """Write down what its lines, and with them the refund, come to by now."""
        await revise_lines(self._connection, refund_id, lines, amount=amount, cancelled=cancelled)

    async def proposed_of_pupil(self, pupil_id: UUID, term: str) -> list[RefundRecord]:
        """Refunds of ended services that wait for a decision, locked; always before their bills are."""
        found = await rows(
            self._connection,
            f"SELECT {_REFUND} FROM refund WHERE pupil_id = :pupil AND term = :term AND state = 'proposed'"
            " AND placement_id IS NOT NULL ORDER BY id FOR UPDATE",
            pupil=pupil_id,
            term=term,
        )
        return [_refund(row) for row in found]

    async def decide(
        self,
        refund_id: UUID,
        *,
        state: str,
        by: UUID,
        now: datetime,
        amount: Money | None = None,
        cancelled: Money | None = None,
    ) -> None:
        """Decide it, with the amounts it comes to on that day where they are given."""
        await run(
            self._connection,
            "UPDATE refund SET state = :state, approved_by = :by, approved_at = :now,"
            " cancelled_fen = coalesce(:cancelled, cancelled_fen), amount_fen = coalesce(:amount, amount_fen)"
            " WHERE id = :id",
            id=refund_id,
            state=state,
            by=by,
            now=now,
            amount=None if amount is None else amount.fen,
            cancelled=None if cancelled is None else cancelled.fen,
        )

    async def take_route(self, refund_id: UUID, bill_id: UUID, amount: Money) -> RefundRoute:
        """Settle by which way the money goes, from how the bill has been paid by now."""
        route = await self._route(bill_id, amount)
        await run(
            self._connection,
            "UPDATE refund SET route = :route, original_order = :order WHERE id = :id",
            id=refund_id,
            route=route.route,
            order=route.original_order,
        )
        return route

    async def newly_paid(self, unit_code: str) -> list[RefundRecord]:
        """Refunds whose payment a statement has shown and nobody was told of; they are told of now."""
        found = await rows(
            self._connection,
            f"""
UPDATE refund r SET state = 'paid', paid_on = l.booked_on
FROM expected_payment e JOIN statement_line l ON l.id = e.line_id
WHERE e.kind = 'refund' AND e.unit_code = :unit AND e.source_id = r.id
  AND r.state IN ('approved', 'part_paid')
  AND r.unit_code = :unit
RETURNING {", ".join("r." + name.strip() for name in _REFUND.split(","))}
""",
            unit=unit_code,
        )
        return sorted((_refund(row) for row in found), key=lambda refund: refund.number)

    async def _insert(self, **values: Any) -> int:
        return await run(self._connection, _ADD, **{**_NEW, **values})

    async def _route(self, bill_id: UUID, amount: Money) -> RefundRoute:
        order: str | None = await scalar(self._connection, _ORDER, bill=bill_id, amount=amount.fen)
        return RefundRoute(route="wechat" if order is not None else "bank", original_order=order)

    async def _school_of_unit(self, unit_code: str) -> str:
        path: str = await scalar(
            self._connection, "SELECT min(school_path) FROM unit_school WHERE unit_code = :unit", unit=unit_code
        )
        return path


def _refund(row: RowMapping) -> RefundRecord:
    values = dict(row)
    amount = Money(values.pop("amount_fen"))
    return RefundRecord(**values, amount=amount)
