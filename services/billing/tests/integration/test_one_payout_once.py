"""A payout is settled once, whoever gets there first: a file that shows it, or two persons who name it."""

import asyncio
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from testkit.names import named
from testkit.waiting import eventually

UNIT, ACCOUNT = "HS0001", "1302010109000123456"
PRICE = 32000
HOLD = text("SELECT 1 FROM expected_payment WHERE number = :number FOR UPDATE")
WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


def day(on: int, remark: str, fen: int, *, held: int) -> bytes:
    entry = Entry(date(2026, 3, on), f"BK{on:02d}000001", "转账", remark, Money(fen), "王先生")
    period = Period(date(2026, 3, on), date(2026, 3, on + 1))
    return statement(ACCOUNT, "海棠课后服务专户", period, [entry], opening=Money(held))


@pytest.fixture
async def paid_without_a_number(city: Any) -> Any:
    """A refund approved, and its money gone from the bank under a remark nobody can read."""
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    [bill] = await city.items("finance", "/bills")
    await city.import_statement("bank_icbc", day(9, bill["number"], PRICE, held=0))
    await city.end("小安", "书法")
    refund = await city.post("accountant", "/refunds", {"placement_id": named("小安", "书法")})
    await city.post("principal", f"/refunds/{refund['id']}/approval", {"approved": True})
    await city.import_statement("bank_icbc", day(11, "退费", -PRICE, held=PRICE))
    return city


async def test_settles_a_payout_once_when_a_file_and_an_approval_race(paid_without_a_number: Any) -> None:
    city = paid_without_a_number
    [due] = await city.items("finance", "/payments-due", unit=UNIT)
    [debit] = await city.items("finance", "/exceptions", unit=UNIT, state="open")
    path = f"/exceptions/{debit['id']}/resolution"
    body = {"resolution": "assign", "payment_number": due["number"], "reason": "核对回单"}
    await city.post("finance", path, body)

    async def waiting(people: int) -> bool:
        async with city.database.reading() as connection:
            return int(await connection.scalar(WAITING)) >= people

    async with city.database.transaction() as holder:
        await holder.connection.execute(HOLD, {"number": due["number"]})
        approving = asyncio.create_task(city.post("finance two", f"{path}/approval", {"approved": True}))
        await eventually(lambda: waiting(1))
        # The same payout leaves once more, by mistake, and is seen while the first one is being named.
        again = day(12, due["number"], -PRICE, held=0)
        importing = asyncio.create_task(city.import_statement("bank_icbc", again))
        await eventually(lambda: waiting(2))
    await approving
    done = await importing

    assert (done["matched"], done["exceptions"]) == (0, 1)
    [twice] = await city.items("finance", "/exceptions", unit=UNIT, state="open")
    assert (twice["kind"], twice["amount_fen"]) == ("unknown_debit", -PRICE)
    balances = await city.balances()
    assert "payable:refund" not in balances
    assert balances["suspense"] == PRICE
    assert await city.published("RefundPaid") == 1
