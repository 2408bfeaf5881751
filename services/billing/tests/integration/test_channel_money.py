"""Channel money is paid as far as its proof goes, and no month closes over what never arrived (C3.1)."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from sample_city.channel_files import Flow, Trade, fund_flow_bill, trade_bill

UNIT, ACCOUNT, MERCHANT = "HS0001", "1302010109000123456", "1600000001"
MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
PAID_AT, SETTLED_AT = datetime(2026, 3, 10, 10), datetime(2026, 3, 11, 9)  # noqa: DTZ001 the channel writes local time
VOUCHER, PRICE = "TX2026031100001", 32000
CHANNEL = "财付通支付科技有限公司"


def traded(order: Any, number: int = 1) -> Trade:
    return Trade(
        at=PAID_AT,
        transaction_id=f"42000000{number:012d}",
        order_number=order["merchant_order_number"],
        payer="oABC",
        amount_fen=order["amount_fen"],
        title="课后服务",
    )


def taken(trade: Trade, number: int = 1) -> Flow:
    return Flow(trade.at, trade.transaction_id, f"F{number}", "交易", "交易", Money(trade.amount_fen), "")


def withdrawn(fen: int, *, number: int = 9) -> Flow:
    return Flow(SETTLED_AT, VOUCHER, f"F{number}", "提现", "提现", -Money(fen), VOUCHER)


def bank(*fens: int) -> bytes:
    entries = [
        Entry(SETTLED_AT.date(), f"BK1100000{place}", "结算", VOUCHER, Money(fen), CHANNEL)
        for place, fen in enumerate(fens)
    ]
    return statement(ACCOUNT, "专户", MARCH, entries, opening=Money.ZERO)


@pytest.fixture
async def ordered(city: Any) -> Any:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    return city, traded(await city.order("小安"))


async def bill(city: Any) -> Any:
    [one] = await city.items("guardian", "/bills")
    return one


async def proofs(city: Any) -> tuple[str, list[str]]:
    one = await bill(city)
    payments = await city.get("guardian", f"/bills/{one['id']}/payments")
    return one["proof"], [payment["proof"] for payment in payments]


async def blockers(city: Any, month: str = "2026-03") -> dict[str, int]:
    view = await city.get("finance", f"/reconciliations/{UNIT}/{month}")
    return {one["code"]: one["count"] for one in view["blockers"]}


async def test_takes_a_payment_from_told_to_confirmed_to_proven(ordered: Any) -> None:
    city, trade = ordered
    assert await proofs(city) == ("none", [])
    sent = await city.import_statement("wechat_trade", trade_bill(MERCHANT, [trade]), confirmer=None)
    one = await bill(city)
    assert (one["state"], one["paid_fen"], one["reported_fen"]) == ("open", 0, PRICE)
    assert await proofs(city) == ("provisional", ["provisional"])
    await city.confirm_statement(sent["id"])
    assert await proofs(city) == ("confirmed", ["confirmed"])
    flows = [taken(trade), withdrawn(PRICE)]
    await city.import_statement("wechat_fund_flow", fund_flow_bill(flows, opening=Money.ZERO))
    assert await proofs(city) == ("confirmed", ["confirmed"])
    await city.import_statement("bank_icbc", bank(PRICE))
    one = await bill(city)
    assert (one["state"], one["proven_fen"], one["reported_fen"]) == ("paid", PRICE, 0)
    assert await proofs(city) == ("proven", ["proven"])
    assert await city.published("PaymentsProven") == 1
    [match] = await city.items("finance", "/matches", unit=UNIT, source="trade")
    assert match["proof"] == "proven"


async def test_proves_what_a_settlement_took_along_and_nothing_that_the_channel_still_holds(city: Any) -> None:
    await city.enrol("小安", "小贝")
    for name, title in (("小安", "书法"), ("小贝", "围棋")):
        await city.agree(name, title)
    await city.bill()
    first = traded(await city.order("小安"))
    second = traded(await city.order("小贝"), 2)
    await city.import_statement("wechat_trade", trade_bill(MERCHANT, [first, second]))
    # 28000 of 60000 stay with the channel: the payment that came last.
    later = replace(taken(second, 2), at=datetime(2026, 3, 10, 11))  # noqa: DTZ001
    flows = [taken(first), later, withdrawn(PRICE)]
    await city.import_statement("wechat_fund_flow", fund_flow_bill(flows, opening=Money.ZERO))
    await city.import_statement("bank_icbc", bank(PRICE))
    found = {one["due_fen"]: one["proof"] for one in await city.items("guardian", "/bills")}
    assert found == {PRICE: "proven", 28000: "confirmed"}


async def test_proves_no_more_when_the_settlement_is_taken_apart(ordered: Any) -> None:
    city, trade = ordered
    await city.import_statement("wechat_trade", trade_bill(MERCHANT, [trade]))
    flows = [taken(trade), withdrawn(PRICE)]
    await city.import_statement("wechat_fund_flow", fund_flow_bill(flows, opening=Money.ZERO))
    await city.import_statement("bank_icbc", bank(PRICE))
    [line] = await city.items("finance", "/matches", unit=UNIT, source="bank")
    undo = f"/v1/matches/{line['id']}?reason=选错了"
    assert (await city.client.delete(undo, headers=city.headers("finance"))).status_code == 204
    assert await proofs(city) == ("confirmed", ["confirmed"])


async def test_proves_a_transfer_at_once(ordered: Any) -> None:
    city, _ = ordered
    entry = Entry(date(2026, 3, 11), "BK11000001", "转账", (await bill(city))["number"], Money(PRICE), "王先生")
    content = statement(ACCOUNT, "专户", MARCH, [entry], opening=Money.ZERO)
    await city.import_statement("bank_icbc", content)
    assert await proofs(city) == ("proven", ["proven"])


async def test_closes_no_month_over_channel_money_that_never_arrived(ordered: Any) -> None:
    city, trade = ordered
    await city.import_statement("wechat_trade", trade_bill(MERCHANT, [trade]))
    await city.import_statement("bank_icbc", bank())
    city.clock.advance(days=75)
    found = await blockers(city)
    assert (found["billing.channel_money_missing"], found["billing.fund_flow_missing"]) == (1, 1)
    for who, signs_as in (("finance", "preparer"), ("finance two", "reviewer")):
        await city.post(who, f"/reconciliations/{UNIT}/2026-03/signatures", {"signs_as": signs_as})
    refused = await city.post("finance", f"/months/{UNIT}/2026-03/close", status=409)
    assert "billing.channel_money_missing" in {one["code"] for one in refused["errors"]}

    await city.service.daily_jobs[0].run(city.clock.today())
    [short] = await city.items("finance", "/exceptions", unit=UNIT, state="open")
    assert (short["kind"], short["amount_fen"], short["resolutions"]) == ("channel_shortfall", PRICE, ["cancel"])
    path = f"/exceptions/{short['id']}/resolution"
    await city.post("finance", path, {"resolution": "carry", "reason": "先挂账"}, status=422)
    await city.post("finance", path, {"resolution": "cancel", "reason": "渠道无此款"})
    await city.post("finance", f"{path}/approval", {"approved": True}, status=403)
    await city.post("finance two", f"{path}/approval", {"approved": True})
    one = await bill(city)
    assert (one["state"], one["paid_fen"], one["proof"]) == ("open", 0, "none")
    assert "channel:WECHAT" not in await city.balances()
    assert await blockers(city) == {}


async def test_ends_a_shortfall_by_itself_when_its_money_comes(ordered: Any) -> None:
    city, trade = ordered
    await city.import_statement("wechat_trade", trade_bill(MERCHANT, [trade]))
    city.clock.advance(days=5)
    await city.service.daily_jobs[0].run(city.clock.today())
    flows = [taken(trade), withdrawn(PRICE)]
    await city.import_statement("wechat_fund_flow", fund_flow_bill(flows, opening=Money.ZERO))
    [found] = await city.items("finance", "/exceptions", unit=UNIT)
    assert (found["kind"], found["state"], found["automatic"]) == ("channel_shortfall", "resolved", True)


async def test_names_what_is_in_transit_at_the_end_of_a_month(ordered: Any) -> None:
    city, trade = ordered
    at = datetime(2026, 3, 31, 23)  # noqa: DTZ001
    trade = replace(trade, at=at)
    await city.import_statement("wechat_trade", trade_bill(MERCHANT, [trade]))
    flow = Flow(datetime(2026, 4, 1, 0, 5), trade.transaction_id, "F1", "交易", "交易", Money(PRICE), "")  # noqa: DTZ001
    await city.import_statement("wechat_fund_flow", fund_flow_bill([flow], opening=Money.ZERO))
    await city.import_statement("bank_icbc", bank())
    view = await city.get("finance", f"/reconciliations/{UNIT}/2026-03")
    assert [(one["what"], one["amount_fen"]) for one in view["in_transit"]] == [("trade", PRICE)]
    assert (view["channel_ledger_fen"], view["channel_closing_fen"], view["channel_difference_fen"]) == (PRICE, 0, 0)
    assert view["blockers"] == []


async def test_holds_the_channels_balance_against_the_books(ordered: Any) -> None:
    city, trade = ordered
    await city.import_statement("wechat_trade", trade_bill(MERCHANT, [trade]))
    # The channel kept 5 yuan that no row of a kind we know explains.
    kept = Flow(SETTLED_AT, "X", "F2", "其他", "其他", -Money(500), "")
    await city.import_statement("wechat_fund_flow", fund_flow_bill([taken(trade), kept], opening=Money.ZERO))
    await city.import_statement("bank_icbc", bank())
    view = await city.get("finance", f"/reconciliations/{UNIT}/2026-03")
    assert (view["channel_ledger_fen"], view["channel_closing_fen"]) == (PRICE, PRICE - 500)
    assert ("fund", 500) in [(one["what"], one["amount_fen"]) for one in view["in_transit"]]
    assert "billing.lines_open" in await blockers(city)


async def test_blocks_a_month_whose_fund_flows_do_not_run_on(ordered: Any) -> None:
    city, trade = ordered
    await city.import_statement("wechat_trade", trade_bill(MERCHANT, [trade]))
    await city.import_statement("wechat_fund_flow", fund_flow_bill([taken(trade)], opening=Money.ZERO))
    gap = fund_flow_bill([withdrawn(PRICE)], opening=Money(PRICE + 700))
    sent = await city.import_statement("wechat_fund_flow", gap, confirmer=None)
    assert sent["concerns"] == ["billing.balance_does_not_follow"]
    await city.confirm_statement(sent["id"])
    await city.import_statement("bank_icbc", bank(PRICE))
    found = await blockers(city)
    assert "billing.fund_flows_not_continuous" in found
    assert "billing.channel_balance_differs" in found


async def test_refuses_the_fund_flow_of_another_merchant(ordered: Any) -> None:
    city, trade = ordered
    await city.import_statement("wechat_trade", trade_bill(MERCHANT, [trade]))
    before = await city.balances()
    fee = "扣除交易手续费"
    shop = [
        Flow(PAID_AT, "4200000934202607030000000001", "FF0001", "交易", "交易", Money(9_999_900), "SHOP1"),
        Flow(PAID_AT, "4200000934202607030000000001", "FF0002", fee, fee, -Money(60_000), "SHOP1"),
    ]
    foreign = await city.import_statement("wechat_fund_flow", fund_flow_bill(shop, opening=Money(123_456_789)))
    assert [fault["code"] for fault in foreign["faults"]] == ["billing.statement_of_another_unit"]
    # The number of another merchant beside a row is enough, whatever else the file says.
    named = Flow(PAID_AT, trade.transaction_id, "F1", "交易", "交易", Money(PRICE), "1900000777")
    other = await city.import_statement("wechat_fund_flow", fund_flow_bill([named], opening=Money.ZERO))
    assert other["faults"][0]["code"] == "billing.statement_of_another_unit"
    assert await city.balances() == before
