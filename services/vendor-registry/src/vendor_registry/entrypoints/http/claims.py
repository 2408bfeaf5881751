"""A registration is a claim: the market office confirms or refuses it, its registrant may withdraw it."""

from uuid import UUID

from fastapi import APIRouter

from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.preconditions import IfMatch
from vendor_registry.entrypoints.http.dependencies import (
    Applicant,
    ClaimReader,
    MarketOfficer,
    PageDep,
    UseCasesDep,
)
from vendor_registry.entrypoints.http.vendor_schemas import (
    RefusalRequest,
    VendorConfirmation,
    VendorView,
    WaitingVendorView,
)

router = APIRouter(prefix="/v1", tags=["vendors"], route_class=IdempotentRoute)


@router.get("/waiting-vendors", summary="Registrations that wait for the market office, the oldest first")
async def get_waiting_vendors(officer: ClaimReader, use_cases: UseCasesDep, page: PageDep) -> Page[WaitingVendorView]:
    rows = await use_cases.queries.waiting_claims(officer, after=page.after(UUID), limit=page.fetch)
    return Page[WaitingVendorView].of(rows, page, view=WaitingVendorView.of_row, cursor=lambda row: (row.vendor.id,))


@router.post(
    "/vendors/{vendor_id}/confirmation",
    summary="Confirm, as the market office, that a vendor is who it says and that its registrant acts for it",
)
async def post_vendor_confirmation(
    vendor_id: UUID,
    body: VendorConfirmation,
    officer: MarketOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> VendorView:
    vendor = await use_cases.confirm_vendor(
        vendor_id=vendor_id,
        licence_id=body.licence_id,
        by=officer,
        now=clock.now(),
        on=clock.today(),
        version=version,
    )
    return VendorView.of(vendor)


@router.post("/vendors/{vendor_id}/refusal", summary="Refuse a registration, as the market office, with the reason")
async def post_vendor_refusal(
    vendor_id: UUID,
    body: RefusalRequest,
    officer: MarketOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> VendorView:
    vendor = await use_cases.refuse_claim(
        vendor_id=vendor_id, reason=body.reason, by=officer, now=clock.now(), version=version
    )
    return VendorView.of(vendor)


@router.post("/vendors/{vendor_id}/withdrawal", summary="Withdraw one's own registration before it is confirmed")
async def post_vendor_withdrawal(
    vendor_id: UUID,
    applicant: Applicant,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> VendorView:
    vendor = await use_cases.withdraw_claim(vendor_id=vendor_id, by=applicant, now=clock.now(), version=version)
    return VendorView.of(vendor)
