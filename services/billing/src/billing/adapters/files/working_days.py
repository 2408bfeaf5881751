"""Working days by the State Council's calendar: weekends, statutory holidays and make-up days."""

from datetime import date

import chinese_calendar

from kernel.errors import Unavailable


class CalendarMissing(Unavailable):
    code = "billing.calendar_missing"


def is_working_day(day: date) -> bool:
    """Whether offices work on that day; CalendarMissing for a year whose notice is not out yet."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        raise CalendarMissing(f"the official calendar of {day.year} is not known yet") from None
