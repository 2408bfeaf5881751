"""Whatever became of the services of a term, nothing of their bills is held once the term was settled (R26)."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from contracts.enrolment.v1 import events_pb2 as enrolment
from testkit.names import named

TERM, SCHOOL, MERCHANT = "2026-spring", "/3401/340104/2134010001", "1600000001"
TITLES = ("书法", "围棋")
DAYS = [str(date(2026, 3, 16) + timedelta(days=7 * number)) for number in range(10)]
PUPILS = [f"学生{number}" for number in range(8)]


async def held(city: Any) -> dict[str, int]:
    return {code: fen for code, fen in (await city.balances()).items() if code.startswith("held:")}


async def settle_term(city: Any, day: int) -> list[str]:
    """A day of July: the job proposes, accountant and principal agree; returns the reasons."""
    city.clock.move_to(datetime(2026, 7, day, 1, tzinfo=UTC))
    await city.service.daily_jobs[1].run(city.clock.today())
    return await city.agree_to_refunds()


async def schedule(city: Any, *titles: str) -> None:
    for title in titles:
        sessions = [
            enrolment.Session(session_id=named(SCHOOL, title, "group", day), held_on=day, number=number)
            for number, day in enumerate(DAYS, start=1)
        ]
        await city.tell(
            enrolment.SessionsScheduled(
                group_id=named(SCHOOL, title, "group"),
                school_path=SCHOOL,
                offering_id=named(SCHOOL, title),
                sessions=sessions,
            )
        )


async def test_gives_back_what_a_pupil_who_left_was_thought_to_have_had(city: Any) -> None:
    """Three lessons lay before the last day by the timetable, one of them was confirmed."""
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    await schedule(city, "书法")
    await city.deliver("书法", DAYS[0])
    await city.end("小安", "书法", on=DAYS[3], reason="withdrawn")
    assert await city.agree_to_refunds() == ["withdrawn"]
    assert sum((await held(city)).values()) == -2 * 2000
    assert await settle_term(city, 15) == ["term_end"]
    assert await held(city) == {}
    [bill] = await city.items("guardian", "/bills")
    assert bill["due_fen"] == 2000
    assert await settle_term(city, 16) == []


async def test_waits_for_a_refund_under_way_and_takes_what_it_leaves(city: Any) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    await schedule(city, "书法")
    await city.end("小安", "书法", on=DAYS[3], reason="moved")
    city.clock.move_to(datetime(2026, 7, 15, 1, tzinfo=UTC))
    await city.service.daily_jobs[1].run(city.clock.today())
    [refund] = await city.items("accountant", "/refunds", state="proposed")
    await city.post("accountant", "/refunds", {"placement_id": refund["placement_id"]})
    await city.post("principal", f"/refunds/{refund['id']}/approval", {"approved": False})
    assert await settle_term(city, 16) == ["term_end"]
    assert await held(city) == {}


async def test_lets_an_accountant_prepare_what_is_left_of_an_ended_service(city: Any) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    await schedule(city, "书法")
    await city.end("小安", "书法", on=DAYS[3], reason="withdrawn")
    await city.agree_to_refunds()
    city.clock.move_to(datetime(2026, 7, 15, 1, tzinfo=UTC))
    rest = await city.post("accountant", "/refunds", {"placement_id": named("小安", "书法")})
    assert (rest["reason"], rest["cancelled_fen"]) == ("term_end", 3 * 2000)
    again = await city.post("accountant", "/refunds", {"placement_id": named("小安", "书法")})
    assert again["id"] == rest["id"]


@pytest.mark.parametrize("seed", range(4))
async def test_holds_nothing_after_a_term_whatever_happened_in_it(city: Any, seed: int) -> None:
    chance = random.Random(seed)
    await city.enrol(*PUPILS)
    for pupil in PUPILS:
        await city.agree(pupil, chance.choice(TITLES), entrusted=chance.random() < 0.5)
    taken = {pupil: title for pupil in PUPILS for title in TITLES if await is_placed(city, pupil, title)}
    if chance.random() < 0.5:
        await city.waive(PUPILS[0], "hardship")
    await city.bill()
    await schedule(city, *set(taken.values()))
    for number, pupil in enumerate(chance.sample(PUPILS, 4)):
        await city.pay_order(pupil, number=number)
    await city.waive(PUPILS[1], "hardship")
    late = []
    for title in sorted(set(taken.values())):
        for day in DAYS:
            fate = chance.random()
            if fate < 0.5:
                await city.deliver(title, day)
            elif fate < 0.8:
                late.append((title, day))
    for pupil in chance.sample(PUPILS, 5):
        reason = chance.choice(("withdrawn", "moved", "vendor_out"))
        await city.end(pupil, taken[pupil], on=chance.choice(DAYS), reason=reason)
        if chance.random() < 0.6:
            await city.agree_to_refunds()
    for title, day in late:
        await city.deliver(title, day)
        if chance.random() < 0.1:
            await city.agree_to_refunds()
    await city.agree_to_refunds()
    await settle_term(city, 15)
    assert await held(city) == {}
    async with city.database.reading() as connection:
        query = text(
            "SELECT count(*) FROM bill_line WHERE kind <> 'waiver' AND amount_fen <> released_fen + returned_fen"
        )
        assert await connection.scalar(query) == 0
    # A lesson confirmed after that earns nothing that went back.
    await city.deliver(TITLES[0], "2026-06-24")
    assert await held(city) == {}


async def is_placed(city: Any, pupil: str, title: str) -> bool:
    async with city.database.reading() as connection:
        query = text("SELECT 1 FROM placement WHERE placement_id = :id")
        return bool(await connection.scalar(query, {"id": UUID(named(pupil, title))}))
