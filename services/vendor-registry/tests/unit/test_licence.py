"""Which office looks at which paper, and what its word makes of it."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from vendor_registry.domain.course import Category
from vendor_registry.domain.licence import (
    Licence,
    LicenceAlreadyDecided,
    LicenceKind,
    LicenceOfAnotherOffice,
    LicenceState,
    RefusalReasonMissing,
    confirm,
    confirm_reviewed,
    confirmed,
    kinds_of,
    not_refused,
    refuse,
)
from vendor_registry.domain.selection_round import Office

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)
OFFICER = UUID(int=7)


def licence(kind: LicenceKind = LicenceKind.BUSINESS, *, filed_at: datetime = NOON) -> Licence:
    category = Category.ART if kind is LicenceKind.SECTOR else None
    dates = (date(2026, 1, 1), date(2027, 1, 1))
    return Licence(UUID(int=9), UUID(int=1), kind, category, "n", "i", "s", *dates, UUID(int=8), filed_at)


@pytest.mark.parametrize(
    ("office", "kinds"),
    [
        (Office.EDUCATION, set(LicenceKind)),
        (Office.MARKET, {LicenceKind.BUSINESS}),
        (Office.CULTURE, {LicenceKind.SECTOR}),
        (Office.POLICE, set()),
    ],
)
def test_asks_the_office_whose_paper_it_is(office: Office, kinds: set[LicenceKind]) -> None:
    assert kinds_of(office) == kinds
    for kind in set(LicenceKind) - kinds:
        with pytest.raises(LicenceOfAnotherOffice):
            confirm(licence(kind), office=office, by=OFFICER, now=NOON)
        with pytest.raises(LicenceOfAnotherOffice):
            refuse(licence(kind), office=office, reason="x", by=OFFICER, now=NOON)


def test_keeps_who_confirmed_it_first_and_when() -> None:
    once = confirm(licence(), office=Office.MARKET, by=OFFICER, now=NOON)
    assert (once.state, once.decided_by, once.decided_at) == (LicenceState.CONFIRMED, OFFICER, NOON)
    assert confirm(once, office=Office.EDUCATION, by=UUID(int=6), now=LATER) == once
    with pytest.raises(LicenceAlreadyDecided):
        refuse(once, office=Office.MARKET, reason="x", by=OFFICER, now=LATER)


def test_refuses_for_a_reason_and_for_good() -> None:
    with pytest.raises(RefusalReasonMissing):
        refuse(licence(), office=Office.MARKET, reason="  ", by=OFFICER, now=NOON)
    refused = refuse(licence(), office=Office.MARKET, reason=" 证号查无 ", by=OFFICER, now=NOON)
    assert (refused.state, refused.refusal_reason) == (LicenceState.REFUSED, "证号查无")
    with pytest.raises(LicenceAlreadyDecided):
        confirm(refused, office=Office.MARKET, by=OFFICER, now=LATER)


def test_confirms_of_a_reviewed_dossier_what_was_in_it_and_waits() -> None:
    reviewed, late = licence(), licence(filed_at=LATER)
    refused = refuse(licence(), office=Office.MARKET, reason="x", by=OFFICER, now=NOON)
    (passed,) = confirm_reviewed([reviewed, late, refused], filed_by=NOON, by=OFFICER, now=LATER)
    assert (passed.state, passed.decided_at) == (LicenceState.CONFIRMED, LATER)
    assert confirmed([passed, late, refused]) == (passed,)
    assert not_refused([passed, late, refused]) == (passed, late)
