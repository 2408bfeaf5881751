"""What does not agree between bank, channel and books: kinds, ages and ways out (DOMAIN C3.3, C3.5)."""

from datetime import date
from enum import StrEnum

from kernel.errors import Conflict, Invalid


class DifferenceKind(StrEnum):
    WRONG_AMOUNT = "wrong_amount"
    DOUBLE_PAYMENT = "double_payment"
    UNKNOWN_PAYER = "unknown_payer"
    UNKNOWN_DEBIT = "unknown_debit"
    REFUND_ONE_SIDED = "refund_one_sided"
    PAYOUT_DIFFERS = "payout_differs"
    LATE_ARRIVAL = "late_arrival"


class Resolution(StrEnum):
    APPLY = "apply"
    ASSIGN = "assign"
    REFUND = "refund"
    EXPENSE = "expense"
    CARRY = "carry"


class ResolutionDoesNotFit(Invalid):
    code = "billing.resolution_does_not_fit"


class DifferenceNotOpen(Conflict):
    code = "billing.exception_not_open"


_WAYS = {
    DifferenceKind.WRONG_AMOUNT: {Resolution.APPLY, Resolution.REFUND, Resolution.CARRY},
    DifferenceKind.DOUBLE_PAYMENT: {Resolution.REFUND},
    DifferenceKind.UNKNOWN_PAYER: {Resolution.ASSIGN, Resolution.REFUND, Resolution.CARRY},
    DifferenceKind.UNKNOWN_DEBIT: {Resolution.EXPENSE, Resolution.CARRY},
    DifferenceKind.REFUND_ONE_SIDED: {Resolution.CARRY},
    DifferenceKind.PAYOUT_DIFFERS: {Resolution.CARRY},
    DifferenceKind.LATE_ARRIVAL: {Resolution.CARRY},
}
_BUCKETS = ((3, "0-3"), (7, "4-7"), (30, "8-30"), (60, "31-60"))


def ways_out(kind: DifferenceKind) -> tuple[str, ...]:
    """The resolutions that fit a kind, for the officer to choose from."""
    return tuple(sorted(way.value for way in _WAYS[kind]))


def must_fit(kind: DifferenceKind, resolution: Resolution) -> None:
    if resolution not in _WAYS[kind]:
        choices = ", ".join(ways_out(kind))
        raise ResolutionDoesNotFit(f"a {kind.value} is resolved by one of: {choices}", params={"kind": kind.value})


def age_bucket(found_on: date, today: date) -> str:
    days = (today - found_on).days
    return next((name for most, name in _BUCKETS if days <= most), ">60")
