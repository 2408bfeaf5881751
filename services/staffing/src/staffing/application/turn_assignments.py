"""What begins and ends on its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.errors import Refusal
from staffing.application.changed_assignments import changed
from staffing.application.held_beside import held_beside
from staffing.application.ports import UnitOfWorkFactory
from staffing.domain.person import DatedAssignment, check_together, in_force


@dataclass(frozen=True, slots=True)
class TurnAssignments:
    """The daily job: deputies begin and end on their days."""

    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, on: date, now: datetime) -> Sequence[UUID]:
        """The people left as they were, because what they hold from that day excludes each other: end one of it."""
        async with self.unit_of_work() as work:
            turning = await work.assignments.turning(on)
            await work.people.lock(turning)
            standing = await work.assignments.of(turning)
            beside = await held_beside(work, turning)
            left = [
                person_id
                for person_id in sorted(turning)
                if not _may_turn(standing.get(person_id, ()), beside.get(person_id, ()), on)
            ]
            work.publish(*await changed(work, turning - set(left), on=on), now=now)
        return left


def _may_turn(held: Sequence[DatedAssignment], beside: Sequence[DatedAssignment], on: date) -> bool:
    try:
        check_together(in_force(held, on), beside=in_force(beside, on))
    except Refusal:
        return False
    return True
