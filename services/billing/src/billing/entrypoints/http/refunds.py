"""Refunds, and everything that must move through bank or channel under a number of ours."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from billing.application.money_views import PartyView, PaymentDueView, RefundView
from billing.entrypoints.http.dependencies import (
    Accountant,
    PageDep,
    Payer,
    RefundReader,
    StatementReader,
    StrongPrincipal,
    UseCasesDep,
)
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.preconditions import IfMatch, etag
from chassis.http.values import Day, Fen, Flag, TermWord
from kernel.money import Money

router = APIRouter(prefix="/v1", tags=["refunds"], route_class=IdempotentRoute)


PaperNumber = Annotated[str, Path(max_length=40)]


class Disclosure(Body):
    reason: str = Field(min_length=2, max_length=200)


class RefundRequest(Body):
    placement_id: UUID


class PreparationRequest(Body):
    amount_fen: Fen = Field(description="What the refund was shown to pay out.")


class RefundDecision(Body):
    approved: Flag
    amount_fen: Fen = Field(description="What the refund was shown to pay out.")


@router.post("/refunds", status_code=HTTPStatus.CREATED, summary="Prepare the refund of an ended service")
async def post_refund(
    body: RefundRequest, accountant: Accountant, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> RefundView:
    refund_id = await use_cases.propose_refund(
        placement_id=body.placement_id, by=accountant, now=clock.now(), on=clock.today()
    )
    return await use_cases.queries.refund(refund_id, by=accountant)


@router.post("/refunds/{refund_id}/preparation", summary="Take over a refund that the system proposed")
async def post_refund_preparation(
    refund_id: UUID,
    body: PreparationRequest,
    accountant: Accountant,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> RefundView:
    await use_cases.take_over_refund(
        refund_id=refund_id, seen=Money(body.amount_fen), by=accountant, now=clock.now(), version=version
    )
    return await use_cases.queries.refund(refund_id, by=accountant)


@router.post("/refunds/{refund_id}/approval", summary="Approve or reject a refund, as another person")
async def post_refund_approval(
    refund_id: UUID,
    body: RefundDecision,
    principal: StrongPrincipal,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> RefundView:
    await use_cases.approve_refund(
        refund_id=refund_id,
        approved=body.approved,
        seen=Money(body.amount_fen),
        by=principal,
        now=clock.now(),
        on=clock.today(),
        version=version,
    )
    return await use_cases.queries.refund(refund_id, by=principal)


@router.get("/refunds", summary="List refunds with their calculation")
async def get_refunds(
    reader: RefundReader,
    use_cases: UseCasesDep,
    page: PageDep,
    term: TermWord | None = None,
    state: Annotated[str | None, Query(max_length=20)] = None,
) -> Page[RefundView]:
    found = await use_cases.queries.refunds(by=reader, term=term, state=state, after=page.after(UUID), limit=page.fetch)
    return Page[RefundView].of(found, page, view=lambda row: row, cursor=lambda row: (row.id,))


@router.get("/refunds/{refund_id}", summary="One refund with its calculation")
async def get_refund(refund_id: UUID, reader: RefundReader, use_cases: UseCasesDep, response: Response) -> RefundView:
    refund = await use_cases.queries.refund(refund_id, by=reader)
    response.headers["ETag"] = etag(refund.version)
    return refund


@router.post("/payments-due/{number}/payee", summary="Read in full whom a payment goes to; it goes on record")
async def post_payee(
    number: PaperNumber, body: Disclosure, payer: Payer, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> PartyView:
    payee = await use_cases.disclose_payee(number=number, reason=body.reason, by=payer, now=clock.now())
    return PartyView(name=payee.name, bank_name=payee.bank_name, account=payee.account)


@router.get("/payments-due", summary="What must move and no statement has shown yet")
async def get_payments_due(
    reader: StatementReader,
    use_cases: UseCasesDep,
    page: PageDep,
    clock: ClockDep,
    on: Day | None = None,
    unit: Annotated[str | None, Query(max_length=40)] = None,
) -> Page[PaymentDueView]:
    found = await use_cases.queries.payments_due(
        by=reader, on=on or clock.today(), unit=unit, after=page.after(str), limit=page.fetch
    )
    return Page[PaymentDueView].of(found, page, view=lambda row: row, cursor=lambda row: (row.number,))
