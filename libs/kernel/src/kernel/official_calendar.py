"""Days off and days worked: the week, what official notices say otherwise, and what is counted until one is out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

_WEEKDAYS = 5
_MADE_UP_WITHIN = timedelta(days=21)
# Whose weekday is taken already shows from the weekend days before and after.
_AROUND = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class OfficialDay:
    """A day that a notice names: off, or a weekend day that is worked. `in_lieu` marks weekdays given for one."""

    on: date
    off: bool
    name: str = ""
    in_lieu: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """`provisional` while a year on the way has no notice: the day may still move when it comes."""

    on: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class OfficialCalendar:
    """`days` are those that notices name, `announced` the years that have one.

    A year without a notice is counted by its weekdays, and what is counted over it is provisional. No year is refused.
    """

    days: Mapping[date, OfficialDay] = field(default_factory=dict)
    announced: frozenset[int] = frozenset()

    def is_off(self, on: date) -> bool:
        named = self.days.get(on)
        return named.off if named is not None else on.isoweekday() > _WEEKDAYS

    def is_working_day(self, on: date) -> bool:
        return not self.is_off(on)

    def is_provisional(self, first_on: date, last_on: date) -> bool:
        """True where a year between the two days has no notice yet."""
        return any(year not in self.announced for year in range(first_on.year, last_on.year + 1))

    def after(self, start: date, *, working_days: int) -> Deadline:
        """Return the last of `working_days` after `start`; the day of `start` itself does not count."""
        day, left = start, working_days
        while left > 0:
            day += timedelta(days=1)
            left -= self.is_working_day(day)
        return Deadline(day, self.is_provisional(start, day))

    def holidays(self, first_on: date, last_on: date) -> dict[date, str]:
        """Return the days off by notice from the first to the last day, with the holiday's name."""
        between = sorted(on for on, named in self.days.items() if named.off and first_on <= on <= last_on)
        return {on: self.days[on].name for on in between}

    def make_up_days(self, first_on: date, last_on: date) -> dict[date, int]:
        """Return the weekend days worked, with the ISO weekday whose timetable each follows.

        It is that of the weekday given off nearest to it; each is made up for once, those given in lieu first.
        """
        around = [named for named in self.days.values() if first_on - _AROUND <= named.on <= last_on + _AROUND]
        worked = sorted(named.on for named in around if not named.off)
        free = [named for named in around if named.off and named.on.isoweekday() <= _WEEKDAYS]
        follows: dict[date, int] = {}
        for on in worked:
            near = [named for named in free if abs(named.on - on) <= _MADE_UP_WITHIN]
            best = min(near, key=lambda named: (not named.in_lieu, abs(named.on - on), named.on), default=None)
            if best is not None:
                free.remove(best)
            if first_on <= on <= last_on:
                follows[on] = best.on.isoweekday() if best is not None else 1
        return follows


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """What an office announced for a year: `source` is the document's number, `path` the office's place."""

    path: str
    year: int
    source: str
    issued_on: date
    days: tuple[OfficialDay, ...]


def with_notices(known: OfficialCalendar, notices: tuple[HolidayNotice, ...]) -> OfficialCalendar:
    """Return the calendar in which each notice replaces what was known of its year; of one year the last counts."""
    by_year = {notice.year: notice for notice in notices}
    days = {on: named for on, named in known.days.items() if on.year not in by_year}
    # A notice may name the last days of December before its year.
    days |= {named.on: named for year in sorted(by_year) for named in by_year[year].days}
    return OfficialCalendar(days, known.announced | by_year.keys())
