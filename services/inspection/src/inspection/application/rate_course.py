"""A family says how content it is with a course its child is placed in (R38)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspection.application.ports import UnitOfWorkFactory
from inspection.domain.rating import Rating
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class RateCourse:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, offering_id: UUID, pupil_id: UUID, score: int, by: Actor, now: datetime) -> Rating:
        """Keep the score; a later one of the same child replaces it."""
        rating = Rating(offering_id, pupil_id, score)
        async with self.unit_of_work() as work:
            course = await work.families.course_of_child(by.id, offering_id, pupil_id)
            replaced = await work.ratings.put(rating, course)
            # The rating itself stays out of the log, which only says that the family rated.
            before, after = {"rated": replaced}, {"rated": True}
            subject = f"offering/{offering_id}"
            work.audit.record(by, "inspection.course_rated", subject, now=now, before=before, after=after)
        return rating
