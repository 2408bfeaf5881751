"""Allowance sheets from preparation to the pay file."""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from typing import Annotated
from uuid import UUID

import xlsxwriter
from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field

from chassis.files.handed_out import AS_WRITTEN, XLSX, YUAN_FORMAT, attachment, file_of
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page, PageRequest
from chassis.http.preconditions import IfMatch, etag
from chassis.http.values import Fen, MonthWord
from kernel.money import Money
from kernel.term import Month
from staffing.application.queries import PersonDescribed, ReturnListed, SheetListed
from staffing.domain.allowance_sheet import AllowanceSheet, SheetState
from staffing.entrypoints.http.dependencies import (
    Principal,
    SchoolAccountant,
    SheetExporter,
    SheetReader,
    SheetReturner,
    StrongDistrictOfficer,
    UseCasesDep,
)

NEXT_ACTIONS = {
    SheetState.PREPARED: ["sign", "send_back"],
    SheetState.SIGNED: ["approve", "send_back"],
    SheetState.RETURNED: ["prepare"],
    SheetState.APPROVED: ["export"],
    SheetState.EXPORTED: ["export"],
}

router = APIRouter(prefix="/v1/allowance-sheets", tags=["allowance-sheets"], route_class=IdempotentRoute)


class SheetRequest(Body):
    month: MonthWord


class AmountSeen(Body):
    amount_fen: Fen = Field(description="What the sheet was shown to pay.")


class ReturnRequest(Body):
    reason: str = Field(max_length=200, examples=["4 月 12 日漏报两课时"])


class LineView(BaseModel):
    person_id: UUID
    lessons: int
    amount_fen: int


class SheetView(BaseModel):
    id: UUID
    school_path: str
    month: str
    state: str
    version: int
    rate_fen: int
    outside_total: bool
    rule: str
    amount_fen: int
    lines: list[LineView]
    allowed_actions: list[str]

    @classmethod
    def of(cls, sheet: AllowanceSheet) -> "SheetView":
        return cls(
            id=sheet.id,
            school_path=sheet.school_path,
            month=str(sheet.month),
            state=sheet.state.value,
            version=sheet.version,
            rate_fen=sheet.terms.rate.fen,
            outside_total=sheet.terms.outside_total,
            rule=sheet.terms.rule,
            amount_fen=sheet.amount.fen,
            lines=[
                LineView(person_id=line.person_id, lessons=line.lessons, amount_fen=line.amount.fen)
                for line in sheet.lines
            ],
            allowed_actions=NEXT_ACTIONS[sheet.state],
        )


class ReturnView(BaseModel):
    version: int
    state: str
    reason: str
    lines: int
    amount_fen: int
    returned_at: datetime

    @classmethod
    def of(cls, returned: ReturnListed) -> "ReturnView":
        return cls(
            version=returned.version,
            state=returned.state,
            reason=returned.reason,
            lines=returned.lines,
            amount_fen=returned.amount_fen,
            returned_at=returned.returned_at,
        )


class SheetDetail(SheetView):
    """A sheet, and its versions that were sent back, latest first."""

    returns: list[ReturnView]


class SheetRow(BaseModel):
    id: UUID
    school_path: str
    month: str
    state: str
    version: int
    lines: int
    amount_fen: int
    prepared_at: datetime

    @classmethod
    def of(cls, sheet: SheetListed) -> "SheetRow":
        return cls(
            id=sheet.id,
            school_path=sheet.school_path,
            month=sheet.month,
            state=sheet.state,
            version=sheet.version,
            lines=sheet.lines,
            amount_fen=sheet.amount_fen,
            prepared_at=sheet.prepared_at,
        )


