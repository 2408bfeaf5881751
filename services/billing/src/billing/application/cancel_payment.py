"""Money the channel told of and never held (短款): two persons take it back, and nothing of it stays in the books."""

from billing.application.match_by_hand import BillRefundedAlready
from billing.application.ports import Work
from billing.application.records import DifferenceRecord, LineRecord
from billing.application.settle_payout import Agreed
from billing.domain.difference import ResolutionDoesNotFit
from billing.domain.event import BillsPaid
from billing.domain.proof import Proof
from kernel.money import Money


async def cancel_payment(work: Work, difference: DifferenceRecord, line: LineRecord, agreed: Agreed) -> None:
    """Reverse what the row posted: a bill asks for its money again, a refund is owed again.

    It is reversed in the month of the row where that is open still, so that the month can close without the money.
    Raises ResolutionDoesNotFit where the money was passed on meanwhile: that is taken back first.
    """
    if line.settled_by is not None:
        raise ResolutionDoesNotFit("the channel's fund flow shows this money by now; nothing is missing")
    if line.state == "exception":
        await work.differences.resolve_with(line.id, other_than=difference.id, by=agreed.by.id, now=agreed.now)
    elif line.rule == "order_number":
        await _unpay(work, line, agreed)
    elif line.rule == "refund_number":
        payout = await work.payments_due.settled_with(line.id, unit_code=line.unit_code)
        if payout is None:
            raise ResolutionDoesNotFit("no refund was settled with this row")
        work.publish(await work.payments_due.owed_again(payout, due_on=agreed.on), now=agreed.now)
    else:
        raise ResolutionDoesNotFit("what was made of this money is taken back first")
    await work.ledger.reverse(line.id, generation=line.generation, posted_on=line.booked_on)
    await work.lines.void(line.id, difference_id=difference.id)


async def _unpay(work: Work, line: LineRecord, agreed: Agreed) -> None:
    bill = await work.bills.must_be_locked(line.bill_id)
    if bill.paid - bill.refunded < line.amount:
        raise BillRefundedAlready("what this row paid has gone back to the family already")
    paid = await work.bills.pay(bill.id, Money.ZERO - line.amount)
    work.publish(BillsPaid(line.id, (paid,), Proof.CONFIRMED), now=agreed.now)
