"""A vendor stays on the list while its entry and every paper it rests on lasts, and not a day longer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.organisation import OrganisationPath
from vendor_registry.domain.course import Category
from vendor_registry.domain.instructor import Clearance, ClearanceResult, Instructor
from vendor_registry.domain.licence import Licence, LicenceKind, LicenceState
from vendor_registry.domain.listing import Listing, NotListed, Reason, Standing, delist, must_be_listed, why_lapsed

BEGIN = date(2026, 3, 2)
VENDOR = UUID(int=1)
DAY = st.integers(0, 600).map(lambda days: BEGIN + timedelta(days=days))


FILED_AT = datetime(2026, 2, 24, tzinfo=UTC)


def licence(kind: LicenceKind, until: date, category: Category | None = None) -> Licence:
    dates = (date(2025, 1, 1), until)
    return Licence(
        UUID(int=9), VENDOR, kind, category, "n", "i", "s", *dates, UUID(int=8), FILED_AT, LicenceState.CONFIRMED
    )


def standing(
    *, listed_until: date, business: date, sector: date, insurance: date, checked_on: date = BEGIN
) -> Standing:
    listing = Listing(UUID(int=2), VENDOR, OrganisationPath("/3401/340104"), UUID(int=3), (), BEGIN, listed_until)
    cleared = Clearance(ClearanceResult.CLEAR, checked_on, "ref")
    return Standing(
        listing,
        (Category.ART,),
        (
            licence(LicenceKind.BUSINESS, business),
            licence(LicenceKind.SECTOR, sector, Category.ART),
            licence(LicenceKind.INSURANCE, insurance),
        ),
        (Instructor(UUID(int=4), VENDOR, "李", "li", "证", "Z", None, None, None, True, cleared, cleared.last_on),),
    )


@given(DAY, DAY, DAY, DAY, DAY)
def test_ends_with_whatever_ends_first(listed: date, business: date, sector: date, insurance: date, on: date) -> None:
    found = standing(listed_until=listed, business=business, sector=sector, insurance=insurance)
    cleared_until = found.instructors[0].clearance.last_on  # type: ignore[union-attr]
    lasts_until = min(listed, business, sector, insurance, cleared_until)
    assert (why_lapsed(found, on=on) is None) == (on <= lasts_until)


LONG = standing(
    listed_until=date(2026, 12, 31), business=date(2030, 1, 1), sector=date(2030, 1, 1), insurance=date(2030, 1, 1)
)


def test_counts_a_renewed_licence_from_its_first_day() -> None:
    gap = replace(licence(LicenceKind.INSURANCE, date(2026, 12, 31)), valid_from=date(2026, 5, 2))
    renewed = replace(LONG, licences=(*LONG.licences[:2], licence(LicenceKind.INSURANCE, date(2026, 4, 30)), gap))
    assert why_lapsed(renewed, on=date(2026, 4, 30)) is None
    assert why_lapsed(renewed, on=date(2026, 5, 1)) is Reason.LICENCE_EXPIRED
    assert why_lapsed(renewed, on=date(2026, 5, 2)) is None


@pytest.mark.parametrize("state", [LicenceState.WAITING, LicenceState.REFUSED])
def test_counts_no_renewal_that_no_office_has_confirmed(state: LicenceState) -> None:
    ending = licence(LicenceKind.SECTOR, date(2026, 4, 30), Category.ART)
    renewal = replace(licence(LicenceKind.SECTOR, date(2030, 1, 1), Category.ART), state=state)
    others = (LONG.licences[0], LONG.licences[2])
    renewed = replace(LONG, licences=(*others, ending, renewal))
    assert why_lapsed(renewed, on=date(2026, 4, 30)) is None
    assert why_lapsed(renewed, on=date(2026, 5, 1)) is Reason.LICENCE_EXPIRED


def test_falls_when_nobody_is_cleared_any_more() -> None:
    assert why_lapsed(replace(LONG, instructors=()), on=BEGIN) is Reason.LICENCE_EXPIRED


def test_falls_when_the_only_proof_left_waits_for_the_police_office() -> None:
    (person,) = LONG.instructors
    assert person.cleared_until == date(2027, 3, 1)
    renewed = replace(person, clearance=Clearance(ClearanceResult.CLEAR, date(2026, 4, 1), "ref"))
    waiting = replace(renewed, cleared_until=date(2026, 4, 30))
    assert why_lapsed(replace(LONG, instructors=(waiting,)), on=date(2026, 4, 30)) is None
    assert why_lapsed(replace(LONG, instructors=(waiting,)), on=date(2026, 5, 1)) is Reason.LICENCE_EXPIRED


def test_is_out_from_the_day_it_was_delisted() -> None:
    gone = replace(LONG, listing=delist(LONG.listing, Reason.SUSPENDED, on=date(2026, 5, 1)))
    assert why_lapsed(gone, on=date(2026, 4, 30)) is None
    assert why_lapsed(gone, on=date(2026, 5, 1)) is Reason.SUSPENDED


@pytest.mark.parametrize("on", [BEGIN - timedelta(days=1), date(2027, 1, 1)])
def test_refuses_a_vendor_outside_its_days_with_the_reason(on: date) -> None:
    with pytest.raises(NotListed) as refused:
        must_be_listed(LONG, on=on)
    assert refused.value.params["reason"] in (Reason.NEVER_LISTED, Reason.LISTING_EXPIRED)


def test_refuses_a_vendor_nobody_has_listed() -> None:
    with pytest.raises(NotListed):
        must_be_listed(None, on=BEGIN)
