"""Pupils as the school's office knows them, and moves between schools."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page, PageRequest
from chassis.http.values import Grade, TermWord
from enrolment.domain.pupil import Move
from enrolment.entrypoints.http.dependencies import (
    ClassTeacher,
    DistrictOfficer,
    SchoolAdministrator,
    SchoolStaff,
    UseCasesDep,
)

router = APIRouter(prefix="/v1", tags=["pupils"], route_class=IdempotentRoute)


class PupilView(BaseModel):
    pupil_id: UUID
    name: str
    pupil_number: str
    class_id: UUID
    class_name: str
    grade: int
    boards: bool
    school_path: str


class FindRequest(Body):
    pupil_number: str = Field(min_length=4, max_length=40)


class FoundView(BaseModel):
    pupil_id: UUID
    school_path: str
    class_name: str


class ClassView(BaseModel):
    class_id: UUID
    grade: int
    number: int
    name: str
    pupils: int
    teacher_id: UUID | None


class ParticipantView(BaseModel):
    pupil_id: UUID
    name: str
    class_name: str
    titles: list[str]


class NameRequest(Body):
    name: str = Field(min_length=1, max_length=60)


class OwnPupilView(BaseModel):
    """`guardians` have bound the child; `codes` were handed out and are unused; namesakes differ by `number_ends`."""

    pupil_id: UUID
    name: str
    number_ends: str
    class_id: UUID
    class_name: str
    guardians: int
    codes: int


class MoveRequest(Body):
    to_school_code: str = Field(max_length=40)
    grade: Grade
    class_number: int = Field(strict=True, ge=1, le=60)


class MovedView(BaseModel):
    pupil_id: UUID
    class_id: UUID
    moved_on: date


@router.get("/classes", summary="Classes of one's school")
async def get_classes(by: SchoolStaff, use_cases: UseCasesDep) -> list[ClassView]:
    return [ClassView.model_validate(row) for row in await use_cases.queries.classes(school_path=by.path.text)]


@router.get("/classes/own/participants", summary="Who of one's own class takes part")
async def get_participants(term: TermWord, by: ClassTeacher, use_cases: UseCasesDep) -> list[ParticipantView]:
    rows = await use_cases.queries.class_roster(by.id, term=term)
    return [ParticipantView.model_validate(row) for row in rows]


@router.post("/classes/own/pupils/searches", summary="The children of one's own class who carry exactly this name")
async def post_own_search(body: NameRequest, by: ClassTeacher, use_cases: UseCasesDep) -> list[OwnPupilView]:
    rows = await use_cases.queries.of_own_class(by.id, name=body.name)
    return [OwnPupilView.model_validate(row) for row in rows]


@router.get("/pupils", summary="The roster of one's school")
async def get_pupils(
    by: SchoolAdministrator,
    use_cases: UseCasesDep,
    clock: ClockDep,
    page: Annotated[PageRequest, Depends()],
    class_id: UUID | None = None,
) -> Page[PupilView]:
    rows = await use_cases.queries.pupils(
        school_path=by.path.text,
        class_id=class_id,
        number=None,
        after=page.last(UUID),
        limit=page.fetch,
    )
    return Page.of(rows, page, view=PupilView.model_validate, cursor=lambda row: (row["pupil_id"],), as_of=clock.now())


@router.post("/pupils/searches", summary="The pupil who carries exactly this number, in one's district")
async def post_search(body: FindRequest, by: DistrictOfficer, use_cases: UseCasesDep) -> list[FoundView]:
    # A number is sent in a body: addresses end up in logs.
    rows = await use_cases.queries.pupils(
        school_path=by.path.text, class_id=None, number=body.pupil_number, after=None, limit=1
    )
    return [FoundView.model_validate(row) for row in rows]


@router.post("/pupils/{pupil_id}/moves", status_code=201, summary="Move a pupil to another school or class")
async def post_move(
    pupil_id: UUID,
    body: MoveRequest,
    by: DistrictOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> MovedView:
    on = clock.today()
    class_id = await use_cases.move_pupil(
        pupil_id=pupil_id,
        to_school_code=body.to_school_code,
        move=Move(pupil_id, body.to_school_code, body.grade, body.class_number, on),
        by=by,
        now=clock.now(),
    )
    return MovedView(pupil_id=pupil_id, class_id=class_id, moved_on=on)
