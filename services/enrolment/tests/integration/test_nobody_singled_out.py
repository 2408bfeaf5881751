"""Nobody can tell who declined from any lists that one role may read (C5.8, T8)."""

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from testkit.access import asked, places

DISTRICT, SCHOOL = "/3401/340104", "/3401/340104/2134010001"
TERM = "2026-spring"
PLACES = places(city="/3401", district=DISTRICT, school=SCHOOL, vendor="91340104MA00000001")
# Whoever is a colleague of theirs, so that relations hold as well.
PERSONS = {"class-teacher": "teacher-1", "duty-teacher": "duty", "instructor": "duty"}
# A family sees its own.
FAMILIES = {"guardian"}
NOTHING = str(UUID(int=0))
DECLINER = 4


def reads(city: Any) -> list[tuple[str, dict[str, str]]]:
    """Every address that answers a GET, with each state it can be asked for."""
    found: list[tuple[str, dict[str, str]]] = []
    for path, methods in city.service.app.openapi()["paths"].items():
        if "get" not in methods or not path.startswith("/v1"):
            continue
        found.append((path, {}))
        for parameter in methods["get"].get("parameters", []):
            for kind in parameter["schema"].get("anyOf", []) if parameter["name"] == "state" else []:
                words = kind.get("pattern", "").strip("^($)").split("|")
                found += [(path, {"state": state}) for state in words if state]
    return found


async def ids_now(city: Any) -> dict[str, str]:
    """One of everything there is, of a child that takes part."""
    taking = UUID(city.children[0]["pupil_id"])

    async def one(statement: str) -> str:
        rows = await city.rows(statement, id=taking)
        return str(rows[0]["id"]) if rows else NOTHING

    return {
        "pupil_id": str(taking),
        "application_id": await one("SELECT id FROM application WHERE pupil_id = :id"),
        "agreement_id": await one("SELECT id FROM agreement WHERE pupil_id = :id"),
        "session_id": await one(
            "SELECT s.id FROM session s JOIN group_member m ON m.group_id = s.group_id WHERE m.pupil_id = :id LIMIT 1"
        ),
        "code": "2134010001",
        "term": TERM,
        "on": "2026-03-17",
        "which": "plan",
    }


async def listed(city: Any, role: str, ids: dict[str, str]) -> dict[str, set[int]]:
    """Per list that the role may read, which children it names."""
    found: dict[str, set[int]] = {}
    for path, state in reads(city):
        url = re.sub(r"{(\w+)}", lambda name: ids.get(name[1], NOTHING), path)
        days = {"from_on": "2026-03-16", "through_on": "2026-06-26"}
        parameters = asked(city.service.app, "GET", path, term=TERM, school=SCHOOL, limit="100", **days)
        answer = await city.client.request(
            "GET",
            url,
            params=parameters | state,
            headers=city.headers(role, PLACES[role], PERSONS.get(role, "office")),
        )
        assert answer.status_code in (200, 403, 404, 409, 422), (url, answer.text)
        named = {
            child["number"]
            for child in city.children
            if child["pupil_id"] in answer.text or f'小明{child["number"]}"' in answer.text
        }
        if answer.status_code == 200 and named:
            found[f"{path} {state}"] = named
    return found


def derivable(lists: dict[str, set[int]]) -> list[tuple[str, str]]:
    """Pairs of lists of which one names who declined, and the other everybody but them."""
    whole = [name for name, named in lists.items() if DECLINER in named]
    taking = [name for name, named in lists.items() if DECLINER not in named]
    return [(one, other) for one in whole for other in taking]


