"""The second person's yes: entries are reversed, and the money may leave by the way it came."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from billing.application.asked_by_family import asked_by_family
from billing.application.ports import UnitOfWork, Versioned, Work
from billing.application.records import BillRecord, Payee, RefundLineRecord, RefundRecord
from billing.application.revise_refund import revise_refund
from billing.application.store_records import RefundRoute
from billing.domain import account
from billing.domain.account import Fact, Posting
from billing.domain.event import BillChanged, RefundApproved
from billing.domain.refund import RefundReason, must_be_paid_in
from kernel.actor import Actor
from kernel.duties import NOBODY, Case, Function, acts, check
from kernel.errors import Conflict
from kernel.money import Money
from kernel.versions import must_come_to


class RefundAlreadyDecided(Conflict):
    code = "billing.refund_already_decided"


class RefundNotPrepared(Conflict):
    code = "billing.refund_not_prepared"


@dataclass(frozen=True, slots=True)
class ApproveRefund:
    unit_of_work: UnitOfWork

    async def __call__(
        self, *, refund_id: UUID, approved: bool, seen: Money, by: Actor, now: datetime, on: date, version: int
    ) -> None:
        """Approve or reject; never by who prepared it or is of the family, nor more than was paid, nor unseen."""
        async with self.unit_of_work() as work:
            refund = await work.refunds.locked(refund_id, scope=by.path.text)
            await work.versions.must_be(Versioned.REFUND, refund_id, version)
            if refund.state != "proposed":
                raise RefundAlreadyDecided("this refund was decided already")
            if refund.proposed_by == NOBODY:
                raise RefundNotPrepared("the accountant takes this proposal over first")
            family = await asked_by_family(work, refund.pupil_id)
            earlier = (*family, *acts(Function.PREPARE, refund.proposed_by))
            check(Case.REFUND, earlier, actor=by, function=Function.APPROVE)
            if approved:
                await _approve(work, refund, seen, by=by, now=now, on=on)
            else:
                await work.refunds.decide(refund_id, state="rejected", by=by.id, now=now)
            work.record(
                "billing.refund_approved" if approved else "billing.refund_rejected",
                f"refund/{refund_id}",
                actor=by,
                now=now,
                before={"state": "proposed"},
                after={"amount_fen": refund.amount.fen},
                rule=f"{refund.pack_id}@{refund.pack_version}#R25",
            )


async def _approve(work: Work, refund: RefundRecord, seen: Money, *, by: Actor, now: datetime, on: date) -> None:
    bill = await work.bills.must_be_locked(refund.bill_id) if refund.bill_id is not None else None
    to_pay, cancelled = refund.amount, None
    route = RefundRoute(route=refund.route, original_order=refund.original_order)
    if refund.reason == RefundReason.WAIVER_GRANTED and bill is not None:
        # Only what is paid beyond the bill goes back: another refund may have returned it since.
        to_pay = min(to_pay, max(-bill.still_due, Money.ZERO))
        if to_pay:
            await work.ledger.post([_overpaid(refund, to_pay, on)])
            await work.hold(BillChanged, [bill.id])
            work.publish(await work.bills.give_back(bill.id, to_pay=to_pay, less_due=Money.ZERO), now=now)
    elif refund.line_id is None and bill is not None:
        to_pay, cancelled = await _end_service(work, refund, bill, now=now, on=on)
    # Lessons, waivers or payments since the proposal may have changed the amount.
    must_come_to(seen, present=to_pay)
    if refund.line_id is None and bill is not None and to_pay:
        # The bill may have been paid, or paid another way, since the refund was proposed.
        route = await work.refunds.take_route(refund.id, bill.id, to_pay)
    state = "approved" if to_pay else "settled"
    await work.refunds.decide(refund.id, state=state, by=by.id, now=now, amount=to_pay, cancelled=cancelled)
    if to_pay:
        await work.payments_due.add(
            number=refund.number,
            unit_code=refund.unit_code,
            kind="refund",
            direction="out",
            route=route.route,
            source_id=refund.id,
            amount=to_pay,
            due_on=on,
            original_order=route.original_order,
        )
        payer = await work.lines.payer_of(bill.id) if bill is not None and route.route == "bank" else None
        if payer is not None:
            await work.payments_due.name_payee(refund.number, Payee(name=payer.name, account=payer.account))
    event = RefundApproved(refund.id, refund.bill_id, refund.pupil_id, refund.school_path, refund.term, to_pay.fen)
    work.publish(event, now=now)


async def _end_service(
    work: Work, refund: RefundRecord, bill: BillRecord, *, now: datetime, on: date
) -> tuple[Money, Money]:
    """Reverse what was billed for the ended part; return what is paid out and what is asked for no more.

    It comes to what it comes to when the second person says yes, whatever was proposed.
    """
    by_now = await revise_refund(work, refund, bill)
    to_pay, cancelled = by_now.to_pay, by_now.cancelled
    must_be_paid_in(bill.id, to_pay, paid=bill.paid, refunded=bill.refunded)
    postings: list[Posting] = []
    left = cancelled
    for line in by_now.lines:
        share = min(left, line.amount)
        left -= share
        postings += _postings(refund, line, cancelled=share, on=on)
    await work.bills.return_lines(bill.id, by_now.lines)
    await work.ledger.post(postings)
    await work.hold(BillChanged, [bill.id])
    work.publish(await work.bills.give_back(bill.id, to_pay=to_pay, less_due=to_pay + cancelled), now=now)
    return to_pay, cancelled


def _postings(refund: RefundRecord, line: RefundLineRecord, *, cancelled: Money, on: date) -> list[Posting]:
    parts = (
        (account.RECEIVABLE_FAMILY, cancelled, Fact.CHARGE_CANCELLED),
        (account.PAYABLE_REFUND, line.amount - cancelled, Fact.REFUND_APPROVED),
        (account.RECEIVABLE_BUDGET, line.to_budget, Fact.WAIVER_RETURNED),
    )
    return [
        Posting(
            unit_code=refund.unit_code,
            debit=line.held,
            credit=credit,
            amount=amount,
            fact=fact,
            source_id=refund.id,
            source_no=line.line_no,
            posted_on=on,
        )
        for credit, amount, fact in parts
        if amount
    ]


def _overpaid(refund: RefundRecord, amount: Money, on: date) -> Posting:
    return Posting(
        unit_code=refund.unit_code,
        debit=account.RECEIVABLE_FAMILY,
        credit=account.PAYABLE_REFUND,
        amount=amount,
        fact=Fact.REFUND_APPROVED,
        source_id=refund.id,
        posted_on=on,
    )
