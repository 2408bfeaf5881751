"""The country's statutory calendar, from the package that carries the official notices."""

from collections.abc import Mapping
from datetime import date, timedelta

import chinese_calendar

from kernel.errors import Invalid


class YearNotAnnounced(Invalid):
    code = "enrolment.year_not_announced"


class StatutoryHolidays:
    """Raises YearNotAnnounced for a year whose notice the installed package does not carry."""

    def holidays(self, first_on: date, last_on: date) -> Mapping[date, str]:
        found: dict[date, str] = {}
        for on in _days(first_on, last_on):
            off, name = _detail(on)
            if off and name is not None:
                found[on] = name
        return found

    def make_up_days(self, first_on: date, last_on: date) -> Mapping[date, int]:
        """A weekend day worked in lieu follows the weekday that was given off nearest to it."""
        off_weekdays = [
            on
            for on in _days(first_on - timedelta(days=14), last_on + timedelta(days=14))
            if on.isoweekday() <= 5 and _is_off(on)
        ]
        found: dict[date, int] = {}
        used: set[date] = set()
        for on in _days(first_on, last_on):
            if on.isoweekday() > 5 and not _is_off(on):
                free = [day for day in off_weekdays if day not in used and chinese_calendar.is_in_lieu(day)]
                nearest = min(free, key=lambda day: (abs(day - on), day), default=None)
                if nearest is not None:
                    used.add(nearest)
                found[on] = nearest.isoweekday() if nearest is not None else 1
        return found


def _days(first_on: date, last_on: date) -> list[date]:
    return [first_on + timedelta(days=count) for count in range((last_on - first_on).days + 1)]


def _detail(on: date) -> tuple[bool, str | None]:
    try:
        off, name = chinese_calendar.get_holiday_detail(on)
    except NotImplementedError:
        raise YearNotAnnounced(
            f"the holidays of {on.year} are not known yet; import the official notice", params={"year": on.year}
        ) from None
    return bool(off), name


def _is_off(on: date) -> bool:
    try:
        return bool(chinese_calendar.is_holiday(on))
    except NotImplementedError:
        return on.isoweekday() > 5
