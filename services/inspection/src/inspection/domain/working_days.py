"""Time limits counted in working days."""

from collections.abc import Callable
from datetime import date, timedelta

# A year has no longer run of days off than this; more means that the calendar is wrong.
DAYS_OFF_MAX = 30


def add_working_days(start: date, days: int, *, is_working_day: Callable[[date], bool]) -> date:
    """Return the last of `days` working days after `start`; the day of `start` itself does not count."""
    if days < 1:
        raise ValueError("a time limit has at least one working day")
    day, left, off = start, days, 0
    while left:
        day += timedelta(days=1)
        off = 0 if is_working_day(day) else off + 1
        left -= off == 0
        if off > DAYS_OFF_MAX:
            raise ValueError("the calendar knows no working day for a month")
    return day
