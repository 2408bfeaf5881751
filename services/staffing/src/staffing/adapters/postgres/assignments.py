"""Who holds which role, from when until when."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.actor import Assignment
from kernel.ids import new_id
from kernel.organisation import OrganisationPath
from staffing.adapters.postgres.rows import assignment
from staffing.application.ports import PersonUnknown
from staffing.domain.person import DatedAssignment


class AssignmentUnknown(PersonUnknown):
    code = "staffing.assignment_unknown"


@dataclass(frozen=True, slots=True)
class PostgresAssignments:
    connection: AsyncConnection

    async def of(self, person_ids: Collection[UUID]) -> Mapping[UUID, Sequence[DatedAssignment]]:
        query = select(assignment).where(assignment.c.person_id.in_(person_ids))
        held: dict[UUID, list[DatedAssignment]] = {}
        for row in await self.connection.execute(query):
            held.setdefault(row.person_id, []).append(_dated(row))
        return held

    async def get(self, assignment_id: UUID, *, within: OrganisationPath, on: date) -> DatedAssignment:
        """The role; AssignmentUnknown where it is none of that organisation, or over."""
        query = select(assignment).where(assignment.c.id == assignment_id, below(within), _open(on))
        row = (await self.connection.execute(query)).first()
        if row is None:
            raise AssignmentUnknown("no such assignment is in force at your organisation")
        return _dated(row)

    async def holders(self, held: Assignment, *, on: date) -> Set[UUID]:
        query = select(assignment.c.person_id).where(
            assignment.c.role == held.role, assignment.c.path == held.path.text, in_force(on)
        )
        return {row.person_id for row in await self.connection.execute(query)}

    async def add(self, assignments: Sequence[DatedAssignment]) -> None:
        rows = [
            {
                "id": new_id(),
                "person_id": dated.person_id,
                "role": dated.assignment.role,
                "path": dated.assignment.path.text,
                "starts_on": dated.starts_on,
                "ends_on": dated.ends_on,
            }
            for dated in assignments
        ]
        if rows:
            await self.connection.execute(insert(assignment), rows)

    async def end(self, assignment_id: UUID, *, on: date) -> None:
        """End it that day, unless it is over already."""
        statement = update(assignment).where(assignment.c.id == assignment_id, _open(on))
        await self.connection.execute(statement.values(ends_on=func.greatest(on, assignment.c.starts_on)))

    async def suspend(self, assignment_id: UUID, *, now: datetime) -> None:
        statement = update(assignment).where(assignment.c.id == assignment_id)
        await self.connection.execute(statement.values(suspended_at=now))

    async def lift(self, assignment_id: UUID) -> None:
        statement = update(assignment).where(assignment.c.id == assignment_id)
        await self.connection.execute(statement.values(suspended_at=None))

    async def end_all(self, person_id: UUID, held: Assignment, *, on: date) -> bool:
        statement = (
            update(assignment)
            .where(assignment.c.person_id == person_id, assignment.c.role == held.role)
            .where(assignment.c.path == held.path.text, _open(on))
            .values(ends_on=func.greatest(on, assignment.c.starts_on))
            .returning(assignment.c.id)
        )
        return (await self.connection.execute(statement)).first() is not None

    async def turning(self, on: date) -> Set[UUID]:
        """Everybody with an assignment that begins or ends on this day."""
        query = select(assignment.c.person_id).where(or_(assignment.c.starts_on == on, assignment.c.ends_on == on))
        return {row.person_id for row in await self.connection.execute(query)}


def below(path: OrganisationPath) -> ColumnElement[bool]:
    """True of assignments at the organisation or below it."""
    return or_(assignment.c.path == path.text, assignment.c.path.like(f"{path.text}/%"))


def in_force(on: date) -> ColumnElement[bool]:
    """True of assignments in which somebody may act that day."""
    return and_(assignment.c.starts_on <= on, _open(on), assignment.c.suspended_at.is_(None))


def _open(on: date) -> ColumnElement[bool]:
    return or_(assignment.c.ends_on.is_(None), assignment.c.ends_on > on)


def _dated(row: Row[Any]) -> DatedAssignment:
    held = Assignment(row.role, OrganisationPath(row.path))
    return DatedAssignment(row.person_id, held, row.starts_on, row.ends_on, row.suspended_at is not None)
