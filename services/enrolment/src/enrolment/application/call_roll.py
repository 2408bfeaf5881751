"""Roll call of sessions, corrections with history, hand-over and closing (T3, T4)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.ports.serving import RollRow
from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.domain.event import Mark, RollCalled, SessionClosed
from enrolment.domain.group import SessionUnknown
from enrolment.domain.roll import (
    HandOverStep,
    MarkWord,
    NotOnThisShift,
    RolledSession,
    call_roll,
    close_session,
    correct_roll,
    hand_over,
    still_here,
)
from kernel.actor import Actor
from kernel.ids import digest_of_ids
from kernel.organisation import OrganisationPath

# Those who may act for a session of their school without a shift of their own.
_OFFICE = frozenset({"school-administrator", "principal"})


@dataclass(frozen=True, slots=True)
class CallRoll:
    """The whole group at once: children not named are present."""

    unit_of_work: UnitOfWork

    async def __call__(
        self, *, session_id: UUID, marks: Mapping[UUID, MarkWord], by: Actor, now: datetime, on: date
    ) -> int:
        """Return how many children were marked."""
        async with self.unit_of_work() as work:
            sessions = await own_sessions(work, [session_id], by)
            rows = await _call(work, sessions, {session_id: marks}, by=by, now=now, on=on)
            work.record(
                "enrolment.roll_called",
                f"session/{session_id}",
                actor=by,
                at=now,
                before={},
                after={"correction": 0, "children": len(rows[0].marks), "marks": _words(marks, of=marks)},
            )
        return len(rows[0].marks)


@dataclass(frozen=True, slots=True)
class CorrectRoll:
    """Only the named marks change; what stood before is kept with its person and reason."""

    unit_of_work: UnitOfWork

    async def __call__(
        self, *, session_id: UUID, marks: Mapping[UUID, MarkWord], reason: str, by: Actor, now: datetime
    ) -> int:
        """Return the number of the correction."""
        async with self.unit_of_work() as work:
            session = (await own_sessions(work, [session_id], by))[session_id]
            await work.hold(RollCalled, {session.group_id})
            standing = (await work.sessions.standing_marks([session_id])).get(session_id, {})
            corrected = correct_roll(session, marks=marks, standing=standing, reason=reason)
            number = (session.correction or 0) + 1
            row = RollRow(session_id, number, corrected, reason)
            await work.sessions.save_rolls([row], by=by.id, now=now)
            _tell(work, session, row, now=now)
            work.record(
                "enrolment.roll_corrected",
                f"session/{session_id}",
                actor=by,
                at=now,
                before={"correction": session.correction, "marks": _words(standing, of=marks)},
                after={"correction": number, "marks": _words(marks, of=marks)},
            )
        return number


@dataclass(frozen=True, slots=True)
class HandOver:
    """Who handed which children to whom, and when; without ids it is everybody still there."""

    unit_of_work: UnitOfWork

    async def __call__(
        self, *, session_id: UUID, step: HandOverStep, pupil_ids: Sequence[UUID] | None, by: Actor, now: datetime
    ) -> int:
        """Return how many children were handed over."""
        async with self.unit_of_work() as work:
            session = (await own_sessions(work, [session_id], by))[session_id]
            marks = (await work.sessions.standing_marks([session_id])).get(session_id, {})
            released = (await work.sessions.released([session_id])).get(session_id, frozenset())
            chosen = list(hand_over(session, marks=marks, released=released, pupil_ids=pupil_ids))
            await work.sessions.hand_over(session_id, step=step.value, pupil_ids=chosen, by=by.id, now=now)
            work.record(
                "enrolment.children_handed_over",
                f"session/{session_id}",
                actor=by,
                at=now,
                before={"released": len(released)},
                after={"step": step.value, "children": len(chosen)},
            )
        return len(chosen)


@dataclass(frozen=True, slots=True)
class CloseSession:
    unit_of_work: UnitOfWork

    async def __call__(self, *, session_id: UUID, room_checked: bool, by: Actor, now: datetime) -> int:
        """Return how many children were handed over; raise while one is still there."""
        async with self.unit_of_work() as work:
            session = (await own_sessions(work, [session_id], by))[session_id]
            marks = (await work.sessions.standing_marks([session_id])).get(session_id, {})
            released = (await work.sessions.released([session_id])).get(session_id, frozenset())
            handed = close_session(session, marks=marks, released=released, room_checked=room_checked)
            await work.sessions.close([session_id])
            _tell_closed(work, session, handed, now=now)
            before, after = {"closed": False, "released": len(released)}, {"closed": True, "handed_over": handed}
            work.record(
                "enrolment.session_closed", f"session/{session_id}", actor=by, at=now, before=before, after=after
            )
        return handed


@dataclass(frozen=True, slots=True)
class DayRoll:
    """One session of a day: marks that differ from present, and whether all were released and the room checked."""

    session_id: UUID
    marks: Mapping[UUID, MarkWord]
    released: bool
    room_checked: bool


@dataclass(frozen=True, slots=True)
class CallDay:
    """All groups of a school's day in one request: roll, hand-over to the guardians and closing."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, rolls: Sequence[DayRoll], by: Actor, now: datetime, on: date) -> tuple[int, int]:
        """Return (sessions called, sessions closed); all or none."""
        marks = {one.session_id: one.marks for one in rolls}
        async with self.unit_of_work() as work:
            sessions = await own_sessions(work, list(marks), by)
            rows = await _call(work, sessions, marks, by=by, now=now, on=on)
            called = {row.session_id: row for row in rows}
            closed = 0
            for one in rolls:
                if not one.released:
                    continue
                here = still_here(called[one.session_id].marks, ())
                await work.sessions.hand_over(
                    one.session_id, step=HandOverStep.TO_GUARDIAN.value, pupil_ids=here, by=by.id, now=now
                )
                if one.room_checked:
                    closed += 1
                    _tell_closed(work, sessions[one.session_id], len(here), now=now)
            await work.sessions.close([one.session_id for one in rolls if one.released and one.room_checked])
            work.record(
                "enrolment.day_called",
                f"school/{by.path.code}/{on.isoformat()}",
                actor=by,
                at=now,
                before={"called": 0, "closed": 0},
                after={"called": len(rolls), "closed": closed},
                digest=digest_of_ids(marks),
            )
        return len(rolls), closed


