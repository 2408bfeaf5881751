"""Applications to a round and the joint review."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Response

from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.preconditions import IfMatch, etag
from vendor_registry.entrypoints.http.dependencies import (
    ApplicationReader,
    PageDep,
    ReviewingOfficer,
    UseCasesDep,
    VendorSide,
)
from vendor_registry.entrypoints.http.round_schemas import (
    ApplicationRequest,
    ApplicationRowView,
    ApplicationView,
    ReviewRequest,
)

router = APIRouter(prefix="/v1", tags=["applications"], route_class=IdempotentRoute)


@router.post(
    "/rounds/{round_id}/applications",
    status_code=HTTPStatus.CREATED,
    summary="Apply, with the documents checked",
)
async def post_application(
    round_id: UUID,
    body: ApplicationRequest,
    clerk: VendorSide,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> ApplicationView:
    application = await use_cases.apply_to_round(
        round_id=round_id,
        vendor_id=body.vendor_id,
        course_ids=tuple(body.course_ids),
        declarations=body.declarations.to_domain(),
        by=clerk,
        on=clock.today(),
        now=clock.now(),
    )
    return ApplicationView.of(application)


@router.get("/rounds/{round_id}/applications", summary="Applications to a round that the reader may see")
async def get_round_applications(
    round_id: UUID, reader: ApplicationReader, use_cases: UseCasesDep, page: PageDep
) -> Page[ApplicationRowView]:
    rows = await use_cases.queries.applications(reader, round_id=round_id, after=page.after(UUID), limit=page.fetch)
    return Page[ApplicationRowView].of(
        rows, page, view=ApplicationRowView.of_row, cursor=lambda row: (row.application.id,)
    )


@router.get("/applications", summary="Applications that the reader may see")
async def get_applications(
    reader: ApplicationReader, use_cases: UseCasesDep, page: PageDep
) -> Page[ApplicationRowView]:
    rows = await use_cases.queries.applications(reader, round_id=None, after=page.after(UUID), limit=page.fetch)
    return Page[ApplicationRowView].of(
        rows, page, view=ApplicationRowView.of_row, cursor=lambda row: (row.application.id,)
    )


@router.get("/applications/{application_id}", summary="An application with its shortcomings and reviews")
async def get_application(
    application_id: UUID, reader: ApplicationReader, use_cases: UseCasesDep, response: Response
) -> ApplicationRowView:
    row = await use_cases.queries.application(application_id, reader)
    response.headers["ETag"] = etag(row.application.version)
    return ApplicationRowView.of_row(row)


@router.post("/applications/{application_id}/reviews", status_code=HTTPStatus.CREATED, summary="Give one office's word")
async def post_review(
    application_id: UUID,
    body: ReviewRequest,
    officer: ReviewingOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> ApplicationView:
    application = await use_cases.review_application(
        application_id=application_id,
        approved=body.decision == "approve",
        reason=body.reason,
        by=officer,
        now=clock.now(),
        version=version,
    )
    return ApplicationView.of(application)
