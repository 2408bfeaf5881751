"""Statements are taken in whole, once, or refused with every fault named; what does not agree is never dropped."""

import asyncio
import hashlib
from datetime import datetime
from typing import Any

import pytest

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from sample_city.channel_files import Flow, Trade, fund_flow_bill, trade_bill

UNIT, MERCHANT, ACCOUNT = "HS0001", "1600000001", "1302010109000123456"
MARCH = Period(datetime(2026, 3, 1).date(), datetime(2026, 4, 1).date())  # noqa: DTZ001 dates only


def trade(number: int, order: str, fen: int, *, on: int = 10, **refund: Any) -> Trade:
    return Trade(
        at=datetime(2026, 3, on, 10, number),  # noqa: DTZ001 the channel writes local time
        transaction_id=f"4200{on:02d}{number:010d}",
        order_number=order,
        payer="oABC",
        amount_fen=fen,
        title="课后服务",
        **refund,
    )


def entry(number: int, remark: str, fen: int, *, on: int = 11, party: str = "王先生") -> Entry:
    return Entry(datetime(2026, 3, on).date(), f"BK{on:02d}{number:06d}", "转账", remark, Money(fen), party)  # noqa: DTZ001


def bank(*entries: Entry, opening: int = 0, account: str = ACCOUNT) -> bytes:
    return statement(account, "海棠课后服务专户", MARCH, entries, opening=Money(opening))


@pytest.fixture
async def billed(city: Any) -> Any:
    await city.enrol("小安", "小贝")
    await city.agree("小安", "书法")
    await city.agree("小贝", "围棋")
    await city.bill()
    return city


async def exceptions(city: Any) -> dict[str, Any]:
    return {one["kind"]: one for one in await city.items("finance", "/exceptions", unit=UNIT)}


async def test_makes_an_exception_of_each_payment_that_does_not_fit(billed: Any) -> None:
    order, other = await billed.order("小安"), await billed.order("小贝")
    number = order["merchant_order_number"]
    trades = [
        trade(1, number, order["amount_fen"]),
        trade(2, number, order["amount_fen"]),
        trade(3, other["merchant_order_number"], other["amount_fen"] - 1),
        trade(4, "WX000000009999", 5000),
    ]
    done = await billed.import_statement("wechat_trade", trade_bill(MERCHANT, trades))
    assert (done["matched"], done["exceptions"]) == (1, 3)
    assert set(await exceptions(billed)) == {"double_payment", "wrong_amount", "unknown_payer"}
    balances = await billed.balances()
    assert balances["channel:WECHAT"] == sum(one.amount_fen for one in trades)
    assert balances["payable:refund"] == -order["amount_fen"]
    assert balances["suspense"] == -(other["amount_fen"] - 1 + 5000)


async def test_applies_a_short_payment_and_gives_back_a_double_one(billed: Any) -> None:
    order, other = await billed.order("小安"), await billed.order("小贝")
    trades = [
        trade(1, order["merchant_order_number"], order["amount_fen"]),
        trade(2, order["merchant_order_number"], order["amount_fen"]),
        trade(3, other["merchant_order_number"], 100),
    ]
    await billed.import_statement("wechat_trade", trade_bill(MERCHANT, trades))
    found = await exceptions(billed)
    for kind, resolution in (("double_payment", "refund"), ("wrong_amount", "apply")):
        path = f"/exceptions/{found[kind]['id']}/resolution"
        await billed.post("finance", path, {"resolution": resolution, "reason": "核对无误"})
        await billed.post("finance", f"{path}/approval", {"approved": True}, status=403)
        await billed.post("finance two", f"{path}/approval", {"approved": True})
    part = next(one for one in await billed.items("guardian", "/bills") if one["state"] == "part_paid")
    assert part["paid_fen"] == 100
    [due] = await billed.items("finance", "/payments-due", unit=UNIT)
    assert (due["route"], due["original_order_number"]) == ("wechat", order["merchant_order_number"])
    refund = trade(
        5,
        order["merchant_order_number"],
        order["amount_fen"],
        on=12,
        refund_number=due["number"],
        refund_id="50000001",
        refund_fen=due["amount_fen"],
    )
    done = await billed.import_statement("wechat_trade", trade_bill(MERCHANT, [refund]))
    assert (done["matched"], done["exceptions"]) == (1, 0), done
    assert await billed.published("RefundPaid") == 1
    assert "payable:refund" not in await billed.balances()