@router.post("", status_code=HTTPStatus.CREATED, summary="Prepare the sheet of a month")
async def post_sheet(
    body: SheetRequest, accountant: SchoolAccountant, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> SheetView:
    sheet = await use_cases.prepare_allowance_sheet(
        month=Month.parse(body.month), by=accountant, on=clock.today(), now=clock.now()
    )
    return SheetView.of(sheet)


@router.get("", summary="Sheets of the organisation and below it")
async def get_sheets(
    reader: SheetReader, use_cases: UseCasesDep, page: Annotated[PageRequest, Depends()]
) -> Page[SheetRow]:
    sheets = await use_cases.queries.sheets(reader.path, after=page.last(UUID), limit=page.fetch)
    return Page.of(sheets, page, view=SheetRow.of, cursor=lambda sheet: (sheet.id,))


@router.get("/{sheet_id}", summary="One sheet with its lines")
async def get_sheet(sheet_id: UUID, reader: SheetReader, use_cases: UseCasesDep, response: Response) -> SheetDetail:
    sheet, returns = await use_cases.queries.sheet(sheet_id, by=reader)
    response.headers["ETag"] = etag(sheet.version)
    return SheetDetail(**dict(SheetView.of(sheet)), returns=[ReturnView.of(one) for one in returns])


@router.post("/{sheet_id}/return", summary="The principal or the district sends it back, saying why")
async def post_return(
    sheet_id: UUID,
    body: ReturnRequest,
    returner: SheetReturner,
    use_cases: UseCasesDep,
    clock: ClockDep,
    version: IfMatch,
    key: IdempotencyKey,
) -> SheetView:
    return SheetView.of(
        await use_cases.send_back_allowance_sheet(
            sheet_id=sheet_id, version=version, reason=body.reason, by=returner, now=clock.now()
        )
    )


@router.post("/{sheet_id}/preparation", summary="Prepare again what was sent back")
async def post_preparation(
    sheet_id: UUID,
    accountant: SchoolAccountant,
    use_cases: UseCasesDep,
    clock: ClockDep,
    version: IfMatch,
    key: IdempotencyKey,
) -> SheetView:
    return SheetView.of(
        await use_cases.prepare_allowance_sheet_again(
            sheet_id=sheet_id, version=version, by=accountant, now=clock.now()
        )
    )


@router.post("/{sheet_id}/signature", summary="The principal signs")
async def post_signature(
    sheet_id: UUID,
    body: AmountSeen,
    principal: Principal,
    use_cases: UseCasesDep,
    clock: ClockDep,
    version: IfMatch,
    key: IdempotencyKey,
) -> SheetView:
    return SheetView.of(
        await use_cases.sign_allowance_sheet(
            sheet_id=sheet_id, version=version, seen=Money(body.amount_fen), by=principal, now=clock.now()
        )
    )


@router.post("/{sheet_id}/approval", summary="The district approves")
async def post_approval(
    sheet_id: UUID,
    body: AmountSeen,
    officer: StrongDistrictOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    version: IfMatch,
    key: IdempotencyKey,
) -> SheetView:
    return SheetView.of(
        await use_cases.approve_allowance_sheet(
            sheet_id=sheet_id, version=version, seen=Money(body.amount_fen), by=officer, now=clock.now()
        )
    )


@router.post(
    "/{sheet_id}/pay-file",
    summary="The approved sheet as a pay file",
    response_class=Response,
    responses=file_of(XLSX),
)
async def post_pay_file(
    sheet_id: UUID, exporter: SheetExporter, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> Response:
    sheet = await use_cases.export_allowance_sheet(sheet_id=sheet_id, by=exporter, now=clock.now())
    people = await use_cases.queries.describe_people([line.person_id for line in sheet.lines])
    name = f"allowance-{sheet.school_path.rsplit('/', 1)[1]}-{sheet.month}.xlsx"
    return attachment(_pay_file(sheet, people), name=name, media_type=XLSX)


def _pay_file(sheet: AllowanceSheet, people: Sequence[PersonDescribed]) -> bytes:
    """One row a person, in the order of staff numbers; the totals row foots by formula. No name becomes one."""
    lines = {line.person_id: line for line in sheet.lines}
    end = len(people) + 1
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, AS_WRITTEN) as book:
        page, money = book.add_worksheet("补助发放"), book.add_format({"num_format": YUAN_FORMAT})
        page.set_column(3, 4, 12)
        page.write_row(0, 0, ("工号", "姓名", "课时", "标准（元）", "金额（元）"))
        for row, one in enumerate(sorted(people, key=lambda person: person.login), start=1):
            line = lines[one.id]
            page.write_row(row, 0, (one.login.upper(), one.name, line.lessons))
            page.write_row(row, 3, (sheet.terms.rate.fen / 100, line.amount.fen / 100), money)
        page.write_row(end, 0, ("合计", f"{len(people)} 人"))
        page.write_formula(end, 2, f"=SUM(C2:C{end})", None, sum(line.lessons for line in sheet.lines))
        page.write_formula(end, 4, f"=SUM(E2:E{end})", money, sheet.amount.fen / 100)
    return buffer.getvalue()
