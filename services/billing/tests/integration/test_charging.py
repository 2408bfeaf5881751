"""Nobody is charged twice, over a cap, or without notice; two runs at once make one bill a pupil."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from contracts.billing.v1 import events_pb2 as pb
from contracts.enrolment.v1 import events_pb2 as enrolment
from sample_city.workbooks import WAIVER_HEADINGS, workbook
from testkit.names import named

TERM, DISTRICT = "2026-spring", "/3401/340104"
SCHOOL = f"{DISTRICT}/2134010001"


async def test_refuses_to_bill_before_the_notice_is_in_force(billing: Any) -> None:
    await billing.found_city()
    await billing.offer()
    await billing.enrol("小安")
    await billing.agree("小安", "书法")
    answer = await billing.post("accountant", "/bill-runs", {"term": TERM, "scope_path": SCHOOL}, status=409)
    assert answer["code"] == "billing.price_notice_missing"
    await billing.publish_prices()
    billing.clock.move_to(datetime(2026, 3, 5, 1, tzinfo=UTC))
    answer = await billing.post("accountant", "/bill-runs", {"term": TERM, "scope_path": SCHOOL}, status=409)
    assert answer["code"] == "billing.price_notice_missing"
    # Published on Monday 2 March, public for three working days, in force on Friday.
    billing.clock.move_to(datetime(2026, 3, 6, 1, tzinfo=UTC))
    assert (await billing.bill())["bills"] == 1


async def test_refuses_a_notice_above_the_cap_or_unlike_the_contract(billing: Any) -> None:
    await billing.found_city()
    body = {
        "school_path": SCHOOL,
        "term": TERM,
        "items": [
            {"product": "course", "course_id": named("书法"), "price_fen": 60001, "consumables_fen": 3000},
            {"product": "course", "course_id": named("围棋"), "price_fen": 28001, "consumables_fen": 0},
        ],
    }
    answer = await billing.post("accountant", "/price-notices", body, status=422)
    codes = {(fault["pointer"], fault["code"]) for fault in answer["errors"]}
    assert ("/items/0/price_fen", "billing.price_not_allowed") in codes
    assert ("/items/1/price_fen", "billing.price_differs_from_contract") in codes


async def test_does_not_let_who_drafted_a_notice_publish_it(billing: Any, roles: dict[str, str]) -> None:
    await billing.found_city()
    body = {"school_path": SCHOOL, "term": TERM, "items": [{"product": "care", "price_fen": 0, "consumables_fen": 0}]}
    notice = await billing.post("accountant", "/price-notices", body)
    drafter = UUID(named("person", "accountant"))
    headers = {**billing.headers("principal"), **billing.mint.headers(drafter, roles["principal"])}
    path = f"/price-notices/{notice['id']}/publication"
    body, seen = await billing.as_shown(path, None)
    answer = await billing.client.post(f"/v1{path}", headers={**headers, **seen}, json=body)
    assert (answer.status_code, answer.json()["code"]) == (403, "kernel.same_person_twice")


async def test_moves_a_notice_that_was_counted_over_days_nobody_had_announced(billing: Any) -> None:
    await billing.found_city()
    billing.clock.move_to(datetime(2026, 12, 30, 1, tzinfo=UTC))
    body = {"school_path": SCHOOL, "term": TERM, "basis": "x", "items": billing.neighbours.price_items()}
    notice = await billing.post("accountant", "/price-notices", body)
    published = await billing.post("principal", f"/price-notices/{notice['id']}/publication")
    assert published == {"in_force_on": "2027-01-05", "in_force_provisional": True}

    days = [enrolment.AnnouncedDay(on=f"2027-01-0{day}", off=True, name="元旦") for day in (1, 2, 3)]
    announced = enrolment.HolidaysAnnounced(path="/3401", year=2027, issued_on="2026-12-30", days=days)
    await billing.tell(announced, announced)
    [seen] = await billing.items("accountant", "/price-notices")
    assert (seen["in_force_on"], seen["in_force_provisional"]) == ("2027-01-06", False)
    async with billing.database.reading() as connection:
        told = "SELECT payload FROM chassis.outbox WHERE type LIKE '%PriceNoticePublished' ORDER BY id"
        payloads = (await connection.execute(text(told))).scalars().all()
    assert [pb.PriceNoticePublished.FromString(one).in_force_on for one in payloads] == ["2027-01-05", "2027-01-06"]


async def test_charges_no_more_than_the_cap_over_all_courses(city: Any) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法", "围棋", "足球")
    run = await city.bill()
    [bill] = await city.items("accountant", "/bills")
    assert bill["amount_fen"] <= 60000
    [refused] = await city.items("accountant", f"/bill-runs/{run['id']}/refusals")
    assert refused["code"] == "billing.cap_exceeded"
    assert refused["explanation"]["rule_id"] == "R15-cap"


async def test_refuses_a_course_added_after_the_fee_was_collected(city: Any) -> None:
    await city.enrol("小安", "小贝")
    await city.agree("小安", "书法")
    await city.bill()
    await city.agree("小安", "围棋")
    await city.agree("小贝", "围棋")
    run = await city.bill()
    assert run["bills"] == 1
    [refused] = await city.items("accountant", f"/bill-runs/{run['id']}/refusals")
    assert (refused["code"], refused["explanation"]["rule_id"]) == ("billing.collected_once", "R15-once")
    assert refused["pupil_id"] == named("小安")


async def test_bills_care_later_where_only_a_course_was_billed(city: Any) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    await city.agree("小安", "care")
    run = await city.bill()
    assert (run["bills"], run["amount_fen"], run["refused"]) == (1, 0, 0)


async def test_makes_one_bill_a_pupil_when_two_runs_race(city: Any) -> None:
    names = [f"学生{number}" for number in range(12)]
    await city.enrol(*names)
    for name in names:
        await city.agree(name, "care", "书法")
    starts = await asyncio.gather(
        city.post("accountant", "/bill-runs", {"term": TERM, "scope_path": SCHOOL}),
        city.post("district", "/bill-runs", {"term": TERM, "scope_path": DISTRICT}),
    )
    await city.work(workers=2)
    runs = [await city.get("district", f"/bill-runs/{start['run_id']}") for start in starts]
    assert sum(run["bills"] for run in runs) == 12
    bills = await city.items("accountant", "/bills")
    assert len({bill["pupil_id"] for bill in bills}) == len(bills) == 12
    balances = await city.balances()
    assert balances["receivable:family"] == 12 * 32000


async def test_frees_the_claims_of_a_cancelled_run(city: Any) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    started = await city.post("accountant", "/bill-runs", {"term": TERM, "scope_path": SCHOOL})
    await city.service.worker.work_once()
    assert await city.items("accountant", "/bills") == []
    await city.post("accountant", f"/operations/{started['operation_id']}/cancel")
    await city.work()
    assert (await city.get("accountant", f"/bill-runs/{started['run_id']}"))["state"] == "cancelled"
    assert (await city.bill())["bills"] == 1


async def test_explains_each_line_and_who_finances_a_waiver(city: Any) -> None:
    await city.enrol("小贝")
    await city.agree("小贝", "书法", entrusted=True)
    waiver = {
        "pupil_id": named("小贝"),
        "term": TERM,
        "class_code": "low_income",
        "evidence": "民政〔2026〕0001号",
        "valid_from": "2026-02-01",
        "valid_until": "2026-08-31",
    }
    created = await city.post("guardian", "/waivers", waiver)
    await city.post("foreign guardian", "/waivers", waiver, status=404)
    await city.post("principal", f"/waivers/{created['id']}/decision", {"granted": True})
    await city.bill()
    [bill] = await city.items("guardian", "/bills")
    assert (bill["amount_fen"], bill["waived_fen"], bill["due_fen"]) == (35000, 32000, 3000)
    explained = await city.get("guardian", f"/bills/{bill['id']}/explanation")
    lines = {line["kind"]: line for line in explained["lines"]}
    assert set(lines) == {"agency", "consumables", "waiver"}
    assert lines["waiver"]["financed_by"] == "district_budget"
    for line in lines.values():
        assert line["explanation"]["pack_id"] == "hefei"
        assert line["explanation"]["zh"]
    held = await city.balances()
    assert (held["receivable:family"], held["receivable:budget"]) == (3000, 32000)


async def test_reaches_back_with_a_waiver_granted_after_the_bill(city: Any) -> None:
    await city.enrol("小贝")
    await city.agree("小贝", "书法")
    await city.bill()
    waiver = {
        "pupil_id": named("小贝"),
        "term": TERM,
        "class_code": "hardship",
        "evidence": "民政〔2026〕0002号",
        "valid_from": "2026-02-01",
        "valid_until": "2026-08-31",
    }
    created = await city.post("accountant", "/waivers", waiver)
    await city.post("principal", f"/waivers/{created['id']}/decision", {"granted": True})
    await city.post("principal", f"/waivers/{created['id']}/decision", {"granted": True}, status=409)
    [bill] = await city.items("guardian", "/bills")
    assert (bill["waived_fen"], bill["due_fen"]) == (16000, 16000)
    assert await city.published("WaiverGranted") == 1


async def test_imports_a_list_of_waivers_whole_or_not_at_all(city: Any) -> None:
    await city.enrol("小贝")
    city.directory.pupils["G1"] = UUID(named("小贝"))
    city.directory.called[UUID(named("小贝"))] = "李小贝"
    good = ("G1", "李小贝", "低保", "民政〔2026〕1号", "2026-02-01", "2026-08-31")
    wrong = ("G2", "无名", "富裕", "", "2026-08-31", "2026-02-01")
    path = f"/imports/waivers?term={TERM}"
    faulty, right = (workbook("减免名单", WAIVER_HEADINGS, rows) for rows in ([good, wrong], [good]))
    answer = await city.upload("accountant", path, faulty, status=422)
    assert {fault["code"] for fault in answer["errors"]} >= {"billing.pupil_unknown", "billing.waiver_class_unknown"}
    assert await city.items("accountant", "/waivers") == []
    assert (await city.upload("accountant", path, right))["proposed"] == 1
    assert (await city.upload("accountant", path, right)) == {"proposed": 0, "known": 1}


async def test_imports_units_whole_or_not_at_all(billing: Any) -> None:
    await billing.found_city()
    [unit] = await billing.items("finance", "/accounting-units")
    assert (unit["account_suffix"], len(unit["school_paths"])) == ("3456", 2)
    assert await billing.items("foreign finance", "/accounting-units") == []


@pytest.mark.parametrize("reason", ["withdrawn", "vendor_out"])
async def test_asks_no_more_for_a_service_that_ended_before_it_was_paid(city: Any, reason: str) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法", entrusted=True)
    await city.bill()
    await city.end("小安", "书法", reason=reason)
    refund = await city.post("accountant", "/refunds", {"placement_id": named("小安", "书法")})
    assert (refund["amount_fen"], refund["cancelled_fen"]) == (0, 35000)
    done = await city.post("principal", f"/refunds/{refund['id']}/approval", {"approved": True})
    assert done["state"] == "settled"
    [bill] = await city.items("guardian", "/bills")
    assert bill["still_due_fen"] == 0
    assert await city.balances() == {}


async def test_pays_a_refund_once_when_two_principals_approve_at_once(city: Any) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    await city.end("小安", "书法")
    refund = await city.post("accountant", "/refunds", {"placement_id": named("小安", "书法")})
    answers = await asyncio.gather(
        *(
            city.client.post(
                f"/v1/refunds/{refund['id']}/approval",
                headers=city.headers("principal", **{"If-Match": f'"{refund["version"]}"'}),
                json={"approved": True, "amount_fen": refund["amount_fen"]},
            )
            for _ in range(4)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    assert await city.balances() == {}


async def test_gives_back_at_term_end_what_was_neither_taught_nor_refunded(city: Any) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法", entrusted=True)
    await city.bill()
    await city.deliver("书法", "2026-03-16", "2026-03-18", "2026-03-20")
    await city.deliver("书法", "2026-03-16")
    early = await city.post("accountant", "/refunds", {"placement_id": named("小安", "书法")}, status=409)
    assert early["code"] == "billing.service_still_running"
    city.clock.move_to(datetime(2026, 7, 15, 1, tzinfo=UTC))
    for _ in range(2):
        await city.service.daily_jobs[1].run(city.clock.today())
    [proposal] = await city.items("accountant", "/refunds", state="proposed")
    assert (proposal["reason"], proposal["cancelled_fen"]) == ("term_end", 13 * 2000)
    await city.post("accountant", "/refunds", {"placement_id": named("小安", "书法")})
    await city.post("principal", f"/refunds/{proposal['id']}/approval", {"approved": True})
    balances = await city.balances()
    assert not [account for account in balances if account.startswith("held:")]
    assert balances["payable:vendor"] == -(3 * 2000 + 3000)
