"""Workbooks that come in: organisations and rosters."""

from typing import Annotated

from fastapi import APIRouter, File, Query, UploadFile
from pydantic import BaseModel

from chassis.http.dependencies import ClockDep
from chassis.http.uploads import WorkbooksDep, read_upload
from enrolment.domain import organisation, roster
from enrolment.entrypoints.http.dependencies import RosterImporter, SystemAdministrator, UseCasesDep, digest

router = APIRouter(prefix="/v1/imports", tags=["imports"])
_UPLOAD = 21 * 2**20


class ImportView(BaseModel):
    """All rows were taken; `repeated` when the last import took the same file and nothing was done."""

    file: str
    rows: int
    changed: int
    classes: int = 0
    repeated: bool


@router.post("/organisations", status_code=201, summary="Import organisations.xlsx, sheet 机构", max_body_size=_UPLOAD)
async def post_organisations(
    file: Annotated[UploadFile, File()],
    by: SystemAdministrator,
    use_cases: UseCasesDep,
    clock: ClockDep,
    workbooks: WorkbooksDep,
) -> ImportView:
    content = await read_upload(file)
    name = file.filename or "organisations.xlsx"
    rows = await workbooks(content, file=name, sheet="机构", headings=organisation.HEADINGS, rows_max=20_000)
    result = await use_cases.import_organisations(rows=rows, sha256=digest(content), file=name, by=by, now=clock.now())
    return ImportView.model_validate({"file": name, **result})


@router.post(
    "/rosters", status_code=201, summary="Import a school's roster.xlsx, sheet 学生名册", max_body_size=_UPLOAD
)
async def post_roster(
    file: Annotated[UploadFile, File()],
    by: RosterImporter,
    use_cases: UseCasesDep,
    clock: ClockDep,
    workbooks: WorkbooksDep,
    confirmed: Annotated[
        str | None,
        Query(pattern="^[0-9a-f]{64}$", description="Digest of the changes of people that were told and looked at."),
    ] = None,
) -> ImportView:
    content = await read_upload(file)
    name = file.filename or "roster.xlsx"
    rows = await workbooks(
        content,
        file=name,
        sheet="学生名册",
        headings=roster.HEADINGS,
        optional=roster.OPTIONAL_HEADINGS,
        rows_max=10_000,
    )
    result = await use_cases.import_roster(
        rows=rows, sha256=digest(content), file=name, confirmed=confirmed, by=by, now=clock.now(), on=clock.today()
    )
    return ImportView.model_validate({"file": name, **result})
