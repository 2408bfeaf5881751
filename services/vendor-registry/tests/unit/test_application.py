"""Each office gives its word once, by its own person; one no, with its reason, is enough."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from kernel.approval import SamePersonTwice
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
from vendor_registry.domain.selection_round import Office

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
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


def test_waits_for_every_office() -> None:
    first = add_review(APPLICATION, said(Office.EDUCATION, 11), offices=OFFICES)
    assert first.missing_reviews(OFFICES) == 2
    second = add_review(first, said(Office.POLICE, 12), offices=OFFICES)
    third = add_review(second, said(Office.MARKET, 13), offices=OFFICES)
    assert third.missing_reviews(OFFICES) == 0
    assert why_not(third, objection_upheld=False, shortcomings=()) is None


def test_refuses_the_same_person_for_two_offices() -> None:
    first = add_review(APPLICATION, said(Office.EDUCATION, 11), offices=OFFICES)
    with pytest.raises(SamePersonTwice):
        add_review(first, said(Office.POLICE, 11), offices=OFFICES)


def test_refuses_a_second_word_of_one_office() -> None:
    first = add_review(APPLICATION, said(Office.EDUCATION, 11), offices=OFFICES)
    with pytest.raises(AlreadyReviewed):
        add_review(first, said(Office.EDUCATION, 12), offices=OFFICES)


def test_refuses_an_office_that_is_not_in_the_round() -> None:
    with pytest.raises(OfficeNotInRound):
        add_review(APPLICATION, said(Office.CULTURE, 11), offices=OFFICES)


def test_refuses_a_no_without_its_reason() -> None:
    with pytest.raises(ReasonMissing):
        add_review(APPLICATION, said(Office.POLICE, 11, approved=False, reason=" "), offices=OFFICES)


def test_refuses_to_review_what_failed_the_document_check() -> None:
    incomplete = replace(APPLICATION, state=ApplicationState.INCOMPLETE, shortcomings=LACKING)
    with pytest.raises(ApplicationIncomplete):
        add_review(incomplete, said(Office.POLICE, 11), offices=OFFICES)
    assert incomplete.missing_reviews(OFFICES) == 0


def test_waits_for_nobody_after_a_no() -> None:
    refused = add_review(APPLICATION, said(Office.POLICE, 11, approved=False, reason="未通过"), offices=OFFICES)
    assert refused.missing_reviews(OFFICES) == 0
    assert why_not(refused, objection_upheld=False, shortcomings=()) == "refused_by_police"


def test_names_the_first_reason_that_stops_a_vendor() -> None:
    assert why_not(APPLICATION, objection_upheld=True, shortcomings=LACKING) == "objection_upheld"
    assert why_not(APPLICATION, objection_upheld=False, shortcomings=LACKING) == "licence_expired"
    assert decide(APPLICATION, "licence_expired").state is ApplicationState.NOT_LISTED
    assert decide(APPLICATION, None).state is ApplicationState.LISTED
