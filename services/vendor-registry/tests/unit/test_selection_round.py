"""A round follows its own dates, counts full working days of publicity and closes only when all is answered."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.holidays import published_years
from kernel.official_calendar import OfficialCalendar, OfficialDay
from kernel.organisation import OrganisationPath
from vendor_registry.domain.selection_round import (
    NotInPublicity,
    ObjectionsOpen,
    Office,
    OfficesTooFew,
    PublicityRunning,
    ReviewsMissing,
    RoundDatesWrong,
    RoundState,
    SelectionRound,
    WindowClosed,
    WindowStillOpen,
    announce,
    close_round,
    count_publicity_again,
    start_publicity,
)

ROUND = SelectionRound(
    id=UUID(int=1),
    district=OrganisationPath("/3401/340104"),
    term="2026-spring",
    title="遴选",
    product="course",
    offices=(Office.EDUCATION, Office.POLICE),
    announced_on=date(2026, 3, 2),
    applications_from=date(2026, 3, 3),
    applications_until=date(2026, 3, 6),
    listing_until=date(2026, 12, 31),
    state=RoundState.ANNOUNCED,
    publicity_from=None,
    publicity_until=None,
    listed_on=None,
    pack="hefei@1",
)


WEEK = OfficialCalendar()


def shown(on: date = date(2026, 3, 9)) -> SelectionRound:
    return start_publicity(ROUND, on=on, working_days=3, reviews_missing=0, calendar=WEEK)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(0, 15))
def test_shows_a_result_for_exactly_that_many_full_working_days(starts_on: date, days: int) -> None:
    over = replace(ROUND, applications_until=starts_on - timedelta(days=1))
    put_up = start_publicity(over, on=starts_on, working_days=days, reviews_missing=0, calendar=published_years())
    assert put_up.publicity_until is not None
    after = [starts_on + timedelta(days=n) for n in range(1, (put_up.publicity_until - starts_on).days + 1)]
    assert sum(map(published_years().is_working_day, after)) == days
    assert put_up.publicity_provisional == (put_up.publicity_until.year > 2026)


def test_counts_publicity_again_when_the_notice_comes() -> None:
    holiday = OfficialDay(date(2026, 3, 10), True, "x")
    counted = count_publicity_again(shown(), OfficialCalendar({holiday.on: holiday}, frozenset({2026})))
    assert (counted.publicity_until, counted.publicity_provisional) == (date(2026, 3, 13), False)
    assert count_publicity_again(ROUND, OfficialCalendar()) == ROUND


@pytest.mark.parametrize("offices", [(Office.EDUCATION,), (Office.POLICE, Office.MARKET), (Office.EDUCATION,) * 2])
def test_refuses_a_review_that_is_not_joint(offices: tuple[Office, ...]) -> None:
    with pytest.raises(OfficesTooFew):
        announce(replace(ROUND, offices=offices))


def test_refuses_dates_out_of_order() -> None:
    with pytest.raises(RoundDatesWrong):
        announce(replace(ROUND, listing_until=ROUND.applications_until))


@pytest.mark.parametrize("on", [date(2026, 3, 2), date(2026, 3, 7)])
def test_refuses_an_application_outside_the_window(on: date) -> None:
    with pytest.raises(WindowClosed):
        ROUND.must_take_applications(on)


def test_refuses_publicity_before_window_and_reviews_are_over() -> None:
    with pytest.raises(WindowStillOpen):
        shown(ROUND.applications_until)
    with pytest.raises(ReviewsMissing):
        start_publicity(ROUND, on=date(2026, 3, 9), working_days=3, reviews_missing=1, calendar=WEEK)


def test_closes_on_the_day_after_publicity_and_not_before() -> None:
    assert shown().publicity_until == date(2026, 3, 12)
    with pytest.raises(PublicityRunning):
        close_round(shown(), on=date(2026, 3, 12), objections_open=0)
    with pytest.raises(ObjectionsOpen):
        close_round(shown(), on=date(2026, 3, 13), objections_open=1)
    closed = close_round(shown(), on=date(2026, 3, 13), objections_open=0)
    assert closed.listed_on == date(2026, 3, 13)
    with pytest.raises(NotInPublicity):
        close_round(closed, on=date(2026, 3, 14), objections_open=0)


def test_refuses_a_list_that_would_be_over_when_made() -> None:
    late = replace(shown(), listing_until=date(2026, 3, 12))
    with pytest.raises(RoundDatesWrong):
        close_round(late, on=date(2026, 3, 13), objections_open=0)
