"""The task board says what the events say, and who of its pupils takes part."""

from typing import Any

from sqlalchemy import select

from contracts.billing.v1 import events_pb2 as billing

DISTRICT, SCHOOL = "/3401/340104", "/3401/340104/2134010001"
SISTER = f"{DISTRICT}/2134010002"
BOARD = "/v1/schools/2134010001/terms/2026-spring/board"


async def board(client: Any, acting: Any) -> dict[str, Any]:
    answer = await client.get(BOARD, headers=acting("school-administrator", SCHOOL))
    assert answer.status_code == 200, answer.text
    return answer.json()


def statuses(found: dict[str, Any]) -> dict[str, str]:
    return {task["key"]: task["status"] for task in found["tasks"]}


async def test_holds_tasks_back_at_the_gate_of_the_pack(
    tell: Any, refresh: Any, story: Any, client: Any, acting: Any
) -> None:
    await tell(*story.city())
    await refresh()
    found = await board(client, acting)
    assert found["total"] == 20
    assert found["next_task"] == "roster"
    review = next(task for task in found["tasks"] if task["key"] == "application_review")
    assert review["status"] == "blocked"
    assert review["blocked_by"]["code"] == "inspection.gate_survey"
    assert review["blocked_by"]["clause"]["pack_id"] == "hefei"
    notice = next(task for task in found["tasks"] if task["key"] == "price_notice")
    assert notice["blocked_by"]["params"] == {"step": "plan_filed"}


async def test_follows_the_term_task_by_task(tell: Any, refresh: Any, story: Any, client: Any, acting: Any) -> None:
    await tell(*story.city(), *story.prepared())
    await refresh()
    opened = statuses(await board(client, acting))
    assert [key for key, status in opened.items() if status == "done"] == [
        "roster", "calendar", "plan_filing", "vendors_contracts", "price_notice", "survey", "offerings",
    ]  # fmt: skip
    assert opened["application_review"] == "running"
    assert opened["bills"] == "blocked"
    await tell(*story.placed(), *story.served(), *story.billed())
    await refresh()
    later = statuses(await board(client, acting))
    assert later["agreements"] == "done"
    assert later["groups_rota"] == "done"
    assert later["lesson_confirmation"] == "todo"
    assert later["payments_reconciliation"] == "running"
    assert later["refunds"] == "done"
    assert later["vendor_settlement"] == "running"


async def test_waits_for_no_refund_that_pays_nothing_out(
    tell: Any, refresh: Any, story: Any, client: Any, acting: Any
) -> None:

    await tell(*story.city(), *story.prepared(), *story.placed(), *story.served(), *story.billed())
    approved = {"bill_id": story.sid("bill 1"), "school_path": SCHOOL, "term": story.term}
    for refund_id, amount_fen, status in (("cancelled", 0, "done"), ("owed", 100, "refunding")):
        await tell(billing.RefundApproved(refund_id=refund_id, amount_fen=amount_fen, **approved))
        await refresh()
        assert statuses(await board(client, acting))["refunds"] == status


async def test_gives_a_sheet_that_was_sent_back_to_its_school_until_it_is_prepared_again(
    tell: Any, refresh: Any, story: Any, client: Any, acting: Any
) -> None:
    from contracts.staffing.v1 import events_pb2 as staffing

    await tell(*story.city(), *story.prepared())
    known = {"sheet_id": "s", "school_path": SCHOOL, "month": "2026-03"}
    steps = (
        (staffing.AllowanceSheetPrepared(**known, lines=1, amount_fen=6000), "needs_approval"),
        (staffing.AllowanceSheetReturned(**known, amount_fen=6000), "returned"),
        (staffing.AllowanceSheetPrepared(**known, lines=1, amount_fen=12000), "needs_approval"),
    )
    for message, status in steps:
        await tell(message)
        await refresh()
        assert statuses(await board(client, acting))["allowance"] == status


async def test_warns_when_a_contracted_vendor_drops_out(
    tell: Any, refresh: Any, story: Any, client: Any, acting: Any
) -> None:
    from contracts.vendor_registry.v1 import events_pb2 as vendors

    await tell(*story.city(), *story.prepared())
    await tell(vendors.VendorDelisted(vendor_id="vendor", district_path=DISTRICT, delisted_on="2026-03-30"))
    await refresh()
    assert statuses(await board(client, acting))["vendors_contracts"] == "problem"


