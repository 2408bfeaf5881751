"""A lesson that was given: said by who taught it, confirmed by the school."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.approval import must_be_another
from kernel.errors import Conflict, Forbidden
from staffing.domain.clearance import NotCleared
from staffing.domain.rota import Session


class LessonNotYetHeld(Conflict):
    code = "staffing.lesson_not_yet_held"


class SessionSuspended(Conflict):
    code = "staffing.session_suspended"


class NotOnTheRota(Forbidden):
    code = "staffing.not_on_the_rota"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One session as taught by `person_id`."""

    session: Session
    offering_id: UUID
    person_id: UUID
    logged_at: datetime


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


def log(
    session: Session, *, offering_id: UUID, person_id: UUID, on_rota: bool, cleared: bool, on: date, now: datetime
) -> Lesson:
    """Return the lesson `person_id` gave, or say why it cannot have been given."""
    if not on_rota:
        raise NotOnTheRota("only who is on the rota of this session can log its lesson")
    if session.suspended:
        raise SessionSuspended(f"the session of {session.held_on} is suspended")
    if session.held_on > on:
        raise LessonNotYetHeld(f"the session is on {session.held_on}")
    if not cleared:
        raise NotCleared(f"no valid criminal-record check is on file for {session.held_on}")
    return Lesson(session, offering_id, person_id, now)


def confirm(lesson: Lesson, *, by: UUID) -> LessonConfirmed:
    """Return the confirmation; nobody confirms their own lesson."""
    must_be_another(by, earlier=(lesson.person_id,), step="confirming a lesson")
    session = lesson.session
    return LessonConfirmed(
        session.id,
        session.group_id,
        lesson.offering_id,
        session.school_path,
        session.held_on,
        lesson.person_id,
        session.vendor_id,
        by,
    )
