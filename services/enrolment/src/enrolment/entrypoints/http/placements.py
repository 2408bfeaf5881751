"""Draws, alternatives, agreements and withdrawals."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page, PageRequest
from chassis.http.values import Flag, TermWord
from enrolment.entrypoints.http.dependencies import (
    Guardian,
    Reader,
    SchoolCode,
    SchoolHead,
    SchoolOffice,
    TermCode,
    UseCasesDep,
    VendorClerk,
    own_school,
)

router = APIRouter(prefix="/v1", tags=["placements"], route_class=IdempotentRoute)


class DrawRequest(Body):
    school_code: str = Field(max_length=40)
    term: TermWord
    seed: str = Field(min_length=4, max_length=100, description="Drawn in public; anybody can repeat the draw with it.")


class DrawView(BaseModel):
    number: int
    entrants: int
    placed: int
    alternatives: int
    waiting: int
    digest: str


class DrawRecordView(BaseModel):
    number: int
    seed: str
    drawn_at: datetime
    entrants: int
    digest: str


class PlacementView(BaseModel):
    placement_id: UUID
    pupil_id: UUID
    name: str
    class_name: str
    offering_id: UUID
    title: str
    state: str
    position: int | None
    weekdays: list[int]
    agreement_id: UUID | None
    answer_by: date | None = Field(description="The last day to answer an alternative, or to apply again.")


class AlternativeRequest(Body):
    accepted: Flag


class PlacementStateView(BaseModel):
    """`disputed`: another guardian wanted the place, which stays until the two agree."""

    placement_id: UUID
    state: str
    disagreement_id: UUID | None = None


class SignatureRequest(Body):
    entrusted_placement_ids: list[UUID] = Field(
        default_factory=list, max_length=8, description="Placements whose consumables the vendor may buy (R16)."
    )


class SignatureView(BaseModel):
    agreement_id: UUID
    state: str


class SignaturesView(BaseModel):
    signed: int


class VendorCourseView(BaseModel):
    """Numbers only: whom it teaches a vendor learns from its roll, not who signs or leaves (D15)."""

    offering_id: UUID
    title: str
    school_path: str
    school_name: str
    waiting: int = Field(description="Agreements that the guardian has signed and the vendor has not.")
    signed: int


class AgreementView(BaseModel):
    agreement_id: UUID
    number: str
    pupil_id: UUID
    name: str
    state: str
    text_version: str
    content_hash: str
    titles: list[str]
    price_fen: int | None
    guardian_signed_at: datetime | None
    school_signed_at: datetime | None
    vendor_signed_at: datetime | None
    version: int


@router.post("/placements/draws", status_code=201, summary="Draw the places of one's school for a term")
async def post_draw(
    body: DrawRequest, by: SchoolOffice, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> DrawView:
    own_school(by, body.school_code)
    result = await use_cases.draw_placements(term=body.term, seed=body.seed, by=by, now=clock.now(), on=clock.today())
    return DrawView(
        number=result.number,
        entrants=result.entrants,
        placed=result.placed,
        alternatives=result.alternatives,
        waiting=result.waiting,
        digest=result.digest.hex(),
    )


@router.get("/placements/draws", summary="Draws of one's school, with seed and digest")
async def get_draws(term: TermWord, by: SchoolOffice, use_cases: UseCasesDep) -> list[DrawRecordView]:
    rows = await use_cases.queries.draws(school_path=by.path.text, term=term)
    return [DrawRecordView.model_validate(row) for row in rows]


@router.get("/placements", summary="Running placements of one's school")
async def get_placements(
    term: TermWord,
    by: SchoolHead,
    use_cases: UseCasesDep,
    clock: ClockDep,
    page: Annotated[PageRequest, Depends()],
    state: Annotated[str | None, Query(pattern="^(held|alternative|waitlisted|placed|agreed)$")] = None,
) -> Page[PlacementView]:
    rows = await use_cases.queries.placements(
        school_path=by.path.text, term=term, state=state, after=_after(page), limit=page.fetch
    )
    return Page.of(
        rows,
        page,
        view=PlacementView.model_validate,
        cursor=lambda row: (row["placement_id"],),
        as_of=clock.now(),
    )


@router.post(
    "/placements/{placement_id}/alternative-answers", status_code=201, summary="Accept or decline an alternative"
)
async def post_alternative_answer(
    placement_id: UUID,
    body: AlternativeRequest,
    by: Guardian,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> PlacementStateView:
    state, opened = await use_cases.answer_alternative(
        placement_id=placement_id, accepted=body.accepted, by=by, now=clock.now(), on=clock.today()
    )
    told = state.value if opened is None else "disputed"
    return PlacementStateView(placement_id=placement_id, state=told, disagreement_id=opened)


@router.post("/placements/{placement_id}/withdrawals", status_code=201, summary="Withdraw one's child from an offering")
async def post_withdrawal(
    placement_id: UUID, by: Guardian, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> PlacementStateView:
    opened = await use_cases.withdraw_placement(placement_id=placement_id, by=by, now=clock.now(), on=clock.today())
    state = "ended" if opened is None else "disputed"
    return PlacementStateView(placement_id=placement_id, state=state, disagreement_id=opened)


@router.get("/agreements", summary="Agreements of one's children or school")
async def get_agreements(
    term: TermWord,
    by: Reader,
    use_cases: UseCasesDep,
    clock: ClockDep,
    page: Annotated[PageRequest, Depends()],
    state: Annotated[
        str | None,
        Query(pattern="^(prepared|in_force|ended)$", description="`ended` is told to guardians only (P6)."),
    ] = None,
) -> Page[AgreementView]:
    guardian = by.id if by.role == "guardian" else None
    rows = await use_cases.queries.agreements(
        guardian_id=guardian,
        school_path=None if guardian else by.path.text,
        term=term,
        state=state,
        after=_after(page),
        limit=page.fetch,
    )
    return Page.of(
        rows,
        page,
        view=AgreementView.model_validate,
        cursor=lambda row: (row["agreement_id"],),
        as_of=clock.now(),
    )


@router.get("/agreements/{agreement_id}.pdf", summary="The agreement as PDF", response_class=Response)
async def get_agreement_pdf(agreement_id: UUID, by: Reader, use_cases: UseCasesDep) -> Response:
    number, content = await use_cases.render_agreement(agreement_id=agreement_id, by=by)
    return Response(
        content, media_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{number}.pdf"'}
    )


@router.post("/agreements/{agreement_id}/signatures", status_code=201, summary="Sign an agreement")
async def post_signature(
    agreement_id: UUID, body: SignatureRequest, by: Reader, use_cases: UseCasesDep, clock: ClockDep
) -> SignatureView:
    state = await use_cases.sign_agreement(
        agreement_id=agreement_id,
        entrusted=frozenset(body.entrusted_placement_ids),
        by=by,
        now=clock.now(),
        on=clock.today(),
    )
    return SignatureView(agreement_id=agreement_id, state=state.value)


@router.post(
    "/schools/{code}/terms/{term}/agreement-signatures",
    status_code=201,
    summary="Sign every prepared agreement of one's school",
)
async def post_school_signatures(
    code: SchoolCode, term: TermCode, by: SchoolOffice, use_cases: UseCasesDep, clock: ClockDep
) -> SignaturesView:
    own_school(by, code)
    count = await use_cases.sign_for_school(term=term, by=by, now=clock.now(), on=clock.today())
    return SignaturesView(signed=count)


@router.get("/vendor-signatures", summary="How many agreements wait for one's vendor, course by course")
async def get_vendor_signatures(term: TermWord, by: VendorClerk, use_cases: UseCasesDep) -> list[VendorCourseView]:
    rows = await use_cases.queries.waiting_for_vendor(by.path.code, term=term)
    return [VendorCourseView.model_validate(row) for row in rows]


@router.post(
    "/offerings/{offering_id}/vendor-signatures",
    status_code=201,
    summary="Sign, as the vendor, every agreement of one's course that the guardian has signed",
)
async def post_vendor_signatures(
    offering_id: UUID, by: VendorClerk, use_cases: UseCasesDep, clock: ClockDep
) -> SignaturesView:
    count = await use_cases.sign_for_vendor(offering_id=offering_id, by=by, now=clock.now(), on=clock.today())
    return SignaturesView(signed=count)


def _after(page: PageRequest) -> UUID | None:
    after = page.after(UUID)
    return UUID(str(after[0])) if after else None
