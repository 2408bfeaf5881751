"""The document check lists every shortcoming at once, and lets a vendor in order through."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from kernel.money import Money
from rulebook.answer import Answer, Explanation, Source
from rulebook.rules import Vendors
from rulebook.words import MarketPrice
from vendor_registry.domain.application import Declarations
from vendor_registry.domain.course import Category, Course
from vendor_registry.domain.document_check import Dossier, check_documents, years_before
from vendor_registry.domain.instructor import Clearance, ClearanceResult, Instructor
from vendor_registry.domain.licence import Licence, LicenceKind, LicenceState

TODAY = date(2026, 3, 2)
VENDOR = UUID(int=1)
RULES = Answer(
    Vendors(allowed=True, publicity_working_days=3, look_back_years=3, price_below_market=MarketPrice.CLEARLY_BELOW),
    Explanation("R35", "机构须经审核", "Vendors are vetted", Source(reason="default"), "hefei", "1"),
)


def licence(kind: LicenceKind, *, until: date = date(2027, 1, 1), category: Category | None = None) -> Licence:
    dates, filed_at = (date(2025, 1, 1), until), datetime(2026, 2, 24, tzinfo=UTC)
    return Licence(UUID(int=9), VENDOR, kind, category, "n", "i", "s", *dates, UUID(int=8), filed_at)


def instructor(number: int = 1, *, full_time: bool = True, clearance: Clearance | None = None) -> Instructor:
    cleared = clearance or Clearance(ClearanceResult.CLEAR, TODAY - timedelta(days=10), "ref")
    later = date(2027, 1, 1)
    return Instructor(UUID(int=number), VENDOR, "李", "li", "证", "Z1", None, later, later, full_time, cleared)


COURSE = Course(
    UUID(int=5), VENDOR, "陶艺", Category.ART, Money(300_00), Money(500_00), (), 16, datetime(2026, 3, 1, tzinfo=UTC)
)
IN_ORDER = Dossier(
    licences=(
        licence(LicenceKind.BUSINESS),
        licence(LicenceKind.SECTOR, category=Category.ART),
        licence(LicenceKind.INSURANCE),
    ),
    instructors=(instructor(),),
    courses=(COURSE,),
    declarations=Declarations(False, None, None, True, False),
    removed_on=None,
)


def codes(dossier: Dossier, *, on: date = TODAY) -> list[str]:
    return [shortcoming.code for shortcoming in check_documents(dossier, RULES, on=on)]


def test_finds_nothing_where_all_is_in_order() -> None:
    assert codes(IN_ORDER) == []


def test_lists_every_shortcoming_at_once() -> None:
    nothing = Dossier((), (), (), Declarations(True, TODAY, TODAY, False, True), TODAY)
    assert codes(nothing) == [
        "removed_recently",
        "abnormal_operation",
        "annual_check_failed",
        "fund_supervision_refused",
        "foreign_courses",
        "licence_missing",
        "licence_missing",
        "course_missing",
        "instructor_missing",
    ]


def test_names_a_clause_for_every_shortcoming() -> None:
    nothing = Dossier((), (), (COURSE,), Declarations(True, TODAY, TODAY, False, True), TODAY)
    assert all(found.clause and found.detail for found in check_documents(nothing, RULES, on=TODAY))


def test_takes_the_last_day_of_a_licence_as_valid_and_the_next_as_not() -> None:
    ending = replace(IN_ORDER, licences=(*IN_ORDER.licences[:2], licence(LicenceKind.INSURANCE, until=TODAY)))
    assert codes(ending) == []
    assert codes(ending, on=TODAY + timedelta(days=1)) == ["licence_expired"]


def test_counts_of_a_reviewed_dossier_only_what_an_office_has_confirmed() -> None:
    reviewed = replace(IN_ORDER, reviewed=True)
    assert codes(reviewed) == [*["licence_missing"] * 3, "clearance_unconfirmed"]
    papers = tuple(replace(paper, state=LicenceState.CONFIRMED) for paper in IN_ORDER.licences)
    people = (replace(instructor(), cleared_until=TODAY), replace(instructor(2), cleared_until=None))
    assert codes(replace(reviewed, licences=papers, instructors=people)) == []


def test_takes_no_refused_licence_into_an_application() -> None:
    refused = replace(licence(LicenceKind.INSURANCE), state=LicenceState.REFUSED)
    assert codes(replace(IN_ORDER, licences=(*IN_ORDER.licences[:2], refused))) == ["licence_missing"]


def test_asks_for_a_licence_of_each_category_taught() -> None:
    sport = replace(COURSE, id=UUID(int=6), category=Category.SPORT)
    assert codes(replace(IN_ORDER, courses=(COURSE, sport))) == ["licence_missing"]


def test_takes_a_price_that_is_not_clearly_lower_for_a_shortcoming() -> None:
    assert codes(replace(IN_ORDER, courses=(replace(COURSE, price=Money(450_01)),))) == ["price_not_below_market"]


@pytest.mark.parametrize(("full", "of", "enough"), [(3, 5, True), (2, 4, False), (1, 1, True), (59, 100, False)])
def test_asks_for_three_fifths_full_time(full: int, of: int, enough: bool) -> None:
    people = tuple(instructor(number, full_time=number < full) for number in range(of))
    assert codes(replace(IN_ORDER, instructors=people)) == ([] if enough else ["full_time_too_few"])


def test_names_each_person_whose_proof_is_missing_over_or_bad() -> None:
    found = Clearance(ClearanceResult.FOUND, TODAY, "ref")
    over = Clearance(ClearanceResult.CLEAR, TODAY - timedelta(days=400), "ref")
    people = (instructor(1, clearance=found), instructor(2, clearance=over), replace(instructor(3), clearance=None))
    shortcomings = check_documents(replace(IN_ORDER, instructors=people), RULES, on=TODAY)
    assert [(each.code, each.clause) for each in shortcomings] == [
        ("clearance_found", "R33"),
        ("clearance_expired", "R33"),
        ("clearance_missing", "R33"),
    ]
    assert {each.subject for each in shortcomings} == {f"instructor/{person.person_id}" for person in people}


@pytest.mark.parametrize(("removed_on", "stops"), [(date(2023, 3, 3), True), (date(2023, 3, 2), False)])
def test_looks_back_as_many_years_as_the_pack_says(removed_on: date, stops: bool) -> None:
    assert codes(replace(IN_ORDER, removed_on=removed_on)) == (["removed_recently"] if stops else [])


def test_goes_back_whole_years_from_a_leap_day() -> None:
    assert years_before(date(2024, 2, 29), 3) == date(2021, 2, 28)
