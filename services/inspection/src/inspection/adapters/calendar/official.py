"""Working days of the official calendar, with statutory holidays and make-up days."""

from datetime import date

import chinese_calendar

from kernel.errors import Unavailable


class CalendarUnknown(Unavailable):
    code = "inspection.calendar_unknown"


class OfficialCalendar:
    def is_working_day(self, day: date) -> bool:
        """True on weekdays that are no holiday and on make-up days; CalendarUnknown before the year's notice is out."""
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            raise CalendarUnknown(
                f"the official calendar of {day.year} is not known yet; update the service once it is announced",
                params={"year": day.year},
            ) from None
