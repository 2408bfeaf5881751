"""A contract is signed by the school first, never dearer than what was reviewed, and ends as a whole."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.duties import SamePersonTwice
from kernel.money import Money
from kernel.organisation import OrganisationPath
from kernel.versions import ContentChanged
from testkit.actors import actor
from vendor_registry.domain.contract import (
    Contract,
    ContractNotOpen,
    ContractState,
    PriceAboveFiled,
    SchoolSignsFirst,
    Wanted,
    agree_course,
    cancel,
    end,
    sign_for_school,
    sign_for_vendor,
)
from vendor_registry.domain.course import Category, Consumable, Course

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
TODAY = date(2026, 3, 2)
DRAFTER, PRINCIPAL = UUID(int=11), actor("principal", UUID(int=12))
CLERK = actor("vendor-clerk", UUID(int=13), path="/vendor/91110000802100433B")
FILED = Course(
    UUID(int=5),
    UUID(int=1),
    "陶艺",
    Category.ART,
    Money(320_00),
    Money(500_00),
    (Consumable("陶泥", Money(20_00)),),
    16,
    NOON,
)
DRAFT = Contract(
    id=UUID(int=2),
    vendor_id=UUID(int=1),
    uscc="91110000802100433B",
    school=OrganisationPath("/3401/340104/2134010001"),
    district=OrganisationPath("/3401/340104"),
    term="2026-spring",
    courses=(agree_course(FILED, Wanted(FILED.id, None, None)),),
    state=ContractState.DRAFT,
    pack="hefei@1",
    drafted_by=DRAFTER,
    drafted_at=NOON,
)


def test_takes_price_and_lessons_on_file_and_keeps_consumables_apart() -> None:
    (course,) = DRAFT.courses
    assert (course.price, course.consumables, course.lessons) == (Money(320_00), Money(20_00), 16)


@given(st.integers(1, 400_00), st.integers(1, 40))
def test_never_agrees_to_more_in_all_or_per_lesson_than_was_reviewed(fen: int, lessons: int) -> None:
    dearer = fen > 320_00 or fen * 16 > 320_00 * lessons
    if dearer:
        with pytest.raises(PriceAboveFiled):
            agree_course(FILED, Wanted(FILED.id, Money(fen), lessons))
    else:
        assert agree_course(FILED, Wanted(FILED.id, Money(fen), lessons)).price == Money(fen)


def test_is_in_force_when_both_have_signed() -> None:
    half = sign_for_school(DRAFT, digest=DRAFT.digest, by=PRINCIPAL, now=NOON)
    assert sign_for_vendor(half, digest=DRAFT.digest, by=CLERK, now=NOON).state is ContractState.SIGNED


@pytest.mark.parametrize("earlier", [DRAFTER, PRINCIPAL.id])
def test_refuses_the_vendors_signature_of_who_acted_for_the_school(earlier: UUID) -> None:
    half = sign_for_school(DRAFT, digest=DRAFT.digest, by=PRINCIPAL, now=NOON)
    with pytest.raises(SamePersonTwice):
        sign_for_vendor(half, digest=DRAFT.digest, by=replace(CLERK, linked=frozenset({earlier})), now=NOON)


def test_refuses_the_signature_of_the_drafter() -> None:
    with pytest.raises(SamePersonTwice):
        sign_for_school(DRAFT, digest=DRAFT.digest, by=actor("principal", DRAFTER), now=NOON)


def test_refuses_the_vendor_before_the_school() -> None:
    with pytest.raises(SchoolSignsFirst):
        sign_for_vendor(DRAFT, digest=DRAFT.digest, by=CLERK, now=NOON)


def test_refuses_a_second_signature_of_either() -> None:
    half = sign_for_school(DRAFT, digest=DRAFT.digest, by=PRINCIPAL, now=NOON)
    with pytest.raises(ContractNotOpen):
        sign_for_school(half, digest=DRAFT.digest, by=PRINCIPAL, now=NOON)
    with pytest.raises(ContractNotOpen):
        sign_for_vendor(
            sign_for_vendor(half, digest=DRAFT.digest, by=CLERK, now=NOON), digest=DRAFT.digest, by=CLERK, now=NOON
        )


def test_cancels_what_is_not_in_force_and_ends_what_is() -> None:
    signed = sign_for_vendor(
        sign_for_school(DRAFT, digest=DRAFT.digest, by=PRINCIPAL, now=NOON), digest=DRAFT.digest, by=CLERK, now=NOON
    )
    assert cancel(DRAFT, on=TODAY).state is ContractState.CANCELLED
    assert end(DRAFT, on=TODAY, reason="suspended").state is ContractState.CANCELLED
    assert end(signed, on=TODAY, reason="suspended").state is ContractState.ENDED
    with pytest.raises(ContractNotOpen):
        cancel(signed, on=TODAY)


@pytest.mark.parametrize(
    "other",
    [
        replace(DRAFT, courses=(replace(DRAFT.courses[0], price=Money(320_01)),)),
        replace(DRAFT, courses=(replace(DRAFT.courses[0], consumables=Money(20_01)),)),
        replace(DRAFT, courses=(replace(DRAFT.courses[0], lessons=15),)),
        replace(DRAFT, term="2026-autumn"),
        replace(DRAFT, uscc="91340100MA2N000001"),
    ],
)
def test_is_signed_under_the_digest_of_its_own_terms_only(other: Contract) -> None:
    with pytest.raises(ContentChanged):
        sign_for_school(DRAFT, digest=other.digest, by=PRINCIPAL, now=NOON)
    half = sign_for_school(DRAFT, digest=DRAFT.digest, by=PRINCIPAL, now=NOON)
    with pytest.raises(ContentChanged):
        sign_for_vendor(half, digest=other.digest, by=CLERK, now=NOON)
