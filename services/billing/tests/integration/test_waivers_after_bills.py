"""A waiver granted after the draft of a bill lowers it, and gives back what was paid beyond it, once."""

from typing import Any

import pytest

from testkit.names import named

TERM, SCHOOL, MERCHANT = "2026-spring", "/3401/340104/2134010001", "1600000001"


@pytest.fixture
async def billed(city: Any) -> Any:
    """小贝 is billed for two courses, 580 yuan together."""
    await city.enrol("小贝")
    await city.agree("小贝", "围棋", "足球")
    await city.bill()
    return city


async def test_proposes_one_refund_a_bill_less_what_is_proposed_already(billed: Any) -> None:
    await billed.pay_order("小贝")
    await billed.waive("小贝", "hardship")
    [half] = await billed.items("accountant", "/refunds", state="proposed")
    assert half["amount_fen"] == 29000
    await billed.waive("小贝", "low_income")
    proposed = await billed.items("accountant", "/refunds", state="proposed")
    assert [one["amount_fen"] for one in proposed] == [29000, 29000]


async def test_lets_the_only_principal_approve_what_an_accountant_stands_for(billed: Any) -> None:
    await billed.pay_order("小贝")
    await billed.waive("小贝", "hardship")
    [refund] = await billed.items("principal", "/refunds", state="proposed")
    assert refund["allowed_actions"] == []
    await billed.post("accountant", f"/refunds/{refund['id']}/preparation")
    [refund] = await billed.items("principal", "/refunds", state="proposed")
    assert refund["allowed_actions"] == ["approve"]
    done = await billed.post("principal", f"/refunds/{refund['id']}/approval", {"approved": True})
    assert (done["state"], done["amount_fen"]) == ("approved", 29000)
    [bill] = await billed.items("guardian", "/bills")
    assert (bill["due_fen"], bill["paid_fen"], bill["refunded_fen"]) == (29000, 58000, 29000)


@pytest.mark.parametrize("days", [("2026-04-01", "2026-08-31"), ("2025-09-01", "2026-02-28")])
async def test_leaves_a_bill_of_other_days_alone(billed: Any, days: tuple[str, str]) -> None:
    await billed.waive("小贝", "hardship", valid_from=days[0], valid_until=days[1])
    [bill] = await billed.items("guardian", "/bills")
    assert (bill["waived_fen"], bill["due_fen"]) == (0, 58000)


async def test_refuses_days_in_reverse(billed: Any) -> None:
    body = {
        "pupil_id": named("小贝"),
        "term": TERM,
        "class_code": "hardship",
        "evidence": "民政〔2026〕0004号",
        "valid_from": "2026-08-31",
        "valid_until": "2026-02-01",
    }
    answer = await billed.post("accountant", "/waivers", body, status=422)
    assert answer["code"] == "billing.period_reversed"
    assert await billed.items("accountant", "/waivers") == []


async def test_applies_what_was_granted_between_draft_and_publication(city: Any) -> None:
    await city.enrol("小贝")
    await city.agree("小贝", "围棋", "足球")
    started = await city.post("accountant", "/bill-runs", {"term": TERM, "scope_path": SCHOOL})
    await city.service.worker.work_once()
    await city.waive("小贝", "hardship")
    await city.work()
    assert (await city.get("accountant", f"/bill-runs/{started['run_id']}"))["state"] == "published"
    [bill] = await city.items("guardian", "/bills")
    assert (bill["waived_fen"], bill["due_fen"]) == (29000, 29000)
