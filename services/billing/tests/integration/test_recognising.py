"""Files and exceptions are told so that an officer recognises them, without saying who paid."""

from datetime import date, datetime
from typing import Any

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement

UNIT, ACCOUNT = "HS0001", "1302010109000123456"
MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))


async def test_names_the_file_and_the_line(city: Any) -> None:
    line = Entry(date(2026, 3, 11), "BK11000001", "转账", "三年级学费", Money(5000), "王先生", "6222020000001234")
    content = statement(ACCOUNT, "海棠课后服务专户", MARCH, [line], opening=Money.ZERO)
    await city.import_statement("bank_icbc", content)
    [file] = await city.items("finance two", "/statements", unit=UNIT)
    assert (file["file_name"], file["uploaded_as"]) == ("对账单.csv", "finance-officer")
    assert datetime.fromisoformat(file["uploaded_at"]) == city.clock.now()
    [found] = await city.items("finance", "/exceptions", unit=UNIT)
    assert {key: found[key] for key in ("source", "identity", "note", "found_on", "owner_role")} == {
        "source": "bank",
        "identity": "BK11000001",
        "note": "转账 三年级学费",
        "found_on": "2026-03-11",
        "owner_role": "finance-officer",
    }
    assert not any(word in str(found) for word in ("王先生", "6222020000001234"))
