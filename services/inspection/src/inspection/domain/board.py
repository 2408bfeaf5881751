"""The task board of a school's term: what is done, what is next, and what a gate still holds back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from inspection.domain.facts import SchoolTermFacts
from rulebook.adoption import AdoptedPack
from rulebook.answer import Answer, Explanation
from rulebook.rules import Gate
from rulebook.words import Charging, Moment, PerformanceTotal, ReviewStep, Step


class Group(StrEnum):
    PREPARE = "prepare"
    APPLY = "apply"
    SERVE = "serve"
    MONEY = "money"
    FINISH = "finish"


class Status(StrEnum):
    """The words of the portal's status table that a task can have."""

    NOT_STARTED = "not_started"
    BLOCKED = "blocked"
    TODO = "todo"
    RUNNING = "running"
    SUBMITTED = "submitted"
    IN_PUBLICITY = "in_publicity"
    NEEDS_APPROVAL = "needs_approval"
    RETURNED = "returned"
    UNMATCHED = "unmatched"
    REFUNDING = "refunding"
    PROBLEM = "problem"
    OVERDUE = "overdue"
    DONE = "done"


# In this order the next thing to do is looked for.
ACTIONABLE = (Status.OVERDUE, Status.PROBLEM, Status.RETURNED, Status.UNMATCHED, Status.TODO)


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why a task cannot start: the gate or the task before it, and the clause where the pack has one."""

    code: str
    params: Mapping[str, str]
    clause: Explanation | None = None


@dataclass(frozen=True, slots=True)
class State:
    status: Status
    counts: Mapping[str, int] = field(default_factory=dict)
    due_on: date | None = None
    blocked_by: Blocked | None = None


@dataclass(frozen=True, slots=True)
class Task:
    key: str
    group: Group
    owner: str
    state: State


@dataclass(frozen=True, slots=True)
class Board:
    tasks: tuple[Task, ...]

    @property
    def done(self) -> int:
        return sum(task.state.status is Status.DONE for task in self.tasks)

    @property
    def next(self) -> Task | None:
        """The first task somebody can act on now, the most pressing kind first."""
        for status in ACTIONABLE:
            for task in self.tasks:
                if task.state.status is status:
                    return task
        return None


@dataclass(frozen=True, slots=True)
class Regime:
    """What the adopted pack knows; a task about anything else is absent from the board."""

    rules: AdoptedPack
    charges: bool
    vendors: bool
    allowance: bool
    reviews: bool
    steps: frozenset[Step]


@dataclass(frozen=True, slots=True)
class Situation:
    facts: SchoolTermFacts
    regime: Regime
    on: date
    term_last_on: date

    @property
    def term_over(self) -> bool:
        return self.on > self.term_last_on

    def unmet(self, moment: Moment, *, but: Sequence[Step] = ()) -> Blocked | None:
        """The first gate before `moment` that is not passed."""
        seen: set[Step] = set()
        for gate in _gates(self.regime.rules, moment):
            step = gate.value.step
            if step in seen or step in but:
                continue
            seen.add(step)
            if not _passed(step, self.facts, self.on):
                return Blocked(f"inspection.gate_{step.value}", {"step": step.value}, gate.explanation)
        return None

    def after(self, task: str) -> Blocked:
        return Blocked("inspection.task_before", {"task": task})


def regime_of(rules: AdoptedPack) -> Regime:
    """Read from the pack which of the tasks a term has."""
    products = [product.code for product in rules.products if product.after_school]
    charged = [code for code in products if _is_charged(rules, code)]
    steps = {gate.value.step for moment in Moment for gate in _gates(rules, moment)}
    return Regime(
        rules,
        charges=bool(charged),
        vendors=any(rules.vendors(code).value.allowed for code in products),
        allowance=rules.allowance().value.total is not PerformanceTotal.NOT_PAID,
        reviews=ReviewStep.CLASS_REVIEWS in rules.review_steps().value,
        steps=frozenset(steps),
    )


def _is_charged(rules: AdoptedPack, product: str) -> bool:
    if rules.charging(product).value is not Charging.PRICED:
        return False
    price = rules.price(product).value.exact
    return price is None or price.fen > 0


def _gates(rules: AdoptedPack, moment: Moment) -> Sequence[Answer[Gate]]:
    return [gate for product in rules.products if product.after_school for gate in rules.gates(product.code, moment)]


def _passed(step: Step, facts: SchoolTermFacts, on: date) -> bool:
    match step:
        case Step.SURVEY:
            return facts.survey_answers > 0
        case Step.PLAN_FILED | Step.EMERGENCY_PLAN_FILED:
            return facts.plan != "none"
        case Step.PLAN_APPROVED:
            return facts.plan == "approved"
        case Step.CATALOGUE_PUBLISHED:
            return facts.offerings > 0
        case Step.PRICE_NOTICE_PUBLISHED:
            return facts.notice_in_force_on is not None and facts.notice_in_force_on <= on
        case Step.APPLICATION_APPROVED:
            return facts.placed > 0 or facts.agreed > 0
        case Step.AGREEMENT_SIGNED:
            return facts.agreed > 0
        case Step.INFORMATION_PUBLISHED:
            # Nobody announces it; the school keeps the proof.
            return True
