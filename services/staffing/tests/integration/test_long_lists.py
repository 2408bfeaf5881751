"""A long staff list costs its sender time, and nobody else."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from staffing.entrypoints.http.staff_imports import ROWS_MAX
from testkit.waiting import longest_turn_s

TURN_S, TRIES = 0.1, 2


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """Every statement that goes to a database."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield statements
    event.remove(Engine, "before_cursor_execute", note)


async def test_keeps_nobody_waiting_while_a_long_list_is_held_against_what_stands(
    workbook: Any, import_staff: Any
) -> None:
    last = ("2134010001", "值班教师", "", "2026-01-20", "2027-01-20")
    people = [(f"E{number:05}", "欧阳小明", f"199{number:08}", *last) for number in range(1, ROWS_MAX)]
    # One wrong word at the end, so that all of it is looked through and nothing is kept.
    content, turns = workbook([*people, ("E99999", "欧阳小明", "19900000000", "2134010001", "园长", *last[2:])]), []
    gc.freeze()
    for _ in range(TRIES):
        answer, longest_s = await longest_turn_s(import_staff(content))
        assert [fault["code"] for fault in answer.json()["errors"]] == ["staffing.unknown_post"]
        turns.append(longest_s)
    assert min(turns) < TURN_S, turns


async def test_asks_the_database_as_often_for_many_people_as_for_few(
    workbook: Any, import_staff: Any, asked: list[str]
) -> None:
    counts = []
    for people in (2, 40):
        asked.clear()
        last = ("2134010001", "值班教师", "", "2026-01-20", "2027-01-20")
        rows = [(f"E{people:03}{number:03}", "欧阳小明", f"199{number:08}", *last) for number in range(people)]
        assert (await import_staff(workbook(rows), cleared=False)).status_code == 201
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 2, counts


async def test_keeps_nobody_waiting_while_a_long_list_is_written(workbook: Any, import_staff: Any) -> None:
    last, turns = ("2134010001", "值班教师", "", "2026-01-20", "2027-01-20"), []
    gc.freeze()
    for letter in "AB"[:TRIES]:
        people = [(f"{letter}{number:05}", "欧阳小明", f"199{number:08}", *last) for number in range(1, ROWS_MAX)]
        answer, longest_s = await longest_turn_s(import_staff(workbook(people), cleared=False))
        assert answer.status_code == 201, answer.text
        turns.append(longest_s)
    assert min(turns) < TURN_S, turns
