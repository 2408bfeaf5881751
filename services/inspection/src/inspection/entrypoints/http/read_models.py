"""Building a read model again."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import BaseModel

from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from inspection.entrypoints.http.dependencies import SystemAdministrator, UseCasesDep

router = APIRouter(prefix="/v1/read-models", tags=["read models"], route_class=IdempotentRoute)


class OperationStarted(BaseModel):
    operation_id: UUID


@router.post(
    "/{name}/rebuild",
    status_code=HTTPStatus.ACCEPTED,
    summary="Drop a read model and build it again from the first event on",
)
async def post_rebuild(
    name: Annotated[str, Path(max_length=40)],
    administrator: SystemAdministrator,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> OperationStarted:
    operation_id = await use_cases.rebuild_read_model(name=name, by=administrator, now=clock.now())
    return OperationStarted(operation_id=operation_id)
