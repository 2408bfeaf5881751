"""Lessons: logged by who gave them, confirmed by the school."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from staffing.application.ports import UnitOfWorkFactory
from staffing.domain import lesson
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
            cleared = await work.clearances.covering({by.id}, {session.held_on for session, _, _ in found.values()})
            given = [
                lesson.log(
                    session,
                    offering_id=offering,
                    person_id=by.id,
                    on_rota=on_rota,
                    cleared=(by.id, session.held_on) in cleared,
                    on=on,
                    now=now,
                )
                for session, offering, on_rota in found.values()
            ]
            logged = await work.lessons.log(given)
            work.audit.record(by, "staffing.lessons_logged", f"person/{by.id}", now=now, after={"lessons": logged})
        return logged


@dataclass(frozen=True, slots=True)
class ConfirmLessons:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, held_on: date, by: Actor, now: datetime) -> int:
        """Confirm every logged lesson of the school's day; nobody confirms their own (R37)."""
        async with self.unit_of_work() as work:
            waiting = await work.lessons.unconfirmed(by.path.text, held_on=held_on)
            confirmations = [lesson.confirm(one, by=by.id) for one in waiting]
            await work.lessons.confirm(confirmations, now=now)
            work.publish(*confirmations, now=now)
            after = {"held_on": held_on, "lessons": len(confirmations)}
            work.audit.record(by, "staffing.lessons_confirmed", by.path.text, now=now, after=after)
        return len(confirmations)
