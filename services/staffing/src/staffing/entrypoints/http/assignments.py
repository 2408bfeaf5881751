"""Joiners, movers, leavers and dated deputies."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.values import Day
from kernel.organisation import OrganisationPath
from staffing.entrypoints.http.dependencies import StrongGranter, UseCasesDep

router = APIRouter(prefix="/v1/assignments", tags=["assignments"], route_class=IdempotentRoute)


class AssignmentRequest(Body):
    person_id: UUID
    role: str = Field(min_length=1, max_length=40)
    path: str = Field(min_length=2, max_length=240)
    starts_on: Day
    ends_on: Day | None = Field(default=None, description="The first day on which it is no longer in force.")


@router.post("", status_code=HTTPStatus.CREATED, summary="Give somebody an assignment, for good or for some days")
async def post_assignment(
    body: AssignmentRequest, granter: StrongGranter, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> None:
    await use_cases.grant_assignment(
        person_id=body.person_id,
        role=body.role,
        path=OrganisationPath(body.path),
        starts_on=body.starts_on,
        ends_on=body.ends_on,
        by=granter,
        on=clock.today(),
        now=clock.now(),
    )


@router.delete("/{assignment_id}", status_code=HTTPStatus.NO_CONTENT, summary="End an assignment today")
async def delete_assignment(
    assignment_id: UUID, granter: StrongGranter, use_cases: UseCasesDep, clock: ClockDep
) -> None:
    await use_cases.end_assignment(assignment_id=assignment_id, by=granter, on=clock.today(), now=clock.now())
