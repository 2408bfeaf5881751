"""The facts shown beside a match are those it rests on."""

from datetime import date

from billing.domain.match import facts_of

ON = date(2026, 3, 20)


def facts(rule: str, *, later_by: int = 0) -> dict[str, bool]:
    found = facts_of(rule, amount_fen=100, booked_on=ON.replace(day=20 + later_by), target_fen=100, target_on=ON)
    return {one.code: one.agrees for one in found}


def test_names_the_order_number_of_a_payment() -> None:
    assert facts("order_number") == {"merchant_order_number": True, "amount": True, "first_payment": True}


def test_says_when_a_withdrawal_came_late() -> None:
    assert facts("withdrawal", later_by=2)["days_between"] is False


def test_claims_no_fact_for_what_two_persons_resolved() -> None:
    assert facts("resolved_assign") == {}
