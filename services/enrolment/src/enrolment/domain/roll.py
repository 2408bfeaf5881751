"""Roll call, its corrections, and the chain of hand-overs until every child is released (T3, T4)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, Fault, Forbidden, Invalid
from kernel.text import line


class MarkWord(StrEnum):
    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    LEAVE = "leave"
    ABSENT = "absent"


# These children are in the room and must be handed over again.
ATTENDING = frozenset({MarkWord.PRESENT, MarkWord.LATE, MarkWord.LEFT_EARLY})


class HandOverStep(StrEnum):
    CLASS_TO_DUTY = "class_to_duty"
    DUTY_TO_DUTY = "duty_to_duty"
    DUTY_TO_GATE = "duty_to_gate"
    TO_GUARDIAN = "to_guardian"


class SessionState(StrEnum):
    SCHEDULED = "scheduled"
    CALLED = "called"
    CLOSED = "closed"
    SUSPENDED = "suspended"


class SessionNotToday(Conflict):
    code = "enrolment.session_not_today"


class SessionSuspended(Conflict):
    code = "enrolment.session_suspended"


class SessionAlreadyClosed(Conflict):
    code = "enrolment.session_already_closed"


class RollAlreadyCalled(Conflict):
    code = "enrolment.roll_already_called"


class RollNotCalled(Conflict):
    code = "enrolment.roll_not_called"


class PupilNotInGroup(Invalid):
    code = "enrolment.pupil_not_in_group"


class PupilNotHere(Conflict):
    code = "enrolment.pupil_not_here"


class CorrectionNeedsReason(Invalid):
    code = "enrolment.correction_needs_reason"


class ChildrenNotReleased(Conflict):
    code = "enrolment.children_not_released"


class RoomNotChecked(Invalid):
    code = "enrolment.room_not_checked"


class NotOnThisShift(Forbidden):
    code = "enrolment.not_on_this_shift"


@dataclass(frozen=True, slots=True)
class RolledSession:
    id: UUID
    group_id: UUID
    offering_id: UUID
    school_path: str
    term: str
    held_on: date
    state: SessionState
    correction: int | None


def call_roll(
    session: RolledSession, *, marks: Mapping[UUID, MarkWord], expected: Collection[UUID], on: date
) -> dict[UUID, MarkWord]:
    """Return a mark for every expected child: those not named are present. Called on the day itself, once."""
    _must_be_open(session)
    if session.held_on != on:
        raise SessionNotToday(f"this session is held on {session.held_on}", params={"on": session.held_on.isoformat()})
    if session.correction is not None:
        raise RollAlreadyCalled("the roll was called already; send a correction with its reason")
    _must_know(marks, expected)
    return {pupil: marks.get(pupil, MarkWord.PRESENT) for pupil in expected}


def correct_roll(
    session: RolledSession,
    *,
    marks: Mapping[UUID, MarkWord],
    standing: Mapping[UUID, MarkWord],
    reason: str,
) -> dict[UUID, MarkWord]:
    """Return the roll with `marks` in place of what stood; the earlier one is kept (T3)."""
    if session.state is SessionState.SUSPENDED:
        raise SessionSuspended("this session is suspended")
    if session.correction is None:
        raise RollNotCalled("call the roll first")
    if not line(reason):
        raise CorrectionNeedsReason("say why the roll is corrected")
    _must_know(marks, standing)
    return {**standing, **marks}


def still_here(marks: Mapping[UUID, MarkWord], released: Collection[UUID]) -> tuple[UUID, ...]:
    """Children who attended and are not with their guardian yet."""
    return tuple(pupil for pupil, mark in marks.items() if mark in ATTENDING and pupil not in released)


def hand_over(
    session: RolledSession,
    *,
    marks: Mapping[UUID, MarkWord],
    released: Collection[UUID],
    pupil_ids: Sequence[UUID] | None,
) -> tuple[UUID, ...]:
    """Return whom to hand over, without ids everybody still there; nobody who is not can be (T4)."""
    _must_be_open(session)
    if session.correction is None:
        raise RollNotCalled("call the roll first")
    here = still_here(marks, released)
    if pupil_ids is None:
        return here
    if any(pupil not in marks for pupil in pupil_ids):
        raise PupilNotInGroup("one of these children is not on the roll of this session")
    gone = [pupil for pupil in pupil_ids if pupil not in here]
    if gone:
        detail = f"{len(gone)} of these children did not come, or are with their guardians already"
        raise PupilNotHere(detail, params={"children": len(gone)})
    return tuple(pupil_ids)


def close_session(
    session: RolledSession, *, marks: Mapping[UUID, MarkWord], released: Collection[UUID], room_checked: bool
) -> int:
    """Return how many children were handed over; nobody may be left, and doors and windows are checked (T4)."""
    _must_be_open(session)
    if session.correction is None:
        raise RollNotCalled("call the roll first")
    left = still_here(marks, released)
    if left:
        raise ChildrenNotReleased(f"{len(left)} child(ren) are not handed over yet", params={"children": len(left)})
    if not room_checked:
        raise RoomNotChecked("check doors and windows before closing")
    return sum(mark in ATTENDING for mark in marks.values())


def _must_be_open(session: RolledSession) -> None:
    if session.state is SessionState.SUSPENDED:
        raise SessionSuspended("this session is suspended")
    if session.state is SessionState.CLOSED:
        raise SessionAlreadyClosed("this session is closed; send a correction with its reason")


def _must_know(marks: Collection[UUID], expected: Collection[UUID]) -> None:
    strangers = [pupil for pupil in marks if pupil not in expected]
    if strangers:
        raise PupilNotInGroup(
            f"{len(strangers)} of these children are not expected in this session",
            faults=tuple(
                Fault(f"/marks/{one}", PupilNotInGroup.code, "not expected in this session") for one in strangers
            ),
        )
