"""When, where and for whom service may run, and what must come before it."""

from dataclasses import dataclass
from datetime import date, time

from rulebook.answer import Answer
from rulebook.in_force import RulesInForce
from rulebook.rule import Rule
from rulebook.rules import (
    Allocation,
    Gate,
    Groups,
    Learning,
    Participation,
    Review,
    ServiceDays,
    ServiceWindow,
    Window,
)
from rulebook.words import Moment, ReviewStep, Stage, Step


@dataclass(frozen=True)
class ServiceQuestions(RulesInForce):
    """The service part of an adopted pack."""

    def service_days(self) -> Answer[ServiceDays]:
        """Weekdays of service and whether make-up days count (R04)."""
        return self.answer(*self.must_find(ServiceDays, None))

    def check_service_day(self, on: date, *, is_school_day: bool, is_make_up_day: bool) -> Answer[bool]:
        """Whether service may run that day: a school day, on an allowed weekday or made up for one."""
        rule, days = self.must_find(ServiceDays, None)
        in_week = on.isoweekday() in days.weekdays
        return self.answer(rule, is_school_day and (days.make_up_days if is_make_up_day else in_week))

    def window(self, product: str, on: date, stage: Stage) -> Answer[ServiceWindow]:
        """The edges and lengths that hold on that day for that stage (R06, R07)."""
        rule, window = self.must_find(Window, product)
        # Parsing made sure that a season without dates is left for every stage.
        return self.answer(rule, next(season.window for season in window.seasons if season.covers(on, stage)))

    def check_window(self, product: str, on: date, stage: Stage, *, starts_at: time, ends_at: time) -> Answer[bool]:
        """Whether a session from `starts_at` to `ends_at` lies within the window, to the minute."""
        window = self.window(product, on, stage)
        return Answer(_fits(window.value, starts_at, ends_at), window.explanation)

    def learning_minutes_max(self) -> Answer[int | None]:
        """Minutes a day of homework help and the like (R08); None = not limited."""
        rule, learning = self.must_find(Learning, None)
        return self.answer(rule, learning.minutes_max)

    def gates(self, product: str, before: Moment) -> tuple[Answer[Gate], ...]:
        """The steps to be done before that moment, in order; what applying needs, billing and serving need too."""
        self.product(product)
        held: dict[Step, tuple[Rule, Gate]] = {}
        for rule in self.rules:
            gate = rule.states
            if isinstance(gate, Gate) and rule.reaches(product) and (gate.step not in held or rule.head.products):
                held[gate.step] = (rule, gate)
        moments = {Moment.APPLYING, before}
        return tuple(self.answer(rule, gate) for rule, gate in held.values() if moments.intersection(gate.before))

    def group_size_max(self, product: str) -> Answer[int]:
        rule, groups = self.must_find(Groups, product)
        return self.answer(rule, groups.size_max)

    def group_size_min(self, product: str) -> Answer[int]:
        """Below so many pupils a group is not opened; 0 = any number."""
        rule, groups = self.must_find(Groups, product)
        return self.answer(rule, groups.size_min)

    def allocation(self, product: str) -> Answer[Allocation]:
        """How scarce seats are given out, and until when applications are taken."""
        return self.answer(*self.must_find(Allocation, product))

    def review_steps(self) -> Answer[tuple[ReviewStep, ...]]:
        """The steps of an application in order (R02)."""
        rule, review = self.must_find(Review, None)
        return self.answer(rule, review.steps)

    def participation(self, product: str) -> Answer[Participation]:
        """Who is an actual participant, whom the subsidy counts."""
        return self.answer(*self.must_find(Participation, product))


def _fits(window: ServiceWindow, starts_at: time, ends_at: time) -> bool:
    minutes = _minute(ends_at) - _minute(starts_at)
    return (
        minutes > 0
        and (window.starts_from is None or starts_at >= window.starts_from)
        and (window.ends_from is None or ends_at >= window.ends_from)
        and (window.ends_by is None or ends_at <= window.ends_by)
        and (window.minutes_min is None or minutes >= window.minutes_min)
        and (window.minutes_max is None or minutes <= window.minutes_max)
        and (not window.parts or any(part.starts_at <= starts_at and ends_at <= part.ends_at for part in window.parts))
    )


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
