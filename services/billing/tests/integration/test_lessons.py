"""A lesson earns from the pupils of its own group, and from them whenever they are billed."""

from datetime import timedelta
from typing import Any

from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.staffing.v1 import events_pb2 as staffing
from testkit.names import named

TERM, SCHOOL = "2026-spring", "/3401/340104/2134010001"
DAYS = tuple(f"2026-03-{number}" for number in range(11, 27))


async def held(city: Any) -> int:
    balances = await city.balances()
    return sum(-fen for account, fen in balances.items() if account.startswith("held:"))


async def test_earns_from_the_pupils_of_its_group_alone(city: Any) -> None:
    await city.enrol("小安", "小贝")
    await city.agree("小安", "书法")
    await city.agree("小贝", "书法", group="second group")
    await city.bill()
    await city.tell(
        enrolment.SessionsScheduled(
            group_id=named(SCHOOL, "书法", "group"),
            school_path=SCHOOL,
            offering_id=named(SCHOOL, "书法"),
            sessions=[
                enrolment.Session(session_id=named(SCHOOL, "书法", "group", day), held_on=day, number=number)
                for number, day in enumerate(DAYS, start=1)
            ],
        )
    )
    await city.deliver("书法", *DAYS)
    assert (await city.balances())["payable:vendor"] == -32000
    assert await held(city) == 32000
    await city.tell(
        enrolment.PlacementEnded(
            placement_id=named("小贝", "书法"),
            offering_id=named(SCHOOL, "书法"),
            pupil_id=named("小贝"),
            school_path=SCHOOL,
            term=TERM,
            ended_on="2026-04-01",
            reason="withdrawn",
        )
    )
    [refund] = await city.items("accountant", "/refunds", state="proposed")
    assert refund["cancelled_fen"] == 32000


async def test_earns_from_a_pupil_who_joined_from_that_day_on(city: Any) -> None:
    await city.enrol("小安", "小贝")
    await city.agree("小安", "书法")
    city.clock.advance(days=5)
    await city.agree("小贝", "书法")
    await city.bill()
    # 小贝 was placed on 6 March and came into the group on the 14th.
    await city.deliver("书法", "2026-03-13", "2026-03-14")
    assert (await city.balances())["payable:vendor"] == -3 * 2000


async def test_earns_from_a_pupil_who_attended_on_its_last_day(city: Any) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    today = city.clock.today()
    tomorrow = (today + timedelta(days=1)).isoformat()
    group = named(SCHOOL, "书法", "group")
    left = enrolment.Leaver(pupil_id=named("小安"), left_on=tomorrow)
    await city.tell(
        enrolment.SessionsScheduled(
            group_id=group,
            school_path=SCHOOL,
            offering_id=named(SCHOOL, "书法"),
            sessions=[
                enrolment.Session(
                    session_id=named(SCHOOL, "书法", "group", today.isoformat()), held_on=today.isoformat(), number=1
                )
            ],
        ),
        enrolment.GroupMembersChanged(group_id=group, pupil_ids=[], leavers=[left]),
        enrolment.PlacementEnded(
            placement_id=named("小安", "书法"),
            offering_id=named(SCHOOL, "书法"),
            pupil_id=named("小安"),
            school_path=SCHOOL,
            term=TERM,
            ended_on=tomorrow,
            reason="withdrawn",
        ),
    )
    [refund] = await city.items("accountant", "/refunds", state="proposed")
    assert refund["cancelled_fen"] == 15 * 2000
    await city.deliver("书法", today.isoformat(), tomorrow)
    assert (await city.balances())["payable:vendor"] == -2000


async def test_earns_from_pupils_billed_after_it_was_released(city: Any) -> None:
    await city.enrol("小安", "小贝")
    await city.agree("小安", "书法")
    await city.agree("小贝", "书法", entrusted=True)
    await city.tell(
        enrolment.PlacementEnded(
            placement_id=named("小贝", "书法"),
            offering_id=named(SCHOOL, "书法"),
            pupil_id=named("小贝"),
            school_path=SCHOOL,
            term=TERM,
            ended_on="2026-03-06",
            reason="withdrawn",
        )
    )
    await city.bill()
    await city.deliver("书法", "2026-03-16", "2026-03-18")
    contract = {"contract_id": named("contract", SCHOOL), "month": "2026-03"}
    first = await city.post("accountant", "/settlements", contract)
    assert first["amount_fen"] == 2 * 2000
    held = f"/settlements/{first['id']}/lessons"
    page = await city.get("accountant", held, limit=1)
    rest = await city.get("accountant", held, cursor=page["next"])
    assert [one["held_on"] for one in page["items"] + rest["items"]] == ["2026-03-16", "2026-03-18"]
    await city.tell(
        enrolment.PlacementAgreed(
            placement_id=named("小贝", "书法", "again"),
            offering_id=named(SCHOOL, "书法"),
            pupil_id=named("小贝"),
            school_path=SCHOOL,
            term=TERM,
            agreement_id=named("agreement"),
            consumables_entrusted=True,
            agreed_on="2026-03-17",
        )
    )
    assert (await city.bill())["bills"] == 1
    assert (await city.balances())["payable:vendor"] == -(3 * 2000 + 3000)
    second = await city.post("accountant", "/settlements", contract)
    assert (second["lessons"], second["amount_fen"]) == (0, 2000 + 3000)
    lessons = await city.items("accountant", f"/settlements/{second['id']}/lessons")
    assert sum(one["amount_fen"] for one in lessons) == 2000 + 3000
    await city.deliver("书法", "2026-03-20")
    assert (await city.balances())["payable:vendor"] == -(5 * 2000 + 3000)


async def test_waits_for_its_group(city: Any) -> None:
    import pytest

    from chassis.events.handling import NotYetKnown

    with pytest.raises(NotYetKnown):
        await city.tell(
            staffing.LessonConfirmed(
                session_id=named("session"),
                group_id=named("no group"),
                offering_id=named(SCHOOL, "书法"),
                school_path=SCHOOL,
                held_on="2026-03-16",
            )
        )
