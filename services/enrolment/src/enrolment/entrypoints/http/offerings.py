"""What schools offer: drafts, publication, the catalogue, and opening the term for applications."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.pages import Page, PageRequest
from chassis.http.preconditions import IfMatch
from chassis.http.values import Fen, Grade, ShownTime, TermWord, TimeOfDay, Weekday
from enrolment.application.draft_offering import Draft
from enrolment.application.ports.offers import CatalogueText
from enrolment.application.use_cases import UseCases
from enrolment.domain.gate import GateStanding
from enrolment.domain.organisation import OrganisationUnknown
from enrolment.entrypoints.http.dependencies import (
    AT_SCHOOL,
    SchoolAdministrator,
    SchoolCode,
    SchoolOffice,
    SchoolOrDistrict,
    SchoolStaff,
    SignedIn,
    TermCode,
    UseCasesDep,
    own_school,
)
from kernel.money import Money
from kernel.organisation import OrganisationPath

router = APIRouter(prefix="/v1", tags=["offerings"])


class OfferingRequest(Body):
    term: TermWord
    product: str = Field(max_length=40, description="Product of the adopted pack: care, course …")
    title: str = Field(min_length=1, max_length=60, description="A course takes its title from its contract.")
    contract_id: UUID | None = None
    course_id: UUID | None = None
    seats: int = Field(strict=True, ge=1, le=5000)
    weekdays: list[Weekday] = Field(min_length=1, max_length=7)
    grades: list[Grade] = Field(max_length=12, description="Open to these; empty: to every grade of the school.")
    starts_at: TimeOfDay
    ends_at: TimeOfDay
    allocation_mode: str = Field(default="", pattern="^(|lottery|priority_groups|first_come)$")
    content: str = Field(min_length=1, max_length=2000)
    place: str = Field(min_length=1, max_length=100)
    teacher: str = Field(default="", max_length=100)
    fee_basis: str = Field(default="", max_length=200, description="Document the fee rests on.")
    fee_pays_for: str = Field(default="", max_length=500)
    safety: str = Field(min_length=1, max_length=1000)
    complaint_phone: str = Field(min_length=3, max_length=40)


class OfferingView(BaseModel):
    offering_id: UUID
    school_path: str
    term: str
    product: str
    nature: str
    title: str
    content: str
    place: str
    teacher: str
    vendor_id: UUID | None
    vendor_name: str | None
    contract_id: UUID | None
    course_id: UUID | None
    price_fen: int
    consumables_fen: int
    fee_basis: str
    fee_pays_for: str
    safety: str
    complaint_phone: str
    seats: int
    seats_left: int
    weekdays: list[int]
    grades: list[int]
    lessons: int
    starts_at: ShownTime
    ends_at: ShownTime
    mode: str
    state: str
    version: int
    pack_id: str | None
    pack_version: str | None


class DraftedView(BaseModel):
    offering_id: UUID
    state: str
    title: str
    price_fen: int
    consumables_fen: int
    mode: str
    version: int


class PublicationRequest(Body):
    amount_fen: Fen = Field(description="What the offering was shown to cost, consumables included.")


class ContractCourseView(BaseModel):
    contract_id: UUID
    vendor_id: UUID
    vendor_name: str | None
    course_id: UUID
    title: str
    price_fen: int
    consumables_fen: int
    lessons: int
    ended_on: date | None


class GateView(BaseModel):
    step: str
    product: str
    passed: bool
    clause: str
    zh: str
    en: str

    @classmethod
    def of(cls, one: GateStanding) -> "GateView":
        return cls(
            step=one.step.value, product=one.product, passed=one.passed, clause=one.rule_id, zh=one.zh, en=one.en
        )


class OpeningView(BaseModel):
    school_path: str
    term: str
    opened: bool
    gates: list[GateView]


class SchoolTermView(OpeningView):
    """The counts of children are for the school: from above, the overview tells of enough of them together."""

    closes_on: date | None = None
    applications: int | None
    waiting_for_class: int | None
    waiting_for_school: int | None
    placements: int | None
    agreed: int | None
    groups: int


@router.get("/contracts", summary="Signed contracts of one's school, course by course")
async def get_contracts(term: TermWord, by: SchoolStaff, use_cases: UseCasesDep) -> list[ContractCourseView]:
    rows = await use_cases.queries.contracts(school_path=by.path.text, term=term)
    return [ContractCourseView.model_validate(row) for row in rows]


@router.post("/offerings", status_code=201, summary="Draft an offering")
async def post_offering(
    body: OfferingRequest, by: SchoolAdministrator, use_cases: UseCasesDep, clock: ClockDep
) -> DraftedView:
    text = CatalogueText(
        body.content,
        body.place,
        body.teacher,
        body.fee_basis,
        body.fee_pays_for,
        body.safety,
        body.complaint_phone,
    )
    draft = Draft(
        term=body.term,
        product=body.product,
        title=body.title,
        contract_id=body.contract_id,
        course_id=body.course_id,
        seats=body.seats,
        weekdays=body.weekdays,
        grades=body.grades,
        starts_at=body.starts_at,
        ends_at=body.ends_at,
        mode=body.allocation_mode,
        text=text,
    )
    one = await use_cases.draft_offering(draft=draft, by=by, now=clock.now(), on=clock.today())
    return DraftedView(
        offering_id=one.id,
        state=one.state.value,
        title=one.title,
        price_fen=one.price.fen,
        consumables_fen=one.consumables.fen,
        mode=one.mode,
        version=one.version,
    )


@router.get("/offerings", summary="Offerings of one's school, drafts included")
async def get_offerings(
    term: TermWord, by: SchoolStaff, use_cases: UseCasesDep, page: Annotated[PageRequest, Depends()]
) -> Page[OfferingView]:
    return await _catalogue(
        use_cases, page, school_path=by.path.text, term=term, states=["draft", "published", "ended"]
    )


@router.post("/offerings/{offering_id}/publication", status_code=201, summary="Publish an offering in the catalogue")
async def post_publication(
    offering_id: UUID,
    body: PublicationRequest,
    by: SchoolOffice,
    use_cases: UseCasesDep,
    clock: ClockDep,
    version: IfMatch,
) -> DraftedView:
    one = await use_cases.publish_offering(
        offering_id=offering_id,
        seen=Money(body.amount_fen),
        by=by,
        now=clock.now(),
        on=clock.today(),
        version=version,
    )
    return DraftedView(
        offering_id=one.id,
        state="published",
        title=one.title,
        price_fen=one.price.fen,
        consumables_fen=one.consumables.fen,
        mode=one.mode,
        version=one.version + 1,
    )


@router.get("/catalogue", summary="What a school offers in a term (P3)")
async def get_catalogue(
    school: Annotated[str, Query(max_length=120, description="Path of the school.")],
    term: TermWord,
    by: SignedIn,
    use_cases: UseCasesDep,
    page: Annotated[PageRequest, Depends()],
) -> Page[OfferingView]:
    path = OrganisationPath(school)
    return await _catalogue(use_cases, page, school_path=path.text, term=term, states=["published"])


async def _catalogue(
    use_cases: UseCases, page: PageRequest, *, school_path: str, term: str, states: Sequence[str]
) -> Page[OfferingView]:
    rows = await use_cases.queries.catalogue(
        school_path=school_path, term=term, states=states, after=page.after(str, str, UUID), limit=page.fetch
    )
    return Page.of(
        rows,
        page,
        view=lambda row: OfferingView.model_validate({**row, "offering_id": row["id"]}),
        cursor=lambda row: (row["product"], row["title"], row["id"]),
    )


@router.post("/schools/{code}/terms/{term}/openings", status_code=201, summary="Open applications")
async def post_opening(
    code: SchoolCode, term: TermCode, by: SchoolOffice, use_cases: UseCasesDep, clock: ClockDep
) -> OpeningView:
    path = own_school(by, code)
    gates = await use_cases.open_applications(term=term, by=by, now=clock.now(), on=clock.today())
    return OpeningView(school_path=path.text, term=term, opened=True, gates=[GateView.of(one) for one in gates])


@router.get("/schools/{code}/terms/{term}", summary="Where a school stands in a term")
async def get_school_term(
    code: SchoolCode, term: TermCode, by: SchoolOrDistrict, use_cases: UseCasesDep, clock: ClockDep
) -> SchoolTermView:
    path = by.path if by.path.code == code else None
    if path is None:
        below = await use_cases.queries.organisations(under=by.path.text, kind="school", after="", limit=1000)
        path = next((OrganisationPath(row["path"]) for row in below if row["code"] == code), None)
    row = await use_cases.queries.school_term(path.text, term) if path is not None else None
    if row is None or path is None:
        raise OrganisationUnknown("no school of yours by that code")
    gates = await use_cases.queries.gates(path, term, on=clock.today())
    is_told = by.role in AT_SCHOOL
    of_children = ("applications", "waiting_for_class", "waiting_for_school", "placements", "agreed")
    counts = {name: row[name] if is_told else None for name in of_children}
    return SchoolTermView(
        school_path=path.text,
        term=term,
        opened=row["opened_at"] is not None,
        closes_on=row["closes_on"],
        gates=[GateView.of(one) for one in gates],
        groups=row["groups"],
        **counts,
    )
