"""Applying, declining, and the reviews that follow."""

import hashlib
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from chassis.http.access import ACTING_HEADER
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import REPLAYED_HEADER, IdempotencyKey
from chassis.http.pages import Page, PageRequest
from chassis.http.preconditions import IfMatch, etag
from chassis.http.values import Count, Digest, Flag, TermWord, Weekday
from enrolment.application.review_applications import Review
from enrolment.application.submit_applications import Submitted
from enrolment.application.use_cases import Admission
from enrolment.domain.application import ApplicationUnknown, Applying, Verdict, WishesMalformed
from enrolment.entrypoints.http.dependencies import (
    ClassTeacher,
    Guardian,
    Reader,
    SchoolCode,
    SchoolHead,
    SchoolOffice,
    TermCode,
    UseCasesDep,
    own_school,
)

# No IdempotentRoute here: applying is admitted in batches that keep the keys themselves, with the same meaning.
router = APIRouter(prefix="/v1", tags=["applications"])
_ROUTE = "POST /v1/applications"


class ApplicationRequest(Body):
    """Wishes in order of preference, care among them; or `decline`, with nothing else to say."""

    pupil_id: UUID
    term: TermWord
    decline: Flag
    wishes: list[UUID] = Field(default_factory=list, max_length=8)
    weekdays: list[Weekday] = Field(default_factory=list, max_length=7)
    courses_wanted: int | None = Field(strict=True, default=None, ge=1, le=3, description="One where left out.")


class WishView(BaseModel):
    """`held`: a seat is kept; `waitlisted`: full, with the place on the list; `pending`: decided by the draw;
    `not_needed`: as many courses are held as were asked for; `does_not_fit`: it clashes with a course that is held, or
    both together cost more than one pupil may be charged.
    """

    offering_id: UUID
    outcome: str
    position: int | None = None


class ApplicationAnswer(BaseModel):
    """`disagreement_id`: another guardian applied, and what was declined stays until the two agree."""

    application_id: UUID | None
    wishes: list[WishView]
    disagreement_id: UUID | None = None


class ApplicationView(BaseModel):
    application_id: UUID
    pupil_id: UUID
    name: str
    class_name: str
    state: str
    reason: str
    suggestion: UUID | None
    weekdays: list[int]
    wishes: list[UUID]
    wish_titles: list[str]
    courses_wanted: int
    priority: bool
    submitted_at: datetime
    version: int
    rule: str
    allowed_actions: list[str] = Field(default_factory=list)


class ReviewRequest(Body):
    verdict: Literal["approve", "return", "alternative"]
    reason: str = Field(default="", max_length=500)
    suggestion: UUID | None = None


class BatchedReview(ReviewRequest):
    application_id: UUID
    version: Count = Field(description="Of the application as it was shown.")


class BatchReviewRequest(Body):
    reviews: list[BatchedReview] = Field(min_length=1, max_length=200)


class ReviewedView(BaseModel):
    application_id: UUID
    state: str


class ApprovalsRequest(Body):
    digest: Digest


class WaitingApplications(BaseModel):
    waiting: int
    digest: str = Field(description="Of all applications that wait; who approves them names it.")


class ApprovalsView(BaseModel):
    approved: int


def render_submitted(submitted: Submitted) -> bytes:
    """The stored answer to an application, as the client gets it."""
    return (
        ApplicationAnswer(
            application_id=submitted.application_id,
            wishes=[
                WishView(offering_id=one.offering_id, outcome=one.outcome, position=one.position)
                for one in submitted.wishes
            ],
        )
        .model_dump_json()
        .encode()
    )


