"""Money that left and lay in suspense, or came back: settled against the payout it was meant for, or against itself."""

from dataclasses import dataclass
from datetime import date, datetime

from billing.application.import_statement import finish_payouts
from billing.application.ports import Work
from billing.application.records import DifferenceRecord, LineRecord
from billing.application.report_progress import hold_progress, month_of, report_progress
from billing.application.store_records import Payout, Proposal
from billing.domain import account
from billing.domain.account import Fact, Posting
from billing.domain.difference import (
    DifferenceKind,
    DifferenceNotOpen,
    Resolution,
    ResolutionDoesNotFit,
    must_cancel_out,
)
from kernel.actor import Actor
from kernel.money import Money

_SETTLES: dict[str, tuple[str, Fact]] = {
    "refund": (account.PAYABLE_REFUND, Fact.REFUND_PAID),
    "settlement": (account.PAYABLE_VENDOR, Fact.VENDOR_PAID),
    "allowance": (account.PAYABLE_STAFF, Fact.ALLOWANCE_PAID),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Who agreed to a resolution, when, and on which business date it is posted."""

    by: Actor
    now: datetime
    on: date


async def payout_named(work: Work, number: str | None, *, unit_code: str) -> Payout:
    """The payout of that number, locked, or ResolutionDoesNotFit where nothing is to leave under it."""
    payout = None if number is None else await work.payments_due.payout(number, unit_code=unit_code)
    if payout is None or payout.kind not in _SETTLES:
        raise ResolutionDoesNotFit("name the number of a payment of this unit that is approved and not paid yet")
    return payout


async def payout_returned(work: Work, difference: DifferenceRecord, line: LineRecord, number: str | None) -> Payout:
    """The payout of that number, locked, which had left the bank when exactly its amount came back there.

    Raises ResolutionDoesNotFit for any other; what came back before it left came back of something else.
    """
    payout = None
    if number is not None and line.source == "bank":
        payout = await work.payments_due.paid_out(number, unit_code=line.unit_code, until=line.booked_on)
    if payout is None or payout.kind not in _SETTLES or payout.amount != difference.amount:
        detail = "name the number of a payment of this unit that left the bank before, in exactly this amount"
        raise ResolutionDoesNotFit(detail)
    return payout


async def owe_again(work: Work, difference: DifferenceRecord, line: LineRecord, agreed: Agreed) -> None:
    """What came back leaves suspense for the payable it had settled, and is due under the payout's number."""
    payout = await payout_returned(work, difference, line, difference.payment_number)
    payable, _ = _SETTLES[payout.kind]
    posting = Posting(
        unit_code=line.unit_code,
        debit=account.SUSPENSE,
        credit=payable,
        amount=payout.amount,
        fact=Fact.PAYOUT_RETURNED,
        source_id=line.id,
        source_no=line.generation,
        posted_on=agreed.on,
    )
    await work.ledger.post([posting])
    work.publish(await work.payments_due.owed_again(payout, due_on=agreed.on), now=agreed.now)


async def settle_payout(work: Work, difference: DifferenceRecord, line: LineRecord, agreed: Agreed) -> Money:
    """Settle the payout with what left, up to what it asks for; returns what was paid beyond it.

    What is still missing stays due under the payout's number; what is too much stays in suspense until it comes back.
    """
    payout = await payout_named(work, difference.payment_number, unit_code=line.unit_code)
    left = -difference.amount
    applied = min(left, payout.amount)
    payable, fact = _SETTLES[payout.kind]
    posting = Posting(
        unit_code=line.unit_code,
        debit=payable,
        credit=account.SUSPENSE,
        amount=applied,
        fact=fact,
        source_id=line.id,
        source_no=line.generation,
        posted_on=agreed.on,
    )
    await work.ledger.post([posting])
    if applied < payout.amount:
        await work.payments_due.part_paid(payout, applied)
    else:
        await work.payments_due.settled_by(payout, line.id)
        await finish_payouts(work, line.unit_code, now=agreed.now)
    return left - applied


async def counterpart_of(work: Work, difference: DifferenceRecord, target: Proposal, *, by: Actor) -> DifferenceRecord:
    """The exception an offset names, locked, or ResolutionDoesNotFit where the two do not cancel out."""
    if target.counterpart_id is None or target.counterpart_id == difference.id:
        raise ResolutionDoesNotFit("name the exception whose money came back")
    other = await work.differences.locked(target.counterpart_id, scope=by.path.text)
    if other.unit_code != difference.unit_code:
        raise ResolutionDoesNotFit("name an exception of this accounting unit")
    if other.state not in ("open", "carried"):
        raise DifferenceNotOpen("the other exception is resolved already, or waits for another resolution")
    must_cancel_out(
        DifferenceKind(difference.kind),
        difference.amount,
        other_kind=DifferenceKind(other.kind),
        other_amount=other.amount,
    )
    return other


async def set_off(work: Work, difference: DifferenceRecord, own: LineRecord, agreed: Agreed) -> None:
    """Close the other exception with this one: a debit and a credit of suspense cancel out without a posting."""
    offset = Proposal(resolution=Resolution.OFFSET, reason=difference.reason or "", counterpart_id=difference.target_id)
    other = await counterpart_of(work, difference, offset, by=agreed.by)
    line = await work.lines.locked(other.line_id, scope=agreed.by.path.text)
    back = Proposal(resolution=Resolution.OFFSET, reason=offset.reason, counterpart_id=difference.id)
    await work.differences.propose(other.id, back, by=difference.proposed_by or agreed.by.id)
    await work.differences.resolve(other.id, by=agreed.by.id, now=agreed.now)
    await work.lines.match(line.id, rule="resolved_offset", target_id=other.id)
    # The approval tells of the own line's month when that is resolved too.
    await hold_progress(work, {month_of(own), month_of(line)})
    await report_progress(work, months=[month_of(line)], now=agreed.now)
