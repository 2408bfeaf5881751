"""Accounting units."""

from http import HTTPStatus

from fastapi import APIRouter, UploadFile
from pydantic import BaseModel

from billing.application.charging_views import UnitView
from billing.application.import_accounting_units import UnitRow
from billing.entrypoints.http.dependencies import UnitImporter, UnitReader, UseCasesDep
from chassis.files.rows import Row
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
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


class UnitsImported(BaseModel):
    units: int
    schools: int


@router.post(
    "/imports/accounting-units", status_code=HTTPStatus.CREATED, summary="Take over a workbook of accounting units"
)
async def post_accounting_units(
    file: UploadFile,
    importer: UnitImporter,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    workbooks: WorkbooksDep,
) -> UnitsImported:
    content = await read_upload(file)
    found = await workbooks(
        content,
        file=file.filename or "accounting-units.xlsx",
        sheet="核算单位",
        headings=HEADINGS,
        rows_max=ROWS_MAX,
    )
    rows = tuple(_row(row) for row in found)
    counts = await use_cases.import_accounting_units(rows=rows, by=importer, now=clock.now())
    return UnitsImported(units=counts.units, schools=counts.schools)


@router.get("/accounting-units", summary="List the accounting units one may see")
async def get_accounting_units(reader: UnitReader, use_cases: UseCasesDep) -> list[UnitView]:
    return await use_cases.queries.units(by=reader)


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
