"""The yearly notice of holidays (节假日安排), as an office enters it."""

from collections.abc import Iterator, Sequence
from datetime import date

from kernel.errors import Conflict, Fault, Invalid
from kernel.official_calendar import HolidayNotice, OfficialDay

# The holiday of New Year's Day can begin in the last days of December.
_DECEMBER_FROM = 25
# The notice of a year comes out in the autumn before it.
_YEARS_AHEAD_MAX = 2


class HolidaysWrong(Invalid):
    code = "enrolment.holidays_wrong"


class HolidayOutsideYear(Invalid):
    code = "enrolment.holiday_outside_year"


class HolidayTwice(Invalid):
    code = "enrolment.holiday_twice"


class WorkedOnWeekday(Invalid):
    code = "enrolment.worked_on_weekday"


class NoticeYearWrong(Invalid):
    code = "enrolment.notice_year_wrong"


class NoticeIssuedLater(Invalid):
    code = "enrolment.notice_issued_later"


class NewerNoticeKept(Conflict):
    code = "enrolment.newer_notice_kept"


def check_notice(notice: HolidayNotice, *, standing: HolidayNotice | None, today: date) -> None:
    """Raise what is wrong with a notice; HolidaysWrong lists a fault for each odd day."""
    if not today.year - 1 <= notice.year <= today.year + _YEARS_AHEAD_MAX:
        raise NoticeYearWrong(f"{notice.year} is too far away", params={"year": notice.year})
    if notice.issued_on > today:
        raise NoticeIssuedLater(f"it is issued on {notice.issued_on} only", params={"on": str(notice.issued_on)})
    if standing is not None and standing.issued_on > notice.issued_on:
        issued = str(standing.issued_on)
        raise NewerNoticeKept(f"a notice of {issued} is kept for {notice.year}", params={"on": issued})
    faults = tuple(_faults(notice.year, notice.days))
    if faults:
        raise HolidaysWrong("some days cannot be announced so; see each day", faults=faults)


def _faults(year: int, days: Sequence[OfficialDay]) -> Iterator[Fault]:
    seen: set[date] = set()
    for place, day in enumerate(days):
        at, params = f"/days/{place}/on", {"on": day.on.isoformat()}
        in_december_before = (day.on.year, day.on.month) == (year - 1, 12) and day.on.day >= _DECEMBER_FROM
        if day.on.year != year and not in_december_before:
            yield Fault(at, HolidayOutsideYear.code, f"{day.on} is not a day of {year}", {**params, "year": year})
        if day.on in seen:
            yield Fault(at, HolidayTwice.code, f"{day.on} is named twice", params)
        if not day.off and day.on.isoweekday() <= 5:
            yield Fault(at, WorkedOnWeekday.code, f"{day.on} is a weekday and is worked anyway", params)
        seen.add(day.on)
