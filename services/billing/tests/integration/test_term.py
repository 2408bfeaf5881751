"""One term of money, from price notice to closed month, over HTTP on a real database."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from uuid import uuid5

import pytest
from python_calamine import CalamineWorkbook

from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.staffing.v1 import events_pb2 as staffing
from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from sample_city.channel_files import Flow, Trade, fund_flow_bill, trade_bill

UNIT, MERCHANT, ACCOUNT = "HS0001", "1600000001", "1302010109000123456"
TERM, SCHOOL = "2026-spring", "/3401/340104/2134010001"
MONTH = Period(datetime(2026, 3, 1, tzinfo=UTC).date(), datetime(2026, 4, 1, tzinfo=UTC).date())


def day(number: int) -> Any:
    return datetime(2026, 3, number, tzinfo=UTC).date()


def _local(on: int) -> datetime:
    return datetime(2026, 3, on, 9)  # noqa: DTZ001 the channel writes local time


def paid(order: Any, number: int, *, fen: int | None = None, on: int = 10, late: int = 0) -> Trade:
    return Trade(
        at=datetime(2026, 3, on, 10, number, late),  # noqa: DTZ001 the channel writes local time
        transaction_id=f"42000000{on:02d}{number:08d}",
        order_number=order["merchant_order_number"],
        payer="oABCDEF",
        amount_fen=order["amount_fen"] if fen is None else fen,
        title="课后服务",
    )


def flows(trades: list[Trade], *, voucher: str, on: int = 11) -> tuple[list[Flow], Money]:
    found = []
    for number, trade in enumerate(trades):
        if trade.is_refund:
            found.append(
                Flow(trade.at, trade.refund_id, f"FR{on}{number:08d}", "退款", "退款", -Money(trade.refund_fen), "")
            )
            continue
        found.append(
            Flow(trade.at, trade.transaction_id, f"FL{on}{number:08d}", "交易", "交易", Money(trade.amount_fen), "")
        )
        found.append(
            Flow(trade.at, trade.transaction_id, f"FE{on}{number:08d}", "费", "扣除交易手续费", -trade.fee, "")
        )
    net = Money.total(flow.amount for flow in found)
    if net > Money.ZERO:
        found.append(Flow(_local(on), voucher, f"FW{on}", "提现", "提现", -net, voucher))
    return found, net


@pytest.fixture
async def term(city: Any) -> Any:
    """Four pupils billed: 小安 pays, 小贝 is waived, 小成 transfers, 小丁 has care alone."""
    await city.enrol("小安", "小贝", "小成", "小丁")
    await city.agree("小安", "care", "书法", entrusted=True)
    await city.agree("小贝", "书法")
    await city.agree("小成", "围棋", "足球")
    await city.agree("小丁", "care")
    return city


async def test_runs_from_notice_to_closed_month(term: Any) -> None:
    run = await term.bill()
    assert (run["state"], run["bills"], run["refused"]) == ("published", 4, 0)
    assert run["amount_fen"] == 32000 + 3000 + 32000 + 28000 + 30000
    assert await term.published("BillsIssued") == 1
    assert await term.published("BillRunPublished") == 1
    again = await term.bill()
    assert (again["bills"], again["amount_fen"]) == (0, 0)

    trades = [paid(await term.order("小安"), 1), paid(await term.order("小贝"), 2)]
    trade_file = trade_bill(MERCHANT, trades)
    imported = await term.import_statement("wechat_trade", trade_file, claimed_lines=2)
    assert (imported["state"], imported["matched"], imported["exceptions"]) == ("imported", 2, 0), imported
    assert await term.published("BillsPaid") == 1

    movements, net = flows(trades, voucher="TX202603110001")
    fund = await term.import_statement("wechat_fund_flow", fund_flow_bill(movements, opening=Money.ZERO))
    assert (fund["state"], fund["lines"], fund["matched"]) == ("imported", 5, 4), fund

    bills = {one["pupil_id"]: one for one in await term.items("guardian", "/bills")}
    transfer = next(one for one in bills.values() if one["amount_fen"] == 58000)
    entries = [
        Entry(
            day(11), "BK0001", "转账", f"课后服务费 {transfer['number']}", Money(58000), "王先生", "6222000000001234"
        ),
        Entry(day(11), "BK0002", "结算", "TX202603110001", net, "财付通支付科技有限公司"),
        Entry(day(12), "BK0003", "转账", "学费", Money(12345), "李女士"),
    ]
    bank_file = statement(ACCOUNT, "海棠课后服务专户", MONTH, entries, opening=Money(100000))
    bank = await term.import_statement("bank_icbc", bank_file)
    assert (bank["state"], bank["lines"], bank["matched"], bank["exceptions"]) == ("imported", 3, 2, 1), bank

    held = await term.balances()
    assert held["bank:3456"] == 100000 + 58000 + net.fen + 12345
    assert held["suspense"] == -12345
    assert "receivable:family" not in held
    assert "channel:WECHAT" not in held
    assert held["receivable:operating-budget"] == sum(trade.fee.fen for trade in trades)

    await resolve_unknown_payer(term)
    await teach_and_settle(term)
    await close(term)


async def resolve_unknown_payer(term: Any) -> None:
    [unknown] = await term.items("finance", "/exceptions", unit=UNIT)
    assert (unknown["kind"], unknown["age_bucket"]) == ("unknown_payer", "0-3")
    path = f"/exceptions/{unknown['id']}/resolution"
    await term.post("finance", path, {"resolution": "refund", "reason": "付款人申请退回"})
    await term.post("finance", f"{path}/approval", {"approved": True}, status=403)
    resolved = await term.post("finance two", f"{path}/approval", {"approved": True})
    assert resolved["state"] == "resolved"


async def teach_and_settle(term: Any) -> None:
    days = ("2026-03-16", "2026-03-18")
    await term.deliver("书法", *days)
    contract = str(uuid5_of("contract", SCHOOL))
    settlement = await term.post("accountant", "/settlements", {"contract_id": contract, "month": "2026-03"})
    # Two pupils, two of sixteen lessons each, and the consumables of the one who entrusted them.
    assert settlement["amount_fen"] == 2 * 2 * 2000 + 3000
    await term.post("vendor", f"/settlements/{settlement['id']}/confirmation")
    await term.post("principal", f"/settlements/{settlement['id']}/payment")
    await term.tell(
        staffing.AllowanceSheetApproved(
            sheet_id=str(uuid5_of("sheet")), school_path=SCHOOL, month="2026-03", lines=3, amount_fen=18000
        ),
        enrolment.RollCalled(
            group_id=str(uuid5_of("group")),
            session_id=str(uuid5_of("session")),
            school_path=SCHOOL,
            term=TERM,
            held_on="2026-03-16",
            offering_id=str(uuid5_of(SCHOOL, "care")),
            marks=[
                enrolment.Mark(pupil_id=str(uuid5_of("小安")), mark="late"),
                enrolment.Mark(pupil_id=str(uuid5_of("小丁")), mark="absent"),
            ],
        ),
    )
    await term.tell(
        enrolment.PlacementEnded(
            placement_id=str(uuid5_of("小成", "围棋")),
            offering_id=str(uuid5_of(SCHOOL, "围棋")),
            pupil_id=str(uuid5_of("小成")),
            school_path=SCHOOL,
            term=TERM,
            ended_on="2026-03-20",
            reason="withdrawn",
        )
    )
    [proposal] = await term.items("accountant", "/refunds", state="proposed")
    assert proposal["amount_fen"] == 28000
    await term.post("principal", f"/refunds/{proposal['id']}/approval", {"approved": True}, status=409)
    prepared = await term.post("accountant", "/refunds", {"placement_id": proposal["placement_id"]})
    assert prepared["id"] == proposal["id"]
    approved = await term.post("principal", f"/refunds/{proposal['id']}/approval", {"approved": True})
    assert (approved["state"], approved["route"]) == ("approved", "bank")

    term.clock.move_to(datetime(2026, 4, 1, 1, tzinfo=UTC))
    subsidy = await term.post("finance", "/subsidies", {"school_path": SCHOOL, "term": TERM})
    assert (subsidy["participants"], subsidy["amount_fen"]) == (1, 15000)
    assert len(await term.items("finance", f"/subsidies/{subsidy['id']}/roll")) == 1
    await term.post("finance", "/budget-claims", {"unit_code": UNIT, "kind": "channel_fees", "term": TERM})


async def close(term: Any) -> None:
    due = await term.items("finance", "/payments-due", unit=UNIT)
    assert sorted(one["kind"] for one in due) == [
        "allowance",
        "channel_fees",
        "refund",
        "refund",
        "settlement",
        "subsidy",
    ]
    balance = (await term.balances())["bank:3456"]
    blocked = await term.get("finance", f"/reconciliations/{UNIT}/2026-03")
    assert [one["code"] for one in blocked["blockers"]] == []
    assert blocked["difference_fen"] == 0
    early = await term.post("finance", f"/months/{UNIT}/2026-03/close", status=409)
    assert early["code"] == "billing.month_not_signed"
    await term.post("finance", f"/reconciliations/{UNIT}/2026-03/signatures", {"signs_as": "preparer"})
    await term.post("finance", f"/reconciliations/{UNIT}/2026-03/signatures", {"signs_as": "reviewer"}, status=403)
    await term.post("finance two", f"/reconciliations/{UNIT}/2026-03/signatures", {"signs_as": "reviewer"})
    closed = await term.post("finance", f"/months/{UNIT}/2026-03/close")
    assert closed["state"] == "closed"
    assert await term.published("MonthClosed") == 1
    book = await term.get("finance", f"/reconciliations/{UNIT}/2026-03/statement.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert any(row[0] == "调节后余额" and row[1] == row[3] == balance / 100 for row in rows), rows

    await pay(term, due, opening=balance)
    left = await term.balances()
    for settled in (
        "payable:refund",
        "payable:vendor",
        "payable:staff",
        "receivable:budget",
        "receivable:operating-budget",
    ):
        assert settled not in left, left


async def pay(term: Any, due: list[Any], *, opening: int) -> None:
    """Everything due, paid by the bank two days after the month."""
    entries = []
    for number, one in enumerate(due):
        sign = 1 if one["direction"] == "in" else -1
        to = {"name": "对方", "account": ""}
        if one["payee"] is not None:
            to = await term.post("finance", f"/payments-due/{one['number']}/payee", {"reason": "付款"})
        entries.append(
            Entry(
                day(31).replace(month=4, day=2),
                f"BK1{number:03d}",
                "转账",
                one["number"],
                Money(sign * one["amount_fen"]),
                to["name"],
                to["account"],
            )
        )
    april = Period(datetime(2026, 4, 1, tzinfo=UTC).date(), datetime(2026, 5, 1, tzinfo=UTC).date())
    content = statement(ACCOUNT, "海棠课后服务专户", april, entries, opening=Money(opening))
    bank = await term.import_statement("bank_icbc", content)
    assert (bank["matched"], bank["exceptions"]) == (len(due), 0), bank
    assert await term.published("RefundPaid") == 2
    assert await term.published("VendorPaid") == 1
    assert await term.published("AllowancePaid") == 1


def uuid5_of(*words: object) -> Any:
    from uuid import UUID

    return uuid5(UUID("6f0d2a52-6d3c-4b57-9d4e-0d2f8c5b1a11"), "/".join(map(str, words)))
