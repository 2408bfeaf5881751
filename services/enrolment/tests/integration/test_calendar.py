"""Nothing is held on a day without school, however often the calendar is published (R04)."""

import asyncio
from datetime import date
from typing import Any

DISTRICT = "/3401/340104"
TERM = "2026-spring"
CLOSED = {"on": "2026-03-24", "reason": "运动会"}


async def publish(city: Any, expect: int = 201, **days: Any) -> dict[str, Any]:
    body = {"term": TERM, **days}
    answer: dict[str, Any] = await city.call(
        "POST", "/v1/calendars", "district-officer", DISTRICT, json=body, expect=expect
    )
    return answer


async def grouped(city: Any) -> None:
    offered = await city.open_for_applying(4)
    await city.apply_for_all(offered)
    await city.review_and_approve()
    await city.draw()
    await city.sign_all()
    await city.form_groups()


async def states_on(city: Any, day: date) -> set[str]:
    return {row["state"] for row in await city.rows("SELECT state FROM session WHERE held_on = :on", on=day)}


def kind_of(calendar: dict[str, Any], on: str) -> str:
    return str(next(day["kind"] for day in calendar["days"] if day["on"] == on))


async def test_suspends_what_was_to_be_held_on_a_day_that_is_closed(city: Any) -> None:
    await grouped(city)
    held = await city.rows("SELECT id FROM session WHERE held_on = '2026-03-24'")
    published = await publish(city, closed=[CLOSED])
    assert published["sessions_suspended"] == len(held) == 2
    assert await states_on(city, date(2026, 3, 24)) == {"suspended"}
    assert await states_on(city, date(2026, 3, 25)) == {"scheduled"}
    assert len(await city.events("SessionsSuspended")) == 2
    again = await publish(city, closed=[CLOSED])
    assert again["sessions_suspended"] == 0


async def test_keeps_a_day_closed_until_it_is_opened_by_name(city: Any) -> None:
    await city.import_city(1)
    await city.open_term()
    await publish(city, closed=[CLOSED], make_up=[{"on": "2026-03-28", "follows": 2}])
    kept = await publish(city, closed=[{"on": "2026-03-25", "reason": "运动会"}])
    assert [kind_of(kept, f"2026-03-{day}") for day in (24, 25, 28)] == ["closed", "closed", "make_up"]
    opened = await publish(city, opened=["2026-03-24"])
    assert [kind_of(opened, f"2026-03-{day}") for day in (24, 25, 28)] == ["school", "closed", "make_up"]
    refused = await publish(city, opened=["2026-03-24"], expect=409)
    assert (refused["code"], refused["params"]) == ("enrolment.day_not_closed", {"on": "2026-03-24"})


async def test_closes_no_day_whose_rolls_were_called(city: Any) -> None:
    await grouped(city)
    city.on(date(2026, 3, 24), 17)
    [course] = await city.rows(
        "SELECT s.id FROM session s JOIN offering o ON o.id = s.offering_id "
        "WHERE s.held_on = '2026-03-24' AND o.nature <> 'care'"
    )
    await city.call("PUT", f"/v1/sessions/{course['id']}/roll", "principal", json={"marks": []})
    refused = await publish(city, closed=[CLOSED], expect=409)
    assert (refused["code"], refused["params"]) == ("enrolment.days_already_served", {"days": "2026-03-24"})
    assert await states_on(city, date(2026, 3, 24)) == {"called", "scheduled"}
    assert len(await city.events("CalendarPublished")) == 1


async def test_leaves_no_session_on_a_day_that_is_closed_while_groups_are_formed(city: Any) -> None:
    offered = await city.open_for_applying(4)
    await city.apply_for_all(offered)
    await city.review_and_approve()
    await city.draw()
    await city.sign_all()
    await asyncio.gather(city.form_groups(), publish(city, closed=[CLOSED]))
    assert await states_on(city, date(2026, 3, 24)) <= {"suspended"}
