"""Claiming a child with a code: sent to the roster's telephone, or handed out by the class teacher."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page, PageRequest
from chassis.http.values import Grade
from enrolment.domain.binding import Claim, ClaimState, ClaimUnknown, PhoneClaim, Relation
from enrolment.domain.pupil import Pupil
from enrolment.entrypoints.http.dependencies import ClassTeacher, Guardian, UseCasesDep

router = APIRouter(prefix="/v1", tags=["claims"], route_class=IdempotentRoute)


class ChildRequest(Body):
    """Which child; what is said here proves nothing by itself."""

    school_code: str = Field(max_length=40)
    grade: Grade
    class_number: int = Field(strict=True, ge=1, le=60)
    name: str = Field(min_length=1, max_length=60)
    pupil_number: str = Field(min_length=4, max_length=40)
    relation: Literal["mother", "father", "grandparent", "other"]

    def to_claim(self) -> Claim:
        return Claim(self.school_code, self.grade, self.class_number, self.name, self.pupil_number)


class ClaimRequest(ChildRequest):
    code: str = Field(min_length=6, max_length=40, description="The code that the class teacher handed out.")


class ConfirmationRequest(Body):
    code: str = Field(min_length=4, max_length=20, description="The code that came to the telephone.")


class ClaimView(BaseModel):
    pupil_id: UUID
    school_path: str
    class_id: UUID
    grade: int


class PhoneClaimView(BaseModel):
    """`sent`: if the roster has this child, a code is on its way to the number that it holds for the guardian."""

    claim_id: UUID
    state: Literal["sending", "sent", "failed", "bound"]
    expires_at: datetime


class HandedOutView(BaseModel):
    code: str = Field(description="Shown this once; type it with or without the dashes.")
    expires_at: datetime


class TakenBackView(BaseModel):
    ended: int


class NoticeView(BaseModel):
    """`kind` is a word that the portal says in full; `params` fill its sentence."""

    notice_id: UUID
    pupil_id: UUID
    kind: str
    params: dict[str, str]
    told_at: datetime


def _view(pupil: Pupil) -> ClaimView:
    return ClaimView(pupil_id=pupil.id, school_path=pupil.school_path, class_id=pupil.class_id, grade=pupil.grade)


def _phone_view(claim: PhoneClaim) -> PhoneClaimView:
    # A number that cannot be reached is told to the school: it would tell a stranger that there is one.
    state = ClaimState.SENT if claim.state is ClaimState.UNREACHABLE else claim.state
    return PhoneClaimView.model_validate({"claim_id": claim.id, "state": state.value, "expires_at": claim.expires_at})


@router.post("/children/claims", status_code=201, summary="Claim a child with a code of its class teacher")
async def post_claim(body: ClaimRequest, by: Guardian, use_cases: UseCasesDep, clock: ClockDep) -> ClaimView:
    pupil = await use_cases.bindings.claim_child(
        claim=body.to_claim(), code=body.code, relation=Relation(body.relation), by=by, now=clock.now()
    )
    return _view(pupil)


@router.post("/children/claims/codes", status_code=202, summary="Have a code sent to the roster's telephone")
async def post_claim_code(
    body: ChildRequest, by: Guardian, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> PhoneClaimView:
    claim = await use_cases.bindings.start_phone_claim(
        claim=body.to_claim(), relation=Relation(body.relation), by=by, now=clock.now()
    )
    return _phone_view(claim)


@router.get("/children/claims/{claim_id}", summary="Whether the code was handed to the provider")
async def get_claim(claim_id: UUID, by: Guardian, use_cases: UseCasesDep) -> PhoneClaimView:
    claim = await use_cases.queries.phone_claim(claim_id, guardian_id=by.id)
    if claim is None:
        raise ClaimUnknown("no claim of yours by that id; begin again")
    return _phone_view(claim)


@router.post("/children/claims/{claim_id}/confirmation", status_code=201, summary="Bind with the code that came")
async def post_confirmation(
    claim_id: UUID, body: ConfirmationRequest, by: Guardian, use_cases: UseCasesDep, clock: ClockDep
) -> ClaimView:
    return _view(
        await use_cases.bindings.confirm_phone_claim(claim_id=claim_id, code=body.code, by=by, now=clock.now())
    )


@router.post(
    "/classes/own/pupils/{pupil_id}/binding-codes",
    status_code=201,
    summary="Hand out a code for a child of one's class",
)
async def post_binding_code(
    pupil_id: UUID, by: ClassTeacher, use_cases: UseCasesDep, clock: ClockDep, response: Response
) -> HandedOutView:
    handed = await use_cases.bindings.hand_out_code(pupil_id=pupil_id, by=by, now=clock.now())
    response.headers["Cache-Control"] = "no-store"
    return HandedOutView(code=handed.code, expires_at=handed.expires_at)


@router.delete("/classes/own/pupils/{pupil_id}/binding-codes", summary="Take back a child's unused codes")
async def delete_binding_codes(
    pupil_id: UUID, by: ClassTeacher, use_cases: UseCasesDep, clock: ClockDep
) -> TakenBackView:
    return TakenBackView(ended=await use_cases.bindings.take_back_codes(pupil_id=pupil_id, by=by, now=clock.now()))


@router.get("/notices", summary="What happened around one's own children, newest first")
async def get_notices(
    by: Guardian, use_cases: UseCasesDep, clock: ClockDep, page: Annotated[PageRequest, Depends()]
) -> Page[NoticeView]:
    rows = await use_cases.queries.notices(by.id, before=page.last(UUID), limit=page.fetch)
    return Page.of(
        rows, page, view=NoticeView.model_validate, cursor=lambda row: (row["notice_id"],), as_of=clock.now()
    )