async def test_tells_a_payment_that_came_late_and_a_settlement_without_its_credit(billed: Any) -> None:
    order, other = await billed.order("小安"), await billed.order("小贝")
    first = trade(1, order["merchant_order_number"], order["amount_fen"])
    late = trade(2, other["merchant_order_number"], other["amount_fen"])
    await billed.import_statement("wechat_trade", trade_bill(MERCHANT, [first]))
    await billed.import_statement("wechat_trade", trade_bill(MERCHANT, [late]))
    found = await billed.items("finance", "/exceptions", unit=UNIT)
    assert [(one["kind"], one["state"], one["automatic"]) for one in found] == [("late_arrival", "resolved", True)]

    at = datetime(2026, 3, 11, 9)  # noqa: DTZ001 the channel writes local time
    flows = [
        Flow(first.at, first.transaction_id, "F1", "交易", "交易", Money(first.amount_fen), ""),
        Flow(late.at, late.transaction_id, "F3", "交易", "交易", Money(late.amount_fen), ""),
        Flow(at, "TX2026031100001", "F2", "提现", "提现", -Money(first.amount_fen), "TX2026031100001"),
    ]
    await billed.import_statement("wechat_fund_flow", fund_flow_bill(flows, opening=Money.ZERO))
    billed.clock.advance(days=5)
    await billed.service.daily_jobs[0].run(billed.clock.today())
    await billed.service.daily_jobs[0].run(billed.clock.today())
    opened = await billed.items("finance", "/exceptions", unit=UNIT, state="open")
    assert [one["kind"] for one in opened] == ["late_arrival"]
    [line] = await billed.items("finance", "/statement-lines", unit=UNIT, state="open")
    assert line["kind"] == "withdrawal"

    credit = entry(1, "TX2026031100001", first.amount_fen, on=16, party="财付通支付科技有限公司")
    done = await billed.import_statement("bank_icbc", bank(credit))
    assert done["matched"] == 1
    assert await billed.items("finance", "/exceptions", unit=UNIT, state="open") == []
    assert (await billed.balances())["bank:3456"] == first.amount_fen


async def test_refuses_the_same_file_and_leaves_known_rows_alone(billed: Any) -> None:
    order = await billed.order("小安")
    first = trade(1, order["merchant_order_number"], order["amount_fen"])
    content = trade_bill(MERCHANT, [first])
    await billed.import_statement("wechat_trade", content)
    body = {
        "kind": "wechat_trade",
        "unit_code": UNIT,
        "file_name": "again.csv",
        "size_bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "parts": 1,
    }
    assert (await billed.post("finance", "/statements", body, status=409))[
        "code"
    ] == "billing.statement_already_imported"
    more = trade_bill(MERCHANT, [first, trade(2, "WX000000009999", 100)])
    done = await billed.import_statement("wechat_trade", more)
    assert (done["lines"], done["known"], done["exceptions"]) == (1, 1, 1)


async def test_takes_a_line_once_when_two_imports_race(billed: Any) -> None:
    order = await billed.order("小安")
    first = trade(1, order["merchant_order_number"], order["amount_fen"])
    contents = [trade_bill(MERCHANT, [first]), trade_bill(MERCHANT, [first, trade(2, "WX000000009999", 100)])]
    ids = []
    for content in contents:
        body = {
            "kind": "wechat_trade",
            "unit_code": UNIT,
            "file_name": "a.csv",
            "size_bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            "parts": 1,
        }
        sent = await billed.post("finance", "/statements", body)
        await billed.client.put(
            f"/v1/statements/{sent['id']}/parts/1", headers=billed.headers("finance"), content=content
        )
        ids.append(sent["id"])
    await asyncio.gather(*(billed.post("finance", f"/statements/{one}/import") for one in ids))
    await billed.work(workers=2)
    await asyncio.gather(*(billed.confirm_statement(one, work=False) for one in ids))
    await billed.work(workers=2)
    found = [await billed.get("finance", f"/statements/{one}") for one in ids]
    assert sum(one["lines"] for one in found) == 2
    assert (await billed.balances())["channel:WECHAT"] == order["amount_fen"] + 100
    paid = [one for one in await billed.items("guardian", "/bills") if one["state"] == "paid"]
    assert [one["paid_fen"] for one in paid] == [order["amount_fen"]]


