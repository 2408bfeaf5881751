"""A seat is kept for a family for a week, and then for the next one."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text

TERM = "2026-spring"
WITHDRAWN_ON = date(2026, 3, 14)
LAST_DAY, DAY_AFTER = date(2026, 3, 21), date(2026, 3, 22)


async def offered_to_one(city: Any, pupils: int = 6) -> tuple[str, int, dict[str, Any]]:
    """Two seats in art, one of them withdrawn: the course, who is offered the seat, and that placement."""
    offered: dict[str, str] = await city.open_for_applying(pupils, seats=2)
    await city.apply_for_all(offered)
    await city.review_and_approve()
    await city.draw()
    number, placement = (await those(city, "placed", offered["art"]))[0]
    await city.guardian(number, "POST", f"/v1/placements/{placement['placement_id']}/withdrawals")
    waiting, offer = (await those(city, "alternative", offered["art"]))[0]
    return offered["art"], waiting, offer


async def those(city: Any, state: str, offering: str) -> list[tuple[int, dict[str, Any]]]:
    return [
        (child["number"], one)
        for child in city.children
        for one in await city.placements_of(child["number"])
        if one["state"] == state and one["offering_id"] == offering
    ]


async def daily_job(city: Any, on: date) -> None:
    city.on(on)
    job = next(job for job in city.service.daily_jobs if job.name == "enrolment.expire-offers")
    await job.run(on)


async def seats_of(city: Any, offering: str) -> tuple[int, int]:
    row = (await city.rows("SELECT held, taken FROM seat_count WHERE offering_id = :id", id=UUID(offering)))[0]
    return row["held"], row["taken"]


async def test_offers_the_seat_to_the_next_one_the_day_after_the_last(city: Any) -> None:
    art, number, offer = await offered_to_one(city)
    assert offer["answer_by"] == LAST_DAY.isoformat()
    await daily_job(city, LAST_DAY)
    assert [one for one, _ in await those(city, "alternative", art)] == [number]
    order = await city.rows(
        "SELECT id FROM placement WHERE offering_id = :id AND state = 'waitlisted' ORDER BY position", id=UUID(art)
    )
    await daily_job(city, DAY_AFTER)
    [(following, following_offer)] = await those(city, "alternative", art)
    assert following != number
    assert following_offer["placement_id"] == str(order[0]["id"])
    assert following_offer["answer_by"] == "2026-03-29"
    assert await seats_of(city, art) == (1, 1)
    [(_, ended)] = [one for one in await those(city, "ended", art) if one[0] == number]
    assert ended["end_reason"] == "expired"
    # It waited for this very seat, and not for it again.
    assert [one for one, _ in await those(city, "waitlisted", art) if one == number] == []


async def test_does_nothing_when_run_again_for_the_same_day(city: Any) -> None:
    art, _, _ = await offered_to_one(city)
    await daily_job(city, DAY_AFTER)
    before = await those(city, "alternative", art)
    audits = await city.rows("SELECT count(*) FROM chassis.audit_entry")
    await daily_job(city, DAY_AFTER)
    assert await those(city, "alternative", art) == before
    assert await city.rows("SELECT count(*) FROM chassis.audit_entry") == audits


async def test_offers_in_the_order_of_the_list_until_nobody_waits(city: Any) -> None:
    art, _, _ = await offered_to_one(city, pupils=4)
    for day in (date(2026, 3, 22), date(2026, 3, 30), date(2026, 4, 7)):
        await daily_job(city, day)
    assert await those(city, "waitlisted", art) == []
    assert await seats_of(city, art) == (0, 1)


async def test_refuses_an_answer_after_the_last_day(city: Any) -> None:
    _, number, offer = await offered_to_one(city)
    city.on(DAY_AFTER)
    url = f"/v1/placements/{offer['placement_id']}/alternative-answers"
    answer = await city.guardian(number, "POST", url, json={"accepted": True}, expect=409)
    assert answer["code"] == "enrolment.alternative_expired"


async def test_an_answer_and_the_job_at_the_same_moment_never_share_a_seat(city: Any) -> None:
    art, number, offer = await offered_to_one(city)
    url = f"/v1/placements/{offer['placement_id']}/alternative-answers"
    headers = city.headers("guardian", "/family", f"guardian-{number}")
    city.on(LAST_DAY)
    answer, _ = await asyncio.gather(
        city.client.post(url, headers=headers, json={"accepted": True}),
        city.service.daily_jobs[0].run(DAY_AFTER),
    )
    assert answer.status_code in (201, 409)
    held, taken = await seats_of(city, art)
    assert (held, taken) == ((0, 2) if answer.status_code == 201 else (1, 1))


async def test_who_let_another_offering_go_by_waits_for_its_first_wish(city: Any) -> None:
    _, number, _ = await offered_to_one(city)
    first = await city.offer(title="书法入门提高", product="care", weekdays=[1, 2, 3, 4, 5])
    async with city.service.database.transaction() as transaction:
        care = (await city.rows("SELECT id FROM offering WHERE title = '普惠托管'"))[0]["id"]
        # As a draw offers what is left to who did not get what they wished.
        await transaction.connection.execute(
            text("UPDATE placement SET state = 'alternative', offering_id = :other, answer_by = :by WHERE id = :id"),
            {"other": first, "by": LAST_DAY, "id": await _care_placement(city, number, care)},
        )
        await transaction.connection.execute(
            text("UPDATE seat_count SET held = held + 1 WHERE offering_id = :other"), {"other": first}
        )
    await daily_job(city, DAY_AFTER)
    assert [one for one, _ in await those(city, "waitlisted", str(care))] == [number]
    assert await seats_of(city, str(first)) == (0, 0)


async def _care_placement(city: Any, number: int, care: UUID) -> UUID:
    [placement] = [
        one for one in await city.placements_of(number) if one["offering_id"] == str(care) and one["state"] == "placed"
    ]
    return UUID(placement["placement_id"])


async def test_gives_every_held_seat_back_when_the_term_is_over_and_offers_none(city: Any) -> None:
    art, _, _ = await offered_to_one(city)
    async with city.service.database.transaction() as transaction:
        await transaction.connection.execute(text("UPDATE placement SET answer_by = NULL WHERE state = 'alternative'"))
    await daily_job(city, date(2026, 6, 26))
    assert (await seats_of(city, art))[0] == 1
    await daily_job(city, date(2026, 6, 27))
    assert await seats_of(city, art) == (0, 1)
    assert await those(city, "alternative", art) == []
