"""What an office says of licences that vendors filed after their joint review."""

from uuid import UUID

from fastapi import APIRouter

from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from vendor_registry.domain.licence import kinds_of
from vendor_registry.domain.selection_round import OFFICE_OF_ROLE
from vendor_registry.entrypoints.http.dependencies import (
    LicenceOfficer,
    LicenceReader,
    PageDep,
    UseCasesDep,
)
from vendor_registry.entrypoints.http.vendor_schemas import LicenceView, RefusalRequest, WaitingLicenceView

router = APIRouter(prefix="/v1", tags=["licences"], route_class=IdempotentRoute)


@router.get("/waiting-licences", summary="Licences that wait for the word of one's own office, the oldest first")
async def get_waiting_licences(
    officer: LicenceReader, use_cases: UseCasesDep, page: PageDep
) -> Page[WaitingLicenceView]:
    kinds = kinds_of(OFFICE_OF_ROLE[officer.role])
    rows = await use_cases.queries.waiting_licences(officer, kinds, after=page.after(UUID), limit=page.fetch)
    return Page[WaitingLicenceView].of(rows, page, view=WaitingLicenceView.of_row, cursor=lambda row: (row.licence.id,))


@router.post(
    "/vendors/{vendor_id}/licences/{licence_id}/confirmation",
    summary="The office whose paper it is confirms a licence filed after the joint review",
)
async def post_licence_confirmation(
    vendor_id: UUID,
    licence_id: UUID,
    officer: LicenceOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> LicenceView:
    licence = await use_cases.confirm_licence(vendor_id=vendor_id, licence_id=licence_id, by=officer, now=clock.now())
    return LicenceView.of(licence)


@router.post("/vendors/{vendor_id}/licences/{licence_id}/refusal", summary="Refuse a licence, with the reason")
async def post_licence_refusal(
    vendor_id: UUID,
    licence_id: UUID,
    body: RefusalRequest,
    officer: LicenceOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> LicenceView:
    licence = await use_cases.refuse_licence(
        vendor_id=vendor_id, licence_id=licence_id, reason=body.reason, by=officer, now=clock.now()
    )
    return LicenceView.of(licence)
