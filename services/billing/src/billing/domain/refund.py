"""What goes back to a family when a service ends early (R25, B4), line by line."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from billing.domain.basket import WAIVER
from kernel.errors import Conflict
from kernel.money import Money
from rulebook.adoption import AdoptedPack
from rulebook.answer import Explanation


class RefundExceedsPayments(Conflict):
    code = "billing.refund_exceeds_payments"


class NothingToRefund(Conflict):
    code = "billing.nothing_to_refund"


class RefundReason(StrEnum):
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    VENDOR_OUT = "vendor_out"
    TERM_END = "term_end"
    OVERPAID = "overpaid"
    WAIVER_GRANTED = "waiver_granted"


@dataclass(frozen=True, slots=True)
class BilledLine:
    """A fee or consumables line as it stands: what was charged, waived, already released and already given back."""

    line_no: int
    kind: str
    product: str
    held: str
    amount: Money
    waived: Money
    released: Money
    returned: Money
    planned: int
    delivered: int
    unserved: int


@dataclass(frozen=True, slots=True)
class RefundLine:
    line_no: int
    kind: str
    held: str
    amount: Money
    to_budget: Money
    unserved: int
    planned: int
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Calculation:
    """`to_pay` leaves the account, `cancelled` was never paid and is asked for no more, `to_budget` goes back there."""

    lines: tuple[RefundLine, ...]
    cancelled: Money
    to_pay: Money
    to_budget: Money


def calculate(
    rules: AdoptedPack, lines: tuple[BilledLine, ...], *, still_due: Money, reason: RefundReason
) -> Calculation:
    """What an ended service gives back: the pack's formula per line, never more than is still held for it.

    When the term is over the formula has done its part: all that is still held goes back, so that nothing stays (R26).
    What the family has not paid yet is cancelled first, so that no more is paid out than came in.
    """
    everything = reason is RefundReason.TERM_END
    shares = tuple(share for line in lines if (share := _share(rules, line, everything=everything)) is not None)
    family = Money.total(share.amount for share in shares)
    cancelled = min(family, max(still_due, Money.ZERO))
    return Calculation(
        lines=shares,
        cancelled=cancelled,
        to_pay=family - cancelled,
        to_budget=Money.total(share.to_budget for share in shares),
    )


def _share(rules: AdoptedPack, line: BilledLine, *, everything: bool) -> RefundLine | None:
    left = line.amount - line.released - line.returned
    if line.kind == WAIVER or left <= Money.ZERO or (line.unserved <= 0 and not everything):
        return None
    answer = rules.refund_amount(
        line.product, paid=line.amount, refunded=line.returned, unserved=line.unserved, planned=line.planned
    )
    given_back = left if everything else min(answer.value, left)
    if given_back <= Money.ZERO:
        return None
    # The part the budget financed goes back to the budget, in the proportion in which it was financed.
    to_budget = given_back.share(line.waived.fen, line.amount.fen) if line.waived else Money.ZERO
    return RefundLine(
        line_no=line.line_no,
        kind=line.kind,
        held=line.held,
        amount=given_back - to_budget,
        to_budget=to_budget,
        unserved=line.unserved,
        planned=line.planned,
        explanation=answer.explanation,
    )


def lowered(amount: Money, to_budget: Money, *, left: Money) -> tuple[Money, Money]:
    """What a proposed line comes to where only `left` is held for it by now: the family's part and the budget's.

    Lessons confirmed after the proposal were delivered and are not given back.
    """
    whole = amount + to_budget
    if whole <= left:
        return amount, to_budget
    kept = max(left, Money.ZERO)
    budget = kept.share(to_budget.fen, whole.fen) if to_budget else Money.ZERO
    return kept - budget, budget


def must_be_paid_in(bill_id: UUID, amount: Money, *, paid: Money, refunded: Money) -> None:
    """Raise RefundExceedsPayments where earlier refunds and this one together exceed what the family paid."""
    if amount > paid - refunded:
        detail = f"bill {bill_id} has {paid - refunded} left to refund"
        raise RefundExceedsPayments(detail, params={"left_fen": (paid - refunded).fen})
