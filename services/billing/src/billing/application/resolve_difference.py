"""Closing an exception: one person proposes how, a second one agrees; money in suspense is then named (C3.3, C3.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from billing.application.asked_by_family import asked_by_family
from billing.application.cancel_payment import cancel_payment
from billing.application.ports import UnitOfWork, Versioned, Work
from billing.application.records import DifferenceRecord, LineRecord, Payee
from billing.application.report_progress import month_of, report_progress
from billing.application.settle_payout import (
    Agreed,
    counterpart_of,
    owe_again,
    payout_named,
    payout_returned,
    set_off,
    settle_payout,
)
from billing.application.store_records import Proposal
from billing.domain import account
from billing.domain.account import Fact, Posting
from billing.domain.difference import (
    DifferenceKind,
    DifferenceNotOpen,
    Resolution,
    ResolutionDoesNotFit,
    must_fit,
)
from billing.domain.event import BillsPaid, RefundApproved
from kernel.actor import Actor
from kernel.duties import Act, Case, Function, acts, check
from kernel.money import Money
from kernel.versions import must_come_to
from rulebook.words import Purpose


@dataclass(frozen=True, slots=True)
class ProposeResolution:
    unit_of_work: UnitOfWork

    async def __call__(
        self, *, difference_id: UUID, proposal: Proposal, by: Actor, now: datetime, version: int
    ) -> None:
        async with self.unit_of_work() as work:
            difference = await work.differences.locked(difference_id, scope=by.path.text)
            await work.versions.must_be(Versioned.EXCEPTION, difference_id, version)
            if difference.state not in ("open", "proposed", "carried"):
                raise DifferenceNotOpen("this exception is resolved already")
            must_fit(DifferenceKind(difference.kind), proposal.resolution)
            await _must_name_target(work, difference, proposal, by=by)
            line = await work.lines.locked(difference.line_id, scope=by.path.text)
            family = await _of_families(work, line.bill_id, proposal.bill_id)
            check(Case.EXCEPTION, family, actor=by, function=Function.PREPARE)
            await work.differences.propose(difference_id, proposal, by=by.id)
            after = {"state": "proposed", "resolution": proposal.resolution.value}
            _record(work, "proposed", difference, by=by, now=now, after=after)


async def _must_name_target(work: Work, difference: DifferenceRecord, proposal: Proposal, *, by: Actor) -> None:
    match proposal.resolution:
        case Resolution.APPLY if proposal.bill_id is not None:
            raise ResolutionDoesNotFit("the money goes to the bill its payment names; leave the bill out")
        case Resolution.ASSIGN if difference.is_outgoing:
            await payout_named(work, proposal.payment_number, unit_code=difference.unit_code)
        case Resolution.ASSIGN:
            bill = await work.bills.locked(proposal.bill_id) if proposal.bill_id is not None else None
            if bill is None or bill.unit_code != difference.unit_code:
                raise ResolutionDoesNotFit("name a bill of this accounting unit to assign the money to")
        case Resolution.OFFSET:
            await counterpart_of(work, difference, proposal, by=by)
        case Resolution.RETURNED:
            line = await work.lines.locked(difference.line_id, scope=by.path.text)
            await payout_returned(work, difference, line, proposal.payment_number)
        case Resolution.EXPENSE if proposal.purpose not in set(Purpose):
            raise ResolutionDoesNotFit("name the purpose of the spending, one the pack permits (R22)")


@dataclass(frozen=True, slots=True)
class ApproveResolution:
    unit_of_work: UnitOfWork

    async def __call__(
        self, *, difference_id: UUID, approved: bool, seen: Money, by: Actor, now: datetime, on: date, version: int
    ) -> None:
        """Carry out what was proposed, or send it back; never by who proposed it or is of the family."""
        async with self.unit_of_work() as work:
            difference = await work.differences.locked(difference_id, scope=by.path.text)
            line = await work.lines.locked(difference.line_id, scope=by.path.text)
            is_assigned = difference.resolution == Resolution.ASSIGN and not difference.is_outgoing
            family = await _of_families(work, line.bill_id, difference.target_id if is_assigned else None)
            # The bills are locked by now: how they stand can be compared with what was shown.
            await work.versions.must_be(Versioned.EXCEPTION, difference_id, version)
            must_come_to(seen, present=difference.amount)
            if difference.state != "proposed" or difference.proposed_by is None or difference.resolution is None:
                raise DifferenceNotOpen("no resolution waits for approval here")
            earlier = (*family, *acts(Function.PREPARE, difference.proposed_by))
            check(Case.EXCEPTION, earlier, actor=by, function=Function.APPROVE)
            if approved:
                rest = await _carry_out(work, difference, line, Agreed(by=by, now=now, on=on))
                if rest:
                    # It stays in suspense (挂账) and on every later balance statement until somebody names it.
                    if rest != difference.amount:
                        await work.lines.next_generation(line.id)
                    await work.differences.carry(difference_id, by=by.id, now=now, rest=rest)
                else:
                    await work.lines.match(line.id, rule=f"resolved_{difference.resolution}", target_id=difference.id)
                    await work.differences.resolve(difference_id, by=by.id, now=now)
                await report_progress(work, months=[month_of(line)], now=now)
            else:
                await work.differences.reopen(difference_id)
            step = "approved" if approved else "rejected"
            _record(work, step, difference, by=by, now=now, after={"resolution": difference.resolution})


async def _of_families(work: Work, *bill_ids: UUID | None) -> tuple[Act, ...]:
    """The step of the families whose bills are paid or given back by it."""
    bills = [await work.bills.must_be_locked(one) for one in bill_ids if one is not None]
    return tuple([act for bill in bills for act in await asked_by_family(work, bill.pupil_id)])


def _record(
    work: Work, step: str, difference: DifferenceRecord, *, by: Actor, now: datetime, after: Mapping[str, object]
) -> None:
    before = {"state": difference.state, "resolution": difference.resolution}
    subject = f"exception/{difference.id}"
    work.record(f"billing.resolution_{step}", subject, actor=by, now=now, before=before, after=after)


async def _carry_out(work: Work, difference: DifferenceRecord, line: LineRecord, agreed: Agreed) -> Money:
    """Post what was agreed to; returns what of the amount stays in suspense, with its sign."""
    match Resolution(difference.resolution or ""):
        case Resolution.ASSIGN if difference.is_outgoing:
            return -await settle_payout(work, difference, line, agreed)
        case Resolution.APPLY | Resolution.ASSIGN:
            await _apply(work, difference, line, agreed)
        case Resolution.REFUND:
            if difference.kind != DifferenceKind.DOUBLE_PAYMENT:
                await _post(work, line, account.SUSPENSE, account.PAYABLE_REFUND, line.amount, Fact.OVERPAID, agreed)
            await _give_back(work, difference, line, line.amount, agreed)
        case Resolution.EXPENSE:
            permitted = await work.copies.spending_purposes(line.unit_code, line.booked_on)
            if difference.purpose not in permitted:
                detail = "the pack does not permit this purpose; claim the money back instead"
                raise ResolutionDoesNotFit(detail, params={"purpose": difference.purpose or ""})
            expense = f"expense:{difference.purpose}"
            await _post(work, line, expense, account.SUSPENSE, -difference.amount, Fact.SPENT, agreed)
        case Resolution.OFFSET:
            await set_off(work, difference, line, agreed)
        case Resolution.RETURNED:
            await owe_again(work, difference, line, agreed)
        case Resolution.CANCEL:
            await cancel_payment(work, difference, line, agreed)
        case Resolution.CARRY:
            return difference.amount
    return Money.ZERO


async def _apply(work: Work, difference: DifferenceRecord, line: LineRecord, agreed: Agreed) -> None:
    """Pay the bill with what came, up to what it asks for; the rest goes back."""
    named = difference.target_id if difference.resolution == Resolution.ASSIGN else line.bill_id
    bill = await work.bills.must_be_locked(named)
    if bill.unit_code != line.unit_code:
        raise ResolutionDoesNotFit("this bill belongs to another accounting unit than the money")
    applied = min(line.amount, max(bill.still_due, Money.ZERO))
    if applied:
        await _post(work, line, account.SUSPENSE, account.RECEIVABLE_FAMILY, applied, Fact.NAMED, agreed)
        paid = await work.bills.pay(bill.id, applied)
        await work.lines.belongs_to(line.id, bill.id)
        work.publish(BillsPaid(line.id, (paid,), line.proof), now=agreed.now)
    rest = line.amount - applied
    if rest:
        await _post(work, line, account.SUSPENSE, account.PAYABLE_REFUND, rest, Fact.OVERPAID, agreed)
        await _give_back(work, difference, line, rest, agreed)


async def _give_back(work: Work, difference: DifferenceRecord, line: LineRecord, amount: Money, agreed: Agreed) -> None:
    by, now = agreed.by, agreed.now
    proposer = difference.proposed_by or by.id
    refund = await work.refunds.add_of_line(line, amount=amount, by=proposer, approved_by=by.id, now=now)
    await work.payments_due.add(
        number=refund.number,
        unit_code=line.unit_code,
        kind="refund",
        direction="out",
        route=refund.route,
        source_id=refund.id,
        amount=amount,
        due_on=agreed.on,
        original_order=refund.original_order,
    )
    payer = await work.lines.party(line.id) if refund.route == "bank" else None
    if payer is not None:
        await work.payments_due.name_payee(refund.number, Payee(name=payer.name, account=payer.account))
    event = RefundApproved(refund.id, refund.bill_id, refund.pupil_id, refund.school_path, refund.term, amount.fen)
    work.publish(event, now=now)


async def _post(
    work: Work, line: LineRecord, debit: str, credit: str, amount: Money, fact: Fact, agreed: Agreed
) -> None:
    posting = Posting(
        unit_code=line.unit_code,
        debit=debit,
        credit=credit,
        amount=amount,
        fact=fact,
        source_id=line.id,
        source_no=line.generation,
        posted_on=agreed.on,
    )
    await work.ledger.post([posting])
