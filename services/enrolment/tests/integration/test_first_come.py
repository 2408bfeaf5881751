"""First come, first served: what is held fits together, and what is no longer wished goes to who waits for it."""

from datetime import date
from typing import Any
from uuid import UUID

TERM = "2026-spring"
APPLIED_ON, LAST_DAY, DAY_AFTER = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 10)
# Title, weekday, price in fen, seats.
COURSES = (
    ("书法", 1, 40000, 1),
    ("围棋", 1, 10000, 5),
    ("绘画", 2, 40000, 5),
    ("合唱", 3, 20000, 5),
)


async def open_school(city: Any, pupils: int = 3) -> dict[str, str]:
    """A school that gives out all its courses first come, first served; return its offerings by title."""
    await city.import_city(pupils)
    await city.open_term()
    await city.assign_teachers()
    for number in range(1, pupils + 1):
        child = await city.claim(number)
        answer = {"pupil_id": str(child), "wants_care": True, "weekdays": [1], "categories": ["art"]}
        await city.guardian(number, "POST", f"/v1/surveys/{TERM}/answers", json=answer)
    await city.file_and_approve()
    offered, items = {}, []
    for title, weekday, price, seats in COURSES:
        _, contract, course = await city.contract(title=title, price=price)
        items.append(("course", str(course), price))
        offered[title] = str(
            await city.offer(
                product="course",
                title="x",
                contract_id=str(contract),
                course_id=str(course),
                seats=seats,
                weekdays=[weekday],
                ends_at="17:30",
                allocation_mode="first_come",
            )
        )
    await city.publish_notice(items)
    city.on(APPLIED_ON)
    await city.call("POST", f"/v1/schools/2134010001/terms/{TERM}/openings", "principal")
    return offered


async def apply(city: Any, number: int, *wishes: str, wanted: int = 1) -> list[str]:
    child = next(one for one in city.children if one["number"] == number)
    body = {
        "pupil_id": child["pupil_id"],
        "term": TERM,
        "decline": False,
        "wishes": list(wishes),
        "weekdays": [1, 2, 3],
        "courses_wanted": wanted,
    }
    answer = await city.guardian(number, "POST", "/v1/applications", json=body)
    return [one["outcome"] for one in answer["wishes"]]


async def send_back(city: Any, number: int) -> None:
    child = next(one for one in city.children if one["number"] == number)
    queue = await city.call("GET", f"/v1/review-queue?term={TERM}", "class-teacher", who="teacher-1")
    one = next(one for one in queue["items"] if one["pupil_id"] == child["pupil_id"])
    body = {"verdict": "return", "reason": "另选一门"}
    url = f"/v1/applications/{one['application_id']}/review"
    await city.call("POST", url, "class-teacher", who="teacher-1", json=body, shown=one)


async def answer(city: Any, number: int, offering: str, *, accepted: bool = True, expect: int = 201) -> Any:
    [offer] = [one for one in await city.placements_of(number) if one["offering_id"] == offering]
    url = f"/v1/placements/{offer['placement_id']}/alternative-answers"
    return await city.guardian(number, "POST", url, json={"accepted": accepted}, expect=expect)


async def states_of(city: Any, number: int) -> dict[str, str]:
    return {one["offering_id"]: one["state"] for one in await city.placements_of(number)}


async def seats_of(city: Any, offering: str) -> tuple[int, int]:
    row = (await city.rows("SELECT held, taken FROM seat_count WHERE offering_id = :id", id=UUID(offering)))[0]
    return row["held"], row["taken"]


async def daily_job(city: Any, on: date) -> None:
    city.on(on)
    await next(job for job in city.service.daily_jobs if job.name == "enrolment.expire-offers").run(on)


async def test_holds_no_two_courses_on_one_day(city: Any) -> None:
    offered = await open_school(city)
    outcomes = await apply(city, 1, offered["书法"], offered["围棋"], offered["合唱"], wanted=2)
    assert outcomes == ["held", "does_not_fit", "held"]
    assert await seats_of(city, offered["围棋"]) == (0, 0)


async def test_holds_no_more_than_a_pupil_may_be_charged(city: Any) -> None:
    offered = await open_school(city)
    outcomes = await apply(city, 1, offered["书法"], offered["绘画"], offered["合唱"], wanted=3)
    assert outcomes == ["held", "does_not_fit", "held"]
    await city.review_and_approve()
    assert await states_of(city, 1) == {offered["书法"]: "placed", offered["合唱"]: "placed"}


