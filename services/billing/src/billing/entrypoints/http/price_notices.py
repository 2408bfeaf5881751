"""Price notices: drafted, then published by somebody else."""

from datetime import date
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from billing.application.charging_views import PriceNoticeView
from billing.domain.price_notice import PriceItem
from billing.entrypoints.http.dependencies import (
    Accountant,
    BooksReader,
    PageDep,
    StrongPrincipal,
    UseCasesDep,
)
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.preconditions import IfMatch
from chassis.http.values import Digest, TermWord
from kernel.money import Money

router = APIRouter(prefix="/v1/price-notices", tags=["price notices"], route_class=IdempotentRoute)


class PriceItemRequest(Body):
    product: str = Field(max_length=40)
    course_id: UUID | None = None
    price_fen: int = Field(strict=True, ge=0, le=100_000_000)
    consumables_fen: int = Field(strict=True, ge=0, le=100_000_000)


class PriceNoticeRequest(Body):
    school_path: str = Field(max_length=200)
    term: TermWord
    basis: str = Field(default="", max_length=120, description="Document number on which the prices rest (R48).")
    items: list[PriceItemRequest] = Field(min_length=1, max_length=500)


class PublicationRequest(Body):
    digest: Digest = Field(description="That of the notice as it was shown.")


class Created(BaseModel):
    id: UUID


class Published(BaseModel):
    in_force_on: date
    in_force_provisional: bool = Field(description="The holidays of all days until then are not announced yet.")


@router.post("", status_code=HTTPStatus.CREATED, summary="Draft a price notice")
async def post_price_notice(
    body: PriceNoticeRequest, accountant: Accountant, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> Created:
    items = tuple(
        PriceItem(item.product, item.course_id, Money(item.price_fen), Money(item.consumables_fen))
        for item in body.items
    )
    notice_id = await use_cases.draft_price_notice(
        school_path=body.school_path, term=body.term, basis=body.basis, items=items, by=accountant, now=clock.now()
    )
    return Created(id=notice_id)


@router.post("/{notice_id}/publication", summary="Publish a price notice")
async def post_publication(
    notice_id: UUID,
    body: PublicationRequest,
    principal: StrongPrincipal,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> Published:
    starts = await use_cases.publish_price_notice(
        notice_id=notice_id,
        digest=body.digest,
        by=principal,
        now=clock.now(),
        on=clock.today(),
        version=version,
    )
    return Published(in_force_on=starts.on, in_force_provisional=starts.provisional)


@router.get("", summary="List price notices")
async def get_price_notices(
    reader: BooksReader,
    use_cases: UseCasesDep,
    page: PageDep,
    school: Annotated[str | None, Query(max_length=200)] = None,
    term: TermWord | None = None,
) -> Page[PriceNoticeView]:
    found = await use_cases.queries.price_notices(
        by=reader, school=school, term=term, after=page.after(UUID), limit=page.fetch
    )
    return Page[PriceNoticeView].of(found, page, view=lambda row: row, cursor=lambda row: (row.id,))
