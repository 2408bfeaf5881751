"""Lines, candidates, matches and exceptions."""

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from billing.application.money_views import CandidateView, ExceptionView, MatchView, PartyView, StatementLineView
from billing.application.store_records import Proposal
from billing.domain.difference import Resolution
from billing.entrypoints.http.dependencies import (
    Matcher,
    PageDep,
    StatementReader,
    StrongFinanceOfficer,
    UseCasesDep,
)
from billing.entrypoints.http.refunds import Disclosure
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.preconditions import IfMatch
from chassis.http.values import Flag, MonthWord, SignedFen
from kernel.money import Money
from kernel.term import Month

router = APIRouter(prefix="/v1", tags=["matching"], route_class=IdempotentRoute)
Source = Literal["trade", "fund", "bank"]


class MatchRequest(Body):
    bank_line_id: UUID
    fund_line_ids: list[UUID] = Field(min_length=1, max_length=100)
    reason: str = Field(min_length=2, max_length=200)


class ResolutionRequest(Body):
    """`assign` names the bill of money in or the payment of money out, `returned` the payment that came back, `offset`
    the exception it cancels out with.
    """

    resolution: Resolution
    bill_id: UUID | None = None
    payment_number: str | None = Field(default=None, max_length=40)
    counterpart_id: UUID | None = None
    purpose: str | None = Field(default=None, max_length=40)
    reason: str = Field(min_length=2, max_length=200)


class ResolutionDecision(Body):
    approved: Flag
    amount_fen: SignedFen = Field(description="Of the exception as it was shown.")


@router.get("/statement-lines", summary="List statement lines of a unit")
async def get_statement_lines(
    reader: StatementReader,
    use_cases: UseCasesDep,
    page: PageDep,
    unit: Annotated[str, Query(max_length=40)],
    source: Source | None = None,
    state: Literal["open", "matched", "exception"] | None = None,
    month: MonthWord | None = None,
) -> Page[StatementLineView]:
    found = await use_cases.queries.lines(
        by=reader,
        unit=unit,
        source=source,
        state=state,
        month=_month(month),
        after=page.after(UUID),
        limit=page.fetch,
    )
    return Page[StatementLineView].of(found, page, view=lambda row: row, cursor=lambda row: (row.id,))


@router.get("/statement-lines/{line_id}/candidates", summary="What a line may belong to, with the facts")
async def get_candidates(line_id: UUID, reader: StatementReader, use_cases: UseCasesDep) -> list[CandidateView]:
    return await use_cases.queries.candidates(line_id, by=reader)


@router.post("/statement-lines/{line_id}/party", summary="Read in full who the bank says it was; that is on record")
async def post_party(
    line_id: UUID,
    body: Disclosure,
    officer: Matcher,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> PartyView:
    party = await use_cases.disclose_party(line_id=line_id, reason=body.reason, by=officer, now=clock.now())
    return PartyView(name=party.name, bank_name="", account=party.account)


@router.get("/matches", summary="List matched lines with the reason of each match")
async def get_matches(
    reader: StatementReader,
    use_cases: UseCasesDep,
    page: PageDep,
    unit: Annotated[str, Query(max_length=40)],
    source: Source | None = None,
    month: MonthWord | None = None,
) -> Page[MatchView]:
    found = await use_cases.queries.matches(
        by=reader, unit=unit, source=source, month=_month(month), after=page.after(UUID), limit=page.fetch
    )
    return Page[MatchView].of(found, page, view=lambda row: row, cursor=lambda row: (row.id,))


@router.post(
    "/matches", status_code=HTTPStatus.NO_CONTENT, summary="Match a bank credit with the channel's payouts by hand"
)
async def post_match(
    body: MatchRequest, officer: Matcher, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> None:
    await use_cases.match_by_hand(
        bank_line_id=body.bank_line_id,
        fund_line_ids=tuple(body.fund_line_ids),
        reason=body.reason,
        by=officer,
        now=clock.now(),
        on=clock.today(),
    )


@router.delete("/matches/{line_id}", status_code=HTTPStatus.NO_CONTENT, summary="Take a match apart, leaving a trace")
async def delete_match(
    line_id: UUID,
    officer: Matcher,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    reason: Annotated[str, Query(min_length=2, max_length=200)],
) -> None:
    await use_cases.undo_match(line_id=line_id, reason=reason, by=officer, now=clock.now(), on=clock.today())


@router.get("/exceptions", summary="List what does not agree, with owner and age")
async def get_exceptions(
    reader: StatementReader,
    use_cases: UseCasesDep,
    page: PageDep,
    clock: ClockDep,
    unit: Annotated[str | None, Query(max_length=40)] = None,
    state: Literal["open", "proposed", "carried", "resolved"] | None = None,
) -> Page[ExceptionView]:
    found = await use_cases.queries.exceptions(
        by=reader, unit=unit, state=state, today=clock.today(), after=page.after(UUID), limit=page.fetch
    )
    return Page[ExceptionView].of(found, page, view=lambda row: row, cursor=lambda row: (row.id,))


@router.post("/exceptions/{exception_id}/resolution", summary="Propose how an exception is closed")
async def post_resolution(
    exception_id: UUID,
    body: ResolutionRequest,
    officer: Matcher,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> ExceptionView:
    await use_cases.propose_resolution(
        difference_id=exception_id,
        proposal=Proposal(
            resolution=body.resolution,
            reason=body.reason,
            bill_id=body.bill_id,
            purpose=body.purpose,
            payment_number=body.payment_number,
            counterpart_id=body.counterpart_id,
        ),
        by=officer,
        now=clock.now(),
        version=version,
    )
    return await use_cases.queries.exception(exception_id, by=officer, today=clock.today())


@router.post("/exceptions/{exception_id}/resolution/approval", summary="Agree to a resolution, as another person")
async def post_resolution_approval(
    exception_id: UUID,
    body: ResolutionDecision,
    officer: StrongFinanceOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> ExceptionView:
    await use_cases.approve_resolution(
        difference_id=exception_id,
        approved=body.approved,
        seen=Money(body.amount_fen),
        by=officer,
        now=clock.now(),
        on=clock.today(),
        version=version,
    )
    return await use_cases.queries.exception(exception_id, by=officer, today=clock.today())


def _month(text: str | None) -> Month | None:
    return None if text is None else Month.parse(text)
