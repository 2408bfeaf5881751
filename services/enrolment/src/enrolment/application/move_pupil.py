"""A pupil moves to another school, within or across districts: one history, placements end (C5.4)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enrolment.application.end_placements import end_placements, offer_freed_seats
from enrolment.application.ports.work import UnitOfWork
from enrolment.domain.event import PupilMoved
from enrolment.domain.organisation import Kind, OrganisationUnknown
from enrolment.domain.placement import EndReason
from enrolment.domain.pupil import ClassUnknown, Move, MoveWithinClass, PupilUnknown
from kernel.actor import Actor
from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True)
class MovePupil:
    """Decided by the district that the pupil leaves; the other school's class must exist."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, pupil_id: UUID, to_school_code: str, move: Move, by: Actor, now: datetime) -> UUID:
        """Return the id of the new class."""
        async with self.unit_of_work() as work:
            pupil = await work.pupils.lock(pupil_id)
            if pupil is None or not by.path.covers(OrganisationPath(pupil.school_path)):
                raise PupilUnknown("no pupil by that id in your district")
            school = (await work.organisations.by_codes([to_school_code])).get(to_school_code)
            if school is None or school.kind is not Kind.SCHOOL:
                raise OrganisationUnknown("no school by that code in the city")
            target = await work.pupils.find_class(school.path, move.grade, move.class_number)
            if target is None:
                raise ClassUnknown("that school has no such class")
            if target.id == pupil.class_id:
                raise MoveWithinClass("the pupil is in that class already")
            if school.path.text != pupil.school_path:
                await work.applications.close_of_pupil(pupil_id)
                running = await work.placements.running_of_pupil(pupil_id)
                await end_placements(work, running, reason=EndReason.MOVED, now=now, on=move.moved_on)
                await offer_freed_seats(work, {one.offering_id: 1 for one in running}, on=move.moved_on)
            await work.hold(PupilMoved, [pupil_id])
            await work.pupils.move(pupil_id, target, on=move.moved_on)
            work.publish(
                PupilMoved(
                    pupil_id=pupil_id,
                    from_school_path=OrganisationPath(pupil.school_path),
                    to_school_path=school.path,
                    to_class_id=target.id,
                    grade=target.grade,
                    moved_on=move.moved_on,
                ),
                at=now,
            )
            work.record(
                "enrolment.pupil_moved",
                f"pupil/{pupil_id}",
                actor=by,
                at=now,
                before={"school": pupil.school_path},
                after={"school": school.path.text, "class": str(target.id)},
            )
        return target.id
