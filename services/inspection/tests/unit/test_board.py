"""A board holds back what a gate holds back, and leaves out what the pack does not know."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.domain.board import Status, regime_of
from inspection.domain.board_tasks import board_of
from inspection.domain.facts import SchoolTermFacts, facts_of
from rulebook.adoption import AdoptedPack, adopt
from rulebook.pack import parse_pack
from rulebook.shipped import shipped_pack_text, shipped_packs

ON, LAST_ON = date(2026, 3, 31), date(2026, 6, 26)


def rules(name: str) -> AdoptedPack:
    pack = parse_pack(shipped_pack_text(name))
    given = {one.name: one.suggested for one in pack.open_parameters}
    dates = {name: date(2026, 6, 1) for name, value in given.items() if value is None}
    return adopt(pack, {**given, **dates})


HEFEI = regime_of(rules("hefei"))


@pytest.mark.parametrize("name", shipped_packs())
def test_shows_a_board_for_every_shipped_pack(name: str) -> None:
    board = board_of(SchoolTermFacts(), regime_of(rules(name)), on=ON, term_last_on=LAST_ON)
    assert board.next is not None


def test_has_all_21_tasks_where_the_pack_knows_them() -> None:
    assert len(board_of(SchoolTermFacts(), HEFEI, on=ON, term_last_on=LAST_ON).tasks) == 21


def test_leaves_out_charging_where_a_clause_forbids_it() -> None:
    regime = regime_of(rules("four-thirty-class"))
    keys = {task.key for task in board_of(SchoolTermFacts(), regime, on=ON, term_last_on=LAST_ON).tasks}
    assert keys.isdisjoint({"bills", "refunds", "month_close", "payments_reconciliation", "vendor_settlement"})


def test_names_the_clause_of_the_first_gate_not_passed() -> None:
    facts = SchoolTermFacts(survey_answers=1, plan="filed")
    board = board_of(facts, HEFEI, on=ON, term_last_on=LAST_ON)
    review = next(task for task in board.tasks if task.key == "application_review")
    assert review.state.status is Status.BLOCKED
    assert review.state.blocked_by is not None
    assert review.state.blocked_by.code == "inspection.gate_plan_approved"
    assert review.state.blocked_by.clause is not None


def test_puts_what_is_overdue_before_what_is_merely_to_do() -> None:
    facts = SchoolTermFacts(findings=1, findings_open=1, findings_due_on=date(2026, 3, 30))
    following = board_of(facts, HEFEI, on=ON, term_last_on=LAST_ON).next
    assert following is not None
    assert following.key == "rectification"


COUNTS = [
    name for name, value in SchoolTermFacts.__dataclass_fields__.items() if value.type == "int" or value.type is int
]


@given(
    st.dictionaries(st.sampled_from(COUNTS), st.integers(0, 5_000)),
    st.sampled_from(["none", "filed", "approved", "returned"]),
    st.booleans(),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
def test_says_why_whenever_it_says_blocked(counts: dict[str, int], plan: str, opened: bool, on: date) -> None:
    facts = facts_of({**counts, "plan": plan, "opened": opened})
    board = board_of(facts, HEFEI, on=on, term_last_on=LAST_ON)
    for task in board.tasks:
        assert (task.state.status is Status.BLOCKED) == (task.state.blocked_by is not None), task.key
        assert all(count >= 0 for count in task.state.counts.values()), task.key
    assert 0 <= board.done <= len(board.tasks)
