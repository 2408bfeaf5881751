"""A no-crime proof counts for a year, and a sign-in name never leaves its vendor."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_registry.domain.instructor import (
    Clearance,
    ClearanceInFuture,
    ClearanceOlder,
    ClearanceResult,
    NotAHandle,
    check_clearance,
    login_of,
)

CODE = "91110000802100433B"
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def clear(on: date) -> Clearance:
    return Clearance(ClearanceResult.CLEAR, on, "ref")


@given(DAYS)
def test_counts_for_a_year_and_not_a_day_longer(on: date) -> None:
    clearance = clear(on)
    assert 365 <= (clearance.last_on - on).days + 1 <= 366
    assert clearance.is_valid(on)
    assert clearance.is_valid(clearance.last_on)
    assert not clearance.is_valid(date.fromordinal(clearance.last_on.toordinal() + 1))


@given(DAYS, DAYS)
def test_never_counts_when_something_was_found(on: date, asked: date) -> None:
    found = Clearance(ClearanceResult.FOUND, on, "ref")
    assert not found.is_valid(asked)
    assert found.last_on < on


def test_ends_a_proof_of_a_leap_day_on_the_last_of_february() -> None:
    assert clear(date(2024, 2, 29)).last_on == date(2025, 2, 28)


def test_refuses_a_check_of_tomorrow_or_older_than_the_one_on_file() -> None:
    with pytest.raises(ClearanceInFuture):
        check_clearance(clear(date(2026, 3, 3)), earlier=None, on=date(2026, 3, 2), now=NOON)
    with pytest.raises(ClearanceOlder):
        check_clearance(clear(date(2026, 3, 1)), earlier=clear(date(2026, 3, 2)), on=date(2026, 3, 3), now=NOON)


def test_keeps_every_sign_in_name_within_its_vendor() -> None:
    assert login_of("Chen-2", uscc=CODE) == "chen-2.91110000802100433b"


@pytest.mark.parametrize("handle", ["a", "chen.principal", "陈老师", "x" * 31, "chen li", ""])
def test_refuses_a_handle_that_could_name_somebody_else(handle: str) -> None:
    with pytest.raises(NotAHandle):
        login_of(handle, uscc=CODE)
