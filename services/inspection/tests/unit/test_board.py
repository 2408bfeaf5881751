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


def test_has_all_20_tasks_where_the_pack_knows_them() -> None:
    assert len(board_of(SchoolTermFacts(), HEFEI, on=ON, term_last_on=LAST_ON).tasks) == 20


FINISHED = SchoolTermFacts(
    pupils=40, classes=1, staff=5, school_days=80, plan="approved", contracts=1, notice_in_force_on=date(2026, 3, 5),
    survey_answers=30, opened=True, offerings=2, submitted=30, reviewed=30, placed=30, agreed=30, served=30, groups=2,
    sessions=60, sessions_due=60, rolls=60, lessons=60, bills=30, billed_pupils=30, due_fen=900, received_fen=900,
    statement_lines=31, statement_matched=31, exceptions_found=4, sheets=4, sheets_approved=4, months_over=4,
    months_closed=4, settlements=4, settlements_paid=4, vendor_lessons=20,
)  # fmt: skip


def test_every_task_of_a_finished_term_is_done() -> None:
    board = board_of(FINISHED, HEFEI, on=date(2026, 7, 3), term_last_on=LAST_ON)
    assert [task.key for task in board.tasks if task.state.status is not Status.DONE] == []
    assert board.next is None


def test_a_term_without_a_refund_or_a_finding_is_not_done_before_it_is_over() -> None:
    board = board_of(FINISHED, HEFEI, on=ON, term_last_on=LAST_ON)
    waiting = {task.key for task in board.tasks if task.state.status is Status.NOT_STARTED}
    assert waiting == {"refunds", "rectification"}


def test_tells_differences_that_were_found_from_those_still_open() -> None:
    board = board_of(FINISHED, HEFEI, on=date(2026, 7, 3), term_last_on=LAST_ON)
    counts = next(task.state.counts for task in board.tasks if task.key == "payments_reconciliation")
    assert (counts["found"], counts["exceptions"]) == (4, 0)


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


def test_asks_the_school_for_nothing_while_the_inspector_has_to_look_again() -> None:
    def state(**found: int) -> Status:
        facts = SchoolTermFacts(findings=2, findings_due_on=date(2026, 4, 9), **found)
        tasks = board_of(facts, HEFEI, on=ON, term_last_on=LAST_ON).tasks
        return next(task.state.status for task in tasks if task.key == "rectification")

    assert state(findings_open=1, findings_rectified=1) is Status.TODO
    assert state(findings_rectified=2) is Status.SUBMITTED
    assert state() is Status.DONE
