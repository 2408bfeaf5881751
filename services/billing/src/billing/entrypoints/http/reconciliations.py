"""Months: balance statements, signatures, closing, balances of accounts."""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from billing.application.money_views import AccountBalanceView, ReconciliationListed, ReconciliationView
from billing.entrypoints.http.dependencies import (
    BalanceReader,
    PageDep,
    ReconciliationReader,
    StatementReader,
    StrongFinanceOfficer,
    UseCasesDep,
)
from billing.entrypoints.http.workbooks import balance_workbook
from chassis.files.handed_out import XLSX, file_of
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.values import Digest, MonthWord
from kernel.term import Month

router = APIRouter(prefix="/v1", tags=["reconciliation"], route_class=IdempotentRoute)
Unit = Annotated[str, Path(max_length=40)]


class SignatureRequest(Body):
    signs_as: Literal["preparer", "reviewer"]
    digest: Digest = Field(description="Of the balance statement as it was shown.")


class CloseRequest(Body):
    digest: Digest = Field(description="Of the balance statement as it was shown.")


@router.get("/reconciliations", summary="List units and months with how far they are")
async def get_reconciliations(
    reader: ReconciliationReader,
    use_cases: UseCasesDep,
    page: PageDep,
    unit: Annotated[str | None, Query(max_length=40)] = None,
) -> Page[ReconciliationListed]:
    found = await use_cases.queries.reconciliations(by=reader, unit=unit, after=page.after(str, str), limit=page.fetch)
    return Page[ReconciliationListed].of(
        found, page, view=lambda row: row, cursor=lambda row: (row.unit_code, row.month)
    )


@router.get("/reconciliations/{unit}/{month}", summary="Bank against books, and what keeps the month open")
async def get_reconciliation(
    unit: Unit, month: MonthWord, reader: StatementReader, use_cases: UseCasesDep
) -> ReconciliationView:
    return await use_cases.queries.reconciliation(unit, Month.parse(month), by=reader)


@router.get(
    "/reconciliations/{unit}/{month}/statement.xlsx",
    summary="银行存款余额调节表 as a workbook",
    response_class=Response,
    responses=file_of(XLSX),
)
async def get_balance_statement(
    unit: Unit, month: MonthWord, reader: StatementReader, use_cases: UseCasesDep
) -> Response:
    view = await use_cases.queries.reconciliation(unit, Month.parse(month), by=reader)
    owner = await use_cases.queries.unit(unit, by=reader)
    signed = {"preparer": view.prepared_by, "reviewer": view.reviewed_by}
    known = await use_cases.staff.names([person for person in signed.values() if person is not None])
    content = balance_workbook(
        view,
        unit_name=owner.name,
        account=owner.account_suffix,
        names={role: known.get(person, str(person)) for role, person in signed.items() if person is not None},
    )
    return Response(content, media_type=XLSX)


@router.post("/reconciliations/{unit}/{month}/signatures", summary="Sign a month's balance statement")
async def post_signature(
    unit: Unit,
    month: MonthWord,
    body: SignatureRequest,
    officer: StrongFinanceOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> ReconciliationView:
    await use_cases.sign_month(
        unit_code=unit,
        month=Month.parse(month),
        signs_as=body.signs_as,
        seen=body.digest,
        by=officer,
        now=clock.now(),
    )
    return await use_cases.queries.reconciliation(unit, Month.parse(month), by=officer)


@router.post("/months/{unit}/{month}/close", status_code=HTTPStatus.OK, summary="Close a month for good")
async def post_close(
    unit: Unit,
    month: MonthWord,
    body: CloseRequest,
    officer: StrongFinanceOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> ReconciliationView:
    await use_cases.close_month(
        unit_code=unit, month=Month.parse(month), seen=body.digest, by=officer, now=clock.now(), on=clock.today()
    )
    return await use_cases.queries.reconciliation(unit, Month.parse(month), by=officer)


@router.get("/ledger/balances", summary="Debits, credits and balance of each account of a unit")
async def get_balances(
    reader: BalanceReader,
    use_cases: UseCasesDep,
    unit: Annotated[str, Query(max_length=40)],
    until: MonthWord | None = None,
) -> list[AccountBalanceView]:
    found = await use_cases.queries.balances(by=reader, unit=unit, until=None if until is None else Month.parse(until))
    return list(found)