GOOD = bank(entry(1, "无", 100), entry(2, "无", 250), opening=500)
TEXT = GOOD.decode("gbk")
FAULTY = {
    "billing.summary_missing": GOOD[: GOOD.index("合计".encode("gbk")) - 1],
    "billing.headings_missing": TEXT.replace("交易流水号", "流水").encode("gbk"),
    "billing.balance_does_not_run_on": TEXT.replace("8.50\t", "8.51\t", 1).encode("gbk"),
    "billing.balances_do_not_add_up": TEXT.replace("期末余额: 8.50", "期末余额: 9.50").encode("gbk"),
    "billing.row_twice": TEXT.replace("BK11000002", "BK11000001").encode("gbk"),
    "billing.not_an_amount": TEXT.replace('"1.00\t"', '"1.001\t"', 1).encode("gbk"),
    "billing.not_a_date": TEXT.replace('"2026-03-11\t"', '"11.3.26\t"', 1).encode("gbk"),
    "billing.statement_of_another_unit": bank(entry(1, "无", 100), account="1302010109000999999"),
    "billing.encoding_broken": GOOD[:200] + b"\xff\xff\xff" + GOOD[200:],
    "billing.row_outside_period": TEXT.replace('"2026-03-11\t"', '"2026-05-11\t"', 1).encode("gbk"),
}


@pytest.mark.parametrize("code", FAULTY)
async def test_refuses_a_faulty_file_naming_each_fault(city: Any, code: str) -> None:
    done = await city.import_statement("bank_icbc", FAULTY[code])
    assert done["state"] == "refused"
    assert code in {fault["code"] for fault in done["faults"]}, done["faults"]
    assert all(fault["params"]["file"] for fault in done["faults"])
    assert await city.items("finance", "/statement-lines", unit=UNIT) == []
    assert await city.balances() == {}


@pytest.mark.parametrize("claim", [{"claimed_lines": 3}, {"claimed_sum_fen": 351}])
async def test_refuses_a_file_that_is_not_what_its_sender_counted(city: Any, claim: dict[str, int]) -> None:
    done = await city.import_statement("bank_icbc", GOOD, **claim)
    assert done["state"] == "refused"
    assert (await city.import_statement("bank_icbc", GOOD, claimed_lines=2, claimed_sum_fen=350))["state"] == "imported"


async def test_refuses_parts_that_do_not_make_the_file(city: Any) -> None:
    body = {
        "kind": "bank_icbc",
        "unit_code": UNIT,
        "file_name": "a.csv",
        "size_bytes": 10,
        "sha256": "0" * 64,
        "parts": 1,
    }
    sent = await city.post("finance", "/statements", body)
    await city.post("finance", f"/statements/{sent['id']}/import", status=409)
    path = f"/v1/statements/{sent['id']}/parts/1"
    short = await city.client.put(path, headers=city.headers("finance"), content=b"123")
    assert (short.status_code, short.json()["code"]) == (422, "billing.statement_part_wrong")
    assert (await city.client.put(path, headers=city.headers("finance"), content=b"0123456789")).status_code == 204
    answer = await city.post("finance", f"/statements/{sent['id']}/import", status=422)
    assert answer["code"] == "billing.statement_part_wrong"