@router.post(
    "/applications",
    status_code=201,
    response_model=ApplicationAnswer,
    summary="Apply for a child, or decline",
)
async def post_application(
    request: Request,
    body: ApplicationRequest,
    by: Guardian,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> Response:
    if body.decline:
        if body.wishes:
            raise WishesMalformed("decline, or wish for something: one of the two")
        # Declining leaves nothing behind, so no key is kept either; doing it twice is doing it once.
        disagreement = await use_cases.decline_application(
            pupil_id=body.pupil_id, term=body.term, by=by, now=clock.now(), on=clock.today()
        )
        answer = ApplicationAnswer(application_id=None, wishes=[], disagreement_id=disagreement)
        return Response(answer.model_dump_json(), status_code=201, media_type="application/json")
    admitted = await use_cases.admit(
        Admission(
            Applying(
                body.pupil_id,
                by.id,
                body.term,
                tuple(body.wishes),
                tuple(sorted(set(body.weekdays))),
                body.courses_wanted or 1,
            ),
            by,
            key,
            _ROUTE,
            await _fingerprint(request),
        )
    )
    headers = {REPLAYED_HEADER: "true"} if admitted.replayed else {}
    return Response(admitted.body, status_code=admitted.status, media_type="application/json", headers=headers)


async def _fingerprint(request: Request) -> bytes:
    acting = request.headers.get(ACTING_HEADER, "").encode("latin-1")
    return hashlib.sha256(acting + b"\x00" + await request.body()).digest()


@router.get("/applications", summary="Applications of one's school that wait for its decision")
async def get_applications(
    term: TermWord,
    by: SchoolHead,
    use_cases: UseCasesDep,
    clock: ClockDep,
    page: Annotated[PageRequest, Depends()],
) -> Page[ApplicationView]:
    rows = await use_cases.queries.applications(
        school_path=by.path.text, term=term, after=page.last(UUID), limit=page.fetch
    )
    return Page.of(
        [{**row, "allowed_actions": ["approve"]} for row in rows],
        page,
        view=ApplicationView.model_validate,
        cursor=lambda row: (row["application_id"],),
        as_of=clock.now(),
    )


@router.get("/applications/{application_id}", summary="One application of one's child or school")
async def get_application(
    application_id: UUID, by: Reader, use_cases: UseCasesDep, response: Response
) -> ApplicationView:
    guardian = by.id if by.role == "guardian" else None
    row = await use_cases.queries.application(
        application_id, guardian_id=guardian, school_path=None if guardian else by.path.text
    )
    if row is None:
        raise ApplicationUnknown("no application of yours by that id")
    response.headers["ETag"] = etag(row["version"])
    return ApplicationView.model_validate(row)


@router.get("/review-queue", summary="Applications of one's own class that wait for review")
async def get_review_queue(
    term: TermWord,
    by: ClassTeacher,
    use_cases: UseCasesDep,
    clock: ClockDep,
    page: Annotated[PageRequest, Depends()],
) -> Page[ApplicationView]:
    rows = await use_cases.queries.review_queue(by.id, term=term, after=page.last(UUID), limit=page.fetch)
    return Page.of(
        [{**row, "allowed_actions": ["review"]} for row in rows],
        page,
        view=ApplicationView.model_validate,
        cursor=lambda row: (row["application_id"],),
        as_of=clock.now(),
    )


@router.post("/applications/{application_id}/review", status_code=201, summary="Review an application of one's class")
async def post_review(
    application_id: UUID,
    body: ReviewRequest,
    by: ClassTeacher,
    use_cases: UseCasesDep,
    clock: ClockDep,
    version: IfMatch,
) -> ReviewedView:
    one = Review(application_id, version, Verdict(body.verdict), body.reason, body.suggestion)
    states = await use_cases.review_applications(reviews=[one], by=by, now=clock.now(), on=clock.today())
    return ReviewedView(application_id=application_id, state=states[application_id].value)


@router.post("/review-queue/reviews", status_code=201, summary="Review several applications, all or none")
async def post_reviews(
    body: BatchReviewRequest, by: ClassTeacher, use_cases: UseCasesDep, clock: ClockDep
) -> list[ReviewedView]:
    reviews = [
        Review(one.application_id, one.version, Verdict(one.verdict), one.reason, one.suggestion)
        for one in body.reviews
    ]
    states = await use_cases.review_applications(reviews=reviews, by=by, now=clock.now(), on=clock.today())
    return [ReviewedView(application_id=one, state=state.value) for one, state in states.items()]


@router.post("/applications/{application_id}/approval", status_code=201, summary="Approve a reviewed application")
async def post_approval(
    application_id: UUID, by: SchoolOffice, use_cases: UseCasesDep, clock: ClockDep, version: IfMatch
) -> ApprovalsView:
    count = await use_cases.approve_applications.one(application_id, version=version, by=by, now=clock.now())
    return ApprovalsView(approved=count)


@router.post(
    "/schools/{code}/terms/{term}/approvals", status_code=201, summary="Approve every reviewed application of a term"
)
async def post_approvals(
    code: SchoolCode, term: TermCode, body: ApprovalsRequest, by: SchoolOffice, use_cases: UseCasesDep, clock: ClockDep
) -> ApprovalsView:
    own_school(by, code)
    count = await use_cases.approve_applications.all_reviewed(term=term, digest=body.digest, by=by, now=clock.now())
    return ApprovalsView(approved=count)


@router.get("/schools/{code}/terms/{term}/approvals", summary="How many reviewed applications wait for approval")
async def get_approvals(
    code: SchoolCode, term: TermCode, by: SchoolOffice, use_cases: UseCasesDep
) -> WaitingApplications:
    school = own_school(by, code)
    waiting = await use_cases.queries.approvals_waiting(school_path=school.text, term=term)
    return WaitingApplications.model_validate(waiting)
