"""Who learns that a family pays less than others: poverty is seen by those alone who act on it (B5).

Everybody else is shown what the family is asked for in all, of every family alike: neither the price before waivers
nor what each service comes to, which anybody could hold against its public price.
"""

from billing.domain.refund import RefundReason

# The family itself, who prepares its waiver and answers for its bill, and who audits both.
ON_BILLS = frozenset({"guardian", "school-accountant", "auditor"})
# Whoever approves a refund also approves what of it goes back to the budget that bore the waiver.
_ON_REFUNDS = ON_BILLS | {"principal"}
# The bureau claims the money from the budget, of a whole unit at once.
_ON_CLAIMS = frozenset({"finance-officer", "auditor"})


def shown_on_bills(role: str) -> bool:
    return role in ON_BILLS


def shown_on_refunds(role: str) -> bool:
    return role in _ON_REFUNDS


def reason_shown(reason: RefundReason) -> str:
    """Why a refund is due, to those who are told of no waiver: to them the bill was paid beyond what it asks for."""
    return RefundReason.OVERPAID if reason is RefundReason.WAIVER_GRANTED else reason


def shown_on_claims(role: str) -> bool:
    return role in _ON_CLAIMS
