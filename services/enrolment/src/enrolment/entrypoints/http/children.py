"""A guardian's own children: consent, survey, and where they stand."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.values import Day, Flag, ShownTime, TermWord, Weekday, asked
from enrolment.domain.consent import CURRENT
from enrolment.entrypoints.http.dependencies import (
    AT_SCHOOL,
    Guardian,
    SchoolOrDistrict,
    SignedIn,
    TermCode,
    UseCasesDep,
)
from kernel.small_groups import ABOVE_SCHOOLS, IN_A_SCHOOL, shown_together

router = APIRouter(prefix="/v1", tags=["children"])


class ConsentRequest(Body):
    given: Flag
    text_version: str = Field(max_length=20)
    ends_services: Flag = Field(
        description="Refuse although places that were given out and need the consent end with it."
    )


class ConsentView(BaseModel):
    """`explanation` says what the decision means for the child."""

    pupil_id: UUID
    given: bool
    text_version: str
    explanation: str
    services_ended: int = Field(description="How many places ended; what was paid for them is refunded.")
    disagreement_id: UUID | None = Field(description="Open with another guardian, whose decision is contrary.")


class ConsentSection(BaseModel):
    title: str
    words: str


class ConsentTextView(BaseModel):
    version: str
    sha256: str
    sections: list[ConsentSection]


class SurveyRequest(Body):
    pupil_id: UUID
    wants_care: Flag
    weekdays: list[Weekday] = Field(default_factory=list, max_length=7)
    categories: list[Annotated[str, Field(pattern="^(art|sport|science)$")]] = Field(default_factory=list, max_length=3)


class SurveyView(BaseModel):
    pupil_id: UUID
    term: str


class SurveySummary(BaseModel):
    """Wishes of who answered, by number alone: of the earliest, in whole lots of `shown_from` children.

    Absent where few wish something, or where another figure and this one tell of few: somebody would be told by the
    number.
    """

    answers: int | None
    care: int | None
    per_weekday: list[int | None]
    art: int | None
    sport: int | None
    science: int | None
    shown_from: int

    @classmethod
    def of(cls, row: Mapping[str, Any], *, least: int) -> "SurveySummary":
        days = {f"day {place}": count for place, count in enumerate(row["per_weekday"])}
        wishes = {name: row[name] for name in ("answers", "care", "art", "sport", "science")}
        told = shown_together(wishes | days, beside=[row["pupils"]], least=least)
        return cls(per_weekday=[told.pop(day) for day in days], shown_from=least, **told)


class ChildPlacementView(BaseModel):
    placement_id: UUID
    offering_id: UUID
    title: str
    product: str
    state: str
    position: int | None
    weekdays: list[int]
    answer_by: date | None = Field(description="The last day to answer an alternative, or to apply again.")
    end_reason: str = Field(description="Why it ended: withdrawn, moved, vendor_out, declined or expired.")
    price_fen: int
    consumables_fen: int
    agreement_id: UUID | None
    agreement_number: str | None
    agreement_state: str | None
    signed_by_guardian: bool | None


class ChildView(BaseModel):
    pupil_id: UUID
    name: str
    school_path: str
    school_name: str
    class_name: str
    grade: int
    consent: str
    application_id: UUID | None
    application_state: str | None
    application_reason: str | None
    application_suggestion: UUID | None
    placements: list[ChildPlacementView]


class AttendanceView(BaseModel):
    held_on: date
    starts_at: ShownTime
    ends_at: ShownTime
    title: str
    state: str
    mark: str | None


@router.get("/children", summary="One's own children and where they stand")
async def get_children(by: Guardian, use_cases: UseCasesDep, term: TermWord | None = None) -> list[ChildView]:
    return [ChildView.model_validate(row) for row in await use_cases.queries.children(by.id, term=term)]


@router.get("/consent-text", summary="What a guardian is told before deciding about consent")
async def get_consent_text(by: SignedIn) -> ConsentTextView:
    return ConsentTextView(
        version=CURRENT.version,
        sha256=CURRENT.hash,
        sections=[ConsentSection(title=title, words=words) for title, words in CURRENT.sections],
    )


@router.post("/children/{pupil_id}/consent", status_code=201, summary="Give, refuse or withdraw consent")
async def post_consent(
    pupil_id: UUID, body: ConsentRequest, by: Guardian, use_cases: UseCasesDep, clock: ClockDep
) -> ConsentView:
    ended, disagreement = await use_cases.decide_consent(
        pupil_id=pupil_id,
        given=body.given,
        text_version=body.text_version,
        ends_services=body.ends_services,
        by=by,
        now=clock.now(),
        on=clock.today(),
    )
    section = "处理目的" if body.given else "不同意的后果"
    explanation = next(words for title, words in CURRENT.sections if title == section)
    return ConsentView(
        pupil_id=pupil_id,
        given=body.given,
        text_version=body.text_version,
        explanation=explanation,
        services_ended=ended,
        disagreement_id=disagreement,
    )


@router.post("/surveys/{term}/answers", status_code=201, summary="Answer the survey; it binds nobody")
async def post_answer(
    term: TermCode, body: SurveyRequest, by: Guardian, use_cases: UseCasesDep, clock: ClockDep
) -> SurveyView:
    await use_cases.answer_survey(
        pupil_id=body.pupil_id,
        term=term,
        wants_care=body.wants_care,
        weekdays=body.weekdays,
        categories=body.categories,
        by=by,
        now=clock.now(),
    )
    return SurveyView(pupil_id=body.pupil_id, term=term)


@router.get("/surveys/{term}/summary", summary="What families wish, as totals")
async def get_summary(term: TermCode, by: SchoolOrDistrict, use_cases: UseCasesDep) -> SurveySummary:
    least = IN_A_SCHOOL if by.role in AT_SCHOOL else ABOVE_SCHOOLS
    row = await use_cases.queries.survey_summary(under=by.path.text, term=term, lot=least)
    return SurveySummary.of(row, least=least)


@router.get("/children/{pupil_id}/attendance", summary="Sessions of one's own child, with its marks")
async def get_attendance(
    pupil_id: UUID,
    by: Guardian,
    use_cases: UseCasesDep,
    after: Day | None = None,
    limit: Annotated[int, asked(1, 100)] = 50,
) -> list[AttendanceView]:
    rows = await use_cases.queries.attendance(pupil_id, guardian_id=by.id, after=after, limit=limit)
    return [AttendanceView.model_validate(row) for row in rows]
