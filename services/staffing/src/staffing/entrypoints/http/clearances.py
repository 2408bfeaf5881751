"""Criminal-record checks: entered by the school, confirmed by an office (R33)."""

from datetime import date
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response, UploadFile
from pydantic import BaseModel, Field

from chassis.documents import one_piece
from chassis.files.handed_out import FOREIGN, attachment, file_of
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page, PageRequest
from chassis.http.uploads import UPLOAD_BODY_BYTES_MAX, read_upload
from chassis.http.values import Day
from staffing.application.queries import ClearanceListed
from staffing.entrypoints.http.dependencies import (
    ClearanceKeeper,
    ClearanceOffice,
    StrongClearanceOffice,
    UseCasesDep,
)

router = APIRouter(prefix="/v1", tags=["clearances"], route_class=IdempotentRoute)

REFERENCE = "Number of the answer of the police, not its text."


class ClearanceRequest(Body):
    checked_on: Day
    valid_until: Day
    reference: str = Field(min_length=1, max_length=80, description=REFERENCE)


class ClearanceConfirmation(Body):
    checked_on: Day
    reference: str = Field(
        min_length=1, max_length=80, description="As the office reads it on the answer; it must be what was entered."
    )
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="Of the answer that the office has looked at.")


class EvidenceView(BaseModel):
    sha256: str


class ClearanceView(BaseModel):
    id: UUID
    person_id: UUID
    name: str
    school_path: str
    checked_on: date
    valid_until: date
    sha256: str | None = Field(description="Of the answer that the school has sent.")

    @classmethod
    def of(cls, one: ClearanceListed) -> "ClearanceView":
        return cls(
            id=one.id,
            person_id=one.person_id,
            name=one.name,
            school_path=one.school_path,
            checked_on=one.checked_on,
            valid_until=one.valid_until,
            sha256=None if one.evidence_sha256 is None else one.evidence_sha256.hex(),
        )


@router.post(
    "/people/{person_id}/clearances", status_code=HTTPStatus.NO_CONTENT, summary="Enter a criminal-record check"
)
async def post_clearance(
    person_id: UUID,
    body: ClearanceRequest,
    keeper: ClearanceKeeper,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> None:
    """It counts for nothing until an office has confirmed it."""
    await use_cases.record_clearance(
        person_id=person_id,
        checked_on=body.checked_on,
        valid_until=body.valid_until,
        reference=body.reference.strip(),
        by=keeper,
        on=clock.today(),
        now=clock.now(),
    )


@router.post(
    "/people/{person_id}/clearances/evidence",
    status_code=HTTPStatus.CREATED,
    summary="Send the answer of the police for an office to look at",
    max_body_size=UPLOAD_BODY_BYTES_MAX,
)
async def post_evidence(
    person_id: UUID,
    checked_on: Annotated[Day, Query()],
    file: UploadFile,
    keeper: ClearanceKeeper,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> EvidenceView:
    """Kept until the office has confirmed the check; sent again, it replaces what was sent before."""
    content = await read_upload(file)
    sha256 = await use_cases.add_evidence(
        person_id=person_id,
        checked_on=checked_on,
        content=one_piece(content),
        name=file.filename or "evidence",
        by=keeper,
        now=clock.now(),
    )
    return EvidenceView(sha256=sha256.hex())


@router.get(
    "/people/{person_id}/clearances/evidence",
    summary="The answer of the police that waits to be looked at",
    response_class=Response,
    responses=file_of(FOREIGN),
)
async def get_evidence(
    person_id: UUID, checked_on: Annotated[Day, Query()], officer: ClearanceOffice, use_cases: UseCasesDep
) -> Response:
    paper = await use_cases.roles.evidence(person_id, checked_on, within=officer.path)
    return attachment(paper.content, name=paper.name)


@router.post(
    "/people/{person_id}/clearances/confirmation",
    status_code=HTTPStatus.NO_CONTENT,
    summary="Confirm a check, as the office",
)
async def post_clearance_confirmation(
    person_id: UUID,
    body: ClearanceConfirmation,
    officer: StrongClearanceOffice,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> None:
    await use_cases.confirm_clearance(
        person_id=person_id,
        checked_on=body.checked_on,
        reference=body.reference,
        seen=bytes.fromhex(body.sha256),
        by=officer,
        on=clock.today(),
        now=clock.now(),
    )


@router.get("/clearances", summary="Checks that wait for an office")
async def get_clearances(
    officer: ClearanceOffice, use_cases: UseCasesDep, page: Annotated[PageRequest, Depends()]
) -> Page[ClearanceView]:
    found = await use_cases.roles.clearances_waiting(officer.path, after=page.last(UUID), limit=page.fetch)
    return Page.of(found, page, view=ClearanceView.of, cursor=lambda one: (one.id,))
