"""Two persons are two persons: by function, by case, and whichever account they use."""

from uuid import UUID

import pytest

from kernel.actor import Actor, Assignment
from kernel.duties import (
    FUNCTIONS_OF,
    NOBODY,
    STEPS,
    Act,
    Case,
    DutyOfAnotherRole,
    FirstPersonMissing,
    Function,
    SamePersonTwice,
    acts,
    check,
    excluding_each_other,
    may,
)

SCHOOL, OTHER_SCHOOL, DISTRICT = "/3401/340104/2134010001", "/3401/340104/2134010002", "/3401/340104"
FAMILY, ACCOUNTANT, PRINCIPAL = UUID(int=1), UUID(int=2), UUID(int=3)


def actor(role: str, person: UUID, *linked: UUID) -> Actor:
    return Actor(person, Assignment.parse(f"{role}@{SCHOOL}"), frozenset(linked))


def held(*texts: str) -> list[Assignment]:
    return [Assignment.parse(text) for text in texts]


def test_lets_a_second_person_approve_what_a_first_prepared() -> None:
    prepared = acts(Function.PREPARE, ACCOUNTANT)
    check(Case.REFUND, prepared, actor=actor("principal", PRINCIPAL), function=Function.APPROVE)


@pytest.mark.parametrize("so_far", [(), acts(Function.ASK, FAMILY), acts(Function.PREPARE, NOBODY, None)])
def test_counts_neither_the_family_that_asked_nor_the_system_as_the_first_person(so_far: tuple[Act, ...]) -> None:
    with pytest.raises(FirstPersonMissing):
        check(Case.REFUND, so_far, actor=actor("principal", PRINCIPAL), function=Function.APPROVE)


def test_lets_no_guardian_prepare() -> None:
    with pytest.raises(DutyOfAnotherRole):
        check(Case.REFUND, (), actor=actor("guardian", FAMILY), function=Function.PREPARE)


def test_refuses_the_same_person_under_another_account() -> None:
    parent = actor("principal", PRINCIPAL, FAMILY)
    with pytest.raises(SamePersonTwice):
        check(Case.WAIVER, acts(Function.ASK, FAMILY), actor=parent, function=Function.APPROVE)
    assert not may(Case.WAIVER, acts(Function.ASK, FAMILY), actor=parent, function=Function.APPROVE)
    assert may(Case.WAIVER, acts(Function.ASK, UUID(int=9)), actor=parent, function=Function.APPROVE)


def test_refuses_one_person_for_two_offices_of_a_review() -> None:
    with pytest.raises(SamePersonTwice):
        check(
            Case.VETTING,
            acts(Function.REVIEW, PRINCIPAL),
            actor=actor("police-officer", PRINCIPAL),
            function=Function.REVIEW,
        )


def test_lets_who_prepared_prepare_again() -> None:
    accountant = actor("school-accountant", ACCOUNTANT)
    check(Case.ALLOWANCE_SHEET, acts(Function.PREPARE, ACCOUNTANT), actor=accountant, function=Function.PREPARE)


@pytest.mark.parametrize(
    "pair",
    [
        (f"school-accountant@{SCHOOL}", f"school-cashier@{SCHOOL}"),
        (f"school-accountant@{SCHOOL}", f"principal@{SCHOOL}"),
        (f"school-administrator@{SCHOOL}", f"principal@{SCHOOL}"),
        (f"district-officer@{DISTRICT}", f"principal@{SCHOOL}"),
        (f"district-officer@{DISTRICT}", f"police-officer@{DISTRICT}"),
        (f"finance-officer@{DISTRICT}", f"district-officer@{DISTRICT}"),
        ("auditor@/3401", f"duty-teacher@{SCHOOL}"),
        ("auditor@/3401", "city-officer@/3401"),
        ("system-administrator@/3401", "city-officer@/3401"),
    ],
)
def test_never_lets_these_meet_in_one_person(pair: tuple[str, str]) -> None:
    assert excluding_each_other(held(*pair)) is not None


@pytest.mark.parametrize(
    "pair",
    [
        (f"school-accountant@{SCHOOL}", f"school-cashier@{OTHER_SCHOOL}"),
        (f"class-teacher@{SCHOOL}", f"duty-teacher@{SCHOOL}"),
        (f"principal@{SCHOOL}", f"duty-teacher@{SCHOOL}"),
        (f"duty-teacher@{SCHOOL}", f"duty-teacher@{OTHER_SCHOOL}"),
    ],
)
def test_lets_these_meet(pair: tuple[str, str]) -> None:
    assert excluding_each_other(held(*pair)) is None


def test_knows_every_role_that_takes_a_step() -> None:
    roles = {role for steps in STEPS.values() for performed_by in steps.values() for role in performed_by}
    # A vendor's applicant is nobody's employee: what they enter is confirmed by an office.
    assert roles - {"vendor-applicant"} <= set(FUNCTIONS_OF)
    assert set(STEPS) == set(Case)
