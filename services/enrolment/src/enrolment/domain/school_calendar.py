"""Which days of a term are school days: statutory holidays, make-up days and the district's own days (R04)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kernel.errors import Conflict, Invalid, NotFound
from kernel.period import Period

_TERM_DAYS_MAX = 250


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


class CalendarMissing(Conflict):
    code = "enrolment.calendar_missing"


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


def check_term(first_on: date, last_on: date) -> Period:
    period = Period.through(first_on, last_on)
    if period.days > _TERM_DAYS_MAX:
        raise TermTooLong(f"a term has at most {_TERM_DAYS_MAX} days", params={"days": period.days})
    return period


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
