"""Joiners, movers, leavers and dated deputies: asked for here, agreed to by another person."""

from datetime import date
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page, PageRequest
from chassis.http.values import Day
from kernel.organisation import OrganisationPath
from staffing.application.queries import AssignmentListed
from staffing.entrypoints.http.dependencies import StaffReader, StrongConfirmer, StrongGranter, UseCasesDep
from staffing.entrypoints.http.role_changes import RoleChangeView

router = APIRouter(prefix="/v1/assignments", tags=["assignments"], route_class=IdempotentRoute)


class AssignmentRequest(Body):
    person_id: UUID
    role: str = Field(min_length=1, max_length=40)
    path: str = Field(min_length=2, max_length=240)
    starts_on: Day
    ends_on: Day | None = Field(description="The first day on which it is no longer in force; null for good.")
    reason: str = Field(min_length=1, max_length=200)


class ChangeReason(Body):
    reason: str = Field(min_length=1, max_length=200)


class AssignmentView(BaseModel):
    id: UUID
    person_id: UUID
    assignment: str
    starts_on: date
    ends_on: date | None
    suspended: bool

    @classmethod
    def of(cls, one: AssignmentListed) -> "AssignmentView":
        return cls(
            id=one.id,
            person_id=one.person_id,
            assignment=one.assignment,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            suspended=one.suspended,
        )


@router.get("", summary="Roles that are not over, at the organisation and below it")
async def get_assignments(
    reader: StaffReader, use_cases: UseCasesDep, page: Annotated[PageRequest, Depends()]
) -> Page[AssignmentView]:
    found = await use_cases.roles.assignments(reader.path, after=page.last(UUID), limit=page.fetch)
    return Page.of(found, page, view=AssignmentView.of, cursor=lambda one: (one.id,))


@router.post("", status_code=HTTPStatus.CREATED, summary="Ask that somebody gets a role, for good or for some days")
async def post_assignment(
    body: AssignmentRequest, granter: StrongGranter, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> RoleChangeView:
    change = await use_cases.propose_grant(
        person_id=body.person_id,
        role=body.role,
        path=OrganisationPath(body.path),
        starts_on=body.starts_on,
        ends_on=body.ends_on,
        reason=body.reason,
        by=granter,
        on=clock.today(),
        now=clock.now(),
    )
    return RoleChangeView.of(change, granter)


@router.post("/{assignment_id}/ending", status_code=HTTPStatus.CREATED, summary="Ask that a role ends")
async def post_ending(
    assignment_id: UUID,
    body: ChangeReason,
    granter: StrongGranter,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> RoleChangeView:
    change = await use_cases.propose_end(
        assignment_id=assignment_id, reason=body.reason, by=granter, on=clock.today(), now=clock.now()
    )
    return RoleChangeView.of(change, granter)


@router.post(
    "/{assignment_id}/suspension",
    status_code=HTTPStatus.CREATED,
    summary="Take a role away at once; a second person ends or lifts it",
)
async def post_suspension(
    assignment_id: UUID,
    body: ChangeReason,
    superior: StrongConfirmer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> RoleChangeView:
    change = await use_cases.suspend_role(
        assignment_id=assignment_id, reason=body.reason, by=superior, on=clock.today(), now=clock.now()
    )
    return RoleChangeView.of(change, superior)
