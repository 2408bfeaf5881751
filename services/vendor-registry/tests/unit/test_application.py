"""Each office gives its word once, by its own person; one no, with its reason, is enough."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from kernel.duties import SamePersonTwice
from testkit.actors import actor
from vendor_registry.domain.application import (
    AlreadyReviewed,
    Application,
    ApplicationIncomplete,
    ApplicationState,
    Declarations,
    OfficeNotInRound,
    ReasonMissing,
    Review,
    Shortcoming,
    add_review,
    decide,
    why_not,
)
from vendor_registry.domain.selection_round import OFFICE_OF_ROLE, Office

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
ROLES = {office: role for role, office in OFFICE_OF_ROLE.items()}
OFFICES = (Office.EDUCATION, Office.POLICE, Office.MARKET)
APPLICATION = Application(
    id=UUID(int=1),
    round_id=UUID(int=2),
    vendor_id=UUID(int=3),
    course_ids=(UUID(int=4),),
    declarations=Declarations(False, None, None, True, False),
    state=ApplicationState.COMPLETE,
    shortcomings=(),
    reviews=(),
    reason_code="",
    submitted_at=NOON,
)
LACKING = (Shortcoming("licence_expired", "B6", "over"),)


def said(office: Office, person: int, *, approved: bool = True, reason: str = "") -> Review:
    return Review(office, UUID(int=person), approved, reason, NOON)


def reviewed(application: Application, review: Review) -> Application:
    by = actor(ROLES[review.office], review.person_id, path="/3401/340104")
    return add_review(application, review, by=by, offices=OFFICES)


def test_waits_for_every_office() -> None:
    first = reviewed(APPLICATION, said(Office.EDUCATION, 11))
    assert first.missing_reviews(OFFICES) == 2
    second = reviewed(first, said(Office.POLICE, 12))
    third = reviewed(second, said(Office.MARKET, 13))
    assert third.missing_reviews(OFFICES) == 0
    assert why_not(third, objection_upheld=False, shortcomings=()) is None


def test_refuses_the_same_person_for_two_offices() -> None:
    first = reviewed(APPLICATION, said(Office.EDUCATION, 11))
    with pytest.raises(SamePersonTwice):
        reviewed(first, said(Office.POLICE, 11))


def test_refuses_a_second_word_of_one_office() -> None:
    first = reviewed(APPLICATION, said(Office.EDUCATION, 11))
    with pytest.raises(AlreadyReviewed):
        reviewed(first, said(Office.EDUCATION, 12))


def test_refuses_an_office_that_is_not_in_the_round() -> None:
    with pytest.raises(OfficeNotInRound):
        reviewed(APPLICATION, said(Office.CULTURE, 11))


def test_refuses_a_no_without_its_reason() -> None:
    with pytest.raises(ReasonMissing):
        reviewed(APPLICATION, said(Office.POLICE, 11, approved=False, reason=" "))


def test_refuses_to_review_what_failed_the_document_check() -> None:
    incomplete = replace(APPLICATION, state=ApplicationState.INCOMPLETE, shortcomings=LACKING)
    with pytest.raises(ApplicationIncomplete):
        reviewed(incomplete, said(Office.POLICE, 11))
    assert incomplete.missing_reviews(OFFICES) == 0


def test_waits_for_nobody_after_a_no() -> None:
    refused = reviewed(APPLICATION, said(Office.POLICE, 11, approved=False, reason="未通过"))
    assert refused.missing_reviews(OFFICES) == 0
    assert why_not(refused, objection_upheld=False, shortcomings=()) == "refused_by_police"


def test_names_the_first_reason_that_stops_a_vendor() -> None:
    assert why_not(APPLICATION, objection_upheld=True, shortcomings=LACKING) == "objection_upheld"
    assert why_not(APPLICATION, objection_upheld=False, shortcomings=LACKING) == "licence_expired"
    assert decide(APPLICATION, "licence_expired").state is ApplicationState.NOT_LISTED
    assert decide(APPLICATION, None).state is ApplicationState.LISTED
