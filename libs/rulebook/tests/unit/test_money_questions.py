"""Not one fen above a price or cap, never more back than was paid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money
from rulebook.adoption import AdoptedPack
from rulebook.in_force import ProductUnknown
from rulebook.money_questions import RefundNotCalculable, TotalMissing, WaiverClassUnknown
from rulebook.words import Span

CAP = Money(600_00)
fen = st.integers(0, 1_000_000).map(Money)


@given(total=fen)
def test_a_cap_lets_through_exactly_what_does_not_exceed_it(hefei: AdoptedPack, total: Money) -> None:
    assert hefei.check_caps("course", {Span.TERM: total}).value == (total <= CAP)


@pytest.mark.parametrize(("total", "allowed"), [(Money(599_99), True), (CAP, True), (Money(600_01), False)])
def test_a_cap_turns_at_one_fen(hefei: AdoptedPack, total: Money, allowed: bool) -> None:
    answer = hefei.check_caps("course", {Span.TERM: total})
    assert answer.value is allowed
    assert answer.explanation.rule_id == "R15-cap"


@given(price=fen)
def test_a_ceiling_lets_through_exactly_what_does_not_exceed_it(hefei: AdoptedPack, price: Money) -> None:
    assert hefei.check_price("course", price).value == (price <= CAP)


@given(price=fen)
def test_an_exact_price_lets_nothing_else_through(zhanggong: AdoptedPack, price: Money) -> None:
    assert zhanggong.check_price("care", price).value == (price == Money(3_75))


@pytest.mark.parametrize("product", ["care", "course", "consumables", "lunch"])
def test_refuses_a_negative_price(hefei: AdoptedPack, product: str) -> None:
    assert not hefei.check_price(product, Money(-1), approved_item="any").value


def test_asks_for_the_total_a_cap_is_about(hefei: AdoptedPack) -> None:
    with pytest.raises(TotalMissing):
        hefei.check_caps("course", {Span.MONTH: Money(1)})


def test_refuses_an_unknown_product(hefei: AdoptedPack) -> None:
    with pytest.raises(ProductUnknown, match="only care, course, consumables, lunch"):
        hefei.charging("swimming")


CLASSES = ["low_income", "destitute", "orphan", "disabled", "monitored_poor", "hardship"]


@given(amount=fen, classes=st.sets(st.sampled_from(CLASSES)))
def test_waiver_classes_never_add_up(hefei: AdoptedPack, amount: Money, classes: set[str]) -> None:
    percent = 100 if classes - {"hardship"} else 50 if classes else 0
    assert hefei.waived("course", amount, classes).value == amount.share(percent, 100)


def test_refuses_an_unknown_waiver_class(hefei: AdoptedPack) -> None:
    with pytest.raises(WaiverClassUnknown):
        hefei.waived("course", CAP, ["teachers_child"])


@given(paid=fen, planned=st.integers(1, 60), data=st.data())
def test_refunds_never_exceed_what_was_paid_and_the_last_takes_the_rest(
    hefei: AdoptedPack, paid: Money, planned: int, data: st.DataObject
) -> None:
    refunded, unserved = Money.ZERO, 0
    while unserved < planned:
        unserved += data.draw(st.integers(1, planned - unserved))
        back = hefei.refund_amount("course", paid=paid, refunded=refunded, unserved=unserved, planned=planned).value
        assert Money.ZERO <= back <= paid - refunded
        refunded += back
        assert refunded == paid.share(unserved, planned)
    assert refunded == paid


@given(paid=fen, unserved=st.integers(0, 40), unit=fen)
def test_unit_price_refunds_never_exceed_what_was_paid(
    zhanggong: AdoptedPack, paid: Money, unserved: int, unit: Money
) -> None:
    back = zhanggong.refund_amount(
        "care", paid=paid, refunded=Money.ZERO, unserved=unserved, planned=40, unit_price=unit
    )
    assert back.value == min(paid, unit * unserved)


@pytest.mark.parametrize(("refunded", "unserved", "planned"), [(2, 1, 1), (0, 2, 1), (0, 0, 0), (0, -1, 1)])
def test_refuses_a_refund_of_impossible_counts(hefei: AdoptedPack, refunded: int, unserved: int, planned: int) -> None:
    with pytest.raises(RefundNotCalculable):
        hefei.refund_amount("course", paid=Money(1), refunded=Money(refunded), unserved=unserved, planned=planned)


def test_asks_for_the_unit_price_where_the_formula_needs_it(zhanggong: AdoptedPack) -> None:
    with pytest.raises(RefundNotCalculable):
        zhanggong.refund_amount("care", paid=Money(1), refunded=Money.ZERO, unserved=1, planned=2)


def test_gives_nothing_back_for_what_was_never_charged(hefei: AdoptedPack) -> None:
    assert not hefei.refund_amount("care", paid=Money(5), refunded=Money.ZERO, unserved=1, planned=1).value
