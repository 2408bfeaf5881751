"""Nothing that costs something is published or applied for before a notice in force names its price."""

from datetime import date
from typing import Any
from uuid import UUID

from contracts.billing.v1 import events_pb2 as billing

SCHOOL = "/3401/340104/2134010001"
TERM = "2026-spring"


async def notice(city: Any, number: int, *items: tuple[str, int], in_force_on: str) -> None:
    await city.apply_event(
        billing.PriceNoticePublished(
            school_path=SCHOOL,
            term=TERM,
            notice_id=f"n{number}",
            published_on="2026-03-02",
            in_force_on=in_force_on,
            items=[billing.PriceItem(product="course", course_id=course, price_fen=price) for course, price in items],
        )
    )


async def draft(city: Any, title: str, price: int) -> tuple[str, str]:
    """A contracted course that is not published: the offering and the course of its contract."""
    _, contract, course = await city.contract(title=title, price=price)
    body = {
        "term": TERM, "product": "course", "title": "x", "grades": [], "seats": 10, "weekdays": [3],
        "starts_at": "16:00",
        "ends_at": "17:30", "content": "x", "place": "x", "safety": "x", "complaint_phone": "123",
        "contract_id": str(contract), "course_id": str(course),
    }  # fmt: skip
    drafted = await city.call("POST", "/v1/offerings", "school-administrator", json=body)
    return drafted["offering_id"], str(course)


async def publish(city: Any, offering: str, **more: Any) -> Any:
    return await city.publish(offering, **more)


async def apply(city: Any, offering: str, **more: Any) -> Any:
    [child] = city.children
    body = {"pupil_id": child["pupil_id"], "term": TERM, "decline": False, "wishes": [offering], "weekdays": [3]}
    return await city.guardian(1, "POST", "/v1/applications", json=body, **more)


async def test_publishes_a_late_course_from_the_day_on_which_its_price_is_in_force(city: Any) -> None:
    await city.open_for_applying(1)
    offering, course = await draft(city, "围棋", 20000)
    refused = await publish(city, offering, expect=409)
    assert (refused["code"], refused["params"]["title"]) == ("enrolment.offering_outside_notice", "围棋")
    await notice(city, 2, (course, 20000), in_force_on="2026-03-05")
    assert (await publish(city, offering, expect=409))["code"] == "enrolment.offering_outside_notice"
    city.on(date(2026, 3, 5))
    await publish(city, offering)
    assert (await apply(city, offering))["wishes"][0]["outcome"] == "pending"


async def test_publishes_care_that_costs_nothing_without_a_notice(city: Any) -> None:
    await city.open_for_applying(1)
    care = await city.offer(title="晚托")
    assert (await apply(city, str(care)))["wishes"][0]["outcome"] == "pending"


async def test_keeps_the_gate_open_for_older_courses_when_a_later_notice_adds_one(city: Any) -> None:
    offered = await city.open_for_applying(1)
    await notice(city, 2, ("another", 20000), in_force_on="2026-03-20")
    standing = await city.call("GET", f"/v1/schools/2134010001/terms/{TERM}", "principal")
    assert all(one["passed"] for one in standing["gates"])
    assert (await apply(city, offered["art"]))["wishes"][0]["outcome"] == "pending"


async def test_refuses_applications_at_a_price_that_a_later_notice_changed(city: Any) -> None:
    offered = await city.open_for_applying(1)
    art = UUID(offered["art"])
    course = (await city.rows("SELECT course_id FROM offering WHERE id = :id", id=art))[0]["course_id"]
    await notice(city, 2, (str(course), 30000), in_force_on="2026-03-03")
    city.on(date(2026, 3, 3))
    refused = await apply(city, offered["art"], expect=409)
    assert refused["code"] == "enrolment.offering_outside_notice"
    assert (await apply(city, offered["care"]))["wishes"][0]["outcome"] == "pending"


async def test_follows_a_notice_whose_first_day_moves(city: Any) -> None:
    await city.import_city(1)
    await notice(city, 1, ("c", 100), in_force_on="2027-01-05")
    await notice(city, 1, ("c", 100), in_force_on="2027-01-06")
    [term] = await city.rows("SELECT notice_in_force_on FROM school_term")
    [item] = await city.rows("SELECT in_force_on, price_fen FROM price_item")
    assert (term["notice_in_force_on"], item["in_force_on"]) == (date(2027, 1, 6), date(2027, 1, 6))
    await notice(city, 2, ("d", 100), in_force_on="2027-02-06")
    [term] = await city.rows("SELECT notice_in_force_on FROM school_term")
    assert term["notice_in_force_on"] == date(2027, 1, 6)
