"""What is said about selections over HTTP."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.values import Day, Flag, TermWord
from kernel.actor import Actor
from vendor_registry.application.queries import ApplicationRow, PublicResult, PublicRound
from vendor_registry.domain.application import Application, ApplicationState, Declarations, Shortcoming
from vendor_registry.domain.objection import Objection
from vendor_registry.domain.selection_round import (
    Office,
    PublicityRunning,
    RoundState,
    SelectionRound,
    WindowStillOpen,
)
from vendor_registry.entrypoints.http.vendor_schemas import Line, Sentence, VendorView, Words


class RoundRequest(Body):
    """All dates are days included; `offices` review jointly, education always among them."""

    term: TermWord
    title: Line
    offices: Annotated[list[Office], Field(min_length=1, max_length=10)]
    applications_from: Day
    applications_until: Day
    listing_until: Day


class Blocked(BaseModel):
    """Why the next step cannot be taken yet; the code is that of the refusal it would meet."""

    code: str
    params: dict[str, str]
    clause: str


class RoundView(BaseModel):
    id: UUID
    district_path: str
    term: str
    title: str
    product: str
    offices: list[Office]
    announced_on: date
    applications_from: date
    applications_until: date
    listing_until: date
    state: RoundState
    publicity_from: date | None
    publicity_until: date | None
    publicity_provisional: bool = Field(description="The holidays of all days until then are not announced yet.")
    listed_on: date | None
    pack: str
    allowed_actions: list[str]
    blocked_by: Blocked | None

    @classmethod
    def of(cls, round_: SelectionRound, *, on: date, reader: Actor | None = None) -> "RoundView":
        leads = reader is not None and reader.role == "district-officer" and reader.path == round_.district
        blocked = _blocked(round_, on) if leads else None
        step = {RoundState.ANNOUNCED: ["publicity"], RoundState.PUBLICITY: ["listing"]}.get(round_.state, [])
        return cls(
            id=round_.id,
            district_path=round_.district.text,
            term=round_.term,
            title=round_.title,
            product=round_.product,
            offices=list(round_.offices),
            announced_on=round_.announced_on,
            applications_from=round_.applications_from,
            applications_until=round_.applications_until,
            listing_until=round_.listing_until,
            state=round_.state,
            publicity_from=round_.publicity_from,
            publicity_until=round_.publicity_until,
            publicity_provisional=round_.publicity_provisional,
            listed_on=round_.listed_on,
            pack=round_.pack,
            allowed_actions=step if leads and blocked is None else [],
            blocked_by=blocked,
        )


def _blocked(round_: SelectionRound, on: date) -> Blocked | None:
    """By the calendar alone; missing reviews and open objections are said when the step is taken."""
    if round_.state is RoundState.ANNOUNCED and on <= round_.applications_until:
        until = str(round_.applications_until)
        return Blocked(code=WindowStillOpen.code, params={"until": until}, clause=round_.pack)
    if round_.state is RoundState.PUBLICITY and round_.publicity_until is not None and on <= round_.publicity_until:
        until = str(round_.publicity_until)
        return Blocked(code=PublicityRunning.code, params={"until": until}, clause=round_.pack)
    return None


class DeclarationsRequest(Body):
    abnormal_operation: Flag
    failed_annual_check_on: Day | None
    removed_elsewhere_on: Day | None
    accepts_fund_supervision: Flag
    foreign_courses: Flag

    def to_domain(self) -> Declarations:
        return Declarations(
            abnormal_operation=self.abnormal_operation,
            failed_annual_check_on=self.failed_annual_check_on,
            removed_elsewhere_on=self.removed_elsewhere_on,
            accepts_fund_supervision=self.accepts_fund_supervision,
            foreign_courses=self.foreign_courses,
        )


class ApplicationRequest(Body):
    vendor_id: UUID
    course_ids: Annotated[list[UUID], Field(min_length=1, max_length=50)]
    declarations: DeclarationsRequest


class ShortcomingView(BaseModel):
    """`code` is stable, `clause` the rule offended, `subject` the record it is about."""

    code: str
    clause: str
    detail: str
    subject: str

    @classmethod
    def of(cls, shortcoming: Shortcoming) -> "ShortcomingView":
        return cls(
            code=shortcoming.code,
            clause=shortcoming.clause,
            detail=shortcoming.detail,
            subject=shortcoming.subject,
        )


class ReviewView(BaseModel):
    office: Office
    approved: bool
    reason: str
    reviewed_at: datetime


class ApplicationView(BaseModel):
    id: UUID
    round_id: UUID
    vendor_id: UUID
    course_ids: list[UUID]
    state: ApplicationState
    shortcomings: list[ShortcomingView]
    reviews: list[ReviewView]
    reason_code: str
    submitted_at: datetime
    version: int

    @classmethod
    def of(cls, application: Application) -> "ApplicationView":
        return cls(
            id=application.id,
            round_id=application.round_id,
            vendor_id=application.vendor_id,
            course_ids=list(application.course_ids),
            state=application.state,
            shortcomings=[ShortcomingView.of(each) for each in application.shortcomings],
            reviews=[
                ReviewView(office=each.office, approved=each.approved, reason=each.reason, reviewed_at=each.reviewed_at)
                for each in application.reviews
            ],
            reason_code=application.reason_code,
            submitted_at=application.submitted_at,
            version=application.version,
        )


class ApplicationRowView(ApplicationView):
    vendor: VendorView
    round_title: str
    district_path: str

    @classmethod
    def of_row(cls, row: ApplicationRow) -> "ApplicationRowView":
        return cls(
            **ApplicationView.of(row.application).model_dump(),
            vendor=VendorView.of(row.vendor),
            round_title=row.round_title,
            district_path=row.district_path,
        )


class ReviewRequest(Body):
    """A refusal needs its reason."""

    decision: Literal["approve", "refuse"]
    reason: Sentence = ""


class ObjectionRequest(Body):
    vendor_id: UUID
    text: Words


class ObjectionReceipt(BaseModel):
    id: UUID
    raised_at: datetime


class ObjectionView(BaseModel):
    """For the district: what is objected, never by whom."""

    id: UUID
    vendor_id: UUID
    text: str
    raised_at: datetime
    upheld: bool | None
    decision_reason: str

    @classmethod
    def of(cls, objection: Objection) -> "ObjectionView":
        return cls(
            id=objection.id,
            vendor_id=objection.vendor_id,
            text=objection.text,
            raised_at=objection.raised_at,
            upheld=objection.upheld,
            decision_reason=objection.decision_reason,
        )


class ObjectionDecision(Body):
    upheld: Flag
    reason: Sentence


class PublicCourseView(BaseModel):
    title: str
    category: str
    price_fen: int
    consumables_fen: int
    lessons: int


class PublicResultView(BaseModel):
    vendor_id: UUID
    vendor_name: str
    uscc: str
    courses: list[PublicCourseView]
    state: str
    reason_code: str

    @classmethod
    def of(cls, result: PublicResult) -> "PublicResultView":
        return cls(
            vendor_id=result.vendor.id,
            vendor_name=result.vendor.name,
            uscc=result.vendor.uscc,
            courses=[
                PublicCourseView(
                    title=course.title,
                    category=course.category,
                    price_fen=course.price.fen,
                    consumables_fen=course.consumables_total.fen,
                    lessons=course.lessons,
                )
                for course in result.courses
            ],
            state=result.state,
            reason_code=result.reason_code,
        )


class PublicRoundView(RoundView):
    district_name: str
    results: list[PublicResultView]

    @classmethod
    def of_public(cls, shown: PublicRound, *, on: date) -> "PublicRoundView":
        return cls(
            **RoundView.of(shown.round, on=on).model_dump(),
            district_name=shown.district_name,
            results=[PublicResultView.of(result) for result in shown.results],
        )
