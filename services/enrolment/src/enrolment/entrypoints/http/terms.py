"""Organisations, terms, calendars and adopted rules."""

import json
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.pages import Page, PageRequest
from chassis.http.values import Day, Digest, Flag, SignedFen, TermWord
from enrolment.application.rules_in_force import rules_of
from enrolment.domain.adoption import Adoption, PackNotAdopted
from enrolment.entrypoints.http.dependencies import (
    DistrictOfficer,
    SignedIn,
    StrongDistrictOfficer,
    TermCode,
    UseCasesDep,
)
from kernel.organisation import OrganisationPath
from rulebook.pack import RulePack, pack_hash, parse_pack
from rulebook.words import Moment

router = APIRouter(prefix="/v1", tags=["terms"])


class OrganisationView(BaseModel):
    code: str
    path: str
    kind: str
    name: str
    stage: str
    accounting_unit: str
    district_code: str


class TermRequest(Body):
    term: TermWord
    first_on: Day
    last_on: Day


class TermView(BaseModel):
    district_path: str
    term: str
    first_on: date
    last_on: date
    pack_id: str | None = None
    pack_version: str | None = None
    pack_hash: str | None = None
    has_calendar: bool = False


class MakeUpDay(Body):
    on: Day
    follows: int = Field(strict=True, ge=1, le=5, description="ISO weekday whose timetable the day has.")


class ClosedDay(Body):
    on: Day
    reason: str = Field(min_length=1, max_length=60)


class CalendarRequest(Body):
    term: TermWord
    make_up: list[MakeUpDay] = Field(default_factory=list, max_length=60)
    closed: list[ClosedDay] = Field(default_factory=list, max_length=60)
    opened: list[Day] = Field(
        default_factory=list,
        max_length=60,
        description="Days of an earlier calendar's `closed` that have school after all; all others stay closed.",
    )


class DayView(BaseModel):
    on: date
    kind: str
    follows: int
    reason: str


class CalendarView(BaseModel):
    term: str
    provisional: bool = Field(description="The holidays of all its days are not announced yet.")
    school_days: int
    days: list[DayView]


class PublishedCalendarView(CalendarView):
    sessions_suspended: int = Field(
        description="How many sessions lay on days that stopped being school days; they stay suspended."
    )


ParameterName = Annotated[str, Field(max_length=80)]
ParameterValue = Annotated[str, Field(max_length=200)] | SignedFen | Flag


class AdoptionRequest(Body):
    pack_id: str = Field(max_length=60)
    digest: Digest = Field(description="That of the pack as it was shown.")
    parameters: dict[ParameterName, ParameterValue] = Field(default_factory=dict, max_length=60)


class AdoptionView(BaseModel):
    term: str
    pack_id: str
    pack_version: str
    pack_hash: str
    engine_version: str
    parameters: dict[str, Any]


class ProductView(BaseModel):
    code: str
    name_zh: str
    name_en: str
    nature: str
    charging: str
    gates: list[str]
    group_size_max: int | None


class RulesView(AdoptionView):
    pack_text: str
    products: list[ProductView]


class ParameterView(BaseModel):
    name: str
    type: str
    min: str | None
    max: str | None
    suggested: str | None
    description_zh: str
    description_en: str


class PackView(BaseModel):
    id: str
    version: str
    name_zh: str
    name_en: str
    digest: str = Field(description="SHA-256 of its text; an adoption names it.")
    parameters: list[ParameterView]


@router.get("/organisations", summary="Organisations at or below one's own")
async def get_organisations(
    by: SignedIn,
    use_cases: UseCasesDep,
    page: Annotated[PageRequest, Depends()],
    clock: ClockDep,
    kind: Annotated[str | None, Query(pattern="^(city|district|office|school)$")] = None,
) -> Page[OrganisationView]:
    # Families and vendors stand beside the city; names and codes of schools are public.
    under = "" if by.path.text.startswith(("/family", "/vendor")) else by.path.text
    rows = await use_cases.queries.organisations(under=under, kind=kind, after=page.last(str) or "", limit=page.fetch)
    return Page.of(
        rows, page, view=OrganisationView.model_validate, cursor=lambda row: (row["code"],), as_of=clock.now()
    )


@router.post("/terms", status_code=201, summary="Open a term in one's district")
async def post_term(body: TermRequest, by: DistrictOfficer, use_cases: UseCasesDep, clock: ClockDep) -> TermView:
    await use_cases.open_term(term=body.term, first_on=body.first_on, last_on=body.last_on, by=by, now=clock.now())
    return TermView(district_path=by.path.text, term=body.term, first_on=body.first_on, last_on=body.last_on)


@router.get("/terms", summary="Terms of the districts above or below one's organisation, or of one's children")
async def get_terms(by: SignedIn, use_cases: UseCasesDep) -> list[TermView]:
    queries = use_cases.queries
    rows = await (queries.terms_of_children(by.id) if by.role == "guardian" else queries.terms(path=by.path.text))
    return [TermView.model_validate(row) for row in rows]


