"""Who is bound to a school's pupils, and ends of bindings."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.pages import Page, PageRequest
from enrolment.entrypoints.http.dependencies import BindingReader, Guardian, SchoolAdministrator, UseCasesDep
from kernel.errors import Invalid


class PupilNotNamed(Invalid):
    """A class teacher looks at one child: all of them beside who takes part would tell who does not."""

    code = "enrolment.pupil_not_named"


router = APIRouter(prefix="/v1", tags=["bindings"])


class BindingView(BaseModel):
    """`phone` is what the roster holds, masked; `unreachable` says that the last code was not delivered to it."""

    pupil_id: UUID
    name: str
    class_name: str
    guardian_id: UUID
    relation: str
    bound_at: datetime
    phone: str
    unreachable: bool


class EndingRequest(Body):
    pupil_id: UUID
    guardian_id: UUID
    reason: str = Field(min_length=2, max_length=200)


class EndedView(BaseModel):
    pupil_id: UUID
    guardian_id: UUID


@router.get("/bindings", summary="Who is bound to the pupils of one's school, or to one child of one's class")
async def get_bindings(
    by: BindingReader,
    use_cases: UseCasesDep,
    clock: ClockDep,
    page: Annotated[PageRequest, Depends()],
    class_id: Annotated[UUID | None, Query()] = None,
    pupil_id: Annotated[UUID | None, Query()] = None,
) -> Page[BindingView]:
    is_teacher = by.role == "class-teacher"
    if is_teacher and pupil_id is None:
        raise PupilNotNamed("name the child whose guardians you want to see")
    rows = await use_cases.queries.bindings(
        school_path=None if is_teacher else by.path.text,
        teacher_id=by.id if is_teacher else None,
        class_id=class_id,
        pupil_id=pupil_id,
        after=page.after(UUID, UUID),
        limit=page.fetch,
    )
    return Page.of(
        rows,
        page,
        view=BindingView.model_validate,
        cursor=lambda row: (row["pupil_id"], row["guardian_id"]),
        as_of=clock.now(),
    )


@router.post("/bindings/endings", status_code=201, summary="End a binding of one's school's pupil, with a reason")
async def post_ending(
    body: EndingRequest, by: SchoolAdministrator, use_cases: UseCasesDep, clock: ClockDep
) -> EndedView:
    await use_cases.bindings.end_binding(
        pupil_id=body.pupil_id, guardian_id=body.guardian_id, reason=body.reason, by=by, now=clock.now()
    )
    return EndedView(pupil_id=body.pupil_id, guardian_id=body.guardian_id)


@router.delete("/children/{pupil_id}/binding", status_code=204, summary="End one's own binding to a child")
async def delete_binding(pupil_id: UUID, by: Guardian, use_cases: UseCasesDep, clock: ClockDep) -> None:
    await use_cases.bindings.leave_child(pupil_id=pupil_id, by=by, now=clock.now())
