"""Changes of roles that were asked for, and who was told of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.actor import Assignment
from kernel.errors import Conflict, NotFound
from kernel.ids import new_id
from kernel.organisation import OrganisationPath
from staffing.adapters.postgres.rows import notice, role_change
from staffing.domain.role_change import ChangeKind, ChangeState, Notice, RoleChange


class ChangeWaitsAlready(Conflict):
    code = "staffing.change_waits_already"


class ChangeUnknown(NotFound):
    code = "staffing.change_unknown"


@dataclass(frozen=True, slots=True)
class PostgresRoleChanges:
    connection: AsyncConnection

    async def add(self, change: RoleChange) -> None:
        try:
            async with self.connection.begin_nested():
                await self.connection.execute(insert(role_change).values(_row(change)))
        except IntegrityError as problem:
            raise ChangeWaitsAlready("the same change waits for its second person already") from problem

    async def locked(self, change_id: UUID, *, within: OrganisationPath) -> RoleChange:
        below = or_(role_change.c.path == within.text, role_change.c.path.like(f"{within.text}/%"))
        query = select(role_change).where(role_change.c.id == change_id, below).with_for_update()
        row = (await self.connection.execute(query)).first()
        if row is None:
            raise ChangeUnknown("no change by that id at your organisation")
        return change_of(row)

    async def save(self, change: RoleChange) -> None:
        statement = update(role_change).where(role_change.c.id == change.id)
        await self.connection.execute(statement.values(_row(change)))

    async def tell(self, notices: Sequence[Notice]) -> None:
        rows = [
            {
                "id": new_id(),
                "recipient_id": one.recipient_id,
                "person_id": one.person_id,
                "kind": one.kind.value,
                "role": one.assignment.role,
                "path": one.assignment.path.text,
                "told_at": one.told_at,
            }
            for one in notices
        ]
        if rows:
            await self.connection.execute(insert(notice), rows)


def change_of(row: Row[Any]) -> RoleChange:
    return RoleChange(
        id=row.id,
        kind=ChangeKind(row.kind),
        person_id=row.person_id,
        assignment=Assignment(row.role, OrganisationPath(row.path)),
        assignment_id=row.assignment_id,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        suspended=row.suspended,
        reason=row.reason,
        state=ChangeState(row.state),
        version=row.version,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )


def _row(change: RoleChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "kind": change.kind.value,
        "person_id": change.person_id,
        "role": change.assignment.role,
        "path": change.assignment.path.text,
        "assignment_id": change.assignment_id,
        "starts_on": change.starts_on,
        "ends_on": change.ends_on,
        "suspended": change.suspended,
        "reason": change.reason,
        "state": change.state.value,
        "version": change.version,
        "proposed_by": change.proposed_by,
        "proposed_at": change.proposed_at,
        "decided_by": change.decided_by,
        "decided_at": change.decided_at,
    }
