"""What to tell the gateway after a person's assignments changed."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from staffing.application.ports import UnitOfWork
from staffing.domain.person import AssignmentsChanged


async def changed(work: UnitOfWork, person_ids: Collection[UUID], *, on: date) -> list[AssignmentsChanged]:
    """What each person now holds, and their accounts, one event each; nobody else tells them before the commit."""
    await work.people.lock(person_ids)
    await work.hold(AssignmentsChanged, person_ids)
    standing = await work.assignments.of(person_ids)
    linked = await work.links.of(person_ids)
    events: list[AssignmentsChanged] = []
    for person_id in sorted(person_ids):
        in_force = {str(held.assignment) for held in standing.get(person_id, ()) if held.in_force(on)}
        events.append(AssignmentsChanged(person_id, tuple(sorted(in_force)), tuple(sorted(linked.get(person_id, ())))))
    return events
