"""Somebody gets or loses a role: one person asks for it, another one above agrees (DOMAIN A10, D10, X1)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kernel.actor import Actor, Assignment
from kernel.duties import ROLE_CONFIRMED_BY, ROLE_PROPOSED_BY, Case, Function, acts, check
from kernel.errors import Conflict, Forbidden, Invalid
from kernel.period import Period
from staffing.domain.person import OwnRoleGranted, check_granting

# Nobody plans posts further ahead, or for longer with a last day.
AHEAD_DAYS_MAX = 366
DATED_DAYS_MAX = 5 * 366
AUDITOR = "auditor"


class ChangeKind(StrEnum):
    GRANT = "grant"
    END = "end"


class ChangeState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class RoleOfAnotherOffice(Forbidden):
    code = "staffing.role_of_another_office"


class ChangeDecided(Conflict):
    code = "staffing.change_decided"


class ChangeNeedsReason(Invalid):
    code = "staffing.change_needs_reason"


class DatesOutOfBounds(Invalid):
    code = "staffing.dates_out_of_bounds"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChange:
    """What one person asks for; `suspended` = it holds already, until a second person agrees or lifts it."""

    id: UUID
    kind: ChangeKind
    person_id: UUID
    assignment: Assignment
    assignment_id: UUID | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    suspended: bool = False
    reason: str
    state: ChangeState = ChangeState.PROPOSED
    version: int = 1
    proposed_by: UUID
    proposed_at: datetime
    decided_by: UUID | None = None
    decided_at: datetime | None = None


def must_be_proposed_by(actor: Actor, assignment: Assignment) -> None:
    """Raise unless the actor's office may ask for this role to change."""
    _must_be_of(actor, assignment, ROLE_PROPOSED_BY.get(assignment.role, frozenset()))


def must_be_confirmed_by(actor: Actor, assignment: Assignment) -> None:
    """Raise unless the actor stands above the role and may agree to its change."""
    _must_be_of(actor, assignment, ROLE_CONFIRMED_BY.get(assignment.role, frozenset()))


def check_dates(starts_on: date, ends_on: date | None, *, on: date) -> None:
    """Raise unless the post begins between today and a year from now, and ends after that, if it ends."""
    if not on <= starts_on <= on + timedelta(days=AHEAD_DAYS_MAX):
        raise DatesOutOfBounds(
            f"a post begins between today and {AHEAD_DAYS_MAX} days from now", params={"days_max": AHEAD_DAYS_MAX}
        )
    if ends_on is not None and Period(starts_on, ends_on).days > DATED_DAYS_MAX:
        raise DatesOutOfBounds(f"a dated post lasts at most {DATED_DAYS_MAX} days", params={"days_max": DATED_DAYS_MAX})


def propose(change: RoleChange, *, by: Actor) -> RoleChange:
    """The change as asked for; raises where it is not this office's to ask, for oneself, or without a reason."""
    check(Case.ROLE, (), actor=by, function=Function.PREPARE)
    must_be_proposed_by(by, change.assignment)
    if change.kind is ChangeKind.GRANT:
        check_granting(by, change.person_id)
    return _with_reason(change)


def suspend(change: RoleChange, *, by: Actor) -> RoleChange:
    """The end of a role that holds at once: asked for by who stands above it, and looked at by another person.

    Nobody takes an auditor away alone, not even for the time being (X1).
    """
    must_be_confirmed_by(by, change.assignment)
    if change.assignment.role == AUDITOR:
        raise RoleOfAnotherOffice("two persons of the city end the role of an auditor", params={"role": AUDITOR})
    return replace(_with_reason(change), suspended=True)


def decide(change: RoleChange, *, confirmed: bool, by: Actor, now: datetime) -> RoleChange:
    """The change as decided by a second person, who is not the one concerned; who asked may withdraw it."""
    if change.state is not ChangeState.PROPOSED:
        raise ChangeDecided("this was decided already", params={"state": change.state.value})
    withdrawn = not confirmed and not change.suspended and change.proposed_by in by.accounts
    if not withdrawn:
        must_be_confirmed_by(by, change.assignment)
        check(Case.ROLE, acts(Function.PREPARE, change.proposed_by), actor=by, function=Function.APPROVE)
        if change.person_id in by.accounts:
            raise OwnRoleGranted("somebody else must agree to a change of your role")
    state = ChangeState.CONFIRMED if confirmed else ChangeState.REFUSED
    return replace(change, state=state, version=change.version + 1, decided_by=by.id, decided_at=now)


def _must_be_of(actor: Actor, assignment: Assignment, roles: frozenset[str]) -> None:
    actor.must_cover(assignment.path)
    if actor.role not in roles:
        raise RoleOfAnotherOffice(
            f"{actor.role} has no say in who is {assignment.role}", params={"role": assignment.role}
        )


def _with_reason(change: RoleChange) -> RoleChange:
    reason = change.reason.strip()
    if not reason:
        raise ChangeNeedsReason("say why the role changes")
    return replace(change, reason=reason)


class NoticeKind(StrEnum):
    GRANTED = "granted"
    ENDED = "ended"
    SUSPENDED = "suspended"
    LIFTED = "lifted"
    LINKED = "linked"
    UNLINKED = "unlinked"
    CLEARED = "cleared"
    CLASS_GIVEN = "class_given"
    CLASS_TAKEN = "class_taken"


@dataclass(frozen=True, slots=True)
class Notice:
    """What one recipient was told of a role of a person, or of the accounts, the check or a class of who holds it."""

    recipient_id: UUID
    person_id: UUID
    kind: NoticeKind
    assignment: Assignment
    told_at: datetime
