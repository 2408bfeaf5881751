"""Plans and emergency plans, filed by schools and decided by districts."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Query, Response, UploadFile
from pydantic import BaseModel, Field

from chassis.files.handed_out import FOREIGN, attachment, file_of
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.pages import Page, PageRequest
from chassis.http.preconditions import IfMatch
from chassis.http.uploads import read_upload
from chassis.http.values import Flag, TermWord
from enrolment.application.file_plan import UploadedFile
from enrolment.domain.filing import FilingUnknown
from enrolment.entrypoints.http.dependencies import (
    DistrictOfficer,
    SchoolAdministrator,
    SchoolOrDistrict,
    UseCasesDep,
)

router = APIRouter(prefix="/v1/filings", tags=["filings"])


class FiledView(BaseModel):
    filing_id: UUID
    state: str


class FilingView(BaseModel):
    filing_id: UUID
    school_path: str
    school_name: str
    term: str
    state: str
    filed_at: datetime
    decided_at: datetime | None
    reason: str
    version: int
    allowed_actions: list[str] = Field(default_factory=list)


class DecisionRequest(Body):
    approved: Flag
    reason: str = Field(default="", max_length=500)


@router.post("", status_code=201, summary="File a plan and an emergency plan", max_body_size=42 * 2**20)
async def post_filing(
    term: Annotated[TermWord, Form()],
    plan: Annotated[UploadFile, File()],
    emergency_plan: Annotated[UploadFile, File()],
    by: SchoolAdministrator,
    use_cases: UseCasesDep,
    clock: ClockDep,
) -> FiledView:
    files = [UploadedFile(one.filename or "plan", await read_upload(one)) for one in (plan, emergency_plan)]
    filing_id = await use_cases.file_plan(term=term, plan=files[0], emergency=files[1], by=by, now=clock.now())
    return FiledView(filing_id=filing_id, state="filed")


@router.get("", summary="Filings at or below one's organisation")
async def get_filings(
    by: SchoolOrDistrict,
    use_cases: UseCasesDep,
    clock: ClockDep,
    page: Annotated[PageRequest, Depends()],
    state: Annotated[str | None, Query(pattern="^(filed|approved|returned)$")] = None,
) -> Page[FilingView]:
    rows = await use_cases.queries.filings(under=by.path.text, state=state, after=page.last(UUID), limit=page.fetch)
    deciding = by.role == "district-officer"
    shown = [
        {
            **row,
            "filing_id": row["id"],
            "allowed_actions": ["decide"] if deciding and row["state"] == "filed" else [],
        }
        for row in rows
    ]
    return Page.of(
        shown,
        page,
        view=FilingView.model_validate,
        cursor=lambda row: (row["id"],),
        as_of=clock.now(),
    )


@router.get(
    "/{filing_id}/documents/{which}",
    summary="A filed document",
    response_class=Response,
    responses=file_of(FOREIGN),
)
async def get_document(
    filing_id: UUID, which: Literal["plan", "emergency-plan"], by: SchoolOrDistrict, use_cases: UseCasesDep
) -> Response:
    found = await use_cases.queries.filing_document(filing_id, under=by.path.text, which=which)
    if found is None:
        raise FilingUnknown("no filing by that id at or below your organisation")
    document, content = found
    return attachment(content, name=document["name"])


@router.post("/{filing_id}/decision", status_code=201, summary="Approve or return a filing")
async def post_decision(
    filing_id: UUID,
    body: DecisionRequest,
    by: DistrictOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    version: IfMatch,
) -> FiledView:
    state = await use_cases.decide_filing(
        filing_id=filing_id,
        approved=body.approved,
        reason=body.reason,
        version=version,
        by=by,
        now=clock.now(),
    )
    return FiledView(filing_id=filing_id, state=state.value)
