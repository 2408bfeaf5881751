"""Which days of a term are school days: statutory holidays, make-up days and the district's own days (R04)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kernel.errors import Conflict, Invalid, NotFound
from kernel.period import Period
from kernel.term import TermCode

_TERM_DAYS_MIN, _TERM_DAYS_MAX = 14, 250


class DayKind(StrEnum):
    SCHOOL = "school"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSED = "closed"


class TermUnknown(NotFound):
    code = "enrolment.term_unknown"


class TermAlreadyOpened(Conflict):
    code = "enrolment.term_already_opened"


class DayOutsideTerm(Invalid):
    code = "enrolment.day_outside_term"


class TermTooLong(Invalid):
    code = "enrolment.term_too_long"


class TermTooShort(Invalid):
    code = "enrolment.term_too_short"


class TermOfAnotherYear(Invalid):
    code = "enrolment.term_of_another_year"


class CalendarMissing(Conflict):
    code = "enrolment.calendar_missing"


class DayNotClosed(Conflict):
    code = "enrolment.day_not_closed"


class DaysAlreadyServed(Conflict):
    code = "enrolment.days_already_served"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the term; `follows` is the ISO weekday whose timetable it has, 0 when there is no school."""

    on: date
    kind: DayKind
    follows: int
    reason: str = ""

    @property
    def is_school_day(self) -> bool:
        return self.kind in (DayKind.SCHOOL, DayKind.MAKE_UP)


def check_term(code: TermCode, first_on: date, last_on: date) -> Period:
    """Return the days of a term, which begins in its own year and lasts some weeks to some months."""
    if first_on.year != code.year:
        raise TermOfAnotherYear(f"{code} begins in {code.year}, not in {first_on.year}", params={"year": code.year})
    period = Period.through(first_on, last_on)
    if period.days < _TERM_DAYS_MIN:
        raise TermTooShort(f"a term has at least {_TERM_DAYS_MIN} days", params={"days": period.days})
    if period.days > _TERM_DAYS_MAX:
        raise TermTooLong(f"a term has at most {_TERM_DAYS_MAX} days", params={"days": period.days})
    return period


def closed_by_hand(
    standing: Sequence[Day], *, make_up: Collection[date], closed: Mapping[date, str], opened: Collection[date]
) -> dict[date, str]:
    """Return the days without school: `closed`, and what is closed in the `standing` calendar.

    Of the standing ones, those named in `opened` or `make_up` have school again. Raises DayNotClosed for a day in
    `opened` that is not closed, or that is closed by the same request.
    """
    kept = {day.on: day.reason for day in standing if day.kind is DayKind.CLOSED}
    for on in opened:
        if on not in kept or on in closed:
            raise DayNotClosed(f"{on} is not among the days that were closed", params={"on": on.isoformat()})
    reopened = {*opened, *make_up}
    return {**{on: reason for on, reason in kept.items() if on not in reopened}, **closed}


def made_up(standing: Sequence[Day]) -> dict[date, int]:
    """Return the make-up days of a calendar, with the weekday that each follows: a later one keeps or closes them."""
    return {day.on: day.follows for day in standing if day.kind is DayKind.MAKE_UP}


def stopped(standing: Sequence[Day], days: Sequence[Day]) -> tuple[Day, ...]:
    """Return the days that had school in the standing calendar and have none now."""
    before = {day.on for day in standing if day.is_school_day}
    return tuple(day for day in days if day.on in before and not day.is_school_day)


def build_calendar(
    period: Period,
    *,
    holidays: Mapping[date, str],
    make_up: Mapping[date, int],
    closed: Mapping[date, str],
) -> tuple[Day, ...]:
    """Return every day of the term in order.

    `holidays` and `make_up` are the statutory ones and what the district adds; `closed` are the district's own days
    without school, which win. A make-up day without a named weekday follows the Monday timetable.
    """
    for on in (*make_up, *closed):
        if on not in period:
            raise DayOutsideTerm(f"{on} is not in the term", params={"on": on.isoformat()})
    return tuple(_day(on, holidays, make_up, closed) for on in period)


def _day(on: date, holidays: Mapping[date, str], make_up: Mapping[date, int], closed: Mapping[date, str]) -> Day:
    if on in closed:
        return Day(on, DayKind.CLOSED, 0, closed[on])
    if on in make_up:
        return Day(on, DayKind.MAKE_UP, make_up[on] or 1, "调休上课")
    if on in holidays:
        return Day(on, DayKind.HOLIDAY, 0, holidays[on])
    if on.isoweekday() > 5:
        return Day(on, DayKind.WEEKEND, 0)
    return Day(on, DayKind.SCHOOL, on.isoweekday())
