"""Why two things are held to be the same: facts in words, each agreeing or not (C3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Fact:
    """`code` is translated by the portal: merchant_order_number, amount, next_day, payment_number ..."""

    code: str
    agrees: bool
    params: Mapping[str, str | int] = field(default_factory=dict)


_BY_RULE: dict[str, tuple[str, ...]] = {
    "order_number": ("merchant_order_number", "amount", "first_payment"),
    "refund_number": ("merchant_refund_number", "amount"),
    "trade_number": ("channel_number", "amount"),
    "fee_kept": ("fee_entry",),
    "bill_number": ("bill_number_in_note", "amount", "first_payment"),
    "withdrawal": ("voucher_number", "amount"),
    "by_hand": ("by_hand", "sum"),
}
_PAYMENT_NUMBER = ("payment_number_in_note", "amount")


def facts_of(
    rule: str, *, amount_fen: int, booked_on: date, target_fen: int | None, target_on: date | None
) -> tuple[Fact, ...]:
    """The facts on which a match rests; all of them agree, or it would not have been made.

    What two persons resolved rests on their word alone.
    """
    if rule.startswith("resolved_"):
        return ()
    facts = [Fact(code, True) for code in _BY_RULE.get(rule, _PAYMENT_NUMBER)]
    if rule == "withdrawal" and target_on is not None:
        days = abs((booked_on - target_on).days)
        facts.append(Fact("days_between", days <= 1, {"days": days}))
    return tuple(facts)


def candidate_facts(
    *, reference: str | None, amount_fen: int, booked_on: date, label: str, other_fen: int, other_on: date
) -> tuple[Fact, ...]:
    """What agrees and what does not between an open line and something it may belong to."""
    gap = abs(abs(amount_fen) - abs(other_fen))
    days = abs((booked_on - other_on).days)
    return (
        Fact("number", bool(reference) and label in (reference or ""), {}),
        Fact("amount", gap == 0, {"gap_fen": gap}),
        Fact("next_day", days <= 1, {"days": days}),
    )
