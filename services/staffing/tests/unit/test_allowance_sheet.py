"""A sheet is lessons times rate, and four eyes and more see it before money leaves."""

from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.duties import SamePersonTwice
from kernel.money import Money
from kernel.term import Month
from staffing.domain import allowance_sheet, clearance
from staffing.domain.allowance_sheet import (
    AllowanceSheet,
    NothingToPay,
    ReturnNeedsReason,
    SheetNotAtThisStep,
    SheetState,
    Terms,
)
from testkit.actors import actor

NOON = datetime(2026, 5, 6, 4, tzinfo=UTC)
ACCOUNTANT = UUID(int=1)
PRINCIPAL, OFFICER = actor("principal", UUID(int=2)), actor("district-officer", UUID(int=3), path="/3401/340104")
TERMS = Terms(Money(60_00), True, "hefei@1#R30")


def prepared(lessons: dict[UUID, int] | None = None) -> AllowanceSheet:
    return allowance_sheet.prepare(
        UUID(int=50),
        school_path="/3401/340104/2134010001",
        month=Month(2026, 4),
        lessons={UUID(int=9): 8} if lessons is None else lessons,
        terms=TERMS,
        by=ACCOUNTANT,
        now=NOON,
    )


@given(st.dictionaries(st.uuids(), st.integers(1, 60), min_size=1, max_size=80))
def test_the_total_is_the_rate_times_all_lessons(lessons: dict[UUID, int]) -> None:
    assert prepared(lessons).amount == TERMS.rate * sum(lessons.values())


def test_refuses_a_month_without_lessons() -> None:
    with pytest.raises(NothingToPay):
        prepared({})


def test_goes_from_accountant_over_principal_to_district() -> None:
    sheet = allowance_sheet.approve(allowance_sheet.sign(prepared(), by=PRINCIPAL), by=OFFICER)
    assert allowance_sheet.export(sheet).state is SheetState.EXPORTED


@pytest.mark.parametrize("approver", [ACCOUNTANT, PRINCIPAL.id])
def test_refuses_whoever_had_a_hand_in_it(approver: UUID) -> None:
    signed = allowance_sheet.sign(prepared(), by=PRINCIPAL)
    with pytest.raises(SamePersonTwice):
        allowance_sheet.approve(signed, by=actor("district-officer", approver, path="/3401/340104"))


def test_refuses_a_pay_file_before_the_approval() -> None:
    with pytest.raises(SheetNotAtThisStep):
        allowance_sheet.export(allowance_sheet.sign(prepared(), by=PRINCIPAL))


def test_what_was_sent_back_carries_no_signature_when_prepared_again() -> None:
    signed = allowance_sheet.sign(prepared(), by=PRINCIPAL)
    returned = allowance_sheet.send_back(signed, at_step=SheetState.SIGNED, reason="标准有误")
    again = allowance_sheet.prepare_again(returned, lessons={UUID(int=9): 9}, terms=TERMS, by=ACCOUNTANT, now=NOON)
    assert (again.state, again.signed_by, again.version) == (SheetState.PREPARED, None, 4)
    assert again.amount == TERMS.rate * 9


@pytest.mark.parametrize("step", [SheetState.PREPARED, SheetState.SIGNED])
def test_refuses_to_send_back_what_was_approved_or_exported(step: SheetState) -> None:
    approved = allowance_sheet.approve(allowance_sheet.sign(prepared(), by=PRINCIPAL), by=OFFICER)
    for sheet in (approved, allowance_sheet.export(approved)):
        with pytest.raises(SheetNotAtThisStep):
            allowance_sheet.send_back(sheet, at_step=step, reason="晚了")


def test_refuses_to_send_back_in_silence() -> None:
    with pytest.raises(ReturnNeedsReason):
        allowance_sheet.send_back(prepared(), at_step=SheetState.PREPARED, reason="  ")


def test_a_check_is_good_for_a_year_and_not_a_day_more() -> None:
    record = partial(
        clearance.record,
        UUID(int=9),
        checked_on=date(2026, 1, 20),
        reference="1",
        school_path="/3401/340104/1",
        by=ACCOUNTANT,
        on=date(2026, 3, 1),
    )
    good = record(valid_until=date(2027, 1, 20))
    assert good.covers(date(2027, 1, 20))
    assert not good.covers(date(2027, 1, 21))
    with pytest.raises(clearance.ClearanceTooLong):
        record(valid_until=date(2027, 2, 1))
