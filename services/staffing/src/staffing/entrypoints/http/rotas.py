"""The rota of a school and one's own shifts."""

from datetime import date, timedelta
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page, PageRequest
from chassis.http.values import Day, ShownTime
from staffing.application.queries import ShiftListed, ShiftPlace
from staffing.domain.rota import SHIFTS_PER_REQUEST_MAX, Duty, Shift
from staffing.entrypoints.http.dependencies import RotaPlanner, RotaReader, Teacher, UseCasesDep

SPAN_DEFAULT = timedelta(days=7)

router = APIRouter(prefix="/v1", tags=["rota"], route_class=IdempotentRoute)


class ShiftRequest(Body):
    session_id: UUID
    person_id: UUID
    duty: Literal["duty", "course", "leader"]


class RotaRequest(Body):
    shifts: list[ShiftRequest] = Field(min_length=1, max_length=SHIFTS_PER_REQUEST_MAX)


class RotaView(BaseModel):
    shifts: int


class ShiftView(BaseModel):
    session_id: UUID
    group_id: UUID
    held_on: date
    starts_at: ShownTime
    ends_at: ShownTime
    duty: str
    person_id: UUID | None = Field(description="None where the session is not covered.")
    suspended: bool
    logged: bool
    confirmed: bool
    struck_reason: str | None = Field(description="Why the school left what was logged out of the confirmation.")

    @classmethod
    def of(cls, shift: ShiftListed) -> "ShiftView":
        return cls(
            session_id=shift.session_id,
            group_id=shift.group_id,
            held_on=shift.held_on,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            duty=shift.duty,
            person_id=shift.person_id,
            suspended=shift.suspended,
            logged=shift.logged,
            confirmed=shift.confirmed,
            struck_reason=shift.struck_reason,
        )


class Span:
    """The days asked for: a week from today where nothing is said."""

    def __init__(self, clock: ClockDep, first_on: Day | None = None, last_on: Day | None = None) -> None:
        self.first_on = first_on or clock.today()
        self.last_on = last_on or self.first_on + SPAN_DEFAULT


SpanDep = Annotated[Span, Depends()]


@router.post("/rotas", status_code=HTTPStatus.CREATED, summary="Put cleared people on the rota")
async def post_rota(
    body: RotaRequest, planner: RotaPlanner, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> RotaView:
    shifts = [Shift(one.session_id, one.person_id, Duty(one.duty)) for one in body.shifts]
    return RotaView(shifts=await use_cases.assign_shifts(shifts=shifts, by=planner, now=clock.now()))


@router.get("/rotas", summary="The school's sessions and who stands in them")
async def get_rota(
    reader: RotaReader, use_cases: UseCasesDep, span: SpanDep, page: Annotated[PageRequest, Depends()]
) -> Page[ShiftView]:
    shifts = await use_cases.queries.rota(
        reader.path, first_on=span.first_on, last_on=span.last_on, after=page.after(date, UUID, str), limit=page.fetch
    )
    return Page.of(shifts, page, view=ShiftView.of, cursor=_place)


@router.get("/me/shifts", summary="One's own shifts")
async def get_my_shifts(
    teacher: Teacher, use_cases: UseCasesDep, span: SpanDep, page: Annotated[PageRequest, Depends()]
) -> Page[ShiftView]:
    shifts = await use_cases.queries.shifts_of(
        teacher.id, first_on=span.first_on, last_on=span.last_on, after=page.after(date, UUID, str), limit=page.fetch
    )
    return Page.of(shifts, page, view=ShiftView.of, cursor=_place)


def _place(shift: ShiftListed) -> ShiftPlace:
    return shift.held_on, shift.session_id, shift.duty
