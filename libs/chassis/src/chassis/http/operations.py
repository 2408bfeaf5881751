"""Long work seen from outside: how far it is, what came of it, and a way to stop it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel
from sqlalchemy import Row, text

from chassis import operations
from chassis.audit.entry import AuditEntry
from chassis.auth.errors import RoleNotAllowed
from chassis.http.access import signed_in
from chassis.http.dependencies import ClockDep, DatabaseDep
from chassis.http.pages import Page, PageRequest
from kernel.actor import Actor
from kernel.errors import Conflict, NotFound

router = APIRouter(prefix="/v1/operations", tags=["operations"])

AnyActor = Annotated[Actor, Depends(signed_in)]


@dataclass(frozen=True, slots=True)
class OperationRoles:
    """What roles may do about operations of one kind: those that start it stop it too, `readers` only look on."""

    starters: frozenset[str]
    readers: frozenset[str]


async def roles_by_kind(request: Request) -> Mapping[str, OperationRoles]:
    found: Mapping[str, OperationRoles] = request.app.state.operation_roles
    return found


RolesDep = Annotated[Mapping[str, OperationRoles], Depends(roles_by_kind)]

# Visible to who started it, and to those whose organisation covers its scope and whose role the kind concerns.
_SELECT = """
SELECT o.id, o.kind, o.state, o.phase, o.total, o.result, o.error, o.created_at, o.finished_at,
       (o.pruned_done + COALESCE((SELECT sum(w.done) FROM chassis.work_item w WHERE w.operation_id = o.id), 0)
       )::bigint AS done
FROM chassis.operation o
WHERE (o.created_by = :actor_id OR o.kind = ANY(CAST(:kinds AS text[])) AND (o.scope = :path OR o.scope LIKE :below))
"""
_ONE = text(_SELECT + " AND o.id = :id")
_PAGE = text(
    _SELECT
    + """ AND (CAST(:at AS timestamptz) IS NULL OR (o.created_at, o.id) < (:at, CAST(:after AS uuid)))
    ORDER BY o.created_at DESC, o.id DESC LIMIT :fetch"""
)


class OperationNotFound(NotFound):
    code = "chassis.operation_not_found"


class OperationNotRunning(Conflict):
    code = "chassis.operation_not_running"


class OperationView(BaseModel):
    """`done` of `total` pieces; `percentage` is None until the total is known."""

    id: UUID
    kind: str
    state: str
    phase: str | None
    done: int
    total: int
    percentage: int | None
    result: dict[str, Any] | None
    error: dict[str, Any] | None
    created_at: datetime
    finished_at: datetime | None

    @classmethod
    def of(cls, row: Row[Any]) -> "OperationView":
        percentage = min(100, row.done * 100 // row.total) if row.total else None
        return cls(
            id=row.id,
            kind=row.kind,
            state=row.state,
            phase=row.phase,
            done=row.done,
            total=row.total,
            percentage=percentage,
            result=row.result,
            error=row.error,
            created_at=row.created_at,
            finished_at=row.finished_at,
        )


def _sight(actor: Actor, roles: Mapping[str, OperationRoles]) -> dict[str, object]:
    kinds = [kind for kind, may in roles.items() if actor.role in may.starters | may.readers]
    return {"actor_id": actor.id, "kinds": kinds, "path": actor.path.text, "below": actor.path.text + "/%"}


@router.get("", summary="Operations of one's own and of one's organisation, newest first")
async def list_operations(
    actor: AnyActor, database: DatabaseDep, roles: RolesDep, page: Annotated[PageRequest, Depends()]
) -> Page[OperationView]:
    at, after = page.after(datetime, UUID) or (None, None)
    async with database.reading() as connection:
        values = {**_sight(actor, roles), "at": at, "after": after, "fetch": page.fetch}
        rows = (await connection.execute(_PAGE, values)).all()
    return Page.of(rows, page, view=OperationView.of, cursor=lambda row: (row.created_at.isoformat(), row.id))


@router.get("/{operation_id}", summary="How far an operation is")
async def get_operation(operation_id: UUID, actor: AnyActor, database: DatabaseDep, roles: RolesDep) -> OperationView:
    async with database.reading() as connection:
        row = (await connection.execute(_ONE, {**_sight(actor, roles), "id": operation_id})).one_or_none()
    if row is None:
        raise OperationNotFound("there is no operation of that id that you may see")
    return OperationView.of(row)


@router.post("/{operation_id}/cancel", status_code=202, summary="Stop an operation; what it had drafted is dropped")
async def cancel_operation(
    operation_id: UUID, actor: AnyActor, database: DatabaseDep, roles: RolesDep, clock: ClockDep
) -> OperationView:
    """For who started it, and for who acts at or above its scope in a role that starts such work."""
    async with database.transaction() as transaction:
        values = {**_sight(actor, roles), "id": operation_id}
        row = (await transaction.connection.execute(_ONE, values)).one_or_none()
        if row is None:
            raise OperationNotFound("there is no operation of that id that you may see")
        if row.kind not in roles or actor.role not in roles[row.kind].starters:
            raise RoleNotAllowed("only a role that starts such an operation may stop it")
        if row.state != "cancelling":
            if not await operations.cancel(transaction, operation_id):
                raise OperationNotRunning(f"the operation is {row.state} and cannot be stopped any more")
            transaction.record(
                AuditEntry(
                    actor,
                    f"{row.kind}_cancelled",
                    f"operation/{operation_id}",
                    at=clock.now(),
                    before={"state": row.state},
                    after={"state": "cancelling"},
                )
            )
        row = (await transaction.connection.execute(_ONE, values)).one()
    return OperationView.of(row)
