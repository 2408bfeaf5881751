"""Findings: raised, answered with evidence, looked at again."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Response, UploadFile
from pydantic import BaseModel, Field

from chassis.documents import one_piece
from chassis.files.handed_out import FOREIGN, attachment, file_of
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.preconditions import IfMatch, etag
from chassis.http.uploads import UPLOAD_BODY_BYTES_MAX, read_upload
from chassis.http.values import Day, Flag
from inspection.application.queries import FindingShown
from inspection.entrypoints.http.dependencies import InspectionReader, Inspector, PageDep, SchoolOffice, UseCasesDep
from kernel.actor import Actor

TEXT_MAX = 4_000

router = APIRouter(prefix="/v1", tags=["findings"], route_class=IdempotentRoute)


class FindingRequest(Body):
    item: str = Field(min_length=1, max_length=80, description="Code of the checklist's item.")
    text: str = Field(min_length=1, max_length=TEXT_MAX)
    due_on: Day


class RectificationRequest(Body):
    text: str = Field(min_length=1, max_length=TEXT_MAX)


class RecheckRequest(Body):
    passed: Flag
    text: str = Field(min_length=1, max_length=TEXT_MAX)
    due_on: Day | None = Field(default=None, description="New deadline where it did not pass.")


class StepView(BaseModel):
    round: int
    kind: str
    text: str
    passed: bool | None
    by: UUID
    at: datetime


class EvidenceView(BaseModel):
    document_id: UUID
    round: int


class FindingSummary(BaseModel):
    id: UUID
    visit_id: UUID
    school: str
    term: str
    item: str
    text: str
    due_on: date
    state: Literal["open", "rectified", "closed"]
    raised_on: date
    closed_on: date | None
    version: int
    allowed_actions: list[str]


class FindingView(FindingSummary):
    steps: list[StepView]
    evidence: list[EvidenceView]


class DocumentView(BaseModel):
    document_id: UUID


def _summary(shown: FindingShown, by: Actor) -> dict[str, object]:
    found = shown.finding
    return {
        "id": found.id,
        "visit_id": found.visit_id,
        "school": found.school_path.rsplit("/", 1)[1],
        "term": found.term,
        "item": found.item,
        "text": shown.seen,
        "due_on": found.due_on,
        "state": found.state.value,
        "raised_on": found.raised_on,
        "closed_on": found.closed_on,
        "version": found.version,
        "allowed_actions": _actions(shown, by),
    }


def _actions(shown: FindingShown, by: Actor) -> list[str]:
    state = shown.finding.state.value
    if by.role in ("school-administrator", "principal") and state == "open":
        return ["evidence", "rectification"]
    if by.role == "inspector" and state == "rectified":
        return ["recheck"]
    return []


def _view(shown: FindingShown, by: Actor) -> FindingView:
    steps = [
        StepView(round=one.round, kind=one.kind, text=one.said, passed=one.passed, by=one.by, at=one.at)
        for one in shown.steps
    ]
    papers = [EvidenceView(document_id=document_id, round=number) for document_id, number in shown.evidence]
    return FindingView.model_validate({**_summary(shown, by), "steps": steps, "evidence": papers})


@router.post("/visits/{visit_id}/findings", status_code=HTTPStatus.CREATED, summary="Write down what is wanting")
async def post_finding(
    visit_id: UUID,
    body: FindingRequest,
    inspector: Inspector,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> FindingSummary:
    finding = await use_cases.raise_finding(
        visit_id=visit_id,
        item=body.item,
        seen=body.text,
        due_on=body.due_on,
        by=inspector,
        on=clock.today(),
        now=clock.now(),
    )
    return FindingSummary.model_validate(_summary(FindingShown(finding, body.text), inspector))


@router.get("/findings", summary="Findings, newest first")
async def get_findings(
    reader: InspectionReader,
    use_cases: UseCasesDep,
    page: PageDep,
    state: Literal["open", "rectified", "closed"] | None = None,
) -> Page[FindingSummary]:
    shown = await use_cases.queries.findings(reader.path, state=state, after=page.last(UUID), limit=page.fetch)
    return Page.of(
        shown,
        page,
        view=lambda one: FindingSummary.model_validate(_summary(one, reader)),
        cursor=lambda one: (one.finding.id,),
    )


@router.get("/findings/{finding_id}", summary="A finding with what was said and shown about it")
async def get_finding(
    finding_id: UUID, reader: InspectionReader, use_cases: UseCasesDep, response: Response
) -> FindingView:
    shown = await use_cases.queries.finding(finding_id, within=reader.path)
    response.headers["ETag"] = etag(shown.finding.version)
    return _view(shown, reader)


@router.post(
    "/findings/{finding_id}/evidence",
    status_code=HTTPStatus.CREATED,
    summary="Add a document to the answer being prepared",
    max_body_size=UPLOAD_BODY_BYTES_MAX,
)
async def post_evidence(
    finding_id: UUID,
    file: UploadFile,
    office: SchoolOffice,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> DocumentView:
    content = await read_upload(file)
    document_id = await use_cases.add_evidence(
        finding_id=finding_id,
        content=one_piece(content),
        name=file.filename or "evidence",
        by=office,
        now=clock.now(),
    )
    return DocumentView(document_id=document_id)


@router.get(
    "/findings/{finding_id}/evidence/{document_id}",
    summary="A document of a finding",
    response_class=Response,
    responses=file_of(FOREIGN),
)
async def get_evidence(
    finding_id: UUID, document_id: UUID, reader: InspectionReader, use_cases: UseCasesDep
) -> Response:
    paper = await use_cases.queries.evidence(finding_id, document_id, within=reader.path)
    return attachment(paper.content, name=paper.name)


@router.post("/findings/{finding_id}/rectification", summary="Answer a finding")
async def post_rectification(
    finding_id: UUID,
    body: RectificationRequest,
    office: SchoolOffice,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> FindingView:
    await use_cases.rectify_finding(finding_id=finding_id, said=body.text, by=office, now=clock.now(), version=version)
    return _view(await use_cases.queries.finding(finding_id, within=office.path), office)


@router.post("/findings/{finding_id}/recheck", summary="Close a finding, or open it again")
async def post_recheck(
    finding_id: UUID,
    body: RecheckRequest,
    inspector: Inspector,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> FindingView:
    await use_cases.recheck_finding(
        finding_id=finding_id,
        passed=body.passed,
        said=body.text,
        due_on=body.due_on,
        by=inspector,
        on=clock.today(),
        now=clock.now(),
        version=version,
    )
    return _view(await use_cases.queries.finding(finding_id, within=inspector.path), inspector)
