"""Taking a match apart undoes what it posted, from whichever of its lines it is asked for."""

from datetime import datetime
from typing import Any

import pytest

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from sample_city.channel_files import Flow, Trade, fund_flow_bill, trade_bill

UNIT, MERCHANT, ACCOUNT = "HS0001", "1600000001", "1302010109000123456"
AT = datetime(2026, 3, 11, 9)  # noqa: DTZ001 the channel writes local time
MARCH = Period(datetime(2026, 3, 1).date(), datetime(2026, 4, 1).date())  # noqa: DTZ001 dates only
VOUCHER = "TX2026031100001"


async def settle_one_payment(city: Any) -> int:
    """One payment, its settlement by the channel and its credit at the bank, matched by themselves; the amount."""
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    order = await city.order("小安")
    fen: int = order["amount_fen"]
    trade = Trade(
        at=datetime(2026, 3, 10, 10),  # noqa: DTZ001 the channel writes local time
        transaction_id="42000000100000000001",
        order_number=order["merchant_order_number"],
        payer="oABC",
        amount_fen=fen,
        title="课后服务",
    )
    flows = [
        Flow(trade.at, trade.transaction_id, "F1", "交易", "交易", Money(fen), ""),
        Flow(AT, "TX1", "F2", "提现", "提现", -Money(fen), VOUCHER),
    ]
    credit = Entry(AT.date(), "BK11000001", "结算", VOUCHER, Money(fen), "财付通支付科技有限公司")
    await city.import_statement("wechat_trade", trade_bill(MERCHANT, [trade]))
    await city.import_statement("wechat_fund_flow", fund_flow_bill(flows, opening=Money.ZERO))
    await city.import_statement("bank_icbc", statement(ACCOUNT, "专户", MARCH, [credit], opening=Money.ZERO))
    assert (await city.balances())["bank:3456"] == fen
    return fen


@pytest.mark.parametrize("source", ["bank", "fund"])
async def test_reverses_the_settlement_from_either_side(city: Any, source: str) -> None:
    fen = await settle_one_payment(city)
    matches = await city.items("finance", "/matches", unit=UNIT, source=source)
    settled = next(one for one in matches if one["rule"] == "withdrawal")
    undo = f"/v1/matches/{settled['id']}?reason=选错了"
    assert (await city.client.delete(undo, headers=city.headers("finance"))).status_code == 204
    balances = await city.balances()
    assert "bank:3456" not in balances
    assert balances["channel:WECHAT"] == fen

    lines = await city.items("finance", "/statement-lines", unit=UNIT, state="open")
    by_source = {one["source"]: one["id"] for one in lines}
    body = {"bank_line_id": by_source["bank"], "fund_line_ids": [by_source["fund"]], "reason": "核对无误"}
    await city.post("finance", "/matches", body)
    balances = await city.balances()
    assert balances["bank:3456"] == fen
    assert "channel:WECHAT" not in balances
