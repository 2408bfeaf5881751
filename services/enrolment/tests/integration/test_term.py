"""A school's term runs from the roster to the closed session."""

from datetime import date
from typing import Any
from uuid import uuid4

from contracts.staffing.v1 import events_pb2 as staffing

DISTRICT = "/3401/340104"
SCHOOL = f"{DISTRICT}/2134010001"
TERM = "2026-spring"


async def opened(city: Any, pupils: int = 12) -> dict[str, Any]:
    """Bring the school to open applications; return its offerings."""
    await city.import_city(pupils)
    await city.open_term()
    await city.assign_teachers()
    for number in range(1, pupils + 1):
        child = await city.claim(number)
        answer = {"pupil_id": str(child), "wants_care": True, "weekdays": [1, 3], "categories": ["art"]}
        await city.guardian(number, "POST", f"/v1/surveys/{TERM}/answers", json=answer)
    await city.file_and_approve()
    _, contract, course = await city.contract()
    care = await city.offer()
    art = await city.offer(
        product="course",
        title="x",
        contract_id=str(contract),
        course_id=str(course),
        seats=5,
        weekdays=[2],
        starts_at="16:00",
        ends_at="17:30",
    )
    await city.publish_notice([("care", "", 0), ("course", str(course), 36000)])
    city.on(date(2026, 3, 2))
    await city.call("POST", f"/v1/schools/2134010001/terms/{TERM}/openings", "principal")
    return {"care": care, "art": art}


async def test_runs_a_term_from_the_roster_to_the_closed_session(city: Any) -> None:
    offered = await opened(city)
    for child in city.children:
        body = {
            "pupil_id": child["pupil_id"],
            "term": TERM,
            "wishes": [str(offered["care"]), str(offered["art"])],
            "weekdays": [1, 2, 3, 4, 5],
        }
        answer = await city.guardian(child["number"], "POST", "/v1/applications", json=body)
        assert [one["outcome"] for one in answer["wishes"]] == ["pending", "pending"]

    queue = await city.call("GET", f"/v1/review-queue?term={TERM}", "class-teacher", who="teacher-1")
    reviews = [{"application_id": one["application_id"], "verdict": "approve"} for one in queue["items"]]
    await city.call("POST", "/v1/review-queue/reviews", "class-teacher", who="teacher-1", json={"reviews": reviews})
    approved = await city.call("POST", f"/v1/schools/2134010001/terms/{TERM}/approvals", "principal")
    assert approved == {"approved": 12}

    city.on(date(2026, 3, 14))
    draw = await city.call(
        "POST",
        "/v1/placements/draws",
        "principal",
        json={"school_code": "2134010001", "term": TERM, "seed": "20260314"},
    )
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

    formed = await city.call(
        "POST",
        "/v1/groups/formations",
        "principal",
        json={"school_code": "2134010001", "term": TERM, "first_on": "2026-03-16"},
    )
    assert formed["groups"] == 2
    city.on(date(2026, 3, 17), 17)
    sessions = await city.call("GET", "/v1/sessions?from_on=2026-03-17", "principal")
    assert [one["product"] for one in sessions["items"]] == ["care", "course"]
    care, art = sessions["items"]
    for one in (care, art):
        await city.apply_event(
            staffing.ShiftsAssigned(
                group_id=one["group_id"],
                school_path=SCHOOL,
                shifts=[staffing.Shift(session_id=one["session_id"], person_id=str(_duty()), duty="duty")],
            )
        )
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


def _duty() -> Any:
    from uuid import UUID, uuid5

    return uuid5(UUID("00000000-0000-4000-8000-00000000abcd"), "duty")


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
