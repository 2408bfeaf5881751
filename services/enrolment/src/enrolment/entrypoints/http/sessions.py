"""Groups, sessions, rolls, hand-overs and suspensions."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page, PageRequest
from chassis.http.values import Day, Flag, ShownTime, TermWord
from enrolment.application.call_roll import DayRoll
from enrolment.domain.group import SessionUnknown
from enrolment.domain.roll import HandOverStep, MarkWord, SessionNotToday
from enrolment.entrypoints.http.dependencies import (
    AT_SCHOOL,
    DistrictSuspender,
    OnDuty,
    SchoolCode,
    SchoolOffice,
    SessionReader,
    UseCasesDep,
    own_school,
)

router = APIRouter(prefix="/v1", tags=["sessions"], route_class=IdempotentRoute)
Mark = Literal["present", "late", "left_early", "leave", "absent"]


class FormationRequest(Body):
    school_code: str = Field(max_length=40)
    term: TermWord
    first_on: Day | None = Field(default=None, description="First day of service; tomorrow when left out.")


class FormationView(BaseModel):
    groups: int
    sessions: int
    joined: int


class GroupView(BaseModel):
    group_id: UUID
    offering_id: UUID
    product: str
    vendor_id: UUID | None
    title: str
    number: int
    size_max: int
    members: int
    sessions: int
    suspended: int


class SessionView(BaseModel):
    session_id: UUID
    group_id: UUID
    group_title: str
    offering_id: UUID
    product: str
    school_path: str
    held_on: date
    starts_at: ShownTime
    ends_at: ShownTime
    number: int
    place: str
    state: str
    correction: int | None
    reason: str
    version: int
    own_duties: list[str] = Field(default_factory=list)


class PupilMark(Body):
    pupil_id: UUID
    mark: Mark


class RollRequest(Body):
    """Children who are not named are present."""

    marks: list[PupilMark] = Field(max_length=200)

    def by_pupil(self) -> dict[UUID, MarkWord]:
        return {one.pupil_id: MarkWord(one.mark) for one in self.marks}


class CorrectionRequest(RollRequest):
    reason: str = Field(min_length=1, max_length=300)


class HandOverRequest(Body):
    step: Literal["class_to_duty", "duty_to_duty", "duty_to_gate", "to_guardian"]
    pupil_ids: list[UUID] | None = Field(max_length=200, description="Null: everybody still there.")


class ClosingRequest(Body):
    room_checked: Flag


class DaySessionRequest(RollRequest):
    session_id: UUID
    released: Flag
    room_checked: Flag


class DayRequest(Body):
    rolls: list[DaySessionRequest] = Field(min_length=1, max_length=200)


class CountView(BaseModel):
    session_id: UUID
    children: int


class CorrectionView(BaseModel):
    session_id: UUID
    correction: int


class DayView(BaseModel):
    called: int
    closed: int


class RolledPupilView(BaseModel):
    pupil_id: UUID
    name: str
    class_name: str
    mark: str | None
    released: bool


class RollView(BaseModel):
    session_id: UUID
    group_id: UUID
    held_on: date
    starts_at: ShownTime
    ends_at: ShownTime
    state: str
    correction: int | None
    pupils: list[RolledPupilView]


class RollHistoryView(BaseModel):
    correction: int
    reason: str
    called_by: UUID
    called_at: datetime
    marks: int


class SuspensionRequest(Body):
    from_on: Day
    through_on: Day
    reason: str = Field(pattern="^[a-z_]{3,40}$", examples=["weather"])


class SuspensionView(BaseModel):
    sessions: int


@router.post("/groups/formations", status_code=201, summary="Form the groups of one's school and schedule sessions")
async def post_formation(
    body: FormationRequest, by: SchoolOffice, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> FormationView:
    own_school(by, body.school_code)
    formed = await use_cases.form_groups(
        term=body.term, first_on=body.first_on, by=by, now=clock.now(), on=clock.today()
    )
    return FormationView(groups=formed.groups, sessions=formed.sessions, joined=formed.joined)


@router.get("/groups", summary="Groups of one's school")
async def get_groups(
    term: TermWord,
    by: SchoolOffice,
    use_cases: UseCasesDep,
    clock: ClockDep,
    page: Annotated[PageRequest, Depends()],
) -> Page[GroupView]:
    rows = await use_cases.queries.groups(school_path=by.path.text, term=term, after=page.last(UUID), limit=page.fetch)
    return Page.of(rows, page, view=GroupView.model_validate, cursor=lambda row: (row["group_id"],), as_of=clock.now())


@router.get("/sessions", summary="Sessions of one's school, or of one's own shifts")
async def get_sessions(
    from_on: Day,
    by: SessionReader,
    use_cases: UseCasesDep,
    clock: ClockDep,
    page: Annotated[PageRequest, Depends()],
    through_on: Day | None = None,
    group_id: UUID | None = None,
) -> Page[SessionView]:
    rows = await use_cases.queries.sessions(
        school_path=by.path.text if by.role in AT_SCHOOL else None,
        person_id=by.id,
        from_on=from_on,
        through_on=through_on or from_on,
        group_id=group_id,
        after=page.last(UUID),
        limit=page.fetch,
    )
    return Page.of(
        rows, page, view=SessionView.model_validate, cursor=lambda row: (row["session_id"],), as_of=clock.now()
    )


@router.get("/sessions/{session_id}/roll", summary="The children of a session, for who is on duty")
async def get_roll(session_id: UUID, by: OnDuty, use_cases: UseCasesDep) -> RollView:
    office = by.path.text if by.role in AT_SCHOOL else None
    row = await use_cases.queries.roll(session_id, person_id=by.id, office_path=office)
    if row is None:
        raise SessionUnknown("no session of yours by that id")
    return RollView.model_validate(row)


@router.get("/sessions/{session_id}/roll/history", summary="The roll and its corrections")
async def get_roll_history(
    session_id: UUID, by: OnDuty, use_cases: UseCasesDep, page: Annotated[PageRequest, Depends()]
) -> Page[RollHistoryView]:
    await get_roll(session_id, by, use_cases)
    rows = await use_cases.queries.roll_history(session_id, after=page.last(int), limit=page.fetch)
    return Page.of(rows, page, view=RollHistoryView.model_validate, cursor=lambda row: (row["correction"],))


@router.put("/sessions/{session_id}/roll", summary="Call the roll of the whole group")
async def put_roll(
    session_id: UUID, body: RollRequest, by: OnDuty, use_cases: UseCasesDep, clock: ClockDep
) -> CountView:
    count = await use_cases.call_roll(
        session_id=session_id, marks=body.by_pupil(), by=by, now=clock.now(), on=clock.today()
    )
    return CountView(session_id=session_id, children=count)


@router.post("/sessions/{session_id}/roll/corrections", status_code=201, summary="Correct a roll, with the reason")
async def post_correction(
    session_id: UUID, body: CorrectionRequest, by: OnDuty, use_cases: UseCasesDep, clock: ClockDep
) -> CorrectionView:
    number = await use_cases.correct_roll(
        session_id=session_id, marks=body.by_pupil(), reason=body.reason, by=by, now=clock.now()
    )
    return CorrectionView(session_id=session_id, correction=number)


@router.post("/sessions/{session_id}/hand-overs", status_code=201, summary="Hand children over")
async def post_hand_over(
    session_id: UUID, body: HandOverRequest, by: OnDuty, use_cases: UseCasesDep, clock: ClockDep
) -> CountView:
    count = await use_cases.hand_over(
        session_id=session_id, step=HandOverStep(body.step), pupil_ids=body.pupil_ids, by=by, now=clock.now()
    )
    return CountView(session_id=session_id, children=count)


@router.post("/sessions/{session_id}/closing", status_code=201, summary="Close a session: everybody is released")
async def post_closing(
    session_id: UUID, body: ClosingRequest, by: OnDuty, use_cases: UseCasesDep, clock: ClockDep
) -> CountView:
    count = await use_cases.close_session(session_id=session_id, room_checked=body.room_checked, by=by, now=clock.now())
    return CountView(session_id=session_id, children=count)


@router.post(
    "/schools/{code}/days/{on}/rolls",
    status_code=201,
    summary="Roll, hand-over and closing of a day's sessions at once",
)
async def post_day(
    code: SchoolCode, on: Day, body: DayRequest, by: OnDuty, use_cases: UseCasesDep, clock: ClockDep
) -> DayView:
    own_school(by, code)
    if on != clock.today():
        raise SessionNotToday(f"today is {clock.today()}", params={"on": clock.today().isoformat()})
    rolls = [DayRoll(one.session_id, one.by_pupil(), one.released, one.room_checked) for one in body.rolls]
    called, closed = await use_cases.call_day(rolls=rolls, by=by, now=clock.now(), on=on)
    return DayView(called=called, closed=closed)


@router.post("/sessions/suspensions", status_code=201, summary="Suspend all sessions below one's organisation")
async def post_suspension(
    body: SuspensionRequest, by: DistrictSuspender, use_cases: UseCasesDep, clock: ClockDep
) -> SuspensionView:
    count = await use_cases.suspend_days(
        from_on=body.from_on, through_on=body.through_on, reason=body.reason, by=by, now=clock.now()
    )
    return SuspensionView(sessions=count)
