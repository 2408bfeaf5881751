"""Two accounts of one person: stated by one, agreed to by another above, seen by both and by the offices."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page, PageRequest
from chassis.http.preconditions import IfMatch, etag
from staffing.domain.account_link import AccountLink
from staffing.entrypoints.http.dependencies import SignedIn, StaffReader, StrongDecider, StrongGranter, UseCasesDep

router = APIRouter(prefix="/v1", tags=["linked accounts"], route_class=IdempotentRoute)

ACCOUNT = "The other account of the same person: what it is told as person_id at sign-in."
State = Literal["proposed", "linked", "ending", "ended", "refused"]


class OwnLinkRequest(Body):
    account_id: UUID = Field(description=ACCOUNT)
    reason: str = Field(min_length=1, max_length=200)


class LinkRequest(OwnLinkRequest):
    person_id: UUID = Field(description="Who works for the school or office.")


class LinkEnding(Body):
    reason: str = Field(min_length=1, max_length=200)


class LinkDecision(Body):
    decision: Literal["confirm", "refuse"]


class LinkView(BaseModel):
    id: UUID
    person_id: UUID
    account_id: UUID
    reason: str
    state: State
    version: int
    asked_by: UUID
    asked_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None

    @classmethod
    def of(cls, link: AccountLink) -> "LinkView":
        return cls(
            id=link.id,
            person_id=link.person_id,
            account_id=link.account_id,
            reason=link.reason,
            state=link.state.value,
            version=link.version,
            asked_by=link.asked_by,
            asked_at=link.asked_at,
            decided_by=link.decided_by,
            decided_at=link.decided_at,
        )


class ListedLinkView(LinkView):
    person_name: str = Field(description="Empty where staffing does not name the account, here and below.")
    account_name: str
    asked_by_name: str


@router.get("/account-links", summary="Whose accounts are of one person, at the organisation and below it")
async def get_account_links(
    reader: StaffReader,
    use_cases: UseCasesDep,
    page: Annotated[PageRequest, Depends()],
    state: Annotated[State | None, Query()] = None,
) -> Page[ListedLinkView]:
    found = await use_cases.roles.links(reader.path, state=state, after=page.last(UUID), limit=page.fetch)
    names = await use_cases.roles.names({each for one in found for each in (*one.accounts, one.asked_by)})

    def view(one: AccountLink) -> ListedLinkView:
        return ListedLinkView(
            **LinkView.of(one).model_dump(),
            person_name=names.get(one.person_id, ""),
            account_name=names.get(one.account_id, ""),
            asked_by_name=names.get(one.asked_by, ""),
        )

    return Page[ListedLinkView].of(found, page, view=view, cursor=lambda one: (one.id,))


@router.get("/account-links/{link_id}", summary="Two accounts of one person")
async def get_account_link(link_id: UUID, reader: StaffReader, use_cases: UseCasesDep, response: Response) -> LinkView:
    link = await use_cases.roles.link(link_id, within=reader.path)
    response.headers["ETag"] = etag(link.version)
    return LinkView.of(link)


@router.get("/me/account-links", summary="My own accounts")
async def get_own_account_links(
    me: SignedIn, use_cases: UseCasesDep, page: Annotated[PageRequest, Depends()]
) -> Page[LinkView]:
    found = await use_cases.roles.links_of(me.id, after=page.last(UUID), limit=page.fetch)
    return Page.of(found, page, view=LinkView.of, cursor=lambda one: (one.id,))


@router.post("/me/account-links", status_code=HTTPStatus.CREATED, summary="State another account of my own")
async def post_own_account_link(
    body: OwnLinkRequest, me: SignedIn, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> LinkView:
    link = await use_cases.propose_link(
        person_id=me.id,
        account_id=body.account_id,
        reason=body.reason,
        by=me,
        on=clock.today(),
        now=clock.now(),
    )
    return LinkView.of(link)


@router.post("/account-links", status_code=HTTPStatus.CREATED, summary="State that two accounts are of one person")
async def post_account_link(
    body: LinkRequest, office: StrongGranter, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> LinkView:
    """It binds nobody until a second person has agreed."""
    link = await use_cases.propose_link(
        person_id=body.person_id,
        account_id=body.account_id,
        reason=body.reason,
        by=office,
        on=clock.today(),
        now=clock.now(),
    )
    return LinkView.of(link)


@router.post("/account-links/{link_id}/ending", summary="Ask that two accounts count as two persons again")
async def post_account_link_ending(
    link_id: UUID,
    body: LinkEnding,
    office: StrongGranter,
    use_cases: UseCasesDep,
    clock: ClockDep,
    version: IfMatch,
    key: IdempotencyKey,
) -> LinkView:
    link = await use_cases.propose_link_end(
        link_id=link_id, reason=body.reason, version=version, by=office, on=clock.today(), now=clock.now()
    )
    return LinkView.of(link)


@router.post("/account-links/{link_id}/decision", summary="Agree to a link or its end, as another person, or refuse")
async def post_account_link_decision(
    link_id: UUID,
    body: LinkDecision,
    decider: StrongDecider,
    use_cases: UseCasesDep,
    clock: ClockDep,
    version: IfMatch,
    key: IdempotencyKey,
) -> LinkView:
    link = await use_cases.decide_link(
        link_id=link_id,
        confirmed=body.decision == "confirm",
        version=version,
        by=decider,
        on=clock.today(),
        now=clock.now(),
    )
    return LinkView.of(link)
