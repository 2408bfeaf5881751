"""What is said over HTTP about the result of a round before it is carried out."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.values import Digest
from vendor_registry.domain.result import Result, Verdict
from vendor_registry.domain.selection_round import Office, RoundState


class VerdictView(BaseModel):
    application_id: UUID
    vendor_id: UUID
    course_ids: list[UUID]
    reviews_missing: int
    reason_code: str | None = Field(description="Why it fails; none where it passes.")

    @classmethod
    def of(cls, verdict: Verdict, offices: tuple[Office, ...]) -> "VerdictView":
        application = verdict.application
        return cls(
            application_id=application.id,
            vendor_id=application.vendor_id,
            course_ids=list(application.course_ids),
            reviews_missing=application.missing_reviews(offices),
            reason_code=verdict.reason_code,
        )


class ResultView(BaseModel):
    """The applications still to be decided; who failed before is among the applications of the round."""

    round_id: UUID
    state: RoundState
    listing_until: date
    verdicts: list[VerdictView]
    objections_open: int
    digest: str = Field(description="SHA-256 over all of it; the step that carries it out names it.")

    @classmethod
    def of(cls, result: Result) -> "ResultView":
        return cls(
            round_id=result.round.id,
            state=result.round.state,
            listing_until=result.round.listing_until,
            verdicts=[VerdictView.of(one, result.round.offices) for one in result.verdicts],
            objections_open=result.objections_open,
            digest=result.digest,
        )


class ResultSeen(Body):
    digest: Annotated[Digest, Field(description="That of the result as it was shown.")]
