"""A vendor's application to a round: checked by rule, reviewed office by office."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.errors import Conflict, Forbidden, Invalid, NotFound
from vendor_registry.domain.selection_round import Office


class ApplicationUnknown(NotFound):
    code = "vendor_registry.application_unknown"


class ApplicationUnderReview(Conflict):
    code = "vendor_registry.application_under_review"


class ApplicationIncomplete(Conflict):
    code = "vendor_registry.application_incomplete"


class OfficeNotInRound(Forbidden):
    code = "vendor_registry.office_not_in_round"


class AlreadyReviewed(Conflict):
    code = "vendor_registry.already_reviewed"


class ReasonMissing(Invalid):
    code = "vendor_registry.reason_missing"


class ApplicationState(StrEnum):
    """`INCOMPLETE` failed the document check and may be handed in again while the window is open."""

    INCOMPLETE = "incomplete"
    COMPLETE = "complete"
    LISTED = "listed"
    NOT_LISTED = "not_listed"


@dataclass(frozen=True, slots=True)
class Declarations:
    """What the vendor declares and the offices check in their own registers (B6)."""

    abnormal_operation: bool
    failed_annual_check_on: date | None
    removed_elsewhere_on: date | None
    accepts_fund_supervision: bool
    foreign_courses: bool


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """One thing the documents lack: the clause it offends and, where it is one record, which."""

    code: str
    clause: str
    detail: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    office: Office
    person_id: UUID
    approved: bool
    reason: str
    reviewed_at: datetime


@dataclass(frozen=True, slots=True)
class Application:
    id: UUID
    round_id: UUID
    vendor_id: UUID
    course_ids: tuple[UUID, ...]
    declarations: Declarations
    state: ApplicationState
    shortcomings: tuple[Shortcoming, ...]
    reviews: tuple[Review, ...]
    reason_code: str
    submitted_at: datetime
    version: int = 1

    def missing_reviews(self, offices: tuple[Office, ...]) -> int:
        """How many offices still have to speak; none once one of them said no, or where documents are lacking."""
        if self.state is not ApplicationState.COMPLETE or self.refused_by is not None:
            return 0
        return len(set(offices) - {review.office for review in self.reviews})

    def has_passed_review(self, offices: tuple[Office, ...]) -> bool:
        """Whether every office has spoken, and none of them said no."""
        complete = self.state is ApplicationState.COMPLETE
        return complete and self.refused_by is None and not self.missing_reviews(offices)

    @property
    def refused_by(self) -> Office | None:
        return next((review.office for review in self.reviews if not review.approved), None)


def add_review(application: Application, review: Review, *, by: Actor, offices: tuple[Office, ...]) -> Application:
    """The application with one more office's word, each by its own person; a no needs its reason."""
    if application.state is not ApplicationState.COMPLETE:
        raise ApplicationIncomplete("only an application whose documents passed the check is reviewed")
    if review.office not in offices:
        raise OfficeNotInRound("this round is not reviewed by your office")
    if any(earlier.office is review.office for earlier in application.reviews):
        raise AlreadyReviewed("your office has given its review already", params={"office": review.office})
    earlier = acts(Function.REVIEW, *(one.person_id for one in application.reviews))
    check(Case.VETTING, earlier, actor=by, function=Function.REVIEW)
    if not review.approved and not review.reason.strip():
        raise ReasonMissing("say why the vendor is refused")
    return replace(application, reviews=(*application.reviews, review), version=application.version + 1)


def why_not(application: Application, *, objection_upheld: bool, shortcomings: tuple[Shortcoming, ...]) -> str | None:
    """The stated reason for which an application fails, or None where it passes."""
    if application.state is ApplicationState.INCOMPLETE:
        return application.shortcomings[0].code
    if application.refused_by is not None:
        return f"refused_by_{application.refused_by}"
    if objection_upheld:
        return "objection_upheld"
    return shortcomings[0].code if shortcomings else None


def decide(application: Application, reason_code: str | None) -> Application:
    """The application listed, or not listed for the reason given."""
    state = ApplicationState.LISTED if reason_code is None else ApplicationState.NOT_LISTED
    return replace(application, state=state, reason_code=reason_code or "", version=application.version + 1)
