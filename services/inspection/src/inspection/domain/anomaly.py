"""Something in the figures that somebody should look at: never a verdict, never a ranking (D3, R46)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import NAMESPACE_URL, UUID, uuid5

from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.errors import Conflict
from kernel.small_groups import ABOVE_SCHOOLS, Figure, next_shown

# At or above so many of 100 pupils of a school one asks whether everybody was free to choose (S4.5).
PARTICIPATION_PERCENT = 98
# A class or school with fewer pupils says nothing by being complete.
PUPILS_MIN = 10
# Lessons held before "never there" means something; days a family has to pay before "unpaid" does.
LESSONS_HELD_MIN = 4
UNPAID_AFTER_DAYS = 30


class AnomalyNotOpen(Conflict):
    code = "inspection.anomaly_not_open"


class AnomalyNotVerified(Conflict):
    code = "inspection.anomaly_not_verified"


class AnomalyRule(StrEnum):
    PARTICIPATION_SCHOOL = "participation_school"
    PARTICIPATION_CLASS = "participation_class"
    NO_DECLINES = "no_declines"
    CHARGED_BEFORE_GATES = "charged_before_gates"
    PAID_NEVER_ATTENDED = "paid_never_attended"
    ATTENDED_UNPAID = "attended_unpaid"
    BOARDERS_BILLED = "boarders_billed"
    OVER_CAP = "over_cap"


# Who is asked first.
OWNERS: Mapping[AnomalyRule, str] = {
    AnomalyRule.PARTICIPATION_SCHOOL: "district-officer",
    AnomalyRule.PARTICIPATION_CLASS: "district-officer",
    AnomalyRule.NO_DECLINES: "district-officer",
    AnomalyRule.CHARGED_BEFORE_GATES: "district-officer",
    AnomalyRule.PAID_NEVER_ATTENDED: "school-administrator",
    AnomalyRule.ATTENDED_UNPAID: "school-accountant",
    AnomalyRule.BOARDERS_BILLED: "district-officer",
    AnomalyRule.OVER_CAP: "district-officer",
}
# A class is small enough to press; only the district sees these (UI 1.3).
CLASS_LEVEL = frozenset({AnomalyRule.PARTICIPATION_CLASS})
# Of the pupils, the part that is looked at; a school that merely grows is not odder than before.
_SHARES: Mapping[AnomalyRule, str] = {
    AnomalyRule.PARTICIPATION_SCHOOL: "served",
    AnomalyRule.PARTICIPATION_CLASS: "served",
    AnomalyRule.NO_DECLINES: "submitted",
}
# Shown beside the facts for comparison.
_YARDSTICKS = frozenset({"cap_fen"})
# Of whom the amounts are.
_BEHIND = ("pupils", "bills")


class AnomalyState(StrEnum):
    OPEN = "open"
    VERIFIED = "verified"
    CLOSED = "closed"


class Outcome(StrEnum):
    EXPLAINED = "explained"
    TO_INSPECTION = "to_inspection"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Anomaly:
    id: UUID
    rule: AnomalyRule
    district_path: str
    school_path: str
    term: str
    class_id: UUID | None
    facts: Mapping[str, int]
    since: date
    state: AnomalyState
    outcome: Outcome | None = None
    verified_by: UUID | None = None
    closed_by: UUID | None = None
    # 1 for the first of the term; what comes back after somebody signed is a further one.
    occurrence: int = 1
    # Which figures and which step somebody has looked at: another one with either.
    version: int = 0

    @property
    def owner(self) -> str:
        return OWNERS[self.rule]


@dataclass(frozen=True, slots=True)
class Signed:
    """The latest occurrence that somebody has looked into, with the facts as they were then.

    `gone` once the figures have ceased to show it.
    """

    occurrence: int
    facts: Mapping[str, int]
    gone: bool


def anomaly_id(rule: str, school_path: str, term: str, class_id: UUID | None, occurrence: int) -> UUID:
    """Return the identity of an occurrence, the same however often it is seen."""
    name = f"kehou:anomaly:{rule}:{school_path}:{term}:{class_id or ''}"
    return uuid5(NAMESPACE_URL, name if occurrence == 1 else f"{name}:{occurrence}")


def occurrence_to_open(rule: AnomalyRule, facts: Mapping[str, int], *, signed: Signed | None) -> int | None:
    """Return which occurrence waits to be looked into; None where what was signed covers what is seen now."""
    if signed is None:
        return 1
    return signed.occurrence + 1 if signed.gone or is_worse(rule, facts, than=signed.facts) else None


def is_worse(rule: AnomalyRule, facts: Mapping[str, int], *, than: Mapping[str, int]) -> bool:
    """Tell whether more is to be asked about than before: a larger share, more pupils or bills, or more money."""
    part = _SHARES.get(rule)
    if part is not None:
        return facts[part] * than["pupils"] > than[part] * facts["pupils"]
    return any(facts[name] > than.get(name, 0) for name in facts if name not in _YARDSTICKS)


def people_behind(facts: Mapping[str, int]) -> dict[str, Figure]:
    """The facts with how many people are behind each; of an amount, whose it is."""
    whose = next((facts[name] for name in _BEHIND if name in facts), 0)
    return {name: Figure(fact, whose if name.endswith("_fen") else fact) for name, fact in facts.items()}


def next_facts_told(before: Mapping[str, Figure], facts: Mapping[str, int]) -> dict[str, Figure]:
    """What is kept as told of these facts: each is told anew when ten people more, or fewer, are behind it."""
    now = people_behind(facts)
    found = {name: next_shown(before.get(name), figure, least=ABOVE_SCHOOLS) for name, figure in now.items()}
    return {name: figure for name, figure in found.items() if figure is not None}


def verify(anomaly: Anomaly, *, outcome: Outcome, by: UUID) -> Anomaly:
    """Return the anomaly as looked into; a second person closes it."""
    if anomaly.state is not AnomalyState.OPEN:
        raise AnomalyNotOpen("this is not waiting to be looked into", params={"state": anomaly.state})
    return replace(anomaly, state=AnomalyState.VERIFIED, outcome=outcome, verified_by=by)


def close(anomaly: Anomaly, *, by: Actor) -> Anomaly:
    """Return the anomaly as closed by a second person."""
    if anomaly.state is not AnomalyState.VERIFIED or anomaly.verified_by is None:
        raise AnomalyNotVerified("look into it first, then another person closes it", params={"state": anomaly.state})
    check(Case.ANOMALY, acts(Function.PREPARE, anomaly.verified_by), actor=by, function=Function.APPROVE)
    return replace(anomaly, state=AnomalyState.CLOSED, closed_by=by.id)
