"""Separation of duties: who may do what, what never meets in one person, and what never in one case (DOMAIN C3.4, A10).

All services ask here. A function is a part somebody plays; a case is one refund, one contract, one change of a role.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from kernel.actor import Actor, Assignment
from kernel.errors import Conflict, Forbidden

NOBODY = UUID(int=0)


class Function(StrEnum):
    ASK = "ask"
    PREPARE = "prepare"
    REVIEW = "review"
    APPROVE = "approve"
    TEACH = "teach"
    KEEP_BOOKS = "keep_books"
    RECEIVE_MONEY = "receive_money"
    HOLD_ACCOUNTS = "hold_accounts"
    PROPOSE_ROLES = "propose_roles"
    CONFIRM_ROLES = "confirm_roles"
    SPEAK_FOR_OFFICE = "speak_for_office"
    SUPERVISE = "supervise"
    DELIVER = "deliver"
    INSPECT = "inspect"
    AUDIT = "audit"


class Case(StrEnum):
    PRICE_NOTICE = "price_notice"
    WAIVER = "waiver"
    REFUND = "refund"
    EXCEPTION = "exception"
    SETTLEMENT = "settlement"
    MONTH = "month"
    STATEMENT = "statement"
    UNIT = "unit"
    LESSON = "lesson"
    ALLOWANCE_SHEET = "allowance_sheet"
    ROLE = "role"
    STAFF_FILE = "staff_file"
    ACCOUNT_LINK = "account_link"
    CLEARANCE = "clearance"
    FILING = "filing"
    CONTRACT = "contract"
    SUSPENSION = "suspension"
    OBJECTION = "objection"
    VETTING = "vetting"
    ANOMALY = "anomaly"
    DISAGREEMENT = "disagreement"
    BINDING = "binding"


# What each role is there for.
FUNCTIONS_OF: Mapping[str, frozenset[Function]] = {
    "principal": frozenset({Function.APPROVE, Function.CONFIRM_ROLES}),
    "school-administrator": frozenset({Function.PREPARE, Function.PROPOSE_ROLES}),
    "school-accountant": frozenset({Function.PREPARE, Function.KEEP_BOOKS}),
    "school-cashier": frozenset({Function.RECEIVE_MONEY}),
    "class-teacher": frozenset({Function.TEACH}),
    "duty-teacher": frozenset({Function.TEACH}),
    "instructor": frozenset({Function.DELIVER}),
    "vendor-clerk": frozenset({Function.DELIVER}),
    "district-officer": frozenset(
        {Function.SUPERVISE, Function.SPEAK_FOR_OFFICE, Function.PROPOSE_ROLES, Function.CONFIRM_ROLES}
    ),
    "police-officer": frozenset({Function.SPEAK_FOR_OFFICE}),
    "market-officer": frozenset({Function.SPEAK_FOR_OFFICE}),
    "culture-officer": frozenset({Function.SPEAK_FOR_OFFICE}),
    "finance-officer": frozenset({Function.SPEAK_FOR_OFFICE, Function.HOLD_ACCOUNTS}),
    "inspector": frozenset({Function.INSPECT}),
    "city-officer": frozenset({Function.PROPOSE_ROLES, Function.CONFIRM_ROLES}),
    "system-administrator": frozenset({Function.PROPOSE_ROLES}),
    "auditor": frozenset({Function.AUDIT}),
    "guardian": frozenset({Function.ASK}),
}

# Never two roles with these in one person, where one organisation stands at or above the other.
_APART_IN_ONE_PERSON: frozenset[frozenset[Function]] = frozenset(
    {
        # Who keeps the books neither receives the money nor lets it leave; who approves prepares nothing.
        frozenset({Function.KEEP_BOOKS, Function.RECEIVE_MONEY}),
        frozenset({Function.KEEP_BOOKS, Function.APPROVE}),
        frozenset({Function.RECEIVE_MONEY, Function.APPROVE}),
        frozenset({Function.PREPARE, Function.APPROVE}),
        frozenset({Function.PROPOSE_ROLES, Function.CONFIRM_ROLES}),
        # Who oversees a school is none of those it oversees.
        frozenset({Function.SUPERVISE, Function.APPROVE}),
        frozenset({Function.SUPERVISE, Function.KEEP_BOOKS}),
        frozenset({Function.SUPERVISE, Function.RECEIVE_MONEY}),
        frozenset({Function.SUPERVISE, Function.INSPECT}),
        frozenset({Function.HOLD_ACCOUNTS, Function.APPROVE}),
        frozenset({Function.HOLD_ACCOUNTS, Function.KEEP_BOOKS}),
        frozenset({Function.HOLD_ACCOUNTS, Function.RECEIVE_MONEY}),
        # A joint review is one of several offices, each with its own person.
        frozenset({Function.SPEAK_FOR_OFFICE}),
    }
)

_STEPS = (Function.ASK, Function.PREPARE, Function.REVIEW, Function.APPROVE)
# Each step of one case is another person's; several may review, each once. Preparing again is no second step.
_APART_IN_ONE_CASE = frozenset({*map(frozenset, combinations(_STEPS, 2)), frozenset({Function.REVIEW})})

_GRANTERS = frozenset({"system-administrator", "city-officer", "district-officer", "school-administrator"})
_CONFIRMERS = frozenset({"principal", "district-officer", "city-officer"})
_OFFICES = frozenset({"district-officer", "police-officer", "market-officer", "culture-officer"})
_ACCOUNTANT, _PRINCIPAL = frozenset({"school-accountant"}), frozenset({"principal"})
_DISTRICT, _FINANCE = frozenset({"district-officer"}), frozenset({"finance-officer"})
_ADMINISTRATOR = frozenset({"school-administrator"})
_ANYBODY: frozenset[str] = frozenset()

# Who takes which step; an empty set leaves it to everybody whom the route lets in.
STEPS: Mapping[Case, Mapping[Function, frozenset[str]]] = {
    Case.PRICE_NOTICE: {Function.PREPARE: _ACCOUNTANT, Function.APPROVE: _PRINCIPAL},
    Case.WAIVER: {
        Function.ASK: frozenset({"guardian"}),
        Function.PREPARE: _ACCOUNTANT,
        Function.APPROVE: _PRINCIPAL,
    },
    Case.REFUND: {Function.PREPARE: _ACCOUNTANT, Function.APPROVE: _PRINCIPAL},
    Case.EXCEPTION: {Function.PREPARE: _FINANCE, Function.APPROVE: _FINANCE},
    Case.SETTLEMENT: {
        Function.PREPARE: _ACCOUNTANT,
        Function.REVIEW: frozenset({"vendor-clerk"}),
        Function.APPROVE: _PRINCIPAL,
    },
    Case.MONTH: {Function.PREPARE: _FINANCE, Function.REVIEW: _FINANCE},
    Case.STATEMENT: {Function.PREPARE: _FINANCE | {"school-cashier"}, Function.APPROVE: _FINANCE | _ACCOUNTANT},
    Case.UNIT: {Function.PREPARE: _FINANCE | _DISTRICT, Function.APPROVE: _FINANCE},
    Case.LESSON: {
        Function.PREPARE: frozenset({"class-teacher", "duty-teacher", "instructor"}),
        Function.APPROVE: _ADMINISTRATOR,
    },
    Case.ALLOWANCE_SHEET: {
        Function.PREPARE: _ACCOUNTANT,
        Function.REVIEW: _PRINCIPAL,
        Function.APPROVE: _DISTRICT,
    },
    Case.ROLE: {Function.PREPARE: _GRANTERS, Function.APPROVE: _CONFIRMERS},
    Case.STAFF_FILE: {Function.PREPARE: _GRANTERS, Function.APPROVE: _CONFIRMERS},
    Case.ACCOUNT_LINK: {Function.PREPARE: _ANYBODY, Function.APPROVE: _CONFIRMERS},
    Case.CLEARANCE: {
        Function.PREPARE: _GRANTERS | {"vendor-clerk", "vendor-applicant"},
        Function.APPROVE: _DISTRICT | {"police-officer", "city-officer"},
    },
    Case.FILING: {Function.PREPARE: _ADMINISTRATOR, Function.APPROVE: _DISTRICT},
    Case.CONTRACT: {
        Function.PREPARE: _ADMINISTRATOR,
        Function.APPROVE: _PRINCIPAL,
        Function.REVIEW: frozenset({"vendor-clerk"}),
    },
    Case.SUSPENSION: {Function.PREPARE: _DISTRICT, Function.APPROVE: _DISTRICT},
    Case.OBJECTION: {Function.ASK: _ANYBODY, Function.APPROVE: _DISTRICT},
    Case.VETTING: {Function.REVIEW: _OFFICES},
    Case.ANOMALY: {Function.PREPARE: _DISTRICT, Function.APPROVE: _DISTRICT},
    # What two guardians of a child want, and which of it the school records.
    Case.DISAGREEMENT: {Function.ASK: frozenset({"guardian"}), Function.APPROVE: _PRINCIPAL},
    # Who says that a child is theirs, and the class teacher whose code says so (P1).
    Case.BINDING: {Function.ASK: frozenset({"guardian"}), Function.APPROVE: frozenset({"class-teacher"})},
}
# What a family or a bystander may ask for, and offices each on its own word, needs nobody before them.
_WITHOUT_A_FIRST_PERSON = frozenset({Case.WAIVER, Case.OBJECTION, Case.VETTING, Case.DISAGREEMENT, Case.BINDING})

_SCHOOL_POSTS = ("school-administrator", "school-accountant", "school-cashier", "class-teacher", "duty-teacher")
_OFFICE_POSTS = (
    "district-officer",
    "police-officer",
    "market-officer",
    "culture-officer",
    "finance-officer",
    "inspector",
)
_CITY = frozenset({"city-officer"})
# Who may ask that somebody gets or loses a role, and who, above, agrees to it. The city alone deals with its own
# officers and with the auditor, whom no business administrator may touch (X1).
ROLE_PROPOSED_BY: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_SCHOOL_POSTS, _GRANTERS),
    "principal": _GRANTERS,
    **dict.fromkeys(_OFFICE_POSTS, _GRANTERS - _ADMINISTRATOR),
    "city-officer": _CITY,
    "auditor": _CITY,
}
ROLE_CONFIRMED_BY: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_SCHOOL_POSTS, _CONFIRMERS),
    "principal": _CONFIRMERS - _PRINCIPAL,
    **dict.fromkeys(_OFFICE_POSTS, _CONFIRMERS - _PRINCIPAL),
    "city-officer": _CITY,
    "auditor": _CITY,
}


class SamePersonTwice(Forbidden):
    code = "kernel.same_person_twice"


class DutyOfAnotherRole(Forbidden):
    code = "kernel.duty_of_another_role"


class FirstPersonMissing(Conflict):
    """Nobody of the staff stands for it yet: who asked, and the system, are not the first of two."""

    code = "kernel.first_person_missing"


@dataclass(frozen=True, slots=True)
class Act:
    """A step somebody took in a case."""

    function: Function
    person: UUID


def acts(function: Function, *persons: UUID | None) -> tuple[Act, ...]:
    """The same step of each person; whoever is not there took none."""
    return tuple(Act(function, person) for person in persons if person is not None)


def check(case: Case, so_far: Iterable[Act], *, actor: Actor, function: Function) -> None:
    """Raise unless `actor` may take this step after those taken so far.

    DutyOfAnotherRole where the role has no part in it, FirstPersonMissing where nobody of the staff prepared what is
    reviewed or approved, SamePersonTwice where the actor, by this or another account of theirs, took a step that
    excludes this one.
    """
    roles = STEPS[case].get(function)
    if roles is None or (roles and actor.role not in roles):
        raise DutyOfAnotherRole(f"{actor.role} has no part in this step", params={"step": f"{case}.{function}"})
    taken = [act for act in so_far if act.person != NOBODY]
    second = function in (Function.REVIEW, Function.APPROVE) and case not in _WITHOUT_A_FIRST_PERSON
    if second and not any(act.function is Function.PREPARE for act in taken):
        raise FirstPersonMissing("somebody of the staff prepares it first", params={"step": f"{case}.{function}"})
    if any(act.person in actor.accounts and _apart(act.function, function) for act in taken):
        raise SamePersonTwice(
            f"{function} of this {case} must be done by somebody else", params={"step": f"{case}.{function}"}
        )


def may(case: Case, so_far: Iterable[Act], *, actor: Actor, function: Function) -> bool:
    """Whether `check` lets the actor take the step."""
    try:
        check(case, so_far, actor=actor, function=function)
    except (DutyOfAnotherRole, FirstPersonMissing, SamePersonTwice):
        return False
    return True


def excluding_each_other(held: Iterable[Assignment]) -> tuple[Assignment, Assignment] | None:
    """Two of the assignments that one person may not hold together, or None."""
    for first, second in combinations(sorted(set(held), key=str), 2):
        if first.role != second.role and _exclude_each_other(first, second):
            return first, second
    return None


def _exclude_each_other(first: Assignment, second: Assignment) -> bool:
    ours, theirs = FUNCTIONS_OF.get(first.role, frozenset()), FUNCTIONS_OF.get(second.role, frozenset())
    # An auditor reads everything and does nothing else, wherever it is (X1).
    if Function.AUDIT in ours | theirs:
        return True
    near = first.path.covers(second.path) or second.path.covers(first.path)
    return near and any(frozenset({one, other}) in _APART_IN_ONE_PERSON for one in ours for other in theirs)


def _apart(earlier: Function, function: Function) -> bool:
    return frozenset({earlier, function}) in _APART_IN_ONE_CASE
