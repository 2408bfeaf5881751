"""Plans of visits, and visits."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.values import Day, TermWord
from inspection.domain.plan import SCHOOLS_MAX, Draw, Plan
from inspection.domain.visit import Checked, Seen, Visit
from inspection.entrypoints.http.dependencies import (
    SCHOOL_CODE,
    InspectionReader,
    Inspector,
    PageDep,
    Planner,
    UseCasesDep,
)

router = APIRouter(prefix="/v1", tags=["inspections"], route_class=IdempotentRoute)


class DrawRequest(Body):
    seed: str = Field(min_length=1, max_length=80)
    count: int = Field(strict=True, ge=1, le=SCHOOLS_MAX)


class PlanRequest(Body):
    """Either the schools are chosen, or so many are drawn by lot."""

    term: TermWord
    visits_by: Day
    schools: list[Annotated[str, Field(pattern=SCHOOL_CODE)]] = Field(
        default=[], max_length=SCHOOLS_MAX, description="School codes."
    )
    draw: DrawRequest | None = None


class CheckItemView(BaseModel):
    code: str
    zh: str
    en: str
    rule: str


class PlanView(BaseModel):
    id: UUID
    term: str
    visits_by: date
    schools: list[str]
    draw: DrawRequest | None
    checklist: list[CheckItemView]
    pack: str

    @classmethod
    def of(cls, plan: Plan) -> "PlanView":
        draw = DrawRequest(seed=plan.draw.seed, count=plan.draw.count) if plan.draw else None
        items = [CheckItemView(code=one.code, zh=one.zh, en=one.en, rule=one.rule) for one in plan.checklist]
        return cls(
            id=plan.id,
            term=plan.term,
            visits_by=plan.visits_by,
            schools=[path.rsplit("/", 1)[1] for path in plan.schools],
            draw=draw,
            checklist=items,
            pack=plan.pack,
        )


class CheckedItem(Body):
    code: str = Field(min_length=1, max_length=80)
    seen: Literal["met", "not_met", "not_seen"]


class VisitRequest(Body):
    plan_id: UUID
    school: str = Field(pattern=SCHOOL_CODE, description="School code.")
    visited_on: Day
    checklist: list[CheckedItem] = Field(max_length=100)


class VisitView(BaseModel):
    id: UUID
    plan_id: UUID
    school: str
    term: str
    visited_on: date
    checklist: list[CheckedItem]

    @classmethod
    def of(cls, visit: Visit) -> "VisitView":
        return cls(
            id=visit.id,
            plan_id=visit.plan_id,
            school=visit.school_path.rsplit("/", 1)[1],
            term=visit.term,
            visited_on=visit.visited_on,
            checklist=[CheckedItem(code=one.code, seen=one.seen.value) for one in visit.checked],
        )


@router.post("/plans", status_code=HTTPStatus.CREATED, summary="Plan visits to schools, chosen or drawn by lot")
async def post_plan(
    body: PlanRequest, planner: Planner, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> PlanView:
    plan = await use_cases.plan_inspection(
        term=body.term,
        chosen=body.schools,
        draw=Draw(body.draw.seed, body.draw.count) if body.draw else None,
        visits_by=body.visits_by,
        by=planner,
        on=clock.today(),
        now=clock.now(),
    )
    return PlanView.of(plan)


@router.get("/plans", summary="Plans of visits, newest first")
async def get_plans(reader: Planner, use_cases: UseCasesDep, page: PageDep) -> Page[PlanView]:
    plans = await use_cases.queries.plans(reader.path, after=page.last(UUID), limit=page.fetch)
    return Page.of(plans, page, view=PlanView.of, cursor=lambda plan: (plan.id,))


@router.post("/visits", status_code=HTTPStatus.CREATED, summary="Enter a visit with its checklist")
async def post_visit(
    body: VisitRequest, inspector: Inspector, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> VisitView:
    visit = await use_cases.record_visit(
        plan_id=body.plan_id,
        school_code=body.school,
        visited_on=body.visited_on,
        checked=[Checked(one.code, Seen(one.seen)) for one in body.checklist],
        by=inspector,
        on=clock.today(),
        now=clock.now(),
    )
    return VisitView.of(visit)


@router.get("/visits", summary="Visits, newest first")
async def get_visits(reader: InspectionReader, use_cases: UseCasesDep, page: PageDep) -> Page[VisitView]:
    visits = await use_cases.queries.visits(reader.path, after=page.last(UUID), limit=page.fetch)
    return Page.of(visits, page, view=VisitView.of, cursor=lambda visit: (visit.id,))
