"""A round follows its own dates, counts full working days of publicity and closes only when all is answered."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.organisation import OrganisationPath
from vendor_registry.adapters.calendar.official import CalendarUnknown, OfficialCalendar
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
    publicity_ends_on,
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


def weekday(day: date) -> bool:
    return day.isoweekday() <= 5


def shown(on: date = date(2026, 3, 9)) -> SelectionRound:
    return start_publicity(ROUND, on=on, working_days=3, reviews_missing=0, is_working_day=weekday)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 15))
def test_shows_a_result_for_exactly_that_many_full_working_days(starts_on: date, days: int) -> None:
    ends_on = publicity_ends_on(starts_on, working_days=days, is_working_day=weekday)
    after = [starts_on + timedelta(days=n) for n in range(1, (ends_on - starts_on).days + 1)]
    assert sum(weekday(day) for day in after) == days
    assert days == 0 or weekday(ends_on)


def test_leaves_out_statutory_holidays_and_counts_make_up_days() -> None:
    ends_on = publicity_ends_on(date(2026, 4, 30), working_days=3, is_working_day=OfficialCalendar().is_working_day)
    # 1 to 5 May are holidays, Saturday 9 May 2026 makes up for one of them.
    assert ends_on == date(2026, 5, 8)
    assert OfficialCalendar().is_working_day(date(2026, 5, 9))


def test_says_when_a_year_has_no_official_calendar_yet() -> None:
    with pytest.raises(CalendarUnknown):
        OfficialCalendar().is_working_day(date(2039, 3, 2))


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
        start_publicity(ROUND, on=date(2026, 3, 9), working_days=3, reviews_missing=1, is_working_day=weekday)


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
