"""An account says what staffing says, and keeps what its person gave themselves."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from sso.domain.account import (
    SELF_REGISTERED,
    AccountState,
    ExistingAccount,
    WantedAccount,
    needs_change,
    target_state,
)

PERSON = UUID(int=7)
TEACHER = "class-teacher@/3401/340104/2134010001"


def wanted(*assignments: str, active: bool = True) -> WantedAccount:
    return WantedAccount(PERSON, assignments, active, version=1)


def test_says_what_staffing_says() -> None:
    assert target_state(wanted(TEACHER), ["auditor@/3401"]) == AccountState((TEACHER,), enabled=True)


def test_who_left_and_was_nothing_else_is_disabled() -> None:
    assert target_state(wanted(TEACHER, active=False), [TEACHER]) == AccountState((), enabled=False)


def test_who_left_and_is_a_parent_stays_a_parent() -> None:
    state = target_state(wanted(active=False), [TEACHER, "guardian@/family"])
    assert state == AccountState(("guardian@/family",), enabled=True)


@given(st.lists(st.sampled_from([TEACHER, "a@/1", "b@/2", *SELF_REGISTERED])), st.booleans())
def test_doing_it_again_changes_nothing(existing: list[str], active: bool) -> None:
    once = target_state(wanted("a@/1", active=active), existing)
    assert target_state(wanted("a@/1", active=active), once.assignments).assignments == once.assignments
    written = ExistingAccount("u", once.assignments, once.enabled, str(PERSON))
    assert not needs_change(once, written, person_id=PERSON)
