"""A month closes when its refunds are decided; what is approved and not paid yet stands on its balance statement."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from testkit.names import named

UNIT, ACCOUNT = "HS0001", "1302010109000123456"
MARCH = f"/reconciliations/{UNIT}/2026-03"
PLACEMENT = {"placement_id": named("小安", "书法")}


@pytest.fixture
async def left(city: Any) -> Any:
    """小安 paid 320 yuan by transfer and left before the first lesson: a refund is proposed on 31 March, at night."""
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    [bill] = await city.items("guardian", "/bills")
    paid = Entry(date(2026, 3, 11), "BK11000001", "转账", f"课后服务费 {bill['number']}", Money(32000), "家长")
    await city.import_statement(
        "bank_icbc", statement(ACCOUNT, "专户", Period(date(2026, 3, 1), date(2026, 4, 1)), [paid], opening=Money.ZERO)
    )
    city.clock.move_to(datetime(2026, 3, 31, 15, 59, tzinfo=UTC))
    await city.end("小安", "书法", on="2026-03-31", reason="vendor_out")
    return city


async def blocked_by(city: Any) -> list[tuple[str, int]]:
    return [(one["code"], one["count"]) for one in (await city.get("finance", MARCH))["blockers"]]


async def sign(city: Any) -> None:
    for who, signs_as in (("finance", "preparer"), ("finance two", "reviewer")):
        await city.post(who, f"{MARCH}/signatures", {"signs_as": signs_as})


async def decide(city: Any, *, approved: bool) -> Any:
    refund = await city.post("accountant", "/refunds", PLACEMENT)
    return await city.post("principal", f"/refunds/{refund['id']}/approval", {"approved": approved})


async def test_keeps_a_month_open_for_a_refund_that_waits(left: Any) -> None:
    left.clock.move_to(datetime(2026, 4, 2, 1, tzinfo=UTC))
    await left.post("accountant", "/refunds", PLACEMENT)
    await sign(left)
    assert await blocked_by(left) == [("billing.refunds_waiting", 1)]
    answer = await left.post("finance", f"/months/{UNIT}/2026-03/close", status=409)
    assert [fault["code"] for fault in answer["errors"]] == ["billing.refunds_waiting"]
    await decide(left, approved=False)
    assert await blocked_by(left) == []
    assert (await left.post("finance", f"/months/{UNIT}/2026-03/close"))["state"] == "closed"


async def test_closes_a_month_whatever_was_proposed_after_it(city: Any, left: Any) -> None:
    left.clock.move_to(datetime(2026, 3, 31, 16, tzinfo=UTC))
    await decide(left, approved=False)
    await left.post("accountant", "/refunds", PLACEMENT)
    assert await blocked_by(left) == []


async def test_lists_what_was_approved_and_not_paid_by_the_end_of_the_month(left: Any) -> None:
    refund = await decide(left, approved=True)
    owed = [{"number": refund["number"], "approved_on": "2026-03-31", "amount_fen": 32000}]
    view = await left.get("finance", MARCH)
    assert (view["refunds_owed"], view["refunds_owed_fen"], view["blockers"]) == (owed, 32000, [])
    assert (await left.balances())["payable:refund"] == -32000
    book = await left.get("finance", f"{MARCH}/statement.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    first = next(place for place, row in enumerate(rows) if row[0] == "应退未付退费（已审批）")
    listed = [f"  2026-03-31 {refund['number']}", 320]
    assert [row[:2] for row in rows[first + 1 : first + 3]] == [listed, ["合计", 320]]

    await pay(left, refund["number"])
    assert (await left.get("finance", MARCH))["refunds_owed"] == owed
    assert (await left.get("finance", f"/reconciliations/{UNIT}/2026-04"))["refunds_owed"] == []
    await sign(left)
    closed = await left.post("finance", f"/months/{UNIT}/2026-03/close")
    assert (closed["refunds_owed"], closed["signatures_valid"]) == (owed, True)


async def pay(city: Any, number: str) -> None:
    """The bank pays the refund on the second of April."""
    city.clock.move_to(datetime(2026, 4, 3, 1, tzinfo=UTC))
    april = Period(date(2026, 4, 1), date(2026, 4, 3))
    paid = Entry(date(2026, 4, 2), "BK11000002", "转账", number, Money(-32000), "家长")
    await city.import_statement("bank_icbc", statement(ACCOUNT, "专户", april, [paid], opening=Money(32000)))


async def test_signs_and_closes_no_month_whose_figures_changed_since_they_were_shown(left: Any) -> None:
    before = await left.get("finance", MARCH)
    refund = await decide(left, approved=True)
    left.clock.move_to(datetime(2026, 4, 2, 1, tzinfo=UTC))
    stale = {"signs_as": "preparer", "digest": before["digest"]}
    refused = await left.post("finance", f"{MARCH}/signatures", stale, status=412)
    assert refused["code"] == "billing.month_not_as_shown"
    assert (await left.get("finance", MARCH))["prepared_by"] is None
    await sign(left)
    close = f"/months/{UNIT}/2026-03/close"
    refused = await left.post("finance", close, {"digest": before["digest"]}, status=412)
    assert (refused["code"], refund["state"]) == ("billing.month_not_as_shown", "approved")
    assert (await left.post("finance", close))["state"] == "closed"
