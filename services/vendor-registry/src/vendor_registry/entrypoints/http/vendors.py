"""Vendors and what they file."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Response, UploadFile

from chassis.documents import one_piece
from chassis.files.handed_out import attachment, file_of
from chassis.files.scans import SCAN_TYPES
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.preconditions import etag
from chassis.http.uploads import UPLOAD_BODY_BYTES_MAX, read_upload
from chassis.http.values import Day
from kernel.money import Money
from kernel.organisation import OrganisationPath
from vendor_registry.domain.course import Category
from vendor_registry.domain.licence import LicenceKind
from vendor_registry.entrypoints.http.dependencies import (
    Applicant,
    DossierReader,
    PageDep,
    PoliceOfficer,
    UseCasesDep,
    VendorSide,
)
from vendor_registry.entrypoints.http.vendor_schemas import (
    PLAIN,
    ClearanceRequest,
    ClearanceView,
    ConfirmationRequest,
    CourseRequest,
    CourseView,
    DepartureView,
    DossierView,
    InstructorRequest,
    InstructorView,
    LicenceView,
    VendorRequest,
    VendorView,
)

router = APIRouter(prefix="/v1/vendors", tags=["vendors"], route_class=IdempotentRoute)

FormLine = Annotated[str, Form(min_length=1, max_length=100, pattern=PLAIN)]


@router.post("", status_code=HTTPStatus.CREATED, summary="Register a vendor; the market office confirms it")
async def post_vendor(
    body: VendorRequest, applicant: Applicant, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> VendorView:
    return VendorView.of(
        await use_cases.register_vendor(
            **{**body.model_dump(), "district": OrganisationPath(body.district)}, by=applicant, now=clock.now()
        )
    )


@router.get("", summary="Vendors the reader has to do with")
async def get_vendors(reader: DossierReader, use_cases: UseCasesDep, page: PageDep) -> Page[VendorView]:
    rows = await use_cases.queries.vendors(reader, after=page.after(str, UUID), limit=page.fetch)
    return Page[VendorView].of(rows, page, view=VendorView.of, cursor=lambda row: (row.uscc, row.id))


@router.get("/{vendor_id}", summary="Everything on file about a vendor")
async def get_vendor(vendor_id: UUID, reader: DossierReader, use_cases: UseCasesDep, response: Response) -> DossierView:
    dossier = await use_cases.queries.dossier(vendor_id, reader)
    response.headers["ETag"] = etag(dossier.vendor.version)
    return DossierView.of_dossier(dossier, reader)


@router.post(
    "/{vendor_id}/licences",
    status_code=HTTPStatus.CREATED,
    summary="File a licence or an insurance with its scan",
    max_body_size=UPLOAD_BODY_BYTES_MAX,
)
async def post_licence(
    vendor_id: UUID,
    kind: Annotated[LicenceKind, Form()],
    number: FormLine,
    issued_by: FormLine,
    valid_from: Annotated[Day, Form()],
    valid_until: Annotated[Day, Form()],
    file: Annotated[UploadFile, File()],
    clerk: VendorSide,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    category: Annotated[Category | None, Form()] = None,
    scope: Annotated[str, Form(max_length=500, pattern=PLAIN)] = "",
) -> LicenceView:
    content = await read_upload(file)
    licence = await use_cases.file_licence(
        vendor_id=vendor_id,
        kind=kind,
        category=category,
        number=number,
        issued_by=issued_by,
        scope=scope,
        valid_from=valid_from,
        valid_until=valid_until,
        content=one_piece(content),
        file_name=(file.filename or "scan")[:200],
        by=clerk,
        now=clock.now(),
    )
    return LicenceView.of(licence)


@router.get(
    "/{vendor_id}/licences/{licence_id}/document",
    summary="The scan of a licence",
    response_class=Response,
    responses=file_of(*SCAN_TYPES),
)
async def get_licence_document(
    vendor_id: UUID, licence_id: UUID, reader: DossierReader, use_cases: UseCasesDep
) -> Response:
    document_id = await use_cases.queries.licence_document(vendor_id, licence_id, reader)
    document = await use_cases.documents.read(document_id)
    return attachment(document.content, name=document.name, media_type=document.media_type)


@router.post("/{vendor_id}/instructors", status_code=HTTPStatus.CREATED, summary="File an instructor")
async def post_instructor(
    vendor_id: UUID,
    body: InstructorRequest,
    clerk: VendorSide,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> InstructorView:
    instructor = await use_cases.file_instructor(
        vendor_id=vendor_id,
        name=body.name,
        handle=body.handle,
        certificate_kind=body.certificate_kind,
        certificate_number=body.certificate_number,
        certificate_until=body.certificate_until,
        labour_contract_until=body.labour_contract_until,
        health_until=body.health_until,
        full_time=body.full_time,
        clearance=None if body.clearance is None else body.clearance.to_domain(),
        by=clerk,
        on=clock.today(),
        now=clock.now(),
    )
    return InstructorView.of(instructor, clerk)


@router.post(
    "/{vendor_id}/instructors/{person_id}/clearances",
    status_code=HTTPStatus.CREATED,
    summary="Renew the no-crime proof of an instructor",
)
async def post_clearance(
    vendor_id: UUID,
    person_id: UUID,
    body: ClearanceRequest,
    clerk: VendorSide,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> ClearanceView:
    clearance = await use_cases.record_clearance(
        vendor_id=vendor_id,
        person_id=person_id,
        clearance=body.to_domain(),
        by=clerk,
        on=clock.today(),
        now=clock.now(),
    )
    return ClearanceView.of(clearance, clerk)


@router.post(
    "/{vendor_id}/instructors/{person_id}/clearances/confirmation",
    summary="The police office confirms the no-crime proof of a later instructor, or a renewed one",
)
async def post_confirmation(
    vendor_id: UUID,
    person_id: UUID,
    body: ConfirmationRequest,
    officer: PoliceOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> ClearanceView:
    clearance = await use_cases.confirm_clearance(
        vendor_id=vendor_id,
        person_id=person_id,
        checked_on=body.checked_on,
        reference=body.reference.strip(),
        by=officer,
        now=clock.now(),
    )
    return ClearanceView.of(clearance, officer)


@router.post("/{vendor_id}/instructors/{person_id}/departure", summary="An instructor has left the vendor")
async def post_departure(
    vendor_id: UUID, person_id: UUID, clerk: VendorSide, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> DepartureView:
    on = clock.today()
    await use_cases.end_instructor(vendor_id=vendor_id, person_id=person_id, by=clerk, on=on, now=clock.now())
    return DepartureView(person_id=person_id, left_on=on)


@router.post("/{vendor_id}/courses", status_code=HTTPStatus.CREATED, summary="File a course with its prices")
async def post_course(
    vendor_id: UUID,
    body: CourseRequest,
    clerk: VendorSide,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> CourseView:
    course = await use_cases.file_course(
        vendor_id=vendor_id,
        title=body.title,
        category=body.category,
        price=Money(body.price_fen),
        market_price=Money(body.market_price_fen),
        consumables=body.consumables_to_domain(),
        lessons=body.lessons,
        by=clerk,
        now=clock.now(),
    )
    return CourseView.of(course)
