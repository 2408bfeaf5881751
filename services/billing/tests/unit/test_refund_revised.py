"""In whatever order a service is withdrawn from, waived and refunded, family and budget bear their shares of it."""

from dataclasses import dataclass, field
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.domain.refund import must_be_paid_in, revised, split
from kernel.money import Money

AMOUNTS = st.integers(min_value=0, max_value=10**7).map(Money)
BILL = UUID(int=1)
ACTS = ("pay", "prepare", "approve", "waive", "give back overpayment")


@given(whole=AMOUNTS, left=AMOUNTS, more=AMOUNTS, percent=st.integers(0, 100))
def test_never_gives_back_more_than_is_held(whole: Money, left: Money, more: Money, percent: int) -> None:
    kept = left + more
    family, budget = revised(whole, left=left, kept=kept, waived=kept.share(percent, 100))
    assert family + budget == min(whole, left)
    assert family >= Money.ZERO
    assert Money.ZERO <= budget <= kept.share(percent, 100)


@pytest.mark.parametrize(("left", "parts"), [(3063, (1531, 1532)), (3062, (1531, 1531)), (0, (0, 0)), (-1, (0, 0))])
def test_rounds_the_half_fen_to_the_budget(left: int, parts: tuple[int, int]) -> None:
    found = revised(Money(3063), left=Money(left), kept=Money(6126), waived=Money(3063))
    assert found == tuple(map(Money, parts))


def test_gives_the_budget_no_more_than_goes_back() -> None:
    assert split(Money(300), kept=Money(300), waived=Money(600)) == (Money.ZERO, Money(300))


@dataclass
class Fee:
    """A billed fee and how it stands: what the ended part comes to, what went back, what is waived of the rest."""

    amount: Money
    ended: Money
    proposed: Money | None = None
    returned: Money = Money.ZERO
    waived: Money = Money.ZERO

    @property
    def kept(self) -> Money:
        return self.amount - self.returned


@dataclass
class Account:
    """One family's bill, with no more of its services than money shows."""

    fees: list[Fee]
    percent: int
    paid: Money = Money.ZERO
    refunded: Money = Money.ZERO
    done: set[str] = field(default_factory=set)

    @property
    def due(self) -> Money:
        return Money.total(fee.kept - fee.waived for fee in self.fees)

    def act(self, name: str) -> None:
        if name == "pay":
            self.paid += max(self.due - self.paid + self.refunded, Money.ZERO)
        elif name == "prepare":
            for fee in self.fees:
                fee.proposed = fee.proposed or fee.ended
        elif name == "approve" and name not in self.done and self.fees[0].proposed is not None:
            self.done.add(name)
            self._approve()
        elif name == "waive":
            for fee in self.fees:
                fee.waived = max(fee.waived, fee.kept.share(self.percent, 100))
        elif name == "give back overpayment":
            self.refunded += max(self.paid - self.refunded - self.due, Money.ZERO)

    def _approve(self) -> None:
        still_due = max(self.due - self.paid + self.refunded, Money.ZERO)
        family = Money.ZERO
        for fee in self.fees:
            part, budget = revised(fee.ended, left=fee.ended, kept=fee.kept, waived=fee.waived)
            fee.returned += part + budget
            fee.waived -= budget
            family += part
        to_pay = family - min(family, still_due)
        must_be_paid_in(BILL, to_pay, paid=self.paid, refunded=self.refunded)
        self.refunded += to_pay
        assert self.due >= Money.ZERO


FEES = st.tuples(st.integers(1, 10**6), st.integers(1, 80), st.integers(0, 80)).map(
    lambda fee: Fee(amount=Money(fee[0]), ended=Money(fee[0]).share(min(fee[1:]), fee[1]))
)


@given(
    fees=st.lists(FEES, min_size=1, max_size=4),
    percent=st.integers(0, 100),
    paid_first=st.booleans(),
    acts=st.lists(st.sampled_from(ACTS), max_size=10),
)
def test_bears_the_same_shares_in_every_order(fees: list[Fee], percent: int, paid_first: bool, acts: list[str]) -> None:
    account = Account(fees, percent)
    last = ["prepare", "approve", "waive", "give back overpayment", "pay"]
    for name in ["pay"] * paid_first + acts + last:
        account.act(name)
        assert account.refunded <= account.paid
    for fee in fees:
        served = fee.amount - fee.ended
        # Half a fen may be rounded once when it was waived and once when it went back.
        assert abs((fee.waived - served.share(percent, 100)).fen) <= 1
    assert account.paid - account.refunded == Money.total(fee.amount - fee.ended - fee.waived for fee in fees)
