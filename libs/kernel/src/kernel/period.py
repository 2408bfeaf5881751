"""Half-open spans of business days."""

from dataclasses import dataclass
from datetime import date, timedelta

from kernel.errors import Invalid


class PeriodEndsBeforeItStarts(Invalid):
    code = "kernel.period_ends_before_it_starts"


@dataclass(frozen=True, slots=True)
class Period:
    """From `starts_on` up to, but without, `ends_on`; both are dates in Asia/Shanghai."""

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on <= self.starts_on:
            raise PeriodEndsBeforeItStarts(f"{self.ends_on} is not after {self.starts_on}")

    @classmethod
    def through(cls, first_on: date, last_on: date) -> "Period":
        """The period whose last day is `last_on`, as people say it."""
        return cls(first_on, last_on + timedelta(days=1))

    @property
    def last_on(self) -> date:
        return self.ends_on - timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day < self.ends_on

    def overlaps(self, other: "Period") -> bool:
        return self.starts_on < other.ends_on and other.starts_on < self.ends_on

    def __iter__(self) -> "PeriodDays":
        return PeriodDays(self.starts_on, self.ends_on)


class PeriodDays:
    """The days of a period in order."""

    def __init__(self, day: date, ends_on: date) -> None:
        self._day = day
        self._ends_on = ends_on

    def __iter__(self) -> "PeriodDays":
        return self

    def __next__(self) -> date:
        if self._day >= self._ends_on:
            raise StopIteration
        day = self._day
        self._day += timedelta(days=1)
        return day
