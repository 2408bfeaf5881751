"""What a granted waiver does to bills that are public: it is credited, and what it leaves overpaid goes back."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from billing.application.ports import Work
from billing.application.records import OpenFee, WaiverRecord
from billing.application.revise_refund import revise_refund
from billing.domain import account
from billing.domain.account import Fact, Posting
from billing.domain.basket import financed_by_budget
from billing.domain.event import BillChanged, WaiversCounted
from billing.domain.refund import RefundReason
from kernel.duties import NOBODY
from kernel.money import Money
from rulebook.adoption import AdoptedPack

SchoolTerm = tuple[str, str]


async def apply_waiver(work: Work, waiver: WaiverRecord, *, now: datetime, on: date) -> frozenset[SchoolTerm]:
    """Credit every fee billed while the waiver was valid, once; propose one refund a bill of what it overpays.

    What was given back of a fee is not waived any more; what waits for a decision is calculated again, because a
    budget bears a part of it now. Nobody stands as preparer of the refund yet: who asked for the waiver may be the
    family that is paid, so an accountant takes it over before who granted the waiver may approve (two of the staff).
    Returns the schools and terms whose waivers are to be counted again when all are applied.
    """
    rules = await work.copies.rules(waiver.school_path, waiver.term)
    waiting = await work.refunds.proposed_of_pupil(waiver.pupil_id, waiver.term)
    credited: dict[UUID, Money] = {}
    fees = await work.bills.open_fees(
        waiver.pupil_id, waiver.term, valid_from=waiver.valid_from, valid_until=waiver.valid_until
    )
    for fee in fees:
        more = await _credit(work, rules, waiver, fee, on=on)
        if more:
            credited[fee.bill_id] = credited.get(fee.bill_id, Money.ZERO) + more
    await work.hold(BillChanged, credited)
    lowered: set[SchoolTerm] = set()
    for bill_id in sorted(credited):
        changed = await work.bills.waive(bill_id, credited[bill_id])
        lowered.add((changed.school_path, changed.term))
        work.publish(changed, now=now)
        # What an earlier waiver overpaid is proposed already and may wait for its approval still.
        left = await work.bills.overpaid(bill_id) - await work.refunds.proposed_overpayment(bill_id)
        if left > Money.ZERO:
            await work.refunds.propose_overpayment(
                bill_id, amount=left, reason=RefundReason.WAIVER_GRANTED, by=NOBODY, now=now, rules=rules
            )
    for refund in waiting:
        if refund.bill_id in credited:
            await revise_refund(work, refund, await work.bills.must_be_locked(refund.bill_id))
    return frozenset(lowered)


async def apply_waivers_of_run(work: Work, *, run_id: UUID, schools: Sequence[str], now: datetime, on: date) -> None:
    """Apply what was granted between a run's draft and its publication: the draft priced without it."""
    lowered: set[SchoolTerm] = set()
    for waiver in await work.waivers.granted_during(run_id, schools=schools):
        lowered |= await apply_waiver(work, waiver, now=now, on=on)
    await count_waivers(work, lowered, now=now)


async def count_waivers(work: Work, schools: Iterable[SchoolTerm], *, now: datetime) -> None:
    """Tell what waivers come to in these schools and terms, the only figure of them that leaves the service.

    Called last: a school's count is held till the end, and whoever held it before the bills would wait in a circle.
    """
    counted = sorted(schools)
    await work.hold(WaiversCounted, [WaiversCounted.key_of(*one) for one in counted])
    for count in await work.bills.waivers_counted(counted):
        work.publish(count, now=now)


async def _credit(work: Work, rules: AdoptedPack, waiver: WaiverRecord, fee: OpenFee, *, on: date) -> Money:
    """By how much the fee was lowered: not where an earlier waiver covers as much (the largest counts, not the sum)."""
    known = {one.code: one for one in rules.waivers(fee.product).value.classes}
    if waiver.class_code not in known:
        return Money.ZERO
    answer = rules.waived(fee.product, fee.kept, [waiver.class_code])
    more = answer.value - fee.waived
    if more <= Money.ZERO:
        return Money.ZERO
    financed_by = known[waiver.class_code].financed_by.value
    line_no = await work.bills.add_waiver_line(fee, more, financed_by=financed_by, explanation=answer.explanation)
    moves = [(fee.held, account.RECEIVABLE_FAMILY, Fact.WAIVED)]
    if financed_by_budget(financed_by):
        moves.append((account.RECEIVABLE_BUDGET, fee.held, Fact.WAIVER_FINANCED))
    await work.ledger.post(
        [
            Posting(
                unit_code=fee.unit_code,
                debit=debit,
                credit=credit,
                amount=more,
                fact=fact,
                source_id=fee.bill_id,
                source_no=line_no,
                posted_on=on,
            )
            for debit, credit, fact in moves
        ]
    )
    return more
