"""Roles that somebody asked to change: seen, agreed to or refused by another person, and told."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page, PageRequest
from chassis.http.preconditions import IfMatch, etag
from kernel.actor import Actor
from kernel.errors import Refusal
from staffing.application.queries import AssignmentListed, NoticeListed
from staffing.application.use_cases import UseCases
from staffing.domain.role_change import RoleChange, decide
from staffing.entrypoints.http.dependencies import SignedIn, StaffReader, StrongDecider, UseCasesDep

router = APIRouter(prefix="/v1", tags=["role changes"], route_class=IdempotentRoute)

State = Literal["proposed", "confirmed", "refused"]


class Decision(Body):
    decision: Literal["confirm", "refuse"]


class RoleChangeView(BaseModel):
    id: UUID
    kind: Literal["grant", "end"]
    person_id: UUID
    assignment: str
    starts_on: date | None
    ends_on: date | None
    suspended: bool
    reason: str
    state: State
    version: int
    proposed_by: UUID
    proposed_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    allowed_actions: list[Literal["confirm", "refuse"]]

    @classmethod
    def of(cls, change: RoleChange, by: Actor) -> "RoleChangeView":
        return cls(
            id=change.id,
            kind=change.kind.value,
            person_id=change.person_id,
            assignment=str(change.assignment),
            starts_on=change.starts_on,
            ends_on=change.ends_on,
            suspended=change.suspended,
            reason=change.reason,
            state=change.state.value,
            version=change.version,
            proposed_by=change.proposed_by,
            proposed_at=change.proposed_at,
            decided_by=change.decided_by,
            decided_at=change.decided_at,
            allowed_actions=_allowed(change, by),
        )


class HeldView(BaseModel):
    assignment: str
    starts_on: date
    ends_on: date | None
    suspended: bool

    @classmethod
    def of(cls, one: AssignmentListed) -> "HeldView":
        return cls(assignment=one.assignment, starts_on=one.starts_on, ends_on=one.ends_on, suspended=one.suspended)


class ListedChangeView(RoleChangeView):
    person_name: str = Field(description="Empty for a vendor's people.")
    proposed_by_name: str
    held: list[HeldView] = Field(description="What the person holds at the reader's organisation and below, by now.")


class NoticeView(BaseModel):
    id: UUID
    person_id: UUID
    person_name: str = Field(description="Empty for a vendor's people.")
    kind: Literal[
        "granted", "ended", "suspended", "lifted", "linked", "unlinked", "cleared", "class_given", "class_taken"
    ]
    assignment: str
    told_at: datetime

    @classmethod
    def of(cls, one: NoticeListed, name: str) -> "NoticeView":
        values = {"id": one.id, "person_id": one.person_id, "person_name": name, "kind": one.kind}
        return cls.model_validate({**values, "assignment": one.assignment, "told_at": one.told_at})


@router.get("/role-changes", summary="Roles asked to change, at the organisation and below it")
async def get_role_changes(
    reader: StaffReader,
    use_cases: UseCasesDep,
    page: Annotated[PageRequest, Depends()],
    state: Annotated[State | None, Query()] = None,
) -> Page[ListedChangeView]:
    found = await use_cases.roles.role_changes(reader.path, state=state, after=page.last(UUID), limit=page.fetch)
    shown = await _shown(found, reader, use_cases)
    return Page[ListedChangeView].of(shown, page, view=lambda one: one, cursor=lambda one: (one.id,))


@router.get("/role-changes/{change_id}", summary="One role asked to change")
async def get_role_change(
    change_id: UUID, reader: StaffReader, use_cases: UseCasesDep, response: Response
) -> ListedChangeView:
    change = await use_cases.roles.role_change(change_id, within=reader.path)
    response.headers["ETag"] = etag(change.version)
    [shown] = await _shown([change], reader, use_cases)
    return shown


@router.post("/role-changes/{change_id}/decision", summary="Agree to a change of a role, as another person, or refuse")
async def post_role_change_decision(
    change_id: UUID,
    body: Decision,
    decider: StrongDecider,
    use_cases: UseCasesDep,
    clock: ClockDep,
    version: IfMatch,
    key: IdempotencyKey,
) -> RoleChangeView:
    change = await use_cases.decide_role_change(
        change_id=change_id,
        confirmed=body.decision == "confirm",
        version=version,
        by=decider,
        on=clock.today(),
        now=clock.now(),
    )
    return RoleChangeView.of(change, decider)


@router.get(
    "/me/notices",
    summary="What I was told of my roles, accounts, checks and classes, and as principal of those of my school",
)
async def get_notices(
    me: SignedIn, use_cases: UseCasesDep, page: Annotated[PageRequest, Depends()]
) -> Page[NoticeView]:
    found = await use_cases.roles.notices(me.id, after=page.last(UUID), limit=page.fetch)
    names = await use_cases.roles.names({one.person_id for one in found})
    return Page.of(
        found,
        page,
        view=lambda one: NoticeView.of(one, names.get(one.person_id, "")),
        cursor=lambda one: (one.id,),
    )


async def _shown(changes: Sequence[RoleChange], reader: Actor, use_cases: UseCases) -> list[ListedChangeView]:
    """Each with who it concerns, who asked, and what that person holds where the reader may know."""
    concerned = {one.person_id for one in changes}
    names = await use_cases.roles.names(concerned | {one.proposed_by for one in changes})
    held = await use_cases.roles.held_by(concerned, within=reader.path)
    return [
        ListedChangeView(
            **RoleChangeView.of(one, reader).model_dump(),
            person_name=names.get(one.person_id, ""),
            proposed_by_name=names.get(one.proposed_by, ""),
            held=[HeldView.of(each) for each in held.get(one.person_id, ())],
        )
        for one in changes
    ]


def _allowed(change: RoleChange, by: Actor) -> list[Literal["confirm", "refuse"]]:
    allowed: list[Literal["confirm", "refuse"]] = []
    for action in ("confirm", "refuse"):
        try:
            decide(change, confirmed=action == "confirm", by=by, now=change.proposed_at)
        except Refusal:
            continue
        allowed.append("confirm" if action == "confirm" else "refuse")
    return allowed
