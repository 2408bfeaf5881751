"""A lesson that was given: said by who taught it, confirmed by the school.

On a vendor's session its instructor alone gives the lesson, and the vendor is paid by it. A teacher of the school on
duty there is present: that is logged beside the lesson, counts for the allowance (R30) and earns the vendor nothing.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.errors import Conflict, Forbidden, Invalid, NotFound
from kernel.text import line
from kernel.versions import digest_of
from staffing.domain.clearance import NotCleared
from staffing.domain.rota import Duty, Session


class LessonNotYetHeld(Conflict):
    code = "staffing.lesson_not_yet_held"


class SessionSuspended(Conflict):
    code = "staffing.session_suspended"


class NotOnTheRota(Forbidden):
    code = "staffing.not_on_the_rota"


class LessonUnknown(NotFound):
    code = "staffing.lesson_unknown"


class LessonStruck(Conflict):
    code = "staffing.lesson_struck"


class LessonNotStruck(Conflict):
    code = "staffing.lesson_not_struck"


class LessonAlreadyConfirmed(Conflict):
    code = "staffing.lesson_already_confirmed"


class StrikeNeedsReason(Invalid):
    code = "staffing.strike_needs_reason"


class Part(Enum):
    """What somebody did in a session: gave its lesson, or was present while a vendor's instructor gave it."""

    LESSON = "lesson"
    PRESENCE = "presence"


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody has to do with a session: their duties on its rota, and whether the school struck their log."""

    session: Session
    offering_id: UUID
    duties: Collection[Duty]
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Lesson:
    """One session as `person_id` logged it; each part of a session is logged by one person."""

    session: Session
    offering_id: UUID
    part: Part
    person_id: UUID
    logged_at: datetime


@dataclass(frozen=True, slots=True)
class LoggedState:
    """Where a logged lesson stands: waiting, struck for a reason, or confirmed."""

    confirmed: bool
    struck_reason: str | None = None


@dataclass(frozen=True, slots=True)
class LessonConfirmed:
    """The school says the lesson took place; vendors are paid and allowances counted by it (R37, A9)."""

    session_id: UUID
    group_id: UUID
    offering_id: UUID
    school_path: str
    held_on: date
    person_id: UUID
    vendor_id: UUID | None
    confirmed_by: UUID


def part_of(session: Session, duties: Collection[Duty]) -> Part | None:
    """What whoever has these duties does in the session; the day's leader alone does nothing in it."""
    if session.vendor_id is not None and Duty.COURSE not in duties:
        return Part.PRESENCE if Duty.DUTY in duties else None
    return Part.LESSON if set(duties) - {Duty.LEADER} else None


def log(standing: Standing, *, person_id: UUID, cleared: bool, on: date, now: datetime) -> Lesson:
    """Return what `person_id` gave of the session, or say why it cannot have been given."""
    session = standing.session
    part = part_of(session, standing.duties)
    if part is None:
        raise NotOnTheRota("only who is on the rota of this session can log its lesson")
    if session.suspended:
        raise SessionSuspended(f"the session of {session.held_on} is suspended")
    if session.held_on > on:
        raise LessonNotYetHeld(f"the session is on {session.held_on}")
    if not cleared:
        raise NotCleared(f"no valid criminal-record check is on file for {session.held_on}")
    if standing.struck:
        raise LessonStruck("the school has struck this lesson; see its reason and ask there")
    return Lesson(session, standing.offering_id, part, person_id, now)


def strike(state: LoggedState | None, *, reason: str) -> LoggedState:
    """What was logged but not given as said is left out of the confirmation for a stated reason, until then only."""
    if not line(reason):
        raise StrikeNeedsReason("say why the lesson is struck")
    if _waiting(state).struck_reason is not None:
        raise LessonStruck("this lesson is struck already")
    return LoggedState(confirmed=False, struck_reason=reason.strip())


def reinstate(state: LoggedState | None) -> LoggedState:
    """What was struck by mistake waits for its confirmation again."""
    if _waiting(state).struck_reason is None:
        raise LessonNotStruck("this lesson is not struck")
    return LoggedState(confirmed=False)


def confirm(lesson: Lesson, *, by: Actor) -> LessonConfirmed | None:
    """Return the confirmation that others are told, None for a presence; nobody confirms their own lesson."""
    check(Case.LESSON, acts(Function.PREPARE, lesson.person_id), actor=by, function=Function.APPROVE)
    if lesson.part is Part.PRESENCE:
        return None
    session = lesson.session
    return LessonConfirmed(
        session.id,
        session.group_id,
        lesson.offering_id,
        session.school_path,
        session.held_on,
        lesson.person_id,
        session.vendor_id,
        by.id,
    )


def digest_of_day(held_on: date, waiting: Iterable[Lesson]) -> str:
    """What whoever confirms the day was shown: another lesson, or another person or vendor for one, changes it."""
    given = sorted(
        [str(one.session.id), one.part.value, str(one.person_id), str(one.session.vendor_id or "")] for one in waiting
    )
    return digest_of([str(held_on), given])


def _waiting(state: LoggedState | None) -> LoggedState:
    if state is None:
        raise LessonUnknown("nobody has logged this lesson at your school")
    if state.confirmed:
        raise LessonAlreadyConfirmed("this lesson is confirmed already")
    return state
