"""What should be looked into, in neutral words and without names."""

from datetime import date
from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.preconditions import IfMatch
from chassis.http.values import TermWord
from inspection.application.queries import AnomalyShown
from inspection.domain.anomaly import AnomalyRule, AnomalyState, Outcome
from inspection.entrypoints.http.dependencies import AnomalyReader, DistrictOfficer, PageDep, UseCasesDep
from inspection.entrypoints.http.small_groups import facts_from_above
from kernel.actor import Actor

router = APIRouter(prefix="/v1/anomalies", tags=["anomalies"], route_class=IdempotentRoute)


class AnomalyView(BaseModel):
    id: UUID
    rule: AnomalyRule
    school: str
    school_name: str
    term: str
    class_id: UUID | None
    facts: dict[str, int | None] = Field(
        description="The figures seen side by side; names in _fen are fen. Null where they would tell of fewer than"
        " ten; told anew when ten more, or fewer, are behind them."
    )
    since: date
    occurrence: int = Field(description="Above 1: it came back, or got worse, after an earlier one was looked into.")
    owner: str
    state: AnomalyState
    outcome: Outcome | None
    note: str | None = Field(description="What whoever looked into it wrote down; for officers of the district.")
    version: int = Field(description="Another one once the figures, or what came of it, are others.")
    allowed_actions: list[str]

    @classmethod
    def of(cls, shown: AnomalyShown, by: Actor) -> "AnomalyView":
        one = shown.anomaly
        return cls(
            id=one.id,
            rule=one.rule,
            school=shown.school_code,
            school_name=shown.school_name,
            term=one.term,
            class_id=one.class_id,
            facts=facts_from_above(one.facts, shown.told, beside=shown.district),
            since=one.since,
            occurrence=one.occurrence,
            owner=one.owner,
            state=one.state,
            outcome=one.outcome,
            note=shown.note,
            version=one.version,
            allowed_actions=_actions(shown, by),
        )


class VerificationRequest(Body):
    outcome: Literal["explained", "to_inspection", "corrected"]
    note: str = Field(min_length=1, max_length=2_000)


def _actions(shown: AnomalyShown, by: Actor) -> list[str]:
    one = shown.anomaly
    if by.role != "district-officer":
        return []
    if one.state is AnomalyState.OPEN:
        return ["verification"]
    # One's own work offers no closing.
    return ["closing"] if one.state is AnomalyState.VERIFIED and one.verified_by != by.id else []


@router.get("", summary="What should be looked into")
async def get_anomalies(
    reader: AnomalyReader,
    use_cases: UseCasesDep,
    clock: ClockDep,
    page: PageDep,
    term: TermWord | None = None,
    state: AnomalyState | None = None,
    rule: AnomalyRule | None = None,
) -> Page[AnomalyView]:
    shown = await use_cases.queries.anomalies(
        reader, term=term, state=state, rule=rule, after=page.last(UUID), limit=page.fetch
    )
    return Page.of(
        shown,
        page,
        view=lambda one: AnomalyView.of(one, reader),
        cursor=lambda one: (one.anomaly.id,),
        as_of=clock.now(),
    )


@router.post("/{anomaly_id}/verification", summary="Say what came of looking into it")
async def post_verification(
    anomaly_id: UUID,
    body: VerificationRequest,
    officer: DistrictOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> dict[str, str]:
    anomaly = await use_cases.verify_anomaly(
        anomaly_id=anomaly_id,
        outcome=Outcome(body.outcome),
        note=body.note,
        by=officer,
        now=clock.now(),
        version=version,
    )
    return {"state": anomaly.state.value}


@router.post("/{anomaly_id}/closing", summary="Close it, as a second person")
async def post_closing(
    anomaly_id: UUID,
    officer: DistrictOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> dict[str, str]:
    anomaly = await use_cases.close_anomaly(anomaly_id=anomaly_id, by=officer, now=clock.now(), version=version)
    return {"state": anomaly.state.value}
