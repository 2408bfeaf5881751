"""Giving somebody an assignment, for good or for some days, and ending it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor, Assignment
from kernel.errors import Refusal
from kernel.organisation import OrganisationPath
from kernel.period import Period
from staffing.application.changed_assignments import changed
from staffing.application.clear_rota import clear_rota
from staffing.application.ports import UnitOfWorkFactory
from staffing.domain.person import DatedAssignment, check_from, check_granting, check_role, check_together


@dataclass(frozen=True, slots=True)
class GrantAssignment:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self,
        *,
        person_id: UUID,
        role: str,
        path: OrganisationPath,
        starts_on: date,
        ends_on: date | None,
        by: Actor,
        on: date,
        now: datetime,
    ) -> None:
        """Grant it from `starts_on` until `ends_on` (not included): a deputy has both.

        Raises where on any day of it the person would hold roles that exclude each other (D10, A10).
        """
        by.must_cover(path)
        check_granting(by.id, person_id)
        if ends_on is not None:
            Period(starts_on, ends_on)
        async with self.unit_of_work() as work:
            organisation = await work.organisations.by_path(path)
            check_role(role, organisation_kind=organisation.kind)
            await work.people.must_exist(person_id, within=by.path)
            # Two granters at once must not give one person two roles that exclude each other.
            await work.people.lock({person_id})
            wanted = DatedAssignment(person_id, Assignment(role, path), starts_on, ends_on)
            standing = (await work.assignments.of({person_id})).get(person_id, ())
            check_from((*standing, wanted), on=on)
            await work.assignments.add([wanted])
            work.publish(*await changed(work, {person_id}, on=on), now=now)
            after = {"role": role, "path": path.text, "starts_on": starts_on, "ends_on": ends_on}
            work.audit.record(by, "staffing.assignment_granted", f"person/{person_id}", now=now, after=after)


@dataclass(frozen=True, slots=True)
class EndAssignment:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, assignment_id: UUID, by: Actor, on: date, now: datetime) -> None:
        """End it today; where it was the last one, the person's sign-ins end, and so does their place on the rota."""
        async with self.unit_of_work() as work:
            person_id = await work.assignments.holder(assignment_id, within=by.path)
            await work.people.lock({person_id})
            await work.assignments.end(assignment_id, on=on, within=by.path)
            work.publish(*await changed(work, {person_id}, on=on), now=now)
            after = {"shifts_taken": await clear_rota(work, {person_id}, on=on, now=now)}
            work.audit.record(by, "staffing.assignment_ended", f"assignment/{assignment_id}", now=now, after=after)


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
            left = [person_id for person_id in sorted(turning) if not _may_turn(standing.get(person_id, ()), on)]
            work.publish(*await changed(work, turning - set(left), on=on), now=now)
        return left


def _may_turn(held: Sequence[DatedAssignment], on: date) -> bool:
    try:
        check_together(tuple(each.assignment for each in held if each.in_force(on)))
    except Refusal:
        return False
    return True
