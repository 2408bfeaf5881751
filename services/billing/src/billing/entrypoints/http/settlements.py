"""Vendor settlements."""

from datetime import date
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from billing.application.money_views import SettledLessonView, SettlementView
from billing.entrypoints.http.dependencies import (
    Accountant,
    PageDep,
    Payer,
    SettlementReader,
    StrongPrincipal,
    UseCasesDep,
    VendorClerk,
)
from billing.entrypoints.http.workbooks import pay_workbook
from chassis.files.handed_out import XLSX, file_of
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.preconditions import IfMatch, etag
from chassis.http.values import Fen, MonthWord
from kernel.money import Money
from kernel.term import Month

router = APIRouter(prefix="/v1/settlements", tags=["settlements"], route_class=IdempotentRoute)


class SettlementRequest(Body):
    contract_id: UUID
    month: MonthWord


class AmountSeen(Body):
    amount_fen: Fen = Field(description="What the settlement was shown to pay.")


@router.post("", status_code=HTTPStatus.CREATED, summary="Settle a contract's confirmed lessons up to a month")
async def post_settlement(
    body: SettlementRequest, accountant: Accountant, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> SettlementView:
    settlement_id = await use_cases.prepare_settlement(
        contract_id=body.contract_id, month=Month.parse(body.month), by=accountant, now=clock.now()
    )
    return await use_cases.queries.settlement(settlement_id, by=accountant)


@router.post("/{settlement_id}/confirmation", summary="Agree with a settlement, as the vendor")
async def post_confirmation(
    settlement_id: UUID,
    body: AmountSeen,
    clerk: VendorClerk,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> SettlementView:
    await use_cases.confirm_settlement(
        settlement_id=settlement_id, seen=Money(body.amount_fen), by=clerk, now=clock.now(), version=version
    )
    return await use_cases.queries.settlement(settlement_id, by=clerk)


@router.post("/{settlement_id}/payment", summary="Let a settlement be paid, as another person")
async def post_payment(
    settlement_id: UUID,
    body: AmountSeen,
    principal: StrongPrincipal,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> SettlementView:
    await use_cases.pay_settlement(
        settlement_id=settlement_id,
        seen=Money(body.amount_fen),
        by=principal,
        now=clock.now(),
        on=clock.today(),
        version=version,
    )
    return await use_cases.queries.settlement(settlement_id, by=principal)


@router.get("", summary="List settlements of one's schools, or of one's own vendor")
async def get_settlements(
    reader: SettlementReader,
    use_cases: UseCasesDep,
    page: PageDep,
    month: MonthWord | None = None,
) -> Page[SettlementView]:
    found = await use_cases.queries.settlements(by=reader, month=month, after=page.after(UUID), limit=page.fetch)
    return Page[SettlementView].of(found, page, view=lambda row: row, cursor=lambda row: (row.id,))


@router.get("/{settlement_id}", summary="One settlement")
async def get_settlement(
    settlement_id: UUID, reader: SettlementReader, use_cases: UseCasesDep, response: Response
) -> SettlementView:
    settlement = await use_cases.queries.settlement(settlement_id, by=reader)
    response.headers["ETag"] = etag(settlement.version)
    return settlement


@router.get("/{settlement_id}/lessons", summary="The confirmed lessons a settlement pays")
async def get_lessons(
    settlement_id: UUID, reader: SettlementReader, use_cases: UseCasesDep, page: PageDep
) -> Page[SettledLessonView]:
    found = await use_cases.queries.settled_lessons(
        settlement_id, by=reader, after=page.after(date, UUID), limit=page.fetch
    )
    return Page[SettledLessonView].of(
        found, page, view=lambda row: row, cursor=lambda row: (row.held_on.isoformat(), row.session_id)
    )


@router.post(
    "/{settlement_id}/pay-file",
    summary="The payment as a workbook for the cashier",
    response_class=Response,
    responses=file_of(XLSX),
)
async def post_pay_file(
    settlement_id: UUID, payer: Payer, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> Response:
    """The file holds the whole account number, so that giving it is recorded."""
    order = await use_cases.give_pay_file(settlement_id=settlement_id, by=payer, now=clock.now(), on=clock.today())
    return Response(pay_workbook(order), media_type=XLSX)
