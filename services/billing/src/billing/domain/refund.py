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
    """A fee or consumables line as it stands: what was charged, already released and already given back.

    `waived` is what is waived of it still: all its waivers less what went back to the budget that financed them.
    """

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
    family, to_budget = split(given_back, kept=line.amount - line.returned, waived=line.waived)
    return RefundLine(
        line_no=line.line_no,
        kind=line.kind,
        held=line.held,
        amount=family,
        to_budget=to_budget,
        unserved=line.unserved,
        planned=line.planned,
        explanation=answer.explanation,
    )


def split(whole: Money, *, kept: Money, waived: Money) -> tuple[Money, Money]:
    """The family's part and the budget's of what goes back of a line, in the proportion in which they bear it.

    `kept` is the fee less what was given back of it before, `waived` the part of that which a budget finances: of what
    is kept after this refund, the same share is waived, whenever the waiver was granted (C5.6).
    """
    to_budget = whole.share(min(waived, kept).fen, kept.fen) if waived else Money.ZERO
    return whole - to_budget, to_budget


def revised(whole: Money, *, left: Money, kept: Money, waived: Money) -> tuple[Money, Money]:
    """What a proposed line comes to by now: the family's part and the budget's.

    Lessons confirmed after the proposal were delivered and are not given back; a waiver granted after it lowered what
    the family bears of the rest.
    """
    return split(max(min(whole, left), Money.ZERO), kept=kept, waived=waived)


def must_be_paid_in(bill_id: UUID, amount: Money, *, paid: Money, refunded: Money) -> None:
    """Raise RefundExceedsPayments where earlier refunds and this one together exceed what the family paid."""
    if amount > paid - refunded:
        detail = f"bill {bill_id} has {paid - refunded} left to refund"
        raise RefundExceedsPayments(detail, params={"left_fen": (paid - refunded).fen})
