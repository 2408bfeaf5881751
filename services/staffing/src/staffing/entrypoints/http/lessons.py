"""Lessons: logged by who gave them, confirmed by the school."""

from datetime import date
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from staffing.entrypoints.http.dependencies import LessonConfirmer, Teacher, UseCasesDep

router = APIRouter(prefix="/v1/lessons", tags=["lessons"], route_class=IdempotentRoute)


class LessonsRequest(BaseModel):
    session_ids: list[UUID] = Field(min_length=1, max_length=100)


class ConfirmationRequest(BaseModel):
    held_on: date


class LessonsView(BaseModel):
    lessons: int


@router.post("", status_code=HTTPStatus.CREATED, summary="Log the lessons one gave")
async def post_lessons(
    body: LessonsRequest, teacher: Teacher, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> LessonsView:
    logged = await use_cases.log_lessons(session_ids=body.session_ids, by=teacher, on=clock.today(), now=clock.now())
    return LessonsView(lessons=logged)


@router.post("/confirmations", status_code=HTTPStatus.CREATED, summary="Confirm the logged lessons of a day")
async def post_confirmation(
    body: ConfirmationRequest,
    confirmer: LessonConfirmer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> LessonsView:
    confirmed = await use_cases.confirm_lessons(held_on=body.held_on, by=confirmer, now=clock.now())
    return LessonsView(lessons=confirmed)
