"""A line proposed for refund comes to no more than is held for it, split between family and budget as proposed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.domain.refund import lowered
from kernel.money import Money

AMOUNTS = st.integers(min_value=0, max_value=10**7).map(Money)


@given(amount=AMOUNTS, to_budget=AMOUNTS, left=AMOUNTS)
def test_never_gives_back_more_than_is_held(amount: Money, to_budget: Money, left: Money) -> None:
    family, budget = lowered(amount, to_budget, left=left)
    assert family + budget == min(amount + to_budget, left)
    assert Money.ZERO <= family <= amount
    assert Money.ZERO <= budget <= to_budget


@pytest.mark.parametrize(("left", "parts"), [(3063, (1532, 1531)), (3062, (1531, 1531)), (0, (0, 0)), (-1, (0, 0))])
def test_takes_the_half_fen_that_rounding_added(left: int, parts: tuple[int, int]) -> None:
    assert lowered(Money(1532), Money(1531), left=Money(left)) == tuple(map(Money, parts))
