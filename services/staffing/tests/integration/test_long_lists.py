"""A long staff list costs its sender time, and nobody else."""

import gc
from typing import Any

from staffing.entrypoints.http.staff_imports import ROWS_MAX
from testkit.waiting import longest_turn_s

TURN_S, TRIES = 0.1, 2


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
