"""Lessons: logged by who gave them, confirmed or struck by the school."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from kernel.versions import must_be_shown
from staffing.application.ports import UnitOfWork, UnitOfWorkFactory
from staffing.domain import lesson
from staffing.domain.lesson import LoggedState, Part
from staffing.domain.rota import SessionUnknown


@dataclass(frozen=True, slots=True)
class LogLessons:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, session_ids: Collection[UUID], by: Actor, on: date, now: datetime) -> int:
        """Log the lessons `by` gave, cleared on each day (R33); all of them or none. Logging again changes nothing."""
        async with self.unit_of_work() as work:
            found = await work.lessons.loggable(session_ids, person_id=by.id)
            if len(found) < len(set(session_ids)):
                raise SessionUnknown("some of these sessions do not exist; reload your shifts")
            cleared = await work.clearances.covering({by.id}, {standing.session.held_on for standing in found})
            given = [
                lesson.log(
                    standing, person_id=by.id, cleared=(by.id, standing.session.held_on) in cleared, on=on, now=now
                )
                for standing in found
            ]
            logged = await work.lessons.log(given)
            after = {"lessons": logged}
            work.audit.record(by, "staffing.lessons_logged", f"person/{by.id}", now=now, before={}, after=after)
        return logged


@dataclass(frozen=True, slots=True)
class StrikeLesson:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, session_id: UUID, part: Part, reason: str, by: Actor, now: datetime) -> None:
        """Leave one logged lesson of the school out of its day's confirmation, with the reason (R37)."""
        async with self.unit_of_work() as work:
            before = await work.lessons.state(session_id, part, school_path=by.path.text)
            struck = lesson.strike(before, reason=reason)
            await work.lessons.save_state(session_id, part, struck)
            await work.lessons.keep_strike(session_id, part, by=by.id, now=now)
            _record(work, "struck", session_id, part, by, now, before=before, after=struck)


@dataclass(frozen=True, slots=True)
class ReinstateLesson:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, session_id: UUID, part: Part, by: Actor, now: datetime) -> None:
        """Take a strike back before the lesson's day is confirmed."""
        async with self.unit_of_work() as work:
            before = await work.lessons.state(session_id, part, school_path=by.path.text)
            reinstated = lesson.reinstate(before)
            await work.lessons.save_state(session_id, part, reinstated)
            _record(work, "reinstated", session_id, part, by, now, before=before, after=reinstated)


@dataclass(frozen=True, slots=True)
class ConfirmLessons:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, held_on: date, digest: str, by: Actor, now: datetime) -> int:
        """Confirm what was logged of the school's day, but for struck lessons and suspended sessions (R37).

        Nobody confirms their own. Raises ContentChanged where others wait than those of which `digest` was shown.
        """
        async with self.unit_of_work() as work:
            waiting = await work.lessons.unconfirmed(by.path.text, held_on=held_on)
            must_be_shown(digest, present=lesson.digest_of_day(held_on, waiting))
            confirmations = [lesson.confirm(one, by=by) for one in waiting]
            await work.lessons.confirm(waiting, by=by.id, now=now)
            work.publish(*(one for one in confirmations if one is not None), now=now)
            before = {"held_on": held_on, "waiting": len(waiting)}
            after = {"held_on": held_on, "lessons": len(waiting), "digest": digest}
            work.audit.record(by, "staffing.lessons_confirmed", by.path.text, now=now, before=before, after=after)
        return len(waiting)


def _record(
    work: UnitOfWork,
    step: str,
    session_id: UUID,
    part: Part,
    by: Actor,
    now: datetime,
    *,
    before: LoggedState | None,
    after: LoggedState,
) -> None:
    """Whether it counted before and whether it does; the reason stays with the strike."""

    def seen(state: LoggedState | None) -> dict[str, object]:
        return {"part": part.value, "struck": state is not None and state.struck_reason is not None}

    subject = f"session/{session_id}"
    work.audit.record(by, f"staffing.lesson_{step}", subject, now=now, before=seen(before), after=seen(after))
