"""No year is refused; what a notice says counts, and what is counted without one is provisional."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kernel.official_calendar import HolidayNotice, OfficialCalendar, OfficialDay, with_notices

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
SPRING_FESTIVAL = tuple(OfficialDay(date(2027, 2, day), True, "春节") for day in range(5, 13))
WORKED = OfficialDay(date(2027, 2, 20), False, "春节")
NOTICE = HolidayNotice("/3401", 2027, "国办发明电〔2026〕9号", date(2026, 11, 4), (*SPRING_FESTIVAL, WORKED))
ANNOUNCED = with_notices(OfficialCalendar({}, frozenset({2026})), (NOTICE,))


@given(DAYS, st.integers(0, 60), st.sampled_from([OfficialCalendar(), ANNOUNCED]))
def test_counts_exactly_that_many_working_days_whatever_the_year(
    start: date, days: int, calendar: OfficialCalendar
) -> None:
    end = calendar.after(start, working_days=days)
    span = [start + timedelta(days=number) for number in range(1, (end.on - start).days + 1)]
    assert sum(map(calendar.is_working_day, span)) == days
    assert days == 0 or calendar.is_working_day(end.on)
    assert end.provisional == any(on.year not in calendar.announced for on in (start, end.on))


@given(DAYS)
def test_counts_by_the_week_while_a_year_is_not_announced(on: date) -> None:
    calendar = OfficialCalendar()
    assert calendar.is_working_day(on) == (on.isoweekday() <= 5)
    assert calendar.is_provisional(on, on)


def test_counts_by_the_notice_once_it_is_out() -> None:
    before = OfficialCalendar({}, frozenset({2026})).after(date(2027, 2, 4), working_days=3)
    after = ANNOUNCED.after(date(2027, 2, 4), working_days=3)
    assert (before.on, before.provisional) == (date(2027, 2, 9), True)
    assert (after.on, after.provisional) == (date(2027, 2, 17), False)
    assert ANNOUNCED.is_working_day(WORKED.on)


def test_lets_the_weekend_worked_follow_a_weekday_that_was_given_off() -> None:
    term = date(2027, 2, 1), date(2027, 6, 30)
    assert ANNOUNCED.make_up_days(*term) == {WORKED.on: 5}
    assert set(ANNOUNCED.holidays(*term)) == {day.on for day in SPRING_FESTIVAL}
    assert OfficialCalendar().make_up_days(*term) == {}


def test_lets_a_districts_notice_replace_the_citys_for_that_year_only() -> None:
    own = HolidayNotice(
        "/3401/340104", 2027, "教基〔2027〕1号", date(2027, 1, 5), (OfficialDay(date(2027, 3, 8), True),)
    )
    calendar = with_notices(OfficialCalendar(), (NOTICE, own))
    assert calendar.is_off(date(2027, 3, 8))
    assert not calendar.is_off(date(2027, 2, 8))


def test_takes_the_last_days_of_december_from_the_next_years_notice() -> None:
    eve = OfficialDay(date(2026, 12, 31), True, "元旦")
    calendar = with_notices(
        OfficialCalendar({}, frozenset({2026})), (HolidayNotice("/3401", 2027, "x", eve.on, (eve,)),)
    )
    assert calendar.is_off(eve.on)
    assert not calendar.is_off(date(2026, 12, 30))
