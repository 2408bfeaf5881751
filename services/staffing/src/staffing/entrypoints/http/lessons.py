"""Lessons: logged by who gave them, confirmed or struck by the school."""

from datetime import date, datetime
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.values import Day, Digest
from staffing.domain.lesson import Lesson, Part, digest_of_day
from staffing.entrypoints.http.dependencies import LessonConfirmer, Teacher, UseCasesDep

router = APIRouter(prefix="/v1/lessons", tags=["lessons"], route_class=IdempotentRoute)


class LessonsRequest(Body):
    session_ids: list[UUID] = Field(min_length=1, max_length=100)


class ConfirmationRequest(Body):
    held_on: Day
    digest: Digest = Field(description="That of the day's waiting lessons as they were shown.")


class StrikeRequest(Body):
    reason: str = Field(max_length=500, description="Shown to who logged it.")
    part: Part


class LessonsView(BaseModel):
    lessons: int


class WaitingLessonView(BaseModel):
    """`vendor_id` is paid for it; a teacher of the school who was present at a vendor's lesson earns it nothing."""

    session_id: UUID
    part: Part
    person_id: UUID
    vendor_id: UUID | None
    logged_at: datetime

    @classmethod
    def of(cls, lesson: Lesson) -> "WaitingLessonView":
        return cls(
            session_id=lesson.session.id,
            part=lesson.part,
            person_id=lesson.person_id,
            vendor_id=lesson.session.vendor_id,
            logged_at=lesson.logged_at,
        )


class WaitingDayView(BaseModel):
    """All that a confirmation of the day would confirm: neither struck nor of a suspended session."""

    held_on: date
    lessons: list[WaitingLessonView]
    digest: str = Field(description="SHA-256 over all of them; the confirmation names it.")


@router.post("", status_code=HTTPStatus.CREATED, summary="Log the lessons one gave")
async def post_lessons(
    body: LessonsRequest, teacher: Teacher, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> LessonsView:
    logged = await use_cases.log_lessons(session_ids=body.session_ids, by=teacher, on=clock.today(), now=clock.now())
    return LessonsView(lessons=logged)


@router.get("/waiting", summary="The logged lessons of a day that wait for their confirmation")
async def get_waiting(held_on: Day, confirmer: LessonConfirmer, use_cases: UseCasesDep) -> WaitingDayView:
    waiting = await use_cases.queries.waiting_lessons(confirmer.path, held_on=held_on)
    return WaitingDayView(
        held_on=held_on,
        lessons=[WaitingLessonView.of(one) for one in waiting],
        digest=digest_of_day(held_on, waiting),
    )


@router.post("/confirmations", status_code=HTTPStatus.CREATED, summary="Confirm the logged lessons of a day")
async def post_confirmation(
    body: ConfirmationRequest,
    confirmer: LessonConfirmer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> LessonsView:
    confirmed = await use_cases.confirm_lessons(held_on=body.held_on, digest=body.digest, by=confirmer, now=clock.now())
    return LessonsView(lessons=confirmed)


@router.post("/{session_id}/strike", status_code=HTTPStatus.NO_CONTENT, summary="Leave a logged lesson unconfirmed")
async def post_strike(
    session_id: UUID,
    body: StrikeRequest,
    confirmer: LessonConfirmer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> None:
    await use_cases.strike_lesson(
        session_id=session_id, part=body.part, reason=body.reason, by=confirmer, now=clock.now()
    )


@router.delete("/{session_id}/strike", status_code=HTTPStatus.NO_CONTENT, summary="Take a strike back")
async def delete_strike(
    session_id: UUID,
    confirmer: LessonConfirmer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    part: Part,
) -> None:
    await use_cases.reinstate_lesson(session_id=session_id, part=part, by=confirmer, now=clock.now())
