"""The yearly notice of holidays (节假日安排), as an office enters it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from kernel.errors import Conflict, Fault, Invalid, Refusal
from kernel.official_calendar import HolidayNotice, OfficialDay

# Says where a fault stands in the request: the place of the day, the field, the code and the detail.
FaultAt = Callable[[int, str, str, str, Mapping[str, str | int]], Fault]

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


def in_body(place: int, field: str, code: str, detail: str, params: Mapping[str, str | int]) -> Fault:
    """The fault as it stands in a notice that was typed."""
    return Fault(f"/days/{place}/on" if field == "on" else f"/{field}", code, detail, params)


def check_notice(notice: HolidayNotice, *, standing: HolidayNotice | None, today: date, at: FaultAt = in_body) -> None:
    """Raise what is wrong with a notice; HolidaysWrong lists a fault for each odd day."""

    def refused(kind: type[Refusal], field: str, detail: str, params: Mapping[str, str | int]) -> Refusal:
        return kind(detail, params=params, faults=(at(0, field, kind.code, detail, params),))

    if not today.year - 1 <= notice.year <= today.year + _YEARS_AHEAD_MAX:
        raise refused(NoticeYearWrong, "year", f"{notice.year} is too far away", {"year": notice.year})
    issued = str(notice.issued_on)
    if notice.issued_on > today:
        raise refused(NoticeIssuedLater, "issued_on", f"it is issued on {issued} only", {"on": issued})
    if standing is not None and standing.issued_on > notice.issued_on:
        issued = str(standing.issued_on)
        raise refused(NewerNoticeKept, "issued_on", f"a notice of {issued} is kept for {notice.year}", {"on": issued})
    faults = tuple(_faults(notice.year, notice.days, at))
    if faults:
        raise HolidaysWrong("some days cannot be announced so; see each day", faults=faults)


def _faults(year: int, days: Sequence[OfficialDay], at: FaultAt) -> Iterator[Fault]:
    seen: set[date] = set()
    for place, day in enumerate(days):
        params = {"on": day.on.isoformat()}
        in_december_before = (day.on.year, day.on.month) == (year - 1, 12) and day.on.day >= _DECEMBER_FROM
        if day.on.year != year and not in_december_before:
            detail = f"{day.on} is not a day of {year}"
            yield at(place, "on", HolidayOutsideYear.code, detail, {**params, "year": year})
        if day.on in seen:
            yield at(place, "on", HolidayTwice.code, f"{day.on} is named twice", params)
        if not day.off and day.on.isoweekday() <= 5:
            yield at(place, "on", WorkedOnWeekday.code, f"{day.on} is a weekday and is worked anyway", params)
        seen.add(day.on)
