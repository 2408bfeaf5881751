"""The dated whitelist, and taking a vendor off it."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from vendor_registry.domain.listing import Reason
from vendor_registry.entrypoints.http.contract_schemas import (
    SuspensionApproval,
    SuspensionRequest,
    SuspensionView,
    WhitelistView,
)
from vendor_registry.entrypoints.http.dependencies import (
    DistrictOfficer,
    PageDep,
    SelectionReader,
    UseCasesDep,
    WhitelistReader,
)

router = APIRouter(prefix="/v1", tags=["whitelist"], route_class=IdempotentRoute)


@router.get("/whitelist", summary="Vendors a school may contract today")
async def get_whitelist(
    reader: WhitelistReader, use_cases: UseCasesDep, clock: ClockDep, page: PageDep
) -> Page[WhitelistView]:
    rows = await use_cases.queries.whitelist(reader, on=clock.today(), after=page.after(str, str), limit=page.fetch)
    return Page[WhitelistView].of(
        rows,
        page,
        view=WhitelistView.of,
        cursor=lambda row: (row.listing.district.text, row.vendor.uscc),
        as_of=clock.now(),
    )


@router.get("/suspensions", summary="Suspensions of one's own district, the latest first")
async def get_suspensions(reader: SelectionReader, use_cases: UseCasesDep, page: PageDep) -> Page[SuspensionView]:
    rows = await use_cases.queries.suspensions(reader, after=page.after(UUID), limit=page.fetch)
    return Page[SuspensionView].of(rows, page, view=SuspensionView.of, cursor=lambda row: (row.id,))


@router.post("/vendors/{vendor_id}/suspension", status_code=HTTPStatus.CREATED, summary="Propose to suspend or remove")
async def post_suspension(
    vendor_id: UUID,
    body: SuspensionRequest,
    officer: DistrictOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> SuspensionView:
    suspension = await use_cases.propose_suspension(
        vendor_id=vendor_id,
        kind=Reason(body.kind),
        reason=body.reason,
        by=officer,
        on=clock.today(),
        now=clock.now(),
    )
    return SuspensionView.of(suspension)


@router.post("/vendors/{vendor_id}/suspension/approval", summary="Approve what another officer proposed")
async def post_suspension_approval(
    vendor_id: UUID,
    body: SuspensionApproval,
    officer: DistrictOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> SuspensionView:
    suspension = await use_cases.approve_suspension(
        vendor_id=vendor_id, suspension_id=body.suspension_id, by=officer, on=clock.today(), now=clock.now()
    )
    return SuspensionView.of(suspension)
