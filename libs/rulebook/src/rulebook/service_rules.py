"""What rules about the service itself state: days, windows, gates, people, groups, allowances."""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from rulebook.bounds import Count, Fen, Minutes, Percent, Weekday
from rulebook.conditions import MonthDay
from rulebook.decode import Range
from rulebook.words import (
    AllocationMode,
    AllowanceComponent,
    ApprovalStep,
    Financier,
    MarketPrice,
    Moment,
    Party,
    PerformanceTotal,
    PriorityGroup,
    ReviewStep,
    Stage,
    Step,
    Teacher,
    Unit,
)


@dataclass(frozen=True, slots=True)
class ServiceDays:
    """ISO weekdays of service, whether make-up days count, and whether lessons must be over first."""

    weekdays: frozenset[Weekday]
    make_up_days: bool
    after_lessons: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One named stretch of a day: morning, noon, study, clubs ..."""

    name: str
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceWindow:
    """When service may start and end; a missing edge is not limited, parts are where sessions must fit."""

    starts_from: time | None = None
    ends_from: time | None = None
    ends_by: time | None = None
    minutes_min: Minutes | None = None
    minutes_max: Minutes | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A window for some days of every year (both included, may span new year) and some stages."""

    window: ServiceWindow
    first_day: MonthDay | None = None
    last_day: MonthDay | None = None
    stages: tuple[Stage, ...] = ()

    def __post_init__(self) -> None:
        if (self.first_day is None) != (self.last_day is None):
            raise ValueError("give first_day and last_day, or neither")

    def covers(self, on: date, stage: Stage) -> bool:
        return (not self.stages or stage in self.stages) and self._has(MonthDay(on.month, on.day))

    def _has(self, day: MonthDay) -> bool:
        if self.first_day is None or self.last_day is None:
            return True
        if self.first_day <= self.last_day:
            return self.first_day <= day <= self.last_day
        return day >= self.first_day or day <= self.last_day


@dataclass(frozen=True, slots=True)
class Window:
    """The first season that covers the day counts; a season without dates must be left for every stage."""

    seasons: tuple[Season, ...]

    def __post_init__(self) -> None:
        rest = [season for season in self.seasons if season.first_day is None]
        if not all(any(not season.stages or stage in season.stages for season in rest) for stage in Stage):
            raise ValueError("add a season without dates, so that every day and stage has a window")


@dataclass(frozen=True, slots=True)
class Learning:
    """Homework help and the like a day."""

    minutes_max: Minutes | None


@dataclass(frozen=True, slots=True)
class Gate:
    """A step without which nothing may be applied for, billed or served."""

    step: Step
    before: tuple[Moment, ...]
    parties: tuple[Party, ...] = ()
    working_days: Count | None = None


@dataclass(frozen=True, slots=True)
class Teaching:
    who: tuple[Teacher, ...]


@dataclass(frozen=True, slots=True)
class Vendors:
    """Whether vendors may deliver the product, and what admits and removes them (R34–R38)."""

    allowed: bool
    publicity_working_days: Count | None = None
    look_back_years: Count | None = None
    satisfaction_min_percent: Percent | None = None
    price_below_market: MarketPrice = MarketPrice.NOT_REQUIRED
    subject_courses_banned: bool = True


@dataclass(frozen=True, slots=True)
class Groups:
    size_max: Annotated[int, Range(1, 200)]
    size_min: Count = 0

    def __post_init__(self) -> None:
        if self.size_min > self.size_max:
            raise ValueError("size_min is above size_max")


@dataclass(frozen=True, slots=True)
class Allocation:
    """How scarce seats are given out: first by priority group in this order, then by mode."""

    mode: AllocationMode
    priority: tuple[PriorityGroup, ...] = ()
    closes_on: date | None = None


@dataclass(frozen=True, slots=True)
class Review:
    steps: tuple[ReviewStep, ...]


@dataclass(frozen=True, slots=True)
class Allowance:
    """What staff get, inside or outside the performance-pay total, and who must sign before it is paid."""

    total: PerformanceTotal
    rate: Fen | None = None
    per: Unit | None = None
    components: tuple[AllowanceComponent, ...] = ()
    approval: tuple[ApprovalStep, ...] = ()
    paid_from: Financier | None = None
    in_assessment: bool = False

    def __post_init__(self) -> None:
        if (self.rate is None) != (self.per is None):
            raise ValueError("give rate_fen and per, or neither")
        if self.total is PerformanceTotal.NOT_PAID and self.rate is not None:
            raise ValueError("an allowance that is not paid has no rate")


@dataclass(frozen=True, slots=True)
class Participation:
    """An actual participant attended at least so often by the cut-off date (none: by the end of term)."""

    attendances_min: Annotated[int, Range(1, 200)]
    counted_by: date | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done and proved; `code` is stable, its meaning is the rule's sentence."""

    code: str
