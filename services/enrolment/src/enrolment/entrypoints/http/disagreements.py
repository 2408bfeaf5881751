"""What the guardians of a child disagree about, seen by both, and by the school once one of them refers it."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.pages import Page, PageRequest
from chassis.http.preconditions import IfMatch
from enrolment.domain.disagreement import Outcome
from enrolment.entrypoints.http.dependencies import DisagreementReader, Guardian, SchoolHead, UseCasesDep

router = APIRouter(prefix="/v1", tags=["disagreements"])


class ActView(BaseModel):
    """`relation` is absent where this person is no longer a guardian."""

    guardian_id: UUID
    relation: str | None
    acted_at: datetime


class DisagreementView(BaseModel):
    """One wanted it, the other does not: consent, an answer to the survey, an application or a place.

    Nothing is overruled meanwhile, and the stricter holds. `title` names the course of a place.
    """

    disagreement_id: UUID
    pupil_id: UUID
    name: str
    matter: Literal["consent", "survey", "application", "placement"]
    subject_id: UUID
    term: str | None
    title: str | None
    wanted: ActView
    unwanted: ActView
    is_referred: bool
    version: int


class OutcomeRequest(Body):
    outcome: Literal["wanted", "unwanted"]
    reason: str = Field(min_length=2, max_length=500)


class SettledView(BaseModel):
    """Which of the two acts stands now."""

    disagreement_id: UUID
    outcome: Literal["wanted", "unwanted"]


class ReferredView(BaseModel):
    disagreement_id: UUID


@router.get("/disagreements", summary="What guardians of one's children disagree about, or referred to one's school")
async def get_disagreements(
    by: DisagreementReader, use_cases: UseCasesDep, clock: ClockDep, page: Annotated[PageRequest, Depends()]
) -> Page[DisagreementView]:
    is_guardian = by.role == "guardian"
    rows = await use_cases.queries.disagreements(
        guardian_id=by.id if is_guardian else None,
        school_path=None if is_guardian else by.path.text,
        after=page.last(UUID),
        limit=page.fetch,
    )
    return Page.of(
        rows,
        page,
        view=DisagreementView.model_validate,
        cursor=lambda row: (row["disagreement_id"],),
        as_of=clock.now(),
    )


@router.post("/disagreements/{disagreement_id}/retraction", status_code=201, summary="Take one's own act back")
async def post_retraction(
    disagreement_id: UUID, by: Guardian, use_cases: UseCasesDep, clock: ClockDep, version: IfMatch
) -> SettledView:
    outcome = await use_cases.bindings.take_act_back(
        disagreement_id=disagreement_id, by=by, now=clock.now(), on=clock.today(), version=version
    )
    return SettledView(disagreement_id=disagreement_id, outcome=outcome.value)


@router.post(
    "/disagreements/{disagreement_id}/referral", status_code=201, summary="Ask the school to record what holds"
)
async def post_referral(disagreement_id: UUID, by: Guardian, use_cases: UseCasesDep, clock: ClockDep) -> ReferredView:
    await use_cases.bindings.refer_to_school(disagreement_id=disagreement_id, by=by, now=clock.now())
    return ReferredView(disagreement_id=disagreement_id)


@router.post("/disagreements/{disagreement_id}/outcome", status_code=201, summary="Record what holds, with the reason")
async def post_outcome(
    disagreement_id: UUID,
    body: OutcomeRequest,
    by: SchoolHead,
    use_cases: UseCasesDep,
    clock: ClockDep,
    version: IfMatch,
) -> SettledView:
    await use_cases.bindings.record_outcome(
        disagreement_id=disagreement_id,
        outcome=Outcome(body.outcome),
        reason=body.reason,
        by=by,
        now=clock.now(),
        on=clock.today(),
        version=version,
    )
    return SettledView(disagreement_id=disagreement_id, outcome=body.outcome)
