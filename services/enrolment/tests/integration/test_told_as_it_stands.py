"""Whoever leaves a group, or has its roll corrected, at once with others: what is told last is how it stands."""

import asyncio
from datetime import date
from typing import Any

from contracts.enrolment.v1 import events_pb2 as v1
from testkit.telling import last_told

PUPILS, TURNS = 24, 20


async def served(city: Any) -> dict[str, str]:
    offered: dict[str, str] = await city.open_for_applying(PUPILS, PUPILS)
    await city.apply_for_all(offered)
    await city.review_and_approve()
    await city.draw()
    await city.sign_all()
    await city.form_groups()
    return offered


async def test_children_who_leave_a_group_at_once(city: Any) -> None:
    offered = await served(city)

    async def leave(number: int, offering: str) -> None:
        [mine] = [one for one in await city.placements_of(number) if one["offering_id"] == offering]
        await city.guardian(number, "POST", f"/v1/placements/{mine['placement_id']}/withdrawals")

    leaving = [(number, offered[what]) for number in range(1, PUPILS - 1) for what in ("care", "art")]
    for start in range(0, 2 * TURNS, 2):
        await asyncio.gather(*(leave(*one) for one in leaving[start : start + 2]))
        for group in await city.rows("SELECT id FROM service_group"):
            await stands_as_told(city, group["id"])


async def stands_as_told(city: Any, group_id: Any) -> None:
    changed = await city.rows("SELECT 1 FROM group_member WHERE group_id = :id AND left_on IS NOT NULL", id=group_id)
    if changed:
        stands = await city.rows(
            "SELECT pupil_id FROM group_member WHERE group_id = :id AND left_on IS NULL ORDER BY 1", id=group_id
        )
        told = await last_told(city.service.database, v1.GroupMembersChanged, str(group_id))
        assert list(told.pupil_ids) == [str(row["pupil_id"]) for row in stands]


async def test_corrections_of_one_roll_at_once(city: Any) -> None:
    await served(city)
    [session] = await city.rows("SELECT id, group_id, held_on FROM session ORDER BY held_on, id LIMIT 1")
    place = f"/v1/sessions/{session['id']}/roll"
    await city.assign_duty({"group_id": str(session["group_id"]), "session_id": str(session["id"])})
    day: date = session["held_on"]
    city.on(day, hour=16)
    await city.call("PUT", place, "duty-teacher", who="duty", json={"marks": []})
    expected = await city.rows("SELECT pupil_ids FROM roll WHERE session_id = :id", id=session["id"])
    first, second = (str(one) for one in expected[0]["pupil_ids"][:2])

    async def correct(pupil: str, mark: str) -> None:
        body = {"marks": [{"pupil_id": pupil, "mark": mark}], "reason": "came later"}
        await city.call("POST", f"{place}/corrections", "duty-teacher", who="duty", json=body)

    for turn in range(TURNS):
        mark = ("late", "present")[turn % 2]
        await asyncio.gather(correct(first, mark), correct(second, mark))
        told = await last_told(city.service.database, v1.RollCalled, str(session["group_id"]))
        assert [one.mark for one in told.marks if one.pupil_id in (first, second)] == [mark, mark]
