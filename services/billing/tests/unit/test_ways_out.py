"""Which way out fits which exception, and what cancels out with what."""

import pytest

from billing.domain.difference import (
    IN_SUSPENSE,
    DifferenceKind,
    Resolution,
    ResolutionDoesNotFit,
    must_cancel_out,
    must_fit,
    ways_out,
)
from kernel.money import Money

PAID, CAME_BACK = Money(-30000), Money(30000)


@pytest.mark.parametrize("kind", [DifferenceKind.PAYOUT_DIFFERS, DifferenceKind.REFUND_ONE_SIDED])
def test_names_a_payout_or_what_came_back_for_money_that_left(kind: DifferenceKind) -> None:
    assert ways_out(kind) == ("assign", "carry", "offset")
    with pytest.raises(ResolutionDoesNotFit):
        must_fit(kind, Resolution.EXPENSE)


def test_cancels_out_a_payout_with_the_same_amount_come_back() -> None:
    must_cancel_out(
        DifferenceKind.PAYOUT_DIFFERS, PAID, other_kind=DifferenceKind.UNKNOWN_PAYER, other_amount=CAME_BACK
    )


@pytest.mark.parametrize("other", [CAME_BACK - Money(1), PAID, Money.ZERO])
def test_refuses_to_cancel_out_any_other_amount(other: Money) -> None:
    with pytest.raises(ResolutionDoesNotFit):
        must_cancel_out(
            DifferenceKind.PAYOUT_DIFFERS, PAID, other_kind=DifferenceKind.UNKNOWN_PAYER, other_amount=other
        )


@pytest.mark.parametrize("kind", set(DifferenceKind) - set(IN_SUSPENSE))
def test_refuses_to_cancel_out_with_what_does_not_lie_in_suspense(kind: DifferenceKind) -> None:
    with pytest.raises(ResolutionDoesNotFit):
        must_cancel_out(DifferenceKind.UNKNOWN_DEBIT, PAID, other_kind=kind, other_amount=CAME_BACK)
