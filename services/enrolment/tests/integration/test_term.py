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
    signed = await city.call("POST", f"/v1/schools/2134010001/terms/{TERM}/agreement-signatures", "principal")
    assert signed == {"signed": 12}

    for child in city.children:
        mine = await city.guardian(child["number"], "GET", f"/v1/children?term={TERM}")
        placed = [one for one in mine[0]["placements"] if one["agreement_id"]]
        entrust = [one["placement_id"] for one in placed if one["consumables_fen"]]
        answer = await city.guardian(
            child["number"],
            "POST",
            f"/v1/agreements/{placed[0]['agreement_id']}/signatures",
            json={"entrusted_placement_ids": entrust},
        )
        assert answer["state"] == "in_force"
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
    roll = await city.call("GET", f"/v1/sessions/{care['session_id']}/roll", "duty-teacher", who="duty")
    # Five children are in the course at that hour.
    assert len(roll["pupils"]) == 7
    absent = roll["pupils"][0]["pupil_id"]
    url = f"/v1/sessions/{care['session_id']}"
    await city.call(
        "PUT", f"{url}/roll", "duty-teacher", who="duty", json={"marks": [{"pupil_id": absent, "mark": "absent"}]}
    )
    await city.call(
        "POST",
        f"{url}/roll/corrections",
        "duty-teacher",
        who="duty",
        json={"marks": [{"pupil_id": absent, "mark": "late"}], "reason": "came at 16:20"},
    )
    await city.call("POST", f"{url}/closing", "duty-teacher", who="duty", json={"room_checked": True}, expect=409)
    await city.call("POST", f"{url}/hand-overs", "duty-teacher", who="duty", json={"step": "to_guardian"})
    closed = await city.call("POST", f"{url}/closing", "duty-teacher", who="duty", json={"room_checked": True})
    assert closed["children"] == 7
    day = await city.call(
        "POST",
        "/v1/schools/2134010001/days/2026-03-17/rolls",
        "duty-teacher",
        who="duty",
        json={"rolls": [{"session_id": art["session_id"]}]},
    )
    assert day == {"called": 1, "closed": 1}
    assert len(await city.events("RollCalled")) == 3
    history = await city.call("GET", f"{url}/roll/history", "principal")
    assert [one["correction"] for one in history] == [0, 1]


async def _agreement(city: Any, number: int) -> str:
    mine = await city.guardian(number, "GET", f"/v1/children?term={TERM}")
    return str(next(one["agreement_id"] for one in mine[0]["placements"] if one["agreement_id"]))


async def test_gives_a_clear_answer_when_the_roster_lacks_the_child(city: Any) -> None:
    await city.import_city(2)
    body = {"school_code": "2134010001", "grade": 3, "class_number": 1, "name": "没有", "pupil_number": "G340104999"}
    answer = await city.guardian(1, "POST", "/v1/children/claims", json=body, expect=404)
    assert answer["code"] == "enrolment.child_not_in_roster"


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
    body = {"pupil_id": str(child), "term": TERM, "wishes": [str(uuid4())], "weekdays": [1]}
    answer = await city.guardian(1, "POST", "/v1/applications", json=body, expect=409)
    assert answer["code"] == "enrolment.applications_not_open"