def _words(marks: Mapping[UUID, MarkWord], *, of: Collection[UUID]) -> dict[str, str]:
    """The marks of these children, as the audit keeps them."""
    return {str(pupil): marks[pupil].value for pupil in of if pupil in marks}


async def own_sessions(work: Work, ids: Sequence[UUID], by: Actor) -> dict[UUID, RolledSession]:
    """The sessions, locked; those of another school are unknown, those of somebody else's shift forbidden."""
    sessions = await work.sessions.lock(ids)
    if len(sessions) < len(set(ids)):
        raise SessionUnknown("one of these sessions does not exist")
    on_shift = await work.sessions.on_shift(ids, by.id)
    for session in sessions.values():
        in_school = by.path.text == session.school_path
        if session.id in on_shift and (in_school or by.role == "instructor"):
            continue
        if in_school and by.role in _OFFICE:
            continue
        if not in_school:
            raise SessionUnknown("one of these sessions does not exist")
        raise NotOnThisShift("this is not your shift")
    return sessions


async def _call(
    work: Work,
    sessions: Mapping[UUID, RolledSession],
    marks: Mapping[UUID, Mapping[UUID, MarkWord]],
    *,
    by: Actor,
    now: datetime,
    on: date,
) -> list[RollRow]:
    await work.hold(RollCalled, {one.group_id for one in sessions.values()})
    expected = await work.sessions.expected(list(sessions))
    rows = [
        RollRow(one.id, 0, call_roll(one, marks=marks[one.id], expected=expected.get(one.id, ()), on=on), "")
        for one in sessions.values()
    ]
    await work.sessions.save_rolls(rows, by=by.id, now=now)
    for row in rows:
        _tell(work, sessions[row.session_id], row, now=now)
    return rows


def _tell(work: Work, session: RolledSession, row: RollRow, *, now: datetime) -> None:
    work.publish(
        RollCalled(
            group_id=session.group_id,
            session_id=session.id,
            school_path=OrganisationPath(session.school_path),
            term=session.term,
            held_on=session.held_on,
            offering_id=session.offering_id,
            marks=tuple(Mark(pupil, mark.value) for pupil, mark in sorted(row.marks.items())),
            correction=row.correction,
        ),
        at=now,
    )


def _tell_closed(work: Work, session: RolledSession, handed: int, *, now: datetime) -> None:
    work.publish(
        SessionClosed(
            group_id=session.group_id,
            session_id=session.id,
            school_path=OrganisationPath(session.school_path),
            held_on=session.held_on,
            handed_over=handed,
        ),
        at=now,
    )
