"""Sessions lie on school days inside the window, groups within the pack's size."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.holidays import published_years
from enrolment.domain.group import Member, schedule, split
from enrolment.domain.holiday_notice import (
    HolidaysWrong,
    NewerNoticeKept,
    NoticeIssuedLater,
    NoticeYearWrong,
    check_notice,
)
from enrolment.domain.school_calendar import (
    DayKind,
    DayOutsideTerm,
    TermOfAnotherYear,
    TermTooLong,
    TermTooShort,
    build_calendar,
    check_term,
)
from kernel.official_calendar import HolidayNotice, OfficialDay
from kernel.period import Period
from kernel.term import TermCode
from rulebook.adoption import AdoptedPack, adopt
from rulebook.pack import parse_pack
from rulebook.shipped import shipped_pack_text
from rulebook.words import Stage

TERM, SPRING = Period.through(date(2026, 3, 2), date(2026, 6, 26)), TermCode.parse("2026-spring")


def spring_2026() -> dict[date, object]:
    known = published_years()
    days = build_calendar(
        TERM,
        holidays=known.holidays(TERM.starts_on, TERM.last_on),
        make_up=known.make_up_days(TERM.starts_on, TERM.last_on),
        closed={},
    )
    return {day.on: day for day in days}


def hefei() -> AdoptedPack:
    parameters = {
        "allowance_rate": 6000,
        "subsidy_per_participant": 15000,
        "participants_counted_by": "2026-06-01",
        "applications_close_on": "2026-03-13",
    }
    return adopt(parse_pack(shipped_pack_text("hefei")), parameters)


def test_knows_the_statutory_days_of_spring_2026() -> None:
    days = spring_2026()
    assert days[date(2026, 4, 6)].kind is DayKind.HOLIDAY
    assert days[date(2026, 5, 1)].kind is DayKind.HOLIDAY
    assert days[date(2026, 5, 9)].kind is DayKind.MAKE_UP
    assert days[date(2026, 3, 7)].kind is DayKind.WEEKEND
    assert 1 <= days[date(2026, 5, 9)].follows <= 5


@given(st.dates(date(2020, 1, 1), date(2035, 6, 1)))
def test_plans_a_term_whatever_the_year(first_on: date) -> None:
    term = Period.through(first_on, first_on + timedelta(days=140))
    known = published_years()
    span = term.starts_on, term.last_on
    days = build_calendar(term, holidays=known.holidays(*span), make_up=known.make_up_days(*span), closed={})
    assert len(days) == 141
    assert {day.on for day in days if day.is_school_day} == {on for on in term if known.is_working_day(on)}


def notice(*days: OfficialDay, **other: object) -> HolidayNotice:
    given = {"path": "/3401", "year": 2027, "source": "国办发明电〔2026〕9号", "issued_on": date(2026, 11, 4)}
    return HolidayNotice(**{**given, **other}, days=days)  # type: ignore[arg-type]


NEW_YEAR = OfficialDay(date(2027, 1, 1), True, "元旦")


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (OfficialDay(date(2026, 10, 1), True, "x"), "enrolment.holiday_outside_year"),
        (NEW_YEAR, "enrolment.holiday_twice"),
        (OfficialDay(date(2027, 1, 4), False, "x"), "enrolment.worked_on_weekday"),
    ],
)
def test_names_each_day_that_cannot_be_announced(day: OfficialDay, code: str) -> None:
    with pytest.raises(HolidaysWrong) as refused:
        check_notice(notice(NEW_YEAR, day), standing=None, today=date(2026, 12, 1))
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [("/days/1/on", code)]


def test_takes_no_notice_from_the_future_and_none_older_than_the_one_it_keeps() -> None:
    check_notice(notice(NEW_YEAR), standing=None, today=date(2026, 12, 1))
    with pytest.raises(NoticeIssuedLater):
        check_notice(notice(NEW_YEAR), standing=None, today=date(2026, 11, 3))
    newer = notice(NEW_YEAR, issued_on=date(2026, 11, 20))
    with pytest.raises(NewerNoticeKept):
        check_notice(notice(NEW_YEAR), standing=newer, today=date(2026, 12, 1))
    with pytest.raises(NoticeYearWrong):
        check_notice(notice(NEW_YEAR), standing=None, today=date(2023, 12, 1))


def test_lets_the_districts_own_days_win() -> None:
    closed = {date(2026, 3, 4): "运动会"}
    days = build_calendar(TERM, holidays={}, make_up={date(2026, 3, 7): 3}, closed=closed)
    assert days[2].kind is DayKind.CLOSED
    assert (days[5].kind, days[5].follows) == (DayKind.MAKE_UP, 3)
    with pytest.raises(DayOutsideTerm):
        build_calendar(TERM, holidays={}, make_up={}, closed={date(2026, 8, 1): "x"})
    with pytest.raises(TermTooLong):
        check_term(SPRING, date(2026, 1, 1), date(2026, 12, 31))


def test_refuses_a_term_of_one_day_or_of_another_year() -> None:
    with pytest.raises(TermTooShort):
        check_term(SPRING, date(2026, 3, 2), date(2026, 3, 2))
    with pytest.raises(TermOfAnotherYear):
        check_term(SPRING, date(2027, 3, 1), date(2027, 6, 25))


def test_schedules_sessions_on_school_days_of_their_weekday_only() -> None:
    days = spring_2026()
    slots = schedule(
        product="care",
        weekdays=[1, 2, 3, 4, 5],
        starts_at=time(16),
        ends_at=time(17, 50),
        lessons=0,
        days=days.values(),
        first_on=date(2026, 3, 16),
        rules=hefei(),
        stages=[Stage.PRIMARY],
    )
    held = {slot.held_on for slot in slots}
    assert date(2026, 4, 6) not in held
    assert date(2026, 5, 9) in held
    assert min(held) == date(2026, 3, 16)
    assert [slot.number for slot in slots] == list(range(1, len(slots) + 1))


def test_stops_at_the_number_of_lessons_and_at_the_window() -> None:
    days = spring_2026()
    common = {"product": "course", "weekdays": [2], "days": days.values(), "first_on": date(2026, 3, 2)}
    rest = {"lessons": 3, "rules": hefei(), "stages": [Stage.PRIMARY]}
    assert len(schedule(**common, **rest, starts_at=time(16), ends_at=time(17))) == 3
    assert schedule(**common, **rest, starts_at=time(17), ends_at=time(18, 1)) == ()


@given(st.integers(0, 300), st.integers(1, 40))
def test_splits_into_groups_of_nearly_equal_size(count: int, size_max: int) -> None:
    members = [Member(uuid4(), uuid4(), 1 + n % 6, n % 3, n.to_bytes(4, "big")) for n in range(count)]
    groups = split(members, size_max=size_max)
    sizes = [len(group) for group in groups]
    assert sum(sizes) == count
    assert all(size <= size_max for size in sizes)
    assert not sizes or max(sizes) - min(sizes) <= 1
    assert [one for group in groups for one in group] == sorted(members, key=lambda one: one.sort_key)