@pytest.mark.parametrize("moment", ["applied", "reviewed", "taking part"])
async def test_no_role_can_subtract_who_declined(city: Any, moment: str) -> None:
    offered = await city.open_for_applying(4, seats=4)
    taking = [child for child in city.children if child["number"] != DECLINER]
    everybody, city.children = city.children, taking
    await city.apply_for_all(offered)
    decliner = next(child for child in everybody if child["number"] == DECLINER)
    body = {"pupil_id": decliner["pupil_id"], "term": TERM, "decline": True}
    await city.guardian(DECLINER, "POST", "/v1/applications", json=body)
    if moment == "reviewed":
        queue = await city.call("GET", f"/v1/review-queue?term={TERM}", "class-teacher", who="teacher-1")
        reviews = [
            {"application_id": one["application_id"], "version": one["version"], "verdict": "approve"}
            for one in queue["items"]
        ]
        url = "/v1/review-queue/reviews"
        await city.call("POST", url, "class-teacher", who="teacher-1", json={"reviews": reviews})
    if moment == "taking part":
        await city.review_and_approve()
        await city.draw()
        await city.sign_all()
        await city.form_groups()
        city.on(date(2026, 3, 17), 17)
        for session in (await city.call("GET", "/v1/sessions?from_on=2026-03-17", "principal"))["items"]:
            await city.assign_duty(session)
    city.children = everybody
    ids, seen = await ids_now(city), set()
    for role in sorted(PLACES.keys() - FAMILIES):
        lists = await listed(city, role, ids)
        seen |= lists.keys()
        assert derivable(lists) == [], role
    # The search is not blind: somebody lists the pupils, and somebody who takes part.
    assert any(name.startswith("/v1/pupils ") for name in seen)
    assert len(seen) > 2


async def test_shows_no_count_of_the_survey_that_tells_of_one_child(city: Any) -> None:
    await city.open_for_applying(10)
    url = f"/v1/surveys/{TERM}/summary"
    everybody = await city.call("GET", url, "principal")
    assert (everybody["answers"], everybody["care"], everybody["per_weekday"]) == (10, 10, [10, 0, 10, 0, 0])
    answer = {"pupil_id": city.children[0]["pupil_id"], "wants_care": False, "weekdays": [1], "categories": ["art"]}
    await city.guardian(1, "POST", f"/v1/surveys/{TERM}/answers", json=answer)
    told = await city.call("GET", url, "principal")
    assert (told["answers"], told["care"], told["per_weekday"], told["art"]) == (10, None, [10, 0, None, 0, 0], 10)


async def test_shows_no_wish_of_the_family_that_answered_last(city: Any) -> None:
    """Whoever looked before and looks again would see it as what was added."""

    async def summary() -> Any:
        return await city.call("GET", f"/v1/surveys/{TERM}/summary", "principal")

    async def answers(child: Any, *weekdays: int) -> None:
        answer = {"pupil_id": child["pupil_id"], "wants_care": True, "weekdays": weekdays, "categories": ["art"]}
        await city.guardian(child["number"], "POST", f"/v1/surveys/{TERM}/answers", json=answer)

    await city.open_for_applying(10)
    late = city.children[:5]
    async with city.service.database.transaction() as transaction:
        for child in late:
            await transaction.connection.exec_driver_sql(
                f"DELETE FROM survey_answer WHERE pupil_id = '{child['pupil_id']}'"
            )
    before = await summary()
    assert (before["answers"], before["per_weekday"]) == (5, [5, 0, 5, 0, 0])
    for child in late[:4]:
        await answers(child, 4, 5)
        assert await summary() == before
    await answers(late[4], 4, 5)
    after = await summary()
    assert (after["answers"], after["per_weekday"]) == (10, [5, 0, 5, 5, 5])


@pytest.mark.parametrize("role", ["district-officer", "city-officer", "auditor", "inspector"])
async def test_tells_no_count_of_a_schools_children_from_above(city: Any, role: str) -> None:
    """Six answered and apply: from above they are too few, and the counts of one school are for the school."""
    offered = await city.open_for_applying(6)
    await city.apply_for_all(offered)
    summary = await city.call("GET", f"/v1/surveys/{TERM}/summary", role, PLACES[role])
    assert summary.pop("shown_from") == 10
    assert summary.pop("per_weekday") == [None] * 5
    assert set(summary.values()) == {None}
    url, of_children = f"/v1/schools/2134010001/terms/{TERM}", ("applications", "waiting_for_class", "placements")
    at_school = await city.call("GET", url, "principal")
    assert [at_school[name] for name in of_children] == [6, 6, 0]
    from_above = await city.call("GET", url, role, PLACES[role])
    assert from_above["opened"]
    assert [from_above[name] for name in of_children] == [None, None, None]
