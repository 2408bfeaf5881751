"""Money is taken for a bill as it stands when it is booked, and goes back by the payment that can carry it."""

import asyncio
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from sample_city.channel_files import Trade, trade_bill
from testkit.names import named
from testkit.waiting import eventually

TERM, SCHOOL = "2026-spring", "/3401/340104/2134010001"
UNIT, MERCHANT, ACCOUNT = "HS0001", "1600000001", "1302010109000123456"
MARCH = Period(datetime(2026, 3, 1).date(), datetime(2026, 4, 1).date())  # noqa: DTZ001 dates only
WAIVE = text("UPDATE bill SET waived_fen = waived_fen + 1000, due_fen = due_fen - 1000")
WAITS_FOR_A_ROW = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def trade(number: int, order: str, fen: int) -> bytes:
    paid = Trade(
        at=datetime(2026, 3, 10, 10, number),  # noqa: DTZ001 the channel writes local time
        transaction_id=f"4200001{number:013d}",
        order_number=order,
        payer="oABC",
        amount_fen=fen,
        title="课后服务",
    )
    return trade_bill(MERCHANT, [paid])


def transfer(remark: str, fen: int) -> bytes:
    entry = Entry(datetime(2026, 3, 11).date(), "BK11000001", "转账", remark, Money(fen), "王先生")  # noqa: DTZ001
    return statement(ACCOUNT, "海棠课后服务专户", MARCH, [entry], opening=Money.ZERO)


@pytest.fixture
async def billed(city: Any) -> Any:
    await city.enrol("小安", "小贝")
    await city.agree("小安", "书法")
    await city.agree("小贝", "围棋")
    await city.bill()
    return city


async def resolve(city: Any, kind: str, resolution: str, **more: Any) -> None:
    found = await city.items("finance", "/exceptions", unit=UNIT, state="open")
    [one] = [each for each in found if each["kind"] == kind]
    path = f"/exceptions/{one['id']}/resolution"
    await city.post("finance", path, {"resolution": resolution, "reason": "核对无误", **more})
    await city.post("finance two", f"{path}/approval", {"approved": True})


async def withdraw(city: Any) -> Any:
    await city.end("小安", "书法", on="2026-03-20", reason="vendor_out")
    refund = await city.post("accountant", "/refunds", {"placement_id": named("小安", "书法")})
    return await city.post("principal", f"/refunds/{refund['id']}/approval", {"approved": True})


@pytest.mark.parametrize("source", ["trade", "bank"])
async def test_judges_a_payment_again_when_its_bill_changes_meanwhile(billed: Any, source: str) -> None:
    order = await billed.order("小安")
    if source == "trade":
        kind, content = "wechat_trade", trade(1, order["merchant_order_number"], 32000)
    else:
        bill = next(one for one in await billed.items("guardian", "/bills") if one["pupil_id"] == named("小安"))
        kind, content = "bank_icbc", transfer(bill["number"], 32000)
    async with billed.database.transaction() as waiver:
        await waiver.connection.execute(WAIVE)
        importing = asyncio.create_task(billed.import_statement(kind, content))

        async def blocked() -> bool:
            async with billed.database.reading() as connection:
                return bool(await connection.scalar(WAITS_FOR_A_ROW))

        await eventually(blocked)
    done = await importing
    assert (done["matched"], done["exceptions"]) == (0, 1)
    [exception] = await billed.items("finance", "/exceptions", unit=UNIT, state="open")
    assert exception["kind"] == "wrong_amount"
    assert {bill["paid_fen"] for bill in await billed.items("guardian", "/bills")} == {0}
    await resolve(billed, "wrong_amount", "apply")
    [due] = await billed.items("finance", "/payments-due", unit=UNIT)
    assert due["amount_fen"] == 1000


async def test_applies_money_to_no_bill_but_that_of_its_payment(billed: Any) -> None:
    order = await billed.order("小安")
    await billed.import_statement("wechat_trade", trade(1, order["merchant_order_number"], 100))
    other = next(one for one in await billed.items("finance", "/bills") if one["pupil_id"] == named("小贝"))
    [short] = await billed.items("finance", "/exceptions", unit=UNIT, state="open")
    body = {"resolution": "apply", "bill_id": other["id"], "reason": "核对无误"}
    refused = await billed.post("finance", f"/exceptions/{short['id']}/resolution", body, status=422)
    assert refused["code"] == "billing.resolution_does_not_fit"


async def test_gives_back_by_the_order_that_paid_and_not_by_the_last_one(billed: Any) -> None:
    order = await billed.order("小安")
    await billed.import_statement("wechat_trade", trade(1, order["merchant_order_number"], 31900))
    await resolve(billed, "wrong_amount", "apply")
    later = await billed.order("小安")
    assert later["merchant_order_number"] != order["merchant_order_number"]
    done = await withdraw(billed)
    assert (done["amount_fen"], done["route"]) == (31900, "wechat")
    [due] = await billed.items("finance", "/payments-due", unit=UNIT)
    assert due["original_order_number"] == order["merchant_order_number"]


async def test_counts_no_transfer_that_was_given_back_already(billed: Any) -> None:
    order = await billed.order("小安")
    await billed.import_statement("wechat_trade", trade(1, order["merchant_order_number"], 32000))
    bill = next(one for one in await billed.items("guardian", "/bills") if one["pupil_id"] == named("小安"))
    await billed.import_statement("bank_icbc", transfer(bill["number"], 32000))
    await resolve(billed, "double_payment", "refund")
    done = await withdraw(billed)
    assert (done["amount_fen"], done["route"]) == (32000, "wechat")


async def test_transfers_what_no_single_order_covers(billed: Any) -> None:
    bill = next(one for one in await billed.items("guardian", "/bills") if one["pupil_id"] == named("小安"))
    await billed.import_statement("bank_icbc", transfer(bill["number"], 31999))
    await resolve(billed, "wrong_amount", "apply")
    order = await billed.order("小安")
    await billed.import_statement("wechat_trade", trade(1, order["merchant_order_number"], 1))
    done = await withdraw(billed)
    assert (done["amount_fen"], done["route"]) == (32000, "bank")
