"""However many settle the exceptions of a month at once: the progress told last is what stands."""

import asyncio
from datetime import date
from typing import Any

from sqlalchemy import text

from billing.adapters.postgres.months import read_progress
from contracts.billing.v1.events_pb2 import ReconciliationProgressed
from kernel.money import Money
from kernel.period import Period
from kernel.term import Month
from sample_city.bank_files import Entry, statement

UNIT, ACCOUNT = "HS0001", "1302010109000123456"
MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
TURNS = 20

_TOLD = text("SELECT payload FROM chassis.outbox WHERE topic = 'billing.reconciliation' ORDER BY version DESC LIMIT 1")


async def test_exceptions_settled_at_once(city: Any) -> None:
    unknown = [
        Entry(date(2026, 3, 11), f"BK1100{number:04d}", "转账", "学费", Money(100 + number), "王先生")
        for number in range(2 * TURNS)
    ]
    content = statement(ACCOUNT, "海棠课后服务专户", MARCH, unknown, opening=Money.ZERO)
    await city.import_statement("bank_icbc", content)
    found = await city.items("finance", "/exceptions", unit=UNIT, state="open")
    assert len(found) == 2 * TURNS
    for each in found:
        await city.post(
            "finance", f"/exceptions/{each['id']}/resolution", {"reason": "核对原始凭证", "resolution": "carry"}
        )

    async def approve(exception: Any) -> None:
        await city.post("finance two", f"/exceptions/{exception['id']}/resolution/approval", {"approved": True})

    for first, second in zip(found[::2], found[1::2], strict=True):
        await asyncio.gather(approve(first), approve(second))
        async with city.database.reading() as connection:
            stands = await read_progress(connection, UNIT, Month(2026, 3))
            told = ReconciliationProgressed.FromString(bytes(await connection.scalar(_TOLD)))
        assert (told.exceptions_open, told.exceptions_found) == (stands.exceptions_open, stands.exceptions_found)
    assert told.exceptions_open == 0