async def test_matches_by_hand_only_to_the_last_fen_and_takes_matches_apart(billed: Any) -> None:
    order = await billed.order("小安")
    first = trade(1, order["merchant_order_number"], order["amount_fen"])
    await billed.import_statement("wechat_trade", trade_bill(MERCHANT, [first]))
    at = datetime(2026, 3, 11, 9)  # noqa: DTZ001 the channel writes local time
    amount = Money(first.amount_fen)
    flows = [
        Flow(first.at, first.transaction_id, "F1", "交易", "交易", amount, ""),
        Flow(at, "TX1", "F2", "提现", "提现", -Money(20000), "TX2026031100001"),
        Flow(at, "TX2", "F3", "提现", "提现", Money(20000) - amount, "TX2026031100002"),
    ]
    await billed.import_statement("wechat_fund_flow", fund_flow_bill(flows, opening=Money.ZERO))
    credit = entry(1, "TX2026031109999", first.amount_fen, party="财付通支付科技有限公司")
    await billed.import_statement("bank_icbc", bank(credit))
    lines = await billed.items("finance", "/statement-lines", unit=UNIT, state="open")
    bank_line = next(one["id"] for one in lines if one["source"] == "bank")
    funds = [one["id"] for one in lines if one["source"] == "fund"]
    candidates = await billed.get("finance", f"/statement-lines/{bank_line}/candidates")
    assert {one["id"] for one in candidates} == set(funds)
    body = {"bank_line_id": bank_line, "fund_line_ids": funds[:1], "reason": "两笔合并到账"}
    assert (await billed.post("finance", "/matches", body, status=409))["code"] == "billing.amounts_differ"
    await billed.post("finance", "/matches", body | {"fund_line_ids": funds})
    assert (await billed.balances())["bank:3456"] == first.amount_fen

    undo = f"/v1/matches/{bank_line}?reason=选错了"
    assert (await billed.client.delete(undo, headers=billed.headers("finance"))).status_code == 204
    assert "bank:3456" not in await billed.balances()
    assert len(await billed.items("finance", "/statement-lines", unit=UNIT, state="open")) == 3
    await billed.post("finance", "/matches", body | {"fund_line_ids": funds})
    assert (await billed.balances())["bank:3456"] == first.amount_fen

    paid = next(one for one in await billed.items("finance", "/matches", unit=UNIT, source="trade"))
    assert all(fact["agrees"] for fact in paid["facts"])
    undo = f"/v1/matches/{paid['id']}?reason=付错学生"
    assert (await billed.client.delete(undo, headers=billed.headers("finance"))).status_code == 204
    balances = await billed.balances()
    assert balances["suspense"] == -first.amount_fen
    [unknown] = await billed.items("finance", "/exceptions", unit=UNIT, state="open")
    other = next(one for one in await billed.items("finance", "/bills") if one["due_fen"] == 28000)
    path = f"/exceptions/{unknown['id']}/resolution"
    await billed.post("finance", path, {"resolution": "assign", "bill_id": other["id"], "reason": "家长说明"})
    await billed.post("finance two", f"{path}/approval", {"approved": True})
    balances = await billed.balances()
    assert "suspense" not in balances
    assert balances["payable:refund"] == -(first.amount_fen - 28000)


async def test_posts_what_belongs_to_a_closed_month_in_the_next(city: Any) -> None:
    city.clock.advance(days=40)
    await city.import_statement("bank_icbc", bank(opening=0))
    for who, signs_as in (("finance", "preparer"), ("finance two", "reviewer")):
        await city.post(who, f"/reconciliations/{UNIT}/2026-03/signatures", {"signs_as": signs_as})
    month = f"/months/{UNIT}/2026-03/close"
    shown, _ = await city.as_shown(month, None)
    closes = await asyncio.gather(
        *(city.client.post(f"/v1{month}", headers=city.headers("finance"), json=shown) for _ in range(3))
    )
    assert sorted(answer.status_code for answer in closes) == [200, 409, 409]
    again = await city.post("finance", f"/months/{UNIT}/2026-03/close", status=409)
    assert again["code"] == "billing.month_is_closed"
    signed = await city.post(
        "finance", f"/reconciliations/{UNIT}/2026-03/signatures", {"signs_as": "preparer"}, status=409
    )
    assert signed["code"] == "billing.month_is_closed"
    await city.import_statement("wechat_trade", trade_bill(MERCHANT, [trade(1, "WX000000009999", 100)]))
    march = await city.get("finance", "/ledger/balances", unit=UNIT, until="2026-03")
    assert all(one["balance_fen"] == 0 for one in march)
    assert (await city.balances())["suspense"] == -100