async def test_gives_up_what_is_no_longer_wished_and_offers_it_on(city: Any) -> None:
    offered = await open_school(city)
    assert await apply(city, 1, offered["书法"]) == ["held"]
    assert await apply(city, 2, offered["书法"]) == ["waitlisted"]
    await send_back(city, 1)
    assert await apply(city, 1, offered["绘画"]) == ["held"]
    assert await states_of(city, 1) == {offered["书法"]: "ended", offered["绘画"]: "held"}
    assert await states_of(city, 2) == {offered["书法"]: "alternative"}
    assert await seats_of(city, offered["书法"]) == (1, 0)
    await city.review_and_approve()
    assert await states_of(city, 1) == {offered["书法"]: "ended", offered["绘画"]: "placed"}


async def test_keeps_the_seat_and_the_place_on_the_list_of_what_is_still_wished(city: Any) -> None:
    offered = await open_school(city)
    await apply(city, 1, offered["书法"], offered["合唱"], wanted=2)
    await apply(city, 2, offered["书法"])
    await apply(city, 3, offered["书法"])
    for number in (1, 2):
        await send_back(city, number)
    assert await apply(city, 2, offered["书法"]) == ["waitlisted"]
    positions = await city.rows("SELECT position FROM placement WHERE state = 'waitlisted' ORDER BY position")
    assert [row["position"] for row in positions] == [1, 2]
    # One course instead of two: the later wish gives way.
    assert await apply(city, 1, offered["书法"], offered["合唱"]) == ["held", "not_needed"]
    assert await states_of(city, 1) == {offered["书法"]: "held", offered["合唱"]: "ended"}
    await daily_job(city, DAY_AFTER)
    assert (await states_of(city, 1))[offered["书法"]] == "held"


async def test_passes_the_seat_on_a_week_after_an_application_was_returned(city: Any) -> None:
    offered = await open_school(city)
    await apply(city, 1, offered["书法"])
    await apply(city, 2, offered["书法"])
    await apply(city, 3, offered["书法"])
    await send_back(city, 1)
    [held] = await city.placements_of(1)
    assert (held["state"], held["answer_by"]) == ("held", LAST_DAY.isoformat())
    # Who has to answer the school first is passed over.
    await send_back(city, 2)
    await daily_job(city, LAST_DAY)
    assert (await states_of(city, 1))[offered["书法"]] == "held"
    await daily_job(city, DAY_AFTER)
    assert await states_of(city, 1) == {offered["书法"]: "ended"}
    assert await states_of(city, 2) == {offered["书法"]: "waitlisted"}
    assert await states_of(city, 3) == {offered["书法"]: "alternative"}
    # It can still apply again, for what is left.
    assert await apply(city, 1, offered["书法"], offered["合唱"]) == ["waitlisted", "held"]


async def test_places_nobody_who_takes_an_offer_before_the_school_approved(city: Any) -> None:
    offered = await open_school(city)
    await apply(city, 1, offered["书法"])
    await apply(city, 2, offered["书法"])
    await send_back(city, 1)
    await apply(city, 1, offered["绘画"])
    assert (await answer(city, 2, offered["书法"]))["state"] == "held"
    assert await seats_of(city, offered["书法"]) == (1, 0)
    await city.review_and_approve()
    assert await states_of(city, 2) == {offered["书法"]: "placed"}
    assert await seats_of(city, offered["书法"]) == (0, 1)


async def test_wants_a_returned_application_again_before_an_offer_is_taken(city: Any) -> None:
    offered = await open_school(city)
    await apply(city, 1, offered["书法"])
    await apply(city, 2, offered["书法"])
    await send_back(city, 1)
    await apply(city, 1, offered["绘画"])
    await send_back(city, 2)
    assert (await answer(city, 2, offered["书法"], expect=409))["code"] == "enrolment.not_in_this_state"
    assert await apply(city, 2, offered["书法"]) == ["held"]
    assert await seats_of(city, offered["书法"]) == (1, 0)


async def test_refuses_an_offer_that_clashes_with_what_is_held(city: Any) -> None:
    offered = await open_school(city)
    await apply(city, 1, offered["书法"])
    assert await apply(city, 2, offered["书法"], offered["围棋"]) == ["waitlisted", "held"]
    await send_back(city, 1)
    await apply(city, 1, offered["绘画"])
    refused = await answer(city, 2, offered["书法"], expect=409)
    assert (refused["code"], refused["params"]["titles"]) == ("enrolment.placement_does_not_fit", "围棋")
    [held] = [one for one in await city.placements_of(2) if one["offering_id"] == offered["围棋"]]
    await city.guardian(2, "POST", f"/v1/placements/{held['placement_id']}/withdrawals")
    assert (await answer(city, 2, offered["书法"]))["state"] == "held"
