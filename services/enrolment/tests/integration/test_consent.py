"""Without consent a child stays in basic care and leaves everything else (D01, D02)."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID

from contracts.enrolment.v1 import events_pb2 as told

TERM = "2026-spring"


async def refuse(city: Any, number: int, expect: int = 201, **more: Any) -> dict[str, Any]:
    child = next(one for one in city.children if one["number"] == number)
    body = {"given": False, "text_version": "2026-1", "ends_services": False, **more}
    url = f"/v1/children/{child['pupil_id']}/consent"
    answer: dict[str, Any] = await city.guardian(number, "POST", url, json=body, expect=expect)
    return answer


async def approved(city: Any, pupils: int = 4, seats: int = 2) -> dict[str, str]:
    offered: dict[str, str] = await city.open_for_applying(pupils, seats=seats)
    await city.apply_for_all(offered)
    await city.review_and_approve()
    return offered


async def seats_of(city: Any, offering: str) -> tuple[int, int]:
    row = (await city.rows("SELECT held, taken FROM seat_count WHERE offering_id = :id", id=UUID(offering)))[0]
    return row["held"], row["taken"]


async def those(city: Any, state: str, offering: str) -> list[int]:
    """Children who stand like this in the offering."""
    return [
        child["number"]
        for child in city.children
        for one in await city.placements_of(child["number"])
        if (one["state"], one["offering_id"]) == (state, offering)
    ]


async def state_of(city: Any, number: int) -> tuple[str, str | None]:
    mine = await city.guardian(number, "GET", f"/v1/children?term={TERM}")
    return mine[0]["consent"], mine[0]["application_state"]


async def test_draws_for_care_alone_who_refused_after_applying(city: Any) -> None:
    offered = await approved(city)
    assert (await refuse(city, 1))["services_ended"] == 0
    await city.draw()
    assert [one["offering_id"] for one in await city.placements_of(1)] == [offered["care"]]
    assert await those(city, "placed", offered["care"]) == [1, 2, 3, 4]
    assert await seats_of(city, offered["art"]) == (0, 2)


async def test_never_draws_a_course_for_who_has_refused(city: Any) -> None:
    offered = await approved(city)
    async with city.service.database.transaction() as transaction:
        await transaction.connection.exec_driver_sql("UPDATE pupil SET consent = 'refused'")
    await city.draw()
    assert await seats_of(city, offered["art"]) == (0, 0)
    assert await those(city, "placed", offered["care"]) == [1, 2, 3, 4]


async def test_forgets_an_application_of_which_nothing_is_left(city: Any) -> None:
    offered = await city.open_for_applying(2)
    child = city.children[0]
    body = {"pupil_id": child["pupil_id"], "term": TERM, "decline": False, "wishes": [offered["art"]], "weekdays": [2]}
    await city.guardian(1, "POST", "/v1/applications", json=body)
    await refuse(city, 1)
    assert await state_of(city, 1) == ("refused", None)
    await city.guardian(1, "POST", "/v1/applications", json={**body, "wishes": [offered["care"]]})


async def test_passes_on_a_seat_that_was_held(city: Any) -> None:
    offered = await city.open_for_applying(2)
    async with city.service.database.transaction() as transaction:
        await transaction.connection.exec_driver_sql(
            f"UPDATE offering SET mode = 'first_come' WHERE id = '{offered['art']}'"
        )
        await transaction.connection.exec_driver_sql(
            f"UPDATE seat_count SET capacity = 1 WHERE offering_id = '{offered['art']}'"
        )
    for child in city.children:
        body = {
            "pupil_id": child["pupil_id"],
            "term": TERM,
            "decline": False,
            "wishes": [offered["care"], offered["art"]],
            "weekdays": [2],
        }
        await city.guardian(child["number"], "POST", "/v1/applications", json=body)
    assert await those(city, "held", offered["art"]) == [1]
    await refuse(city, 1)
    assert await those(city, "alternative", offered["art"]) == [2]
    assert await seats_of(city, offered["art"]) == (1, 0)
    assert await state_of(city, 1) == ("refused", "submitted")


async def test_says_what_would_end_and_ends_it_when_told_to(city: Any) -> None:
    offered = await approved(city)
    await city.draw()
    await city.sign_all()
    await city.form_groups()
    number = (await those(city, "agreed", offered["art"]))[0]
    refused = await refuse(city, number, expect=409)
    assert (refused["code"], refused["params"]) == ("enrolment.consent_ends_services", {"titles": "书法入门"})
    assert (await state_of(city, number))[0] == "given"
    assert await seats_of(city, offered["art"]) == (0, 2)

    assert (await refuse(city, number, ends_services=True))["services_ended"] == 1
    assert (await state_of(city, number))[0] == "refused"
    assert number in await those(city, "agreed", offered["care"])
    # The seat is offered to one of those who wait.
    assert await seats_of(city, offered["art"]) == (1, 1)
    [ended] = [told.PlacementEnded.FromString(bytes(row["payload"])) for row in await city.events("PlacementEnded")]
    assert (ended.offering_id, ended.reason) == (offered["art"], "withdrawn")
    city.on(date(2026, 3, 17), 17)
    [session] = await city.rows(
        "SELECT id FROM session WHERE offering_id = :id AND held_on = '2026-03-17'", id=UUID(offered["art"])
    )
    roll = await city.call("GET", f"/v1/sessions/{session['id']}/roll", "principal")
    assert f"小明{number}" not in {one["name"] for one in roll["pupils"]}
    assert (await refuse(city, number))["services_ended"] == 0


async def test_offers_no_seat_to_who_refused_while_waiting(city: Any) -> None:
    offered = await approved(city)
    await city.draw()
    first, second = await those(city, "waitlisted", offered["art"])
    assert (await refuse(city, first))["services_ended"] == 0
    for number in await those(city, "placed", offered["art"]):
        await refuse(city, number, ends_services=True)
    assert await those(city, "alternative", offered["art"]) == [second]
    assert await those(city, "waitlisted", offered["art"]) == []


async def test_refusing_while_seats_are_drawn_leaves_no_course(city: Any) -> None:
    offered = await approved(city)
    city.on(date(2026, 3, 14))
    await asyncio.gather(city.draw(), *(refuse(city, number, ends_services=True) for number in (1, 2, 3, 4)))
    assert await seats_of(city, offered["art"]) == (0, 0)
    assert await those(city, "placed", offered["care"]) == [1, 2, 3, 4]
    assert await those(city, "waitlisted", offered["art"]) == []
