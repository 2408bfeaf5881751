"""What does not agree between bank, channel and books: kinds, ages and ways out (DOMAIN C3.3, C3.5).

Money that left and that nobody could name lies in suspense as a debit. It is assigned to the payout it was meant for
(补单: refund, settlement or allowance sheet, whose payable it then settles), or set off against the same amount that
came back (退汇: both lie in suspense, so nothing is posted); what was paid beyond the payout stays in suspense (挂账).
A payout that had been matched and comes back whole is owed again: it leaves suspense for the payable it had settled.
"""

from datetime import date
from enum import StrEnum

from kernel.errors import Conflict, Invalid
from kernel.money import Money


class DifferenceKind(StrEnum):
    WRONG_AMOUNT = "wrong_amount"
    DOUBLE_PAYMENT = "double_payment"
    UNKNOWN_PAYER = "unknown_payer"
    UNKNOWN_DEBIT = "unknown_debit"
    REFUND_ONE_SIDED = "refund_one_sided"
    PAYOUT_DIFFERS = "payout_differs"
    LATE_ARRIVAL = "late_arrival"
    # The channel's trade bill has it, its fund flow has not: money that never arrived (短款).
    CHANNEL_SHORTFALL = "channel_shortfall"
    # It left under our number and in the right amount, for an account or a name that is not the payee's.
    WRONG_ACCOUNT = "wrong_account"


class Resolution(StrEnum):
    APPLY = "apply"
    ASSIGN = "assign"
    REFUND = "refund"
    EXPENSE = "expense"
    OFFSET = "offset"
    RETURNED = "returned"
    CARRY = "carry"
    CANCEL = "cancel"


class ResolutionDoesNotFit(Invalid):
    code = "billing.resolution_does_not_fit"


class DifferenceNotOpen(Conflict):
    code = "billing.exception_not_open"


_WAYS = {
    DifferenceKind.WRONG_AMOUNT: {Resolution.APPLY, Resolution.REFUND, Resolution.CARRY},
    DifferenceKind.DOUBLE_PAYMENT: {Resolution.REFUND},
    DifferenceKind.UNKNOWN_PAYER: {
        *(Resolution.ASSIGN, Resolution.REFUND, Resolution.OFFSET, Resolution.RETURNED, Resolution.CARRY)
    },
    DifferenceKind.UNKNOWN_DEBIT: {Resolution.ASSIGN, Resolution.OFFSET, Resolution.EXPENSE, Resolution.CARRY},
    DifferenceKind.REFUND_ONE_SIDED: {Resolution.ASSIGN, Resolution.OFFSET, Resolution.CARRY},
    DifferenceKind.PAYOUT_DIFFERS: {Resolution.ASSIGN, Resolution.OFFSET, Resolution.CARRY},
    DifferenceKind.LATE_ARRIVAL: {Resolution.CARRY},
    # It is not carried: a month does not close over money that never arrived.
    DifferenceKind.CHANNEL_SHORTFALL: {Resolution.CANCEL},
    DifferenceKind.WRONG_ACCOUNT: {Resolution.ASSIGN, Resolution.OFFSET, Resolution.CARRY},
}
# What can cancel out with what came back, or with what it came back of.
IN_SUSPENSE = tuple(kind for kind, ways in _WAYS.items() if Resolution.OFFSET in ways)
_BUCKETS = ((3, "0-3"), (7, "4-7"), (30, "8-30"), (60, "31-60"))


def ways_out(kind: DifferenceKind) -> tuple[str, ...]:
    """The resolutions that fit a kind, for the officer to choose from."""
    return tuple(sorted(way.value for way in _WAYS[kind]))


def must_fit(kind: DifferenceKind, resolution: Resolution) -> None:
    if resolution not in _WAYS[kind]:
        choices = ", ".join(ways_out(kind))
        raise ResolutionDoesNotFit(f"a {kind.value} is resolved by one of: {choices}", params={"kind": kind.value})


def must_cancel_out(kind: DifferenceKind, amount: Money, *, other_kind: DifferenceKind, other_amount: Money) -> None:
    """Raise ResolutionDoesNotFit unless one is money that left, the other the same money come back."""
    for each in (kind, other_kind):
        must_fit(each, Resolution.OFFSET)
    if amount + other_amount:
        detail = f"{amount} and {other_amount} do not cancel out; choose what came back of exactly this amount"
        raise ResolutionDoesNotFit(detail, params={"kind": kind.value})


def age_bucket(found_on: date, today: date) -> str:
    days = (today - found_on).days
    return next((name for most, name in _BUCKETS if days <= most), ">60")
