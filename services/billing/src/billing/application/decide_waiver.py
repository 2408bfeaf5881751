"""Granting or refusing a waiver; a granted one also reaches back to bills already published (B4.9, C5.6)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from billing.application.ports import UnitOfWork, Work
from billing.application.records import OpenFee, WaiverRecord
from billing.domain import account
from billing.domain.account import Fact, Posting
from billing.domain.basket import financed_by_budget
from billing.domain.event import WaiverGranted
from billing.domain.refund import RefundReason
from kernel.actor import Actor
from kernel.approval import must_be_another
from kernel.errors import Conflict
from kernel.money import Money


class WaiverAlreadyDecided(Conflict):
    code = "billing.waiver_already_decided"


@dataclass(frozen=True, slots=True)
class DecideWaiver:
    unit_of_work: UnitOfWork

    async def __call__(self, *, waiver_id: UUID, granted: bool, by: Actor, now: datetime, on: date) -> None:
        """Decided by another person than who proposed it; what was paid beyond it becomes a refund."""
        async with self.unit_of_work() as work:
            waiver = await work.waivers.locked(waiver_id, scope=by.path.text)
            if waiver.state != "proposed":
                raise WaiverAlreadyDecided("this waiver was decided already")
            must_be_another(by.id, earlier=(waiver.proposed_by,), step="decision")
            state = "granted" if granted else "refused"
            await work.waivers.decide(waiver_id, state=state, by=by.id, now=now)
            rules = await work.copies.rules(waiver.school_path, waiver.term)
            if granted:
                work.publish(WaiverGranted(waiver_id, waiver.pupil_id, waiver.school_path, waiver.term), now=now)
                for fee in await work.bills.open_fees(waiver.pupil_id, waiver.term):
                    await _waive(work, waiver, fee, by=by, now=now, on=on)
            work.record(
                "billing.waiver_decided",
                f"waiver/{waiver_id}",
                actor=by,
                now=now,
                before={"state": "proposed"},
                after={"state": state},
                rule=f"{rules.id}@{rules.version}#R27",
            )


async def _waive(work: Work, waiver: WaiverRecord, fee: OpenFee, *, by: Actor, now: datetime, on: date) -> None:
    rules = await work.copies.rules(waiver.school_path, waiver.term)
    known = {one.code: one for one in rules.waivers(fee.product).value.classes}
    if waiver.class_code not in known:
        return
    answer = rules.waived(fee.product, fee.amount, [waiver.class_code])
    more = answer.value - fee.waived
    if more <= Money.ZERO:
        return
    financed_by = known[waiver.class_code].financed_by.value
    line_no = await work.bills.add_waiver_line(fee, more, financed_by=financed_by, explanation=answer.explanation)
    postings = [
        Posting(
            unit_code=fee.unit_code,
            debit=fee.held,
            credit=account.RECEIVABLE_FAMILY,
            amount=more,
            fact=Fact.WAIVED,
            source_id=fee.bill_id,
            source_no=line_no,
            posted_on=on,
        )
    ]
    if financed_by_budget(financed_by):
        postings.append(
            Posting(
                unit_code=fee.unit_code,
                debit=account.RECEIVABLE_BUDGET,
                credit=fee.held,
                amount=more,
                fact=Fact.WAIVER_FINANCED,
                source_id=fee.bill_id,
                source_no=line_no,
                posted_on=on,
            )
        )
    await work.ledger.post(postings)
    overpaid = await work.bills.overpaid(fee.bill_id)
    if overpaid > Money.ZERO:
        await work.refunds.propose_overpayment(
            fee.bill_id, amount=overpaid, reason=RefundReason.WAIVER_GRANTED, by=by.id, now=now, rules=rules
        )
