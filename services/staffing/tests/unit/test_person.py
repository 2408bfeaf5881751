"""Roles that check each other never meet in one person."""

from datetime import date
from uuid import UUID

import pytest

from kernel.actor import Assignment
from staffing.domain.person import (
    DatedAssignment,
    OwnRoleGranted,
    RoleNotAtThisOrganisation,
    RolesExcludeEachOther,
    TooManyAssignments,
    UnknownPost,
    check_from,
    check_granting,
    check_role,
    check_together,
    role_of_post,
)
from testkit.actors import actor

SCHOOL = "/3401/340104/2134010001"
SOMEBODY = UUID(int=7)


def at(role: str, path: str = SCHOOL) -> Assignment:
    return Assignment.parse(f"{role}@{path}")


def test_refuses_accountant_and_cashier_of_one_school_in_one_person() -> None:
    with pytest.raises(RolesExcludeEachOther):
        check_together((at("school-accountant"), at("school-cashier")))


def test_lets_one_keep_the_books_here_and_the_cash_there() -> None:
    check_together((at("school-accountant"), at("school-cashier", "/3401/340104/2134010002")))


def test_refuses_more_assignments_than_a_token_carries() -> None:
    with pytest.raises(TooManyAssignments):
        check_together(tuple(at("duty-teacher", f"/3401/340104/{number}") for number in range(21)))


def test_refuses_a_principal_of_a_district() -> None:
    with pytest.raises(RoleNotAtThisOrganisation):
        check_role("principal", organisation_kind="district")


def test_names_the_posts_there_are() -> None:
    with pytest.raises(UnknownPost, match="班主任"):
        role_of_post("园长")


def test_refuses_a_role_one_gives_to_oneself() -> None:
    with pytest.raises(OwnRoleGranted):
        check_granting(actor("district-officer", SOMEBODY, path="/3401/340104"), SOMEBODY)


def test_a_deputy_acts_from_monday_through_wednesday() -> None:
    deputy = DatedAssignment(SOMEBODY, at("principal"), date(2026, 3, 2), date(2026, 3, 5))
    assert [deputy.in_force(date(2026, 3, day)) for day in range(1, 7)] == [False, True, True, True, False, False]


def test_refuses_from_monday_what_may_not_meet_what_is_held_then() -> None:
    monday = date(2026, 3, 9)
    keeps = DatedAssignment(SOMEBODY, at("school-accountant"), date(2026, 3, 2))
    wanted = DatedAssignment(SOMEBODY, at("school-cashier"), monday)
    with pytest.raises(RolesExcludeEachOther):
        check_from((keeps, wanted), on=date(2026, 3, 5))
    until_then = DatedAssignment(SOMEBODY, at("school-accountant"), date(2026, 3, 2), monday)
    check_from((until_then, wanted), on=date(2026, 3, 5))
