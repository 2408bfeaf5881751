"""Accounting units."""

from http import HTTPStatus
from typing import Literal
from uuid import UUID

from fastapi import APIRouter, UploadFile
from pydantic import BaseModel, Field

from billing.application.charging_views import UnitChangeView, UnitView
from billing.application.propose_unit_changes import UnitRow
from billing.entrypoints.http.dependencies import (
    PageDep,
    UnitChangeReader,
    UnitConfirmer,
    UnitImporter,
    UnitReader,
    UseCasesDep,
)
from chassis.files.rows import Row
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.preconditions import IfMatch
from chassis.http.uploads import WorkbooksDep, read_upload
from kernel import text

HEADINGS = (
    "核算单位代码",
    "核算单位名称",
    "所属区县代码",
    "专户开户行",
    "专户账号",
    "专户户名",
    "微信商户号",
    "核算学校代码",
)
ROWS_MAX = 5_000

router = APIRouter(prefix="/v1", tags=["accounting units"], route_class=IdempotentRoute)


class UnitsProposed(BaseModel):
    """What the workbook would change; nothing of it is in force before a second person agrees."""

    changes: list[UnitChangeView]
    unchanged: int


class ChangeConfirmation(Body):
    digest: str = Field(pattern=r"^[0-9a-f]{64}$", description="Of the difference that was shown.")


class ChangeRejection(ChangeConfirmation):
    reason: str = Field(min_length=2, max_length=200)


@router.post(
    "/imports/accounting-units", status_code=HTTPStatus.CREATED, summary="Propose what a workbook says of units"
)
async def post_accounting_units(
    file: UploadFile,
    importer: UnitImporter,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    workbooks: WorkbooksDep,
) -> UnitsProposed:
    content = await read_upload(file)
    found = await workbooks(
        content,
        file=file.filename or "accounting-units.xlsx",
        sheet="核算单位",
        headings=HEADINGS,
        rows_max=ROWS_MAX,
    )
    rows = tuple(_row(row) for row in found)
    proposed = await use_cases.propose_unit_changes(rows=rows, by=importer, now=clock.now())
    changes = [await use_cases.queries.unit_change(one, by=importer) for one in proposed.changes]
    return UnitsProposed(changes=changes, unchanged=proposed.unchanged)


@router.get("/accounting-unit-changes", summary="List what is wanted of units, or was done to them, the newest first")
async def get_unit_changes(
    reader: UnitChangeReader,
    use_cases: UseCasesDep,
    page: PageDep,
    state: Literal["proposed", "confirmed", "rejected"] | None = None,
) -> Page[UnitChangeView]:
    found = await use_cases.queries.unit_changes(by=reader, state=state, after=page.after(UUID), limit=page.fetch)
    return Page[UnitChangeView].of(found, page, view=lambda row: row, cursor=lambda row: (row.id,))


@router.get("/accounting-unit-changes/{change_id}", summary="One change of a unit, before and after")
async def get_unit_change(change_id: UUID, reader: UnitChangeReader, use_cases: UseCasesDep) -> UnitChangeView:
    return await use_cases.queries.unit_change(change_id, by=reader)


@router.post("/accounting-unit-changes/{change_id}/confirmation", summary="Put a change in force, as another person")
async def post_unit_change_confirmation(
    change_id: UUID,
    body: ChangeConfirmation,
    officer: UnitConfirmer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> UnitChangeView:
    await use_cases.confirm_unit_change(
        change_id=change_id, digest=bytes.fromhex(body.digest), version=version, by=officer, now=clock.now()
    )
    return await use_cases.queries.unit_change(change_id, by=officer)


@router.post("/accounting-unit-changes/{change_id}/rejection", summary="Turn a change down")
async def post_unit_change_rejection(
    change_id: UUID,
    body: ChangeRejection,
    officer: UnitImporter,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> UnitChangeView:
    await use_cases.reject_unit_change(
        change_id=change_id,
        digest=bytes.fromhex(body.digest),
        version=version,
        reason=body.reason,
        by=officer,
        now=clock.now(),
    )
    return await use_cases.queries.unit_change(change_id, by=officer)


@router.get("/accounting-units", summary="List the accounting units one may see")
async def get_accounting_units(reader: UnitReader, use_cases: UseCasesDep, page: PageDep) -> Page[UnitView]:
    found = await use_cases.queries.units(by=reader, after=page.after(str), limit=page.fetch)
    return Page[UnitView].of(found, page, view=lambda row: row, cursor=lambda row: (row.code,))


def _row(row: Row) -> UnitRow:
    return UnitRow(
        pointer=f"{row.file}/{row.sheet}/{row.number}",
        code=row["核算单位代码"],
        name=row["核算单位名称"],
        district_code=row["所属区县代码"],
        bank_name=row["专户开户行"],
        account=text.number(row["专户账号"]),
        holder=row["专户户名"],
        merchant_number=text.number(row["微信商户号"]),
        school_codes=tuple(code.strip() for code in row["核算学校代码"].split("、") if code.strip()),
    )
