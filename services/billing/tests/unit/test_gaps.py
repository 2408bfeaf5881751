"""A month is covered by files whose balances follow each other; files that repeat days of others break nothing."""

from datetime import date

import pytest

from billing.domain.reconciliation import CoveredPeriod, find_gaps
from kernel.money import Money
from kernel.term import Month

MARCH = Month.parse("2026-03")


def covers(first: int, last: int, opening: int, closing: int) -> CoveredPeriod:
    return CoveredPeriod(date(2026, 3, first), date(2026, 3, last), Money(opening), Money(closing))


WHOLE = covers(1, 31, 0, 500)
FOLLOWING = {
    "one file": (WHOLE,),
    "halves": (covers(1, 15, 0, 200), covers(16, 31, 200, 500)),
    "days and then the month": (covers(1, 1, 0, 100), covers(2, 2, 100, 100), WHOLE),
    "the month and its last day": (WHOLE, covers(31, 31, 450, 500)),
    "files that share days": (covers(1, 20, 0, 300), covers(10, 31, 150, 500)),
    "two files of one day": (covers(1, 5, 0, 100), covers(5, 5, 100, 200), covers(6, 31, 200, 500)),
}


@pytest.mark.parametrize("periods", FOLLOWING.values(), ids=FOLLOWING)
def test_finds_no_gap(periods: tuple[CoveredPeriod, ...]) -> None:
    assert find_gaps(MARCH, periods) == ()
    assert find_gaps(MARCH, periods[::-1]) == ()


def test_finds_a_balance_that_does_not_follow() -> None:
    [gap] = find_gaps(MARCH, (covers(1, 15, 0, 200), covers(16, 31, 201, 500)))
    assert (gap.code, gap.count) == ("billing.statements_not_continuous", 1)


def test_finds_a_break_after_files_that_share_days() -> None:
    [gap] = find_gaps(MARCH, (covers(1, 10, 0, 100), covers(5, 20, 50, 300), covers(21, 31, 100, 500)))
    assert (gap.code, gap.count) == ("billing.statements_not_continuous", 1)
