"""Objections while a result is on display."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from vendor_registry.entrypoints.http.dependencies import (
    DistrictOfficer,
    PageDep,
    SelectionReader,
    SignedIn,
    UseCasesDep,
)
from vendor_registry.entrypoints.http.round_schemas import (
    ObjectionDecision,
    ObjectionReceipt,
    ObjectionRequest,
    ObjectionView,
)

router = APIRouter(prefix="/v1", tags=["objections"], route_class=IdempotentRoute)


@router.post("/rounds/{round_id}/objections", status_code=HTTPStatus.CREATED, summary="Object to a vendor on display")
async def post_objection(
    round_id: UUID,
    body: ObjectionRequest,
    person: SignedIn,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> ObjectionReceipt:
    objection = await use_cases.raise_objection(
        round_id=round_id, vendor_id=body.vendor_id, text=body.text, by=person, on=clock.today(), now=clock.now()
    )
    return ObjectionReceipt(id=objection.id, raised_at=objection.raised_at)


@router.get("/rounds/{round_id}/objections", summary="Objections of a round, for its district")
async def get_objections(
    round_id: UUID, reader: SelectionReader, use_cases: UseCasesDep, page: PageDep
) -> Page[ObjectionView]:
    rows = await use_cases.queries.objections(round_id, reader, after=page.after(UUID), limit=page.fetch)
    return Page[ObjectionView].of(rows, page, view=ObjectionView.of, cursor=lambda row: (row.id,))


@router.post("/objections/{objection_id}/decision", summary="Answer an objection")
async def post_objection_decision(
    objection_id: UUID,
    body: ObjectionDecision,
    officer: DistrictOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> ObjectionView:
    objection = await use_cases.decide_objection(
        objection_id=objection_id, upheld=body.upheld, reason=body.reason, by=officer, now=clock.now()
    )
    return ObjectionView.of(objection)
