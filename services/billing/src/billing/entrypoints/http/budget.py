"""Subsidies and what else the budget owes."""

from http import HTTPStatus
from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from billing.application.money_views import RollEntryView, SubsidyView
from billing.entrypoints.http.dependencies import (
    PageDep,
    RollReader,
    StrongFinanceOfficer,
    SubsidyReader,
    UseCasesDep,
)
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.values import TermWord

router = APIRouter(prefix="/v1", tags=["budget"], route_class=IdempotentRoute)


class SubsidyRequest(Body):
    school_path: str = Field(max_length=200)
    term: TermWord


class ClaimRequest(Body):
    unit_code: str = Field(max_length=40)
    kind: Literal["waivers", "channel_fees"]
    term: TermWord


@router.post("/subsidies", status_code=HTTPStatus.CREATED, summary="Calculate a school's subsidy with its roll")
async def post_subsidy(
    body: SubsidyRequest, officer: StrongFinanceOfficer, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> SubsidyView:
    subsidy_id = await use_cases.calculate_subsidy(
        school_path=body.school_path, term=body.term, by=officer, now=clock.now(), on=clock.today()
    )
    return await use_cases.queries.subsidy(subsidy_id, by=officer)


@router.post("/budget-claims", status_code=HTTPStatus.CREATED, summary="Claim waivers or channel fees from the budget")
async def post_claim(
    body: ClaimRequest, officer: StrongFinanceOfficer, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> SubsidyView:
    claim_id = await use_cases.claim_budget_money(
        unit_code=body.unit_code, kind=body.kind, term=body.term, by=officer, now=clock.now(), on=clock.today()
    )
    return await use_cases.queries.subsidy(claim_id, by=officer)


@router.get("/subsidies", summary="List subsidies and claims")
async def get_subsidies(
    reader: SubsidyReader,
    use_cases: UseCasesDep,
    page: PageDep,
    term: TermWord | None = None,
) -> Page[SubsidyView]:
    found = await use_cases.queries.subsidies(by=reader, term=term, after=page.after(UUID), limit=page.fetch)
    return Page[SubsidyView].of(found, page, view=lambda row: row, cursor=lambda row: (row.id,))


@router.get("/subsidies/{subsidy_id}", summary="One subsidy or claim")
async def get_subsidy(subsidy_id: UUID, reader: SubsidyReader, use_cases: UseCasesDep) -> SubsidyView:
    return await use_cases.queries.subsidy(subsidy_id, by=reader)


@router.get("/subsidies/{subsidy_id}/roll", summary="Who was counted, with attendances")
async def get_roll(subsidy_id: UUID, reader: RollReader, use_cases: UseCasesDep, page: PageDep) -> Page[RollEntryView]:
    found = await use_cases.queries.roll(subsidy_id, by=reader, after=page.after(UUID), limit=page.fetch)
    return Page[RollEntryView].of(found, page, view=lambda row: row, cursor=lambda row: (row.pupil_id,))
