"""Fen never appear or vanish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money, NotAnAmount

amounts = st.integers(-(10**15), 10**15).map(Money)


@given(amounts, st.lists(st.integers(0, 1000), min_size=1, max_size=30).filter(any))
def test_shares_add_up_to_the_whole(amount: Money, weights: list[int]) -> None:
    assert Money.total(amount.split(weights)) == amount


@given(amounts)
def test_reads_back_what_it_writes(amount: Money) -> None:
    assert Money.from_yuan(str(amount)) == amount


@given(amounts, st.integers(1, 1000))
def test_negates_shares_symmetrically(amount: Money, whole: int) -> None:
    assert (-amount).share(1, whole) == -amount.share(1, whole)


def test_rounds_half_up() -> None:
    assert Money(600_00).share(1, 17) == Money(35_29)
    assert Money(5).share(1, 2) == Money(3)


@pytest.mark.parametrize("text", ["", "1.234", "12e-5", "NaN", "Infinity", "十二", "1 2"])
def test_refuses_what_is_no_whole_fen(text: str) -> None:
    with pytest.raises(NotAnAmount):
        Money.from_yuan(text)


@pytest.mark.parametrize("number", [1.0, True, "1"])
def test_refuses_anything_but_integers(number: object) -> None:
    with pytest.raises(TypeError):
        Money(number)  # type: ignore[arg-type]
