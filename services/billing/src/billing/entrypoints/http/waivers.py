"""Waivers: asked for by the school's list or a family, decided by somebody else, seen by few."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, UploadFile
from pydantic import BaseModel, Field

from billing.application.charging_views import WaiverView
from billing.application.propose_waivers import Proposal, WaiverRow
from billing.entrypoints.http.dependencies import (
    Accountant,
    PageDep,
    StrongPrincipal,
    UseCasesDep,
    WaiverApplicant,
    WaiverReader,
)
from billing.entrypoints.http.price_notices import Created
from chassis.files.rows import Row
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.preconditions import IfMatch
from chassis.http.uploads import WorkbooksDep, read_upload
from chassis.http.values import Day, Flag, TermWord
from kernel import text

HEADINGS = ("学籍号", "姓名", "减免类别", "证明文号", "有效期起", "有效期止")
ROWS_MAX = 20_000

router = APIRouter(prefix="/v1", tags=["waivers"], route_class=IdempotentRoute)


class WaiverRequest(Body):
    pupil_id: UUID
    term: TermWord
    class_code: str = Field(max_length=40)
    evidence: str = Field(min_length=1, max_length=120, description="Number of the document that proves it.")
    valid_from: Day
    valid_until: Day


class WaiverDecision(Body):
    granted: Flag


class WaiversImported(BaseModel):
    proposed: int
    known: int


@router.post("/imports/waivers", status_code=HTTPStatus.CREATED, summary="Take over a list of waivers")
async def post_waiver_list(
    file: UploadFile,
    accountant: Accountant,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    workbooks: WorkbooksDep,
    term: TermWord,
) -> WaiversImported:
    content = await read_upload(file)
    found = await workbooks(
        content, file=file.filename or "waivers.xlsx", sheet="减免名单", headings=HEADINGS, rows_max=ROWS_MAX
    )
    counts = await use_cases.import_waivers(
        school_path=accountant.path.text,
        term=term,
        rows=await asyncio.to_thread(_rows, found),
        by=accountant,
        now=clock.now(),
    )
    return WaiversImported(proposed=counts.proposed, known=counts.known)


@router.post("/waivers", status_code=HTTPStatus.CREATED, summary="Apply for a waiver")
async def post_waiver(
    body: WaiverRequest, applicant: WaiverApplicant, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> Created:
    proposal = Proposal(
        pupil_id=body.pupil_id,
        class_code=body.class_code,
        evidence=body.evidence,
        valid_from=body.valid_from,
        valid_until=body.valid_until,
    )
    waiver_id = await use_cases.apply_for_waiver(term=body.term, proposal=proposal, by=applicant, now=clock.now())
    return Created(id=waiver_id)


@router.post("/waivers/{waiver_id}/decision", status_code=HTTPStatus.NO_CONTENT, summary="Grant or refuse a waiver")
async def post_waiver_decision(
    waiver_id: UUID,
    body: WaiverDecision,
    principal: StrongPrincipal,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> None:
    await use_cases.decide_waiver(
        waiver_id=waiver_id,
        granted=body.granted,
        by=principal,
        now=clock.now(),
        on=clock.today(),
        version=version,
    )


@router.get("/waivers", summary="List waivers")
async def get_waivers(
    reader: WaiverReader,
    use_cases: UseCasesDep,
    page: PageDep,
    term: TermWord | None = None,
    state: Annotated[str | None, Query(max_length=20)] = None,
) -> Page[WaiverView]:
    found = await use_cases.queries.waivers(by=reader, term=term, state=state, after=page.after(UUID), limit=page.fetch)
    return Page[WaiverView].of(found, page, view=lambda row: row, cursor=lambda row: (row.id,))


def _rows(rows: Sequence[Row]) -> tuple[WaiverRow, ...]:
    return tuple(_row(row) for row in rows)


def _row(row: Row) -> WaiverRow:
    return WaiverRow(
        pointer=f"{row.file}/{row.sheet}/{row.number}",
        pupil_number=text.number(row["学籍号"]),
        name=text.name(row["姓名"]),
        class_word=row["减免类别"],
        evidence=row["证明文号"],
        valid_from=row.date("有效期起"),
        valid_until=row.date("有效期止"),
    )
