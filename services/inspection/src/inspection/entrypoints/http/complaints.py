"""Complaints of families and the district's answers; ratings of courses."""

from datetime import date
from http import HTTPStatus
from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.preconditions import IfMatch, etag
from chassis.http.values import Flag, TermWord
from inspection.application.queries import ComplaintShown, CourseRated
from inspection.domain.complaint import About
from inspection.domain.rating import SCORE_MAX, content_percent
from inspection.entrypoints.http.dependencies import (
    AT_SCHOOL,
    SCHOOL_CODE,
    ComplaintReader,
    DistrictOfficer,
    Guardian,
    PageDep,
    RatingReader,
    UseCasesDep,
)
from kernel.actor import Actor
from kernel.small_groups import ABOVE_SCHOOLS, IN_A_SCHOOL

TEXT_MAX = 4_000

router = APIRouter(prefix="/v1", tags=["complaints"], route_class=IdempotentRoute)


class ComplaintRequest(Body):
    school: str = Field(pattern=SCHOOL_CODE, description="School code.")
    about: Literal["school", "vendor", "bill"]
    subject_id: UUID | None = Field(default=None, description="The vendor's or the bill's id.")
    text: str = Field(min_length=1, max_length=TEXT_MAX)
    anonymous: Flag = Field(description="Neither the school nor other readers learn who complains.")


class AssignmentRequest(Body):
    officer_id: UUID


class AnswerRequest(Body):
    text: str = Field(min_length=1, max_length=TEXT_MAX)


class ComplaintView(BaseModel):
    id: UUID
    school: str
    about: Literal["school", "vendor", "bill"]
    subject_id: UUID | None
    anonymous: bool
    filed_on: date
    filed_by: UUID | None = Field(description="Absent where the reader may not know.")
    due_on: date
    due_provisional: bool = Field(description="The holidays of all days until then are not announced yet.")
    state: Literal["filed", "assigned", "answered"]
    overdue: bool
    text: str | None = Field(description="Absent for the school where the complaint is anonymous.")
    answer: str | None
    answered_on: date | None
    version: int
    allowed_actions: list[str]

    @classmethod
    def of(cls, shown: ComplaintShown, by: Actor) -> "ComplaintView":
        one = shown.complaint
        open_still = one.state.value != "answered"
        at_school = by.role in AT_SCHOOL
        return cls(
            id=one.id,
            school=one.school_path.rsplit("/", 1)[1],
            about=one.about.value,
            # A bill names the child.
            subject_id=None if at_school and one.anonymous else one.subject_id,
            anonymous=one.anonymous,
            filed_on=one.filed_on,
            filed_by=shown.filed_by,
            due_on=one.due_on,
            due_provisional=one.due_provisional,
            state=one.state.value,
            overdue=one.overdue,
            text=shown.said,
            answer=shown.answer,
            answered_on=one.answered_on,
            version=one.version,
            allowed_actions=["assignment", "answer"] if open_still and by.role == "district-officer" else [],
        )


class RatingRequest(Body):
    offering_id: UUID
    pupil_id: UUID
    score: int = Field(strict=True, ge=1, le=SCORE_MAX)


class RatingView(BaseModel):
    offering_id: UUID
    score: int


class CourseRatingView(BaseModel):
    offering_id: UUID
    title: str
    ratings: int | None = Field(
        description="The earliest, in lots of 5, from above the school of 10: nobody sees what the last one said."
        " Absent while there are fewer."
    )
    content_percent: int | None = Field(description="Of 100 families, how many gave 4 or 5; absent as their number is.")

    @classmethod
    def of(cls, rated: CourseRated) -> "CourseRatingView":
        return cls(
            offering_id=rated.offering_id,
            title=rated.title,
            ratings=rated.ratings or None,
            content_percent=content_percent(rated.ratings, rated.content),
        )


@router.post("/complaints", status_code=HTTPStatus.CREATED, summary="Complain to the district")
async def post_complaint(
    body: ComplaintRequest, guardian: Guardian, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> ComplaintView:
    complaint = await use_cases.file_complaint(
        school_code=body.school,
        about=About(body.about),
        subject_id=body.subject_id,
        said=body.text,
        anonymous=body.anonymous,
        by=guardian,
        on=clock.today(),
        now=clock.now(),
    )
    return ComplaintView.of(ComplaintShown(complaint, body.text, None, guardian.id), guardian)


@router.get("/complaints", summary="Complaints one may see, newest first")
async def get_complaints(
    reader: ComplaintReader,
    use_cases: UseCasesDep,
    page: PageDep,
    state: Literal["filed", "assigned", "answered"] | None = None,
) -> Page[ComplaintView]:
    shown = await use_cases.queries.complaints(reader, state=state, after=page.last(UUID), limit=page.fetch)
    return Page.of(shown, page, view=lambda one: ComplaintView.of(one, reader), cursor=lambda one: (one.complaint.id,))


@router.get("/complaints/{complaint_id}", summary="A complaint and its answer")
async def get_complaint(
    complaint_id: UUID, reader: ComplaintReader, use_cases: UseCasesDep, response: Response
) -> ComplaintView:
    shown = await use_cases.queries.complaint(complaint_id, by=reader)
    response.headers["ETag"] = etag(shown.complaint.version)
    return ComplaintView.of(shown, reader)


@router.post("/complaints/{complaint_id}/assignment", summary="Give a complaint to an officer")
async def post_assignment(
    complaint_id: UUID,
    body: AssignmentRequest,
    officer: DistrictOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> ComplaintView:
    await use_cases.assign_complaint(complaint_id=complaint_id, to=body.officer_id, by=officer, now=clock.now())
    return ComplaintView.of(await use_cases.queries.complaint(complaint_id, by=officer), officer)


@router.post("/complaints/{complaint_id}/answer", summary="Answer a complaint")
async def post_answer(
    complaint_id: UUID,
    body: AnswerRequest,
    officer: DistrictOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> ComplaintView:
    await use_cases.answer_complaint(
        complaint_id=complaint_id, said=body.text, by=officer, on=clock.today(), now=clock.now(), version=version
    )
    return ComplaintView.of(await use_cases.queries.complaint(complaint_id, by=officer), officer)


@router.post("/ratings", status_code=HTTPStatus.CREATED, summary="Rate a course of one's child")
async def post_rating(
    body: RatingRequest, guardian: Guardian, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> RatingView:
    rating = await use_cases.rate_course(
        offering_id=body.offering_id, pupil_id=body.pupil_id, score=body.score, by=guardian, now=clock.now()
    )
    return RatingView(offering_id=rating.offering_id, score=rating.score)


@router.get("/ratings", summary="How content families are, course by course")
async def get_ratings(
    reader: RatingReader, use_cases: UseCasesDep, page: PageDep, term: TermWord
) -> Page[CourseRatingView]:
    lot = IN_A_SCHOOL if reader.role in AT_SCHOOL else ABOVE_SCHOOLS
    rated = await use_cases.queries.ratings(reader.path, term, lot=lot, after=page.last(UUID), limit=page.fetch)
    return Page.of(rated, page, view=CourseRatingView.of, cursor=lambda one: (one.offering_id,))
