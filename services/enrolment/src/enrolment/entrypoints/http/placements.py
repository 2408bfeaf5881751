"""Draws, alternatives, agreements and withdrawals."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field

from chassis.files.handed_out import PDF, attachment, file_of
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page, PageRequest
from chassis.http.values import Digest, Flag, TermWord
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


class DocumentRequest(Body):
    signer_name: str = Field(min_length=1, max_length=60, description="The name of the guardian who will sign.")
    entrusted_placement_ids: list[UUID] = Field(
        max_length=8, description="Placements whose consumables the vendor may buy (R16)."
    )


class DocumentView(BaseModel):
    agreement_id: UUID
    version: int
    digest: str = Field(description="SHA-256 of the PDF; the signature names it.")


class SignatureRequest(Body):
    """What was read: the digest of the document, or of all documents that wait."""

    digest: Digest


class SignatureView(BaseModel):
    agreement_id: UUID
    state: str


class WaitingView(BaseModel):
    waiting: int
    digest: str = Field(description="Of all documents that wait; who signs them names it.")


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
    digest: str = Field(description="Of all documents that wait; the vendor's signature names it.")


class AgreementView(BaseModel):
    agreement_id: UUID
    number: str
    pupil_id: UUID
    name: str
    state: str
    text_version: str
    content_hash: str = Field(description="SHA-256 of the document that every party has signed.")
    digest: str = Field(description="SHA-256 of the document offered last; empty before there is one.")
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
        school_path=by.path.text, term=term, state=state, after=page.last(UUID), limit=page.fetch
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
        after=page.last(UUID),
        limit=page.fetch,
    )
    return Page.of(
        rows,
        page,
        view=AgreementView.model_validate,
        cursor=lambda row: (row["agreement_id"],),
        as_of=clock.now(),
    )


@router.get(
    "/agreements/{agreement_id}.pdf",
    summary="The agreement as it was offered and signed",
    response_class=Response,
    responses=file_of(PDF),
)
async def get_agreement_pdf(agreement_id: UUID, by: Reader, use_cases: UseCasesDep) -> Response:
    number, content = await use_cases.read_agreement(agreement_id=agreement_id, by=by)
    return attachment(content, name=f"{number}.pdf", media_type=PDF)


@router.post(
    "/agreements/{agreement_id}/documents", status_code=201, summary="Have the document made that one is going to sign"
)
async def post_document(
    agreement_id: UUID, body: DocumentRequest, by: Guardian, use_cases: UseCasesDep, clock: ClockDep
) -> DocumentView:
    offered = await use_cases.offer_agreement(
        agreement_id=agreement_id,
        signer_name=body.signer_name,
        entrusted=frozenset(body.entrusted_placement_ids),
        by=by,
        now=clock.now(),
    )
    return DocumentView(agreement_id=agreement_id, version=offered.version, digest=offered.digest)


@router.post("/agreements/{agreement_id}/signatures", status_code=201, summary="Sign an agreement")
async def post_signature(
    agreement_id: UUID, body: SignatureRequest, by: Reader, use_cases: UseCasesDep, clock: ClockDep
) -> SignatureView:
    state = await use_cases.sign_agreement(
        agreement_id=agreement_id,
        digest=body.digest,
        by=by,
        now=clock.now(),
        on=clock.today(),
    )
    return SignatureView(agreement_id=agreement_id, state=state.value)


@router.post(
    "/schools/{code}/terms/{term}/agreement-signatures",
    status_code=201,
    summary="Sign every agreement of one's school that its family has signed",
)
async def post_school_signatures(
    code: SchoolCode,
    term: TermCode,
    body: SignatureRequest,
    by: SchoolOffice,
    use_cases: UseCasesDep,
    clock: ClockDep,
) -> SignaturesView:
    own_school(by, code)
    count = await use_cases.sign_for_school(term=term, digest=body.digest, by=by, now=clock.now(), on=clock.today())
    return SignaturesView(signed=count)


@router.get(
    "/schools/{code}/terms/{term}/agreement-signatures", summary="How many agreements wait for one's school to sign"
)
async def get_school_signatures(
    code: SchoolCode, term: TermCode, by: SchoolOffice, use_cases: UseCasesDep
) -> WaitingView:
    school = own_school(by, code)
    return WaitingView.model_validate(await use_cases.queries.signatures_waiting(school_path=school.text, term=term))


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
    offering_id: UUID, body: SignatureRequest, by: VendorClerk, use_cases: UseCasesDep, clock: ClockDep
) -> SignaturesView:
    count = await use_cases.sign_for_vendor(
        offering_id=offering_id, digest=body.digest, by=by, now=clock.now(), on=clock.today()
    )
    return SignaturesView(signed=count)