async def test_asks_for_nothing_that_a_later_waiver_or_a_refund_took_away(
    many: None, tell: Any, refresh: Any, story: Any, client: Any, acting: Any, fake_clock: Any
) -> None:
    from contracts.enrolment.v1 import events_pb2 as enrolment

    def changed(number: int, due: int, refunded: int = 0) -> Any:
        return billing.BillChanged(
            bill_id=story.sid(f"bill {number}"),
            school_path=SCHOOL,
            term=story.term,
            due_fen=due,
            refunded_fen=refunded,
        )

    async def unpaid() -> list[Any]:
        await refresh()
        found = await client.get("/v1/anomalies?term=2026-spring", headers=acting("district-officer", DISTRICT))
        return [one["facts"]["missing_fen"] for one in found.json()["items"] if one["rule"] == "attended_unpaid"]

    attended = [
        enrolment.RollCalled(
            group_id=story.sid("course group"),
            session_id=story.sid("course session"),
            school_path=SCHOOL,
            term=story.term,
            held_on="2026-03-26",
            offering_id=story.sid("course"),
            marks=[enrolment.Mark(pupil_id=story.sid(f"pupil {number}"), mark="present") for number in range(3)],
        )
    ]
    await tell(*story.city(), *story.prepared(), *story.placed(), *story.served(), *story.billed(), *attended)
    fake_clock.advance(days=40)
    # The second family paid 100 of 180 yuan, the third nothing of 200; what the first paid is not theirs.
    assert await unpaid() == [8_000 + 20_000]
    assert statuses(await board(client, acting))["payments_reconciliation"] == "running"
    await tell(changed(2, 0), changed(0, 20_000, 16_000))
    assert await unpaid() == [8_000]
    assert statuses(await board(client, acting))["payments_reconciliation"] == "running"
    await tell(changed(1, 0, 10_000))
    assert await unpaid() == []
    assert statuses(await board(client, acting))["payments_reconciliation"] == "done"


def _roll(
    story: Any, school: str, product: str, day: str, *pupils: int, correction: int = 0, mark: str = "present"
) -> Any:
    from contracts.enrolment.v1 import events_pb2 as enrolment

    return enrolment.RollCalled(
        group_id=story.sid(f"{product} group of {school}"),
        session_id=story.sid(f"{product} of {school} on {day}"),
        school_path=school,
        term=story.term,
        held_on=day,
        offering_id=story.sid(f"{product} at {school}"),
        correction=correction,
        marks=[enrolment.Mark(pupil_id=story.sid(f"pupil {number}"), mark=mark) for number in pupils],
    )


def _offered(story: Any, school: str, product: str) -> Any:
    from contracts.enrolment.v1 import events_pb2 as enrolment

    return enrolment.OfferingPublished(
        offering_id=story.sid(f"{product} at {school}"), school_path=school, term=story.term, product=product
    )


async def _participants(service: Any) -> dict[str, int]:
    from inspection.adapters.postgres.read_rows import school_term

    async with service.database.reading() as connection:
        rows = await connection.execute(select(school_term.c.school_path, school_term.c.facts))
        return {row.school_path: row.facts["participants"] for row in rows}


async def test_counts_as_participants_whom_the_subsidy_counts(
    service: Any, tell: Any, refresh: Any, story: Any
) -> None:
    await tell(*story.city(), *story.prepared(), *(_offered(story, SCHOOL, one) for one in ("care", "course")))
    await tell(
        _roll(story, SCHOOL, "care", "2026-06-30", 1, 2),
        _roll(story, SCHOOL, "course", "2026-03-26", 2, 3),
        # After the cut-off day.
        _roll(story, SCHOOL, "care", "2026-07-01", 4),
    )
    await refresh()
    assert (await _participants(service))[SCHOOL] == 2


async def test_counts_a_pupil_who_moved_where_it_first_took_part(
    service: Any, tell: Any, refresh: Any, story: Any
) -> None:
    async def counted() -> tuple[int, int]:
        await refresh()
        found = await _participants(service)
        return found[SCHOOL], found[SISTER]

    await tell(*story.city(), _offered(story, SISTER, "care"), _roll(story, SISTER, "care", "2026-04-10", 1, 2))
    assert await counted() == (0, 2)
    # Whichever school's events come first.
    await tell(_roll(story, SCHOOL, "care", "2026-03-26", 1))
    assert await counted() == (0, 2)
    await tell(_offered(story, SCHOOL, "care"))
    assert await counted() == (1, 1)
    await tell(_roll(story, SCHOOL, "care", "2026-03-26", 1, correction=1, mark="absent"))
    assert await counted() == (0, 2)


async def test_counts_attendances_up_to_the_cut_off_day_where_several_are_asked_for(
    service: Any, tell: Any, refresh: Any, story: Any, fake_clock: Any
) -> None:
    from inspection.adapters.postgres.rows import adoption

    async def participants() -> int:
        await refresh()
        return (await _participants(service))[SCHOOL]

    await tell(*story.city(), _offered(story, SCHOOL, "care"))
    async with service.database.transaction() as transaction:
        await transaction.connection.execute(adoption.update().values(attendances_min=2))
    await tell(_roll(story, SCHOOL, "care", "2026-06-29", 1, 2), _roll(story, SCHOOL, "care", "2026-06-30", 1))
    assert await participants() == 1
    fake_clock.advance(days=100)
    await tell(_roll(story, SCHOOL, "care", "2026-07-01", 1, 2))
    assert await participants() == 1


async def test_covers_no_session_with_the_leader_of_the_day(
    tell: Any, refresh: Any, story: Any, client: Any, acting: Any
) -> None:
    from contracts.staffing.v1 import events_pb2 as staffing

    await tell(*story.city(), *story.prepared(), *story.placed(), *story.served())
    session = story.sid("session 2026-04-02")
    for duty, status in (("leader", "todo"), ("duty", "done")):
        shift = staffing.Shift(session_id=session, person_id=story.sid("teacher"), duty=duty)
        await tell(staffing.ShiftsAssigned(group_id=story.sid("group"), school_path=SCHOOL, shifts=[shift]))
        await refresh()
        assert statuses(await board(client, acting))["groups_rota"] == status
