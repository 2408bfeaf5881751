"""What a proposed refund of an ended service comes to by now: nothing of it is settled before it is approved."""

from dataclasses import dataclass, replace

from billing.application.ports import Work
from billing.application.records import BillRecord, RefundLineRecord, RefundRecord
from billing.domain.refund import revised
from kernel.money import Money


@dataclass(frozen=True, slots=True)
class Revised:
    """`to_pay` leaves the account; `cancelled` was never paid and is asked for no more."""

    lines: tuple[RefundLineRecord, ...]
    to_pay: Money
    cancelled: Money


async def revise_refund(work: Work, refund: RefundRecord, bill: BillRecord) -> Revised:
    """Calculate the refund again and write it down: lessons were confirmed, waivers granted, money paid in since.

    Refund and bill are locked, in this order. What the family still owes is cancelled before anything is paid out.
    """
    lines = tuple(_by_now(line) for line in await work.refunds.lines(refund.id))
    family = Money.total(line.amount for line in lines)
    cancelled = min(family, max(bill.still_due, Money.ZERO))
    await work.refunds.revise(refund.id, lines, amount=family - cancelled, cancelled=cancelled)
    return Revised(lines, to_pay=family - cancelled, cancelled=cancelled)


def _by_now(line: RefundLineRecord) -> RefundLineRecord:
    amount, to_budget = revised(line.amount + line.to_budget, left=line.left, kept=line.kept, waived=line.waived)
    return replace(line, amount=amount, to_budget=to_budget)
