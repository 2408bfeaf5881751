"""What happens when somebody is not placed, leaves, moves, or a vendor drops out."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from contracts.enrolment.v1 import events_pb2 as told
from contracts.vendor_registry.v1 import events_pb2 as vendors
from enrolment.adapters.postgres.unit_of_work import PostgresUnitOfWork
from enrolment.application.recount_schools import RecountSchools

DISTRICT = "/3401/340104"
SCHOOL = f"{DISTRICT}/2134010001"
TERM = "2026-spring"


async def running_term(city: Any, pupils: int = 6, seats: int = 2) -> dict[str, str]:
    offered: dict[str, str] = await city.open_for_applying(pupils, seats=seats)
    await city.apply_for_all(offered)
    await city.review_and_approve()
    await city.draw()
    return offered


async def seats_of(city: Any, offering: str) -> tuple[int, int]:
    row = (await city.rows("SELECT held, taken FROM seat_count WHERE offering_id = :id", id=UUID(offering)))[0]
    return row["held"], row["taken"]


async def the(city: Any, state: str, offering: str) -> tuple[int, dict[str, Any]]:
    """A child whose placement in the offering has that state, and the placement."""
    for child in city.children:
        for one in await city.placements_of(child["number"]):
            if one["state"] == state and one["offering_id"] == offering:
                return child["number"], one
    raise AssertionError(f"nobody is {state}")


async def test_draws_the_same_again_in_another_run(city: Any) -> None:
    await running_term(city)
    digests = [one["digest"] for one in await city.call("GET", f"/v1/placements/draws?term={TERM}", "principal")]
    assert len(digests) == 1
    again = await city.call(
        "POST",
        "/v1/placements/draws",
        "principal",
        json={"school_code": "2134010001", "term": TERM, "seed": "once more"},
        expect=409,
    )
    assert again["code"] == "enrolment.nothing_to_draw"


async def test_gives_a_withdrawn_seat_to_the_first_who_waits(city: Any) -> None:
    offered = await running_term(city)
    await city.sign_all()
    await city.form_groups()
    assert await seats_of(city, offered["art"]) == (0, 2)
    number, placement = await the(city, "agreed", offered["art"])
    url = f"/v1/placements/{placement['placement_id']}/withdrawals"
    await city.guardian(number, "POST", url)
    assert await seats_of(city, offered["art"]) == (1, 1)
    waiting, offer = await the(city, "alternative", offered["art"])
    answered = await city.guardian(
        waiting, "POST", f"/v1/placements/{offer['placement_id']}/alternative-answers", json={"accepted": True}
    )
    assert answered["state"] == "placed"
    assert await seats_of(city, offered["art"]) == (0, 2)
    assert len(await city.events("PlacementEnded")) == 1
    assert len(await city.events("GroupMembersChanged")) == 1
    refused = await city.guardian(number, "POST", url, expect=409)
    assert refused["code"] == "enrolment.placement_already_ended"


async def test_passes_a_declined_offer_to_the_next_and_not_to_the_same_child_again(city: Any) -> None:
    offered = await running_term(city)
    number, placement = await the(city, "placed", offered["art"])
    await city.guardian(number, "POST", f"/v1/placements/{placement['placement_id']}/withdrawals")
    waiting, offer = await the(city, "alternative", offered["art"])
    url = f"/v1/placements/{offer['placement_id']}/alternative-answers"
    order = await city.rows(
        "SELECT id FROM placement WHERE offering_id = :id AND state = 'waitlisted' ORDER BY position",
        id=UUID(offered["art"]),
    )
    answered = await city.guardian(waiting, "POST", url, json={"accepted": False})
    assert answered["state"] == "ended"
    following, next_offer = await the(city, "alternative", offered["art"])
    assert (following != waiting, next_offer["placement_id"]) == (True, str(order[0]["id"]))
    assert await seats_of(city, offered["art"]) == (1, 1)
    # It waited for this very seat, and not for it again.
    states = {one["state"] for one in await city.placements_of(waiting) if one["offering_id"] == offered["art"]}
    assert states == {"ended"}


async def test_ends_what_a_vendor_taught_from_the_day_it_is_out(city: Any) -> None:
    offered = await running_term(city)
    await city.sign_all()
    await city.form_groups()
    vendor = (await city.rows("SELECT vendor_id FROM offering WHERE vendor_id IS NOT NULL"))[0]["vendor_id"]
    city.on(date(2026, 4, 20))
    await city.apply_event(
        vendors.VendorDelisted(
            vendor_id=str(vendor), district_path=DISTRICT, delisted_on="2026-04-20", reason_code="licence_expired"
        )
    )
    rows = await city.rows(
        "SELECT state, min(held_on) AS first_on, max(held_on) AS last_on FROM session "
        "WHERE offering_id = :id GROUP BY state",
        id=UUID(offered["art"]),
    )
    found = {row["state"]: row for row in rows}
    assert found["suspended"]["first_on"] >= date(2026, 4, 20) > found["scheduled"]["last_on"]
    ended = [told.PlacementEnded.FromString(bytes(row["payload"])) for row in await city.events("PlacementEnded")]
    assert {(one.reason, one.ended_on) for one in ended} == {("vendor_out", "2026-04-20")}
    assert len(ended) == 2
    assert await seats_of(city, offered["art"]) == (0, 0)
    assert len(await city.events("SessionsSuspended")) == 1
    # The same event again changes nothing.
    await city.apply_event(
        vendors.VendorDelisted(
            vendor_id=str(vendor), district_path=DISTRICT, delisted_on="2026-04-20", reason_code="licence_expired"
        )
    )
    assert len(await city.events("PlacementEnded")) == 2


async def first_lesson(city: Any, offering: str) -> dict[str, Any]:
    """The first session of the offering, on whose day the clock stands in the evening."""
    held = await city.rows(
        "SELECT id, group_id, held_on FROM session WHERE offering_id = :id ORDER BY held_on LIMIT 1", id=UUID(offering)
    )
    city.on(held[0]["held_on"], 19)
    return dict(held[0])


async def call(city: Any, lesson: dict[str, Any], *absent: str) -> None:
    marks = [{"pupil_id": one, "mark": "absent"} for one in absent]
    await city.call("PUT", f"/v1/sessions/{lesson['id']}/roll", "principal", json={"marks": marks})


def last_of(rows: list[Any]) -> Any:
    return rows[-1]["payload"]


async def test_counts_a_lesson_that_the_child_attended_before_it_was_withdrawn(city: Any) -> None:
    offered = await running_term(city)
    await city.sign_all()
    await city.form_groups()
    lesson = await first_lesson(city, offered["art"])
    await call(city, lesson)
    number, placement = await the(city, "agreed", offered["art"])
    await city.guardian(number, "POST", f"/v1/placements/{placement['placement_id']}/withdrawals")
    next_day = (lesson["held_on"] + timedelta(days=1)).isoformat()
    ended = told.PlacementEnded.FromString(bytes(last_of(await city.events("PlacementEnded"))))
    assert (ended.placement_id, ended.ended_on) == (placement["placement_id"], next_day)
    changed = told.GroupMembersChanged.FromString(bytes(last_of(await city.events("GroupMembersChanged"))))
    assert [(one.pupil_id, one.left_on) for one in changed.leavers] == [(ended.pupil_id, next_day)]
    assert ended.pupil_id not in changed.pupil_ids
    # The seat is free at once, and the family still sees the lesson.
    assert await seats_of(city, offered["art"]) == (1, 1)
    seen = await city.guardian(number, "GET", f"/v1/children/{ended.pupil_id}/attendance")
    assert lesson["held_on"].isoformat() in {one["held_on"] for one in seen}


async def test_ends_on_the_same_day_where_the_child_missed_the_lesson_or_it_is_still_to_come(city: Any) -> None:
    offered = await running_term(city)
    await city.sign_all()
    await city.form_groups()
    lesson = await first_lesson(city, offered["art"])
    number, placement = await the(city, "agreed", offered["art"])
    await city.guardian(number, "POST", f"/v1/placements/{placement['placement_id']}/withdrawals")
    other, staying = await the(city, "agreed", offered["art"])
    child = next(one["pupil_id"] for one in city.children if one["number"] == other)
    await call(city, lesson, child)
    await city.guardian(other, "POST", f"/v1/placements/{staying['placement_id']}/withdrawals")
    ended = [told.PlacementEnded.FromString(bytes(row["payload"])) for row in await city.events("PlacementEnded")]
    assert {one.ended_on for one in ended} == {lesson["held_on"].isoformat()}
    assert len(ended) == 2


async def test_counts_a_lesson_attended_on_the_day_of_a_move_or_on_which_the_vendor_is_out(city: Any) -> None:
    offered = await running_term(city)
    await city.sign_all()
    await city.import_roster(
        [("G3401042017999999", "小红", "女", "4", "1", "家长", "13900000001", "否", "")],
        "/3401/340104/2134010002",
    )
    await city.form_groups()
    lesson = await first_lesson(city, offered["art"])
    await call(city, lesson)
    number, _ = await the(city, "agreed", offered["art"])
    pupil = next(child["pupil_id"] for child in city.children if child["number"] == number)
    body = {"to_school_code": "2134010002", "grade": 4, "class_number": 1}
    await city.call("POST", f"/v1/pupils/{pupil}/moves", "district-officer", DISTRICT, json=body)
    vendor = (await city.rows("SELECT vendor_id FROM offering WHERE vendor_id IS NOT NULL"))[0]["vendor_id"]
    await city.apply_event(
        vendors.VendorDelisted(
            vendor_id=str(vendor),
            district_path=DISTRICT,
            delisted_on=lesson["held_on"].isoformat(),
            reason_code="licence_expired",
        )
    )
    next_day = (lesson["held_on"] + timedelta(days=1)).isoformat()
    ended = [told.PlacementEnded.FromString(bytes(row["payload"])) for row in await city.events("PlacementEnded")]
    assert {(one.reason, one.ended_on) for one in ended if one.offering_id == offered["art"]} == {
        ("moved", next_day),
        ("vendor_out", next_day),
    }
    # Care was not called on that day.
    assert {one.ended_on for one in ended if one.offering_id == offered["care"]} == {lesson["held_on"].isoformat()}


async def test_moves_a_pupil_with_one_history(city: Any) -> None:
    offered = await running_term(city)
    await city.sign_all()
    await city.import_roster(
        [("G3401042017999999", "小红", "女", "4", "1", "家长", "13900000001", "否", "")],
        "/3401/340104/2134010002",
    )
    number, placement = await the(city, "agreed", offered["care"])
    pupil = next(child["pupil_id"] for child in city.children if child["number"] == number)
    url = f"/v1/pupils/{pupil}/moves"
    body = {"to_school_code": "2134010002", "grade": 4, "class_number": 1}
    await city.call("POST", url, "district-officer", DISTRICT, json={**body, "class_number": 9}, expect=404)
    await city.call("POST", url, "district-officer", DISTRICT, json=body)
    mine = await city.guardian(number, "GET", f"/v1/children?term={TERM}")
    assert mine[0]["school_path"] == "/3401/340104/2134010002"
    assert {one["state"] for one in mine[0]["placements"]} == {"ended"}
    history = await city.rows("SELECT * FROM enrolment_history WHERE pupil_id = :id ORDER BY from_on", id=UUID(pupil))
    assert [row["school_path"][-4:] for row in history] == ["0001", "0002"]
    moved = told.PupilMoved.FromString(bytes((await city.events("PupilMoved"))[0]["payload"]))
    assert (moved.from_school_path, moved.to_school_path) == (SCHOOL, "/3401/340104/2134010002")
    assert placement["placement_id"] in {
        told.PlacementEnded.FromString(bytes(row["payload"])).placement_id
        for row in await city.events("PlacementEnded")
    }


async def test_lets_who_refused_consent_have_care_but_no_course(city: Any) -> None:
    offered = await city.open_for_applying(3)
    child = city.children[0]
    url = f"/v1/children/{child['pupil_id']}/consent"
    refused = await city.guardian(
        1, "POST", url, json={"given": False, "text_version": "2026-1", "ends_services": False}
    )
    assert "不影响" in refused["explanation"]
    body = {"pupil_id": child["pupil_id"], "term": TERM, "decline": False, "weekdays": [1], "wishes": [offered["art"]]}
    answer = await city.guardian(1, "POST", "/v1/applications", json=body, expect=409)
    assert answer["code"] == "enrolment.consent_refused"
    await city.guardian(1, "POST", "/v1/applications", json={**body, "wishes": [offered["care"]]})


async def test_returns_an_application_with_its_reason_and_takes_it_again(city: Any) -> None:
    offered = await city.open_for_applying(2)
    await city.apply_for_all(offered)
    queue = await city.call("GET", f"/v1/review-queue?term={TERM}", "class-teacher", who="teacher-1")
    one = queue["items"][0]
    url = f"/v1/applications/{one['application_id']}/review"
    unsaid = {"json": {"verdict": "return"}, "shown": one}
    answer = await city.call("POST", url, "class-teacher", who="teacher-1", **unsaid, expect=422)
    assert answer["code"] == "enrolment.reason_missing"
    body = {"verdict": "alternative", "suggestion": offered["care"], "reason": "书法满员"}
    await city.call("POST", url, "class-teacher", who="teacher-1", json=body, shown=one)
    number = next(child["number"] for child in city.children if child["pupil_id"] == one["pupil_id"])
    mine = await city.guardian(number, "GET", f"/v1/children?term={TERM}")
    assert (mine[0]["application_state"], mine[0]["application_suggestion"]) == ("returned", offered["care"])
    again = {"pupil_id": one["pupil_id"], "term": TERM, "decline": False, "wishes": [offered["care"]], "weekdays": [1]}
    await city.guardian(number, "POST", "/v1/applications", json=again)
    approval = f"/v1/applications/{one['application_id']}/approval"
    queue = await city.call("GET", f"/v1/review-queue?term={TERM}", "class-teacher", who="teacher-1")
    submitted = next(other for other in queue["items"] if other["application_id"] == one["application_id"])
    skipped = await city.call("POST", approval, "principal", shown=submitted, expect=409)
    assert skipped["code"] == "enrolment.not_in_this_state"


async def test_tells_dashboards_what_changed_and_nothing_else(city: Any) -> None:
    offered = await city.open_for_applying(3)
    await city.apply_for_all(offered)
    recount = RecountSchools(PostgresUnitOfWork(city.service.database, city.sealer))
    assert await recount(now=city.clock.now()) == 1
    assert await recount(now=city.clock.now(), everything=True) == 0
    counted = told.ApplicationsCounted.FromString(bytes((await city.events("ApplicationsCounted"))[-1]["payload"]))
    assert (counted.submitted, counted.reviewed, counted.placed) == (3, 0, 0)
    await city.review_and_approve()
    await city.draw()
    assert await recount(now=city.clock.now()) == 1
    counted = told.ApplicationsCounted.FromString(bytes((await city.events("ApplicationsCounted"))[-1]["payload"]))
    assert (counted.submitted, counted.reviewed, counted.placed) == (3, 3, 3)


async def test_suspends_a_whole_district_for_a_day_in_one_act(city: Any) -> None:
    await running_term(city)
    await city.sign_all()
    await city.form_groups()
    body = {"from_on": "2026-03-24", "through_on": "2026-03-24", "reason": "weather"}
    answer = await city.call("POST", "/v1/sessions/suspensions", "district-officer", DISTRICT, json=body)
    assert answer == {"sessions": 2}
    city.on(date(2026, 3, 24), 17)
    session = (await city.call("GET", "/v1/sessions?from_on=2026-03-24", "principal"))["items"][0]
    refused = await city.call(
        "PUT", f"/v1/sessions/{session['session_id']}/roll", "principal", json={"marks": []}, expect=409
    )
    assert refused["code"] == "enrolment.session_suspended"
