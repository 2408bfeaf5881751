"""What a refund comes to is settled when it is approved: by what is held then, and by how the bill was paid."""

from datetime import datetime
from typing import Any

import pytest

from contracts.enrolment.v1 import events_pb2 as enrolment
from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from testkit.names import named

TERM, SCHOOL = "2026-spring", "/3401/340104/2134010001"
UNIT, MERCHANT, ACCOUNT = "HS0001", "1600000001", "1302010109000123456"
MARCH = Period(datetime(2026, 3, 1).date(), datetime(2026, 4, 1).date())  # noqa: DTZ001 dates only


@pytest.fixture
async def billed(city: Any) -> Any:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    return city


async def propose(city: Any, reason: str = "vendor_out", ended_on: str = "2026-03-20") -> Any:
    await city.tell(
        enrolment.PlacementEnded(
            placement_id=named("小安", "书法"),
            offering_id=named(SCHOOL, "书法"),
            pupil_id=named("小安"),
            school_path=SCHOOL,
            term=TERM,
            ended_on=ended_on,
            reason=reason,
        )
    )
    return await city.post("accountant", "/refunds", {"placement_id": named("小安", "书法")})


async def approve(city: Any, refund: Any) -> Any:
    return await city.post("principal", f"/refunds/{refund['id']}/approval", {"approved": True})


async def test_gives_back_less_where_a_lesson_was_confirmed_after_the_proposal(billed: Any) -> None:
    await billed.pay_order("小安")
    await billed.deliver("书法", "2026-03-16")
    refund = await propose(billed)
    assert refund["amount_fen"] == 15 * 2000
    await billed.deliver("书法", "2026-03-18")
    done = await approve(billed, refund)
    assert (done["state"], done["amount_fen"]) == ("approved", 14 * 2000)
    assert sum(line["amount_fen"] for line in done["lines"]) == 14 * 2000
    balances = await billed.balances()
    assert not [account for account in balances if account.startswith("held:")]
    assert (balances["payable:vendor"], balances["payable:refund"]) == (-2 * 2000, -14 * 2000)


async def test_never_approves_an_amount_that_was_not_shown(billed: Any) -> None:
    """Nothing of the record changes when a lesson is confirmed; only what it comes to does."""
    await billed.pay_order("小安")
    shown = await propose(billed)
    await billed.deliver("书法", "2026-03-16")
    path = f"/v1/refunds/{shown['id']}/approval"
    seen = {"approved": True, "amount_fen": shown["amount_fen"]}

    async def decide(body: Any) -> Any:
        headers = billed.headers("principal", **{"If-Match": f'"{shown["version"]}"'})
        return await billed.client.post(path, headers=headers, json=body)

    refused = await decide(seen)
    assert (refused.status_code, refused.json()["code"]) == (412, "kernel.amount_changed")
    assert refused.json()["params"] == {"amount_fen": 15 * 2000}
    assert "payable:refund" not in await billed.balances()
    done = await decide({**seen, "amount_fen": 15 * 2000})
    assert (done.status_code, done.json()["state"], done.json()["amount_fen"]) == (200, "approved", 15 * 2000)


async def test_sends_money_back_the_way_it_came_after_the_proposal(billed: Any) -> None:
    refund = await propose(billed)
    assert (refund["amount_fen"], refund["route"]) == (0, "bank")
    order = await billed.pay_order("小安")
    done = await approve(billed, refund)
    assert (done["amount_fen"], done["route"]) == (32000, "wechat")
    [due] = await billed.items("finance", "/payments-due", unit=UNIT)
    assert (due["route"], due["original_order_number"]) == ("wechat", order["merchant_order_number"])


async def test_sends_money_assigned_by_hand_back_through_the_bank(billed: Any) -> None:
    transfer = Entry(datetime(2026, 3, 11).date(), "BK11000001", "转账", "学费", Money(32000), "王先生")  # noqa: DTZ001
    content = statement(ACCOUNT, "海棠课后服务专户", MARCH, [transfer], opening=Money.ZERO)
    await billed.import_statement("bank_icbc", content)
    [unknown] = await billed.items("finance", "/exceptions", unit=UNIT, state="open")
    [bill] = await billed.items("finance", "/bills")
    path = f"/exceptions/{unknown['id']}/resolution"
    await billed.post("finance", path, {"resolution": "assign", "bill_id": bill["id"], "reason": "家长说明"})
    await billed.post("finance two", f"{path}/approval", {"approved": True})
    done = await approve(billed, await propose(billed))
    assert (done["amount_fen"], done["route"]) == (32000, "bank")
