"""Bill runs, bills and what explains them, payment orders."""

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from billing.application.charging_views import (
    BillExplanationView,
    BillRunView,
    BillView,
    PaymentOrderView,
    PaymentView,
    RefusalView,
)
from billing.entrypoints.http.dependencies import (
    BillExplainer,
    BillLister,
    BillReader,
    BillRunner,
    BooksReader,
    Guardian,
    OrderReader,
    PageDep,
    RollReader,
    UseCasesDep,
)
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.values import AskedFlag, Day, Fen, TermWord
from kernel.errors import Unavailable
from kernel.money import Money

router = APIRouter(prefix="/v1", tags=["bills"], route_class=IdempotentRoute)
_STAFF_WHO_NEED_NAMES = ("school-accountant", "school-cashier")


class BillRunRequest(Body):
    term: TermWord
    scope_path: str = Field(max_length=200, description="The school or district that is billed.")


class OrderRequest(Body):
    amount_fen: Fen = Field(description="What the bill was shown to ask for still.")


class BillRunStarted(BaseModel):
    run_id: UUID
    operation_id: UUID


@router.post("/bill-runs", status_code=HTTPStatus.ACCEPTED, summary="Bill everybody who agreed and was not billed yet")
async def post_bill_run(
    body: BillRunRequest, runner: BillRunner, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> BillRunStarted:
    started = await use_cases.start_bill_run(
        scope_path=body.scope_path, term=body.term, by=runner, now=clock.now(), on=clock.today()
    )
    return BillRunStarted(run_id=started.run_id, operation_id=started.operation_id)


@router.get("/bill-runs", summary="List bill runs")
async def get_bill_runs(
    reader: BooksReader,
    use_cases: UseCasesDep,
    page: PageDep,
    term: TermWord | None = None,
) -> Page[BillRunView]:
    found = await use_cases.queries.bill_runs(by=reader, term=term, after=page.after(UUID), limit=page.fetch)
    return Page[BillRunView].of(found, page, view=lambda row: row, cursor=lambda row: (row.id,))


@router.get("/bill-runs/{run_id}", summary="How a bill run stands")
async def get_bill_run(run_id: UUID, reader: BooksReader, use_cases: UseCasesDep) -> BillRunView:
    return await use_cases.queries.bill_run(run_id, by=reader)


@router.get("/bill-runs/{run_id}/refusals", summary="What a run did not charge, each with its reason")
async def get_refusals(run_id: UUID, reader: RollReader, use_cases: UseCasesDep, page: PageDep) -> Page[RefusalView]:
    found = await use_cases.queries.refusals(run_id, by=reader, after=page.after(UUID), limit=page.fetch)
    return Page[RefusalView].of(found, page, view=lambda row: row, cursor=lambda row: (row.placement_id,))


@router.get("/bills", summary="List bills: a guardian's own children's, else those of one's schools")
async def get_bills(
    reader: BillLister,
    use_cases: UseCasesDep,
    page: PageDep,
    school: Annotated[str | None, Query(max_length=200)] = None,
    term: TermWord | None = None,
    state: Annotated[str | None, Query(max_length=20)] = None,
    names: Annotated[
        AskedFlag, Query(description="Ask enrolment for the pupils' names; left out where it is down.")
    ] = False,
) -> Page[BillView]:
    found = await use_cases.queries.bills(
        by=reader, school=school, term=term, state=state, after=page.after(UUID), limit=page.fetch
    )
    if names and reader.role in _STAFF_WHO_NEED_NAMES:
        try:
            known = await use_cases.directory.names([bill.pupil_id for bill in found])
        except Unavailable:
            known = {}
        found = [replace(bill, pupil_name=known.get(bill.pupil_id)) for bill in found]
    return Page[BillView].of(found, page, view=lambda row: row, cursor=lambda row: (row.id,))


@router.get("/bills/{bill_id}", summary="One bill")
async def get_bill(bill_id: UUID, reader: BillReader, use_cases: UseCasesDep) -> BillView:
    return await use_cases.queries.bill(bill_id, by=reader)


@router.get("/bills/{bill_id}/payments", summary="What pays a bill, or is said to, and how far its proof goes")
async def get_bill_payments(bill_id: UUID, reader: BillReader, use_cases: UseCasesDep) -> list[PaymentView]:
    return await use_cases.queries.payments(bill_id, by=reader)


@router.get("/bills/{bill_id}/explanation", summary="Every line of a bill with pack, version, rule and source")
async def get_bill_explanation(bill_id: UUID, reader: BillExplainer, use_cases: UseCasesDep) -> BillExplanationView:
    return await use_cases.queries.explanation(bill_id, by=reader)


@router.post("/bills/{bill_id}/payment-orders", status_code=HTTPStatus.CREATED, summary="Order a payment of a bill")
async def post_payment_order(
    bill_id: UUID, body: OrderRequest, guardian: Guardian, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> PaymentOrderView:
    order_id = await use_cases.order_payment(
        bill_id=bill_id, seen=Money(body.amount_fen), by=guardian, now=clock.now(), on=clock.today()
    )
    return await use_cases.queries.payment_order(order_id, by=guardian)


@router.get("/payment-orders", summary="List payment orders, of a day or of a bill")
async def get_payment_orders(
    reader: OrderReader,
    use_cases: UseCasesDep,
    page: PageDep,
    on: Day | None = None,
    bill: UUID | None = None,
) -> Page[PaymentOrderView]:
    found = await use_cases.queries.payment_orders(
        by=reader, on=on, bill_id=bill, after=page.after(str), limit=page.fetch
    )
    return Page[PaymentOrderView].of(found, page, view=lambda row: row, cursor=lambda row: (row.merchant_order_number,))