@router.post(
    "/calendars", status_code=201, summary="Publish the school days of a term; days named earlier stay as they are"
)
async def post_calendar(
    body: CalendarRequest, by: DistrictOfficer, use_cases: UseCasesDep, clock: ClockDep
) -> PublishedCalendarView:
    published = await use_cases.publish_calendar(
        term=body.term,
        make_up={day.on: day.follows for day in body.make_up},
        closed={day.on: day.reason for day in body.closed},
        opened=body.opened,
        by=by,
        now=clock.now(),
    )
    views = [DayView(on=day.on, kind=day.kind.value, follows=day.follows, reason=day.reason) for day in published.days]
    return PublishedCalendarView(
        term=body.term,
        provisional=published.provisional,
        school_days=sum(day.is_school_day for day in published.days),
        days=views,
        sessions_suspended=published.suspended,
    )


@router.get("/calendars/{term}", summary="The calendar of one's district")
async def get_calendar(
    term: TermCode, by: SignedIn, use_cases: UseCasesDep, district: Annotated[str | None, Query(max_length=120)] = None
) -> CalendarView:
    path = _district(by.path, district)
    rows = await use_cases.queries.calendar(district_path=path, term=term)
    official = await use_cases.queries.official_calendar(path)
    provisional = bool(rows) and official.is_provisional(rows[0]["day"], rows[-1]["day"])
    views = [DayView(on=row["day"], kind=row["kind"], follows=row["follows"], reason=row["reason"]) for row in rows]
    school_days = sum(view.follows > 0 for view in views)
    return CalendarView(term=term, provisional=provisional, school_days=school_days, days=views)


@router.get("/packs", summary="Rule packs that can be adopted, with what each leaves open")
async def get_packs(by: DistrictOfficer, use_cases: UseCasesDep) -> list[PackView]:
    texts = [text for one in use_cases.packs.ids() if (text := use_cases.packs.text_of(one))]
    return [
        PackView(
            id=pack.id,
            version=pack.version,
            name_zh=pack.name.zh,
            name_en=pack.name.en,
            digest=pack_hash(text),
            parameters=[
                ParameterView(
                    name=one.name,
                    type=str(one.type),
                    min=_text(one.min),
                    max=_text(one.max),
                    suggested=_text(one.suggested),
                    description_zh=one.description.zh,
                    description_en=one.description.en,
                )
                for one in pack.open_parameters
            ],
        )
        for text, pack in ((one, _parsed(one)) for one in texts)
    ]


@router.post("/terms/{term}/adoption", status_code=201, summary="Adopt a rule pack for a term")
async def post_adoption(
    term: TermCode, body: AdoptionRequest, by: StrongDistrictOfficer, use_cases: UseCasesDep, clock: ClockDep
) -> AdoptionView:
    adoption = await use_cases.adopt_pack(
        term=term, pack_id=body.pack_id, digest=body.digest, parameters=body.parameters, by=by, now=clock.now()
    )
    return AdoptionView(
        term=term,
        pack_id=adoption.pack_id,
        pack_version=adoption.pack_version,
        pack_hash=adoption.pack_hash,
        engine_version=adoption.engine_version,
        parameters=json.loads(adoption.parameters_json),
    )


@router.get("/terms/{term}/rules", summary="The rules in force for a term, with their full text")
async def get_rules(
    term: TermCode, by: SignedIn, use_cases: UseCasesDep, district: Annotated[str | None, Query(max_length=120)] = None
) -> RulesView:
    path = _district(by.path, district)
    row = await use_cases.queries.adoption(district_path=path, term=term)
    if row is None:
        raise PackNotAdopted(f"no rules are adopted for {term} there yet", params={"term": term})
    given = {name: value for name, value in row.items() if name not in ("adopted_at", "district_path")}
    rules = rules_of(Adoption(district_path=OrganisationPath(path), **given))
    products = [
        ProductView(
            code=one.code,
            name_zh=one.name.zh,
            name_en=one.name.en,
            nature=one.nature.value,
            charging=rules.charging(one.code).value.value,
            gates=[gate.value.step.value for gate in rules.gates(one.code, Moment.APPLYING)],
            group_size_max=rules.group_size_max(one.code).value if one.after_school else None,
        )
        for one in rules.products
    ]
    return RulesView(**given, parameters=json.loads(row["parameters_json"]), products=products)


@lru_cache(maxsize=32)
def _parsed(text: str) -> RulePack:
    """Parsing takes some 50 ms and the text never changes."""
    return parse_pack(text)


def _district(path: OrganisationPath, asked: str | None) -> str:
    """A path like /3401/340104 out of the reader's own, or the one asked for: rules and calendars are public."""
    if asked is not None:
        return OrganisationPath(asked).text
    parts = path.text.split("/")
    return "/".join(parts[:3])


def _text(value: object) -> str | None:
    return None if value is None else str(value)
