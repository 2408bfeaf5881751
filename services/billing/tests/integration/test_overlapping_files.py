"""Bank files may repeat days: each row counts once, and the balances still follow."""

from datetime import date
from typing import Any

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement

UNIT, ACCOUNT = "HS0001", "1302010109000123456"


async def test_takes_a_month_after_its_days_were_imported_one_by_one(city: Any) -> None:
    def entry(day: int) -> Entry:
        return Entry(date(2026, 3, day), f"BK{day:08d}", "转账", "学费", Money(100 * day), "王先生")

    def file(first: date, until: date, opening: int, *days: int) -> bytes:
        entries = [entry(day) for day in days]
        return statement(ACCOUNT, "专户", Period(first, until), entries, opening=Money(opening))

    await city.import_statement("bank_icbc", file(date(2026, 3, 11), date(2026, 3, 12), 0, 11))
    await city.import_statement("bank_icbc", file(date(2026, 3, 12), date(2026, 3, 13), 1100, 12))
    done = await city.import_statement("bank_icbc", file(date(2026, 3, 1), date(2026, 4, 1), 0, 11, 12, 13))
    assert (done["lines"], done["known"]) == (1, 2)
    march = await city.get("finance", f"/reconciliations/{UNIT}/2026-03")
    assert {one["code"] for one in march["blockers"]} == {"billing.exceptions_open"}
    assert (march["bank_fen"], march["difference_fen"]) == (3600, 0)


async def test_knows_the_balance_at_the_end_of_a_month_within_a_longer_file(city: Any) -> None:
    """The longer file left out of its own lines what an earlier file had brought."""

    def entry(on: date) -> Entry:
        return Entry(on, f"BK{on:%m%d}", "转账", "学费", Money(100), "王先生")

    days = [date(2026, 3, 11), date(2026, 3, 30), date(2026, 4, 2)]
    first = statement(ACCOUNT, "专户", Period(days[0], date(2026, 3, 12)), [entry(days[0])], opening=Money.ZERO)
    longer = Period(date(2026, 3, 1), date(2026, 5, 1))
    await city.import_statement("bank_icbc", first)
    entries = [entry(on) for on in days]
    await city.import_statement("bank_icbc", statement(ACCOUNT, "专户", longer, entries, opening=Money.ZERO))
    march = await city.get("finance", f"/reconciliations/{UNIT}/2026-03")
    assert (march["bank_fen"], march["difference_fen"]) == (200, 0)
