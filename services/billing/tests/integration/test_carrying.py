"""What nobody can name is carried on: it blocks no month, is told in each, and can be named at last."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from sample_city.channel_files import Flow, fund_flow_bill

UNIT, ACCOUNT = "HS0001", "1302010109000123456"
MARCH = Period(datetime(2026, 3, 1, tzinfo=UTC).date(), datetime(2026, 4, 1, tzinfo=UTC).date())
APRIL = Period(MARCH.ends_on, datetime(2026, 5, 1, tzinfo=UTC).date())
VOUCHER, CHANNEL = "TX2026031100001", "财付通支付科技有限公司"
AT = datetime(2026, 3, 11, 9)  # noqa: DTZ001 the channel writes local time


@pytest.fixture
async def billed(city: Any) -> Any:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    return city


def bank(*entries: Entry) -> bytes:
    return statement(ACCOUNT, "海棠课后服务专户", MARCH, entries, opening=Money.ZERO)


async def resolve(city: Any, exception: Any, *, approved: bool = True, **body: Any) -> Any:
    path = f"/exceptions/{exception['id']}/resolution"
    await city.post("finance", path, {"reason": "核对原始凭证", **body})
    return await city.post("finance two", f"{path}/approval", {"approved": approved})


async def close_march(city: Any, status: int | None = None) -> Any:
    city.clock.move_to(datetime(2026, 4, 2, 1, tzinfo=UTC))
    for who, signs_as in (("finance", "preparer"), ("finance two", "reviewer")):
        await city.post(who, f"/reconciliations/{UNIT}/2026-03/signatures", {"signs_as": signs_as})
    return await city.post("finance", f"/months/{UNIT}/2026-03/close", status=status)


async def test_names_carried_money_after_its_month_has_closed(billed: Any) -> None:
    unknown = Entry(AT.date(), "BK11000001", "转账", "学费", Money(32000), "王先生")
    await billed.import_statement("bank_icbc", bank(unknown))
    [found] = await billed.items("finance", "/exceptions", unit=UNIT, state="open")
    carried = await resolve(billed, found, resolution="carry")
    assert (carried["state"], carried["allowed_actions"]) == ("carried", ["propose"])
    [listed] = await billed.items("finance", "/exceptions", unit=UNIT, state="carried")
    assert listed["id"] == found["id"]
    await close_march(billed)
    for month in ("2026-03", "2026-04"):
        view = await billed.get("finance", f"/reconciliations/{UNIT}/{month}")
        assert [(one["identity"], one["amount_fen"]) for one in view["carried"]] == [("BK11000001", 32000)]
        assert view["exceptions_open"] == 0
    book = await billed.get("finance", f"/reconciliations/{UNIT}/2026-03/statement.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert any("BK11000001" in str(row[0]) and row[1] == 320 for row in rows)

    [bill] = await billed.items("finance", "/bills")
    named = {"resolution": "assign", "bill_id": bill["id"]}
    assert (await resolve(billed, found, approved=False, **named))["state"] == "carried"
    assert (await resolve(billed, found, **named))["state"] == "resolved"
    assert "suspense" not in await billed.balances()
    assert (await billed.get("finance", f"/bills/{bill['id']}"))["state"] == "paid"
    april = await billed.get("finance", f"/reconciliations/{UNIT}/2026-04")
    assert april["carried"] == []


@pytest.fixture
async def withdrawn(billed: Any) -> Any:
    """Money that left the channel on the 11th and reached no account; two persons carry it."""
    await billed.pay_by_channel("小安", credited=False)
    billed.clock.move_to(datetime(2026, 3, 20, 1, tzinfo=UTC))
    await carry_late(billed)
    return billed


async def carry_late(city: Any) -> None:
    await city.service.daily_jobs[0].run(city.clock.today())
    assert await blockers(city) >= {"billing.lines_open", "billing.exceptions_open"}
    [late] = await city.items("finance", "/exceptions", unit=UNIT, state="open")
    assert late["kind"] == "late_arrival"
    await resolve(city, late, resolution="carry")


async def blockers(city: Any) -> set[str]:
    view = await city.get("finance", f"/reconciliations/{UNIT}/2026-03")
    return {one["code"] for one in view["blockers"]}


async def test_closes_no_month_over_a_withdrawal_that_never_arrived_whoever_carries_it(withdrawn: Any) -> None:
    assert await blockers(withdrawn) == {"billing.withdrawal_missing"}
    refused = await close_march(withdrawn, status=409)
    assert [one["code"] for one in refused["errors"]] == ["billing.withdrawal_missing"]
    credit = Entry(datetime(2026, 4, 1, tzinfo=UTC).date(), "BK20000001", "结算", VOUCHER, Money(32000), CHANNEL)
    april = statement(ACCOUNT, "海棠课后服务专户", APRIL, [credit], opening=Money.ZERO)
    await withdrawn.import_statement("bank_icbc", april)
    assert await blockers(withdrawn) == set()
    await close_march(withdrawn)


async def test_closes_a_month_with_late_lines_that_two_persons_carry(withdrawn: Any) -> None:
    back = Flow(datetime(2026, 3, 12, 9), "TX2", "F3", "提现退回", "提现退回", Money(32000), VOUCHER)  # noqa: DTZ001
    await withdrawn.import_statement("wechat_fund_flow", fund_flow_bill([back], opening=Money.ZERO))
    await carry_late(withdrawn)
    assert await blockers(withdrawn) == set()
    await close_march(withdrawn)


async def test_shows_a_closed_month_as_it_was_signed(billed: Any) -> None:
    await billed.pay_by_channel("小安")
    await close_march(billed)
    address = f"/reconciliations/{UNIT}/2026-03"
    signed = await billed.get("finance", address)
    assert signed["signatures_valid"]
    [match] = [one for one in await billed.items("finance", "/matches", unit=UNIT) if one["source"] == "bank"]
    undo = f"/v1/matches/{match['id']}?reason=选错了"
    assert (await billed.client.delete(undo, headers=billed.headers("finance"))).status_code == 204
    assert await billed.get("finance", address) == signed
