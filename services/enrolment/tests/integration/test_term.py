"""A school's term runs from the roster to the closed session."""

from datetime import date
from typing import Any
from uuid import uuid4

DISTRICT = "/3401/340104"
SCHOOL = f"{DISTRICT}/2134010001"
TERM = "2026-spring"


async def test_runs_a_term_from_the_roster_to_the_closed_session(city: Any) -> None:
    offered = await city.open_for_applying()
    await city.apply_for_all(offered)
    await city.review_and_approve()
    draw = await city.draw()
    assert (draw["entrants"], draw["placed"], draw["alternatives"], draw["waiting"]) == (12, 17, 0, 7)
    for child in city.children:
        await _sign_and_entrust(city, child["number"])
    assert await city.sign_as_school() == 12
    assert await city.sign_as_vendor() == 5
    pdf = await city.guardian(1, "GET", f"/v1/agreements/{await _agreement(city, 1)}.pdf")
    assert pdf.startswith(b"%PDF")
    assert len(await city.events("PlacementAgreed")) == 17

    formed = await city.form_groups()
    assert formed["groups"] == 2
    city.on(date(2026, 3, 17), 17)
    sessions = await city.call("GET", "/v1/sessions?from_on=2026-03-17", "principal")
    assert [one["product"] for one in sessions["items"]] == ["care", "course"]
    care, art = sessions["items"]
    for one in (care, art):
        await city.assign_duty(one)
    await _hold_care(city, care)
    rolls = {"rolls": [{"session_id": art["session_id"], "marks": [], "released": True, "room_checked": True}]}
    day = await _by_duty(city, "POST", "/v1/schools/2134010001/days/2026-03-17/rolls", json=rolls)
    assert day == {"called": 1, "closed": 1}
    assert len(await city.events("RollCalled")) == 3
    history = await city.call("GET", f"/v1/sessions/{care['session_id']}/roll/history", "principal")
    assert [one["correction"] for one in history["items"]] == [0, 1]
    await _one_at_a_time(city, f"/v1/sessions/{care['session_id']}/roll/history", "principal", history["items"])
    offered = f"/v1/offerings?term={TERM}"
    listed = (await city.call("GET", offered, "principal"))["items"]
    assert len(listed) > 1
    await _one_at_a_time(city, offered, "principal", listed)


async def _one_at_a_time(city: Any, address: str, role: str, expected: list[Any]) -> None:
    """A list goes on where its page ended."""
    found, cursor = [], ""
    while cursor is not None:
        more = f"{'&' if '?' in address else '?'}limit=1{f'&cursor={cursor}' if cursor else ''}"
        page = await city.call("GET", address + more, role)
        found, cursor = [*found, *page["items"]], page["next"]
    assert found == expected


async def _sign_and_entrust(city: Any, number: int) -> None:
    mine = await city.guardian(number, "GET", f"/v1/children?term={TERM}")
    placed = [one for one in mine[0]["placements"] if one["agreement_id"]]
    entrusted = [one["placement_id"] for one in placed if one["consumables_fen"]]
    answer = await city.sign_as_family(number, placed[0]["agreement_id"], *entrusted)
    # The school's hand is missing, and the vendor's where one teaches.
    assert answer["state"] == "prepared"


async def _by_duty(city: Any, method: str, url: str, **more: Any) -> Any:
    return await city.call(method, url, "duty-teacher", who="duty", **more)


async def _hold_care(city: Any, care: dict[str, Any]) -> None:
    """One child is marked as absent, then as late; nobody goes home before they were handed over."""
    url = f"/v1/sessions/{care['session_id']}"
    roll = await _by_duty(city, "GET", f"{url}/roll")
    # Five children are in the course at that hour.
    assert len(roll["pupils"]) == 7
    absent = roll["pupils"][0]["pupil_id"]
    await _by_duty(city, "PUT", f"{url}/roll", json={"marks": [{"pupil_id": absent, "mark": "absent"}]})
    correction = {"marks": [{"pupil_id": absent, "mark": "late"}], "reason": "came at 16:20"}
    await _by_duty(city, "POST", f"{url}/roll/corrections", json=correction)
    await _by_duty(city, "POST", f"{url}/closing", json={"room_checked": True}, expect=409)
    await _by_duty(city, "POST", f"{url}/hand-overs", json={"step": "to_guardian", "pupil_ids": None})
    closed = await _by_duty(city, "POST", f"{url}/closing", json={"room_checked": True})
    assert closed["children"] == 7


async def _agreement(city: Any, number: int) -> str:
    mine = await city.guardian(number, "GET", f"/v1/children?term={TERM}")
    return str(next(one["agreement_id"] for one in mine[0]["placements"] if one["agreement_id"]))


async def test_shows_a_family_the_terms_of_its_childrens_districts(city: Any) -> None:
    await city.import_city(2)
    await city.open_term()
    assert await city.guardian(1, "GET", "/v1/terms") == []
    await city.claim(1)
    [term] = await city.guardian(1, "GET", "/v1/terms")
    assert (term["district_path"], term["term"], term["pack_id"]) == (DISTRICT, TERM, "hefei")
    assert await city.guardian(2, "GET", "/v1/terms") == []


async def test_keeps_applications_shut_until_every_gate_is_passed(city: Any) -> None:
    await city.import_city(2)
    await city.open_term()
    answer = await city.call("POST", f"/v1/schools/2134010001/terms/{TERM}/openings", "principal", expect=409)
    assert answer["code"] == "enrolment.gates_missing"
    assert [one["params"]["step"] for one in answer["errors"]] == [
        "survey",
        "plan_filed",
        "emergency_plan_filed",
        "plan_approved",
        "catalogue_published",
        "price_notice_published",
    ]
    child = await city.claim(1)
    body = {"pupil_id": str(child), "term": TERM, "decline": False, "wishes": [str(uuid4())], "weekdays": [1]}
    answer = await city.guardian(1, "POST", "/v1/applications", json=body, expect=409)
    assert answer["code"] == "enrolment.applications_not_open"
