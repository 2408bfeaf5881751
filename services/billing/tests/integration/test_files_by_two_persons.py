"""Who sends a file does not prove it: nothing of it is posted before another person has looked at it (C3.4, A10)."""

from datetime import date, datetime
from typing import Any

import pytest

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from sample_city.channel_files import Trade, trade_bill
from sample_city.workbooks import UNIT_HEADINGS

UNIT, ACCOUNT, MERCHANT = "HS0001", "1302010109000123456", "1600000001"
SCHOOL_ALONE = "2134010001"
MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))


def paid(order: Any) -> bytes:
    trade = Trade(
        at=datetime(2026, 3, 10, 10),  # noqa: DTZ001 the channel writes local time
        transaction_id="4200000000000001",
        order_number=order["merchant_order_number"],
        payer="oABC",
        amount_fen=order["amount_fen"],
        title="课后服务",
    )
    return trade_bill(MERCHANT, [trade])


def bank(*fens: int, opening: int = 0, on: int = 11, account: str = ACCOUNT) -> bytes:
    entries = [
        Entry(date(2026, 3, on), f"BK{on}{number:06d}", "转账", "不明", Money(fen), "王先生")
        for number, fen in enumerate(fens)
    ]
    days = Period(date(2026, 3, on), date(2026, 3, on + 1))
    return statement(account, "海棠课后服务专户", days, entries, opening=Money(opening))


@pytest.fixture
async def billed(city: Any) -> Any:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    return city


async def test_pays_no_bill_by_the_file_of_one_person(billed: Any) -> None:
    order = await billed.order("小安")
    sent = await billed.import_statement("wechat_trade", paid(order), confirmer=None)
    assert (sent["state"], sent["rows_read"], sent["sum_fen"]) == ("awaiting_confirmation", 1, 32000)
    assert sent["allowed_actions"] == []
    [bill] = await billed.items("guardian", "/bills")
    assert (bill["state"], bill["paid_fen"]) == ("open", 0)
    assert "channel:WECHAT" not in await billed.balances()
    assert await billed.items("finance", "/statement-lines", unit=UNIT) == []
    own = await billed.confirm_statement(sent["id"], "finance", status=403)
    assert own["code"] == "kernel.same_person_twice"
    await billed.confirm_statement(sent["id"], "finance two")
    [bill] = await billed.items("guardian", "/bills")
    assert (bill["state"], bill["paid_fen"]) == ("paid", 32000)
    done = await billed.get("finance", f"/statements/{sent['id']}")
    assert (done["state"], done["confirmed_as"], done["confirmed_by"] != done["uploaded_by"]) == (
        "imported",
        "finance-officer",
        True,
    )


async def test_lets_another_function_of_the_school_confirm_what_its_cashier_sent(billing: Any) -> None:
    await billing.tell(*billing.neighbours.city())
    await billing.change_units(billing.unit_row(schools=SCHOOL_ALONE))
    assert len(UNIT_HEADINGS) == len(billing.unit_row())
    content = trade_bill(MERCHANT, [])
    sent = await billing.import_statement("wechat_trade", content, who="cashier", confirmer=None)
    assert sent["state"] == "awaiting_confirmation", sent
    shown = await billing.get("accountant", f"/statements/{sent['id']}")
    assert shown["allowed_actions"] == ["confirm", "reject"]
    await billing.confirm_statement(sent["id"], "accountant")
    # A bank statement is the first of its account: that is for a finance officer to judge.
    first = await billing.import_statement("bank_icbc", bank(100), who="cashier", confirmer=None)
    assert first["concerns"] == ["billing.first_file_of_account"]
    refused = await billing.confirm_statement(first["id"], "accountant", status=403)
    assert refused["code"] == "billing.odd_file_needs_finance_officer"
    await billing.confirm_statement(first["id"], "finance")


async def test_binds_the_second_person_to_the_file_and_to_what_is_odd_about_it(city: Any) -> None:
    sent = await city.import_statement("bank_icbc", bank(100), confirmer=None)
    other = await city.confirm_statement(sent["id"], status=409, sha256="0" * 64)
    assert other["code"] == "billing.statement_not_as_shown"
    unnamed = await city.confirm_statement(sent["id"], status=409, concerns=[])
    assert (unnamed["code"], unnamed["params"]) == (
        "billing.concerns_not_named",
        {"concerns": "billing.first_file_of_account"},
    )
    path, body = f"/v1/statements/{sent['id']}/confirmation", {"sha256": sent["sha256"], "concerns": sent["concerns"]}
    blind = await city.client.post(path, headers=city.headers("finance two"), json=body)
    assert blind.status_code == 428
    stale = city.headers("finance two", **{"If-Match": '"1"'})
    assert (await city.client.post(path, headers=stale, json=body)).status_code == 412
    assert await city.balances() == {}


async def test_names_a_file_that_does_not_follow_on_the_one_before(city: Any) -> None:
    await city.import_statement("bank_icbc", bank(100, on=11))
    follows = await city.import_statement("bank_icbc", bank(50, opening=100, on=12), confirmer=None)
    assert follows["concerns"] == []
    await city.confirm_statement(follows["id"])
    gap = await city.import_statement("bank_icbc", bank(50, opening=175, on=14), confirmer=None)
    assert gap["concerns"] == ["billing.balance_does_not_follow"]


async def test_names_lines_that_are_added_to_days_already_covered(city: Any) -> None:
    await city.import_statement("bank_icbc", bank(100, on=11))
    # Two of one school cannot put a receipt into a day whose file they have sent before.
    added = await city.import_statement("bank_icbc", bank(100, 50, on=11), confirmer=None)
    assert added["concerns"] == ["billing.adds_to_covered_days"]
    # Days that are repeated line by line, and days that are new, are nothing odd.
    entries = [
        Entry(date(2026, 3, 11), "BK11000000", "转账", "不明", Money(100), "王先生"),
        Entry(date(2026, 3, 12), "BK12000000", "转账", "不明", Money(50), "王先生"),
    ]
    longer = statement(ACCOUNT, "海棠课后服务专户", MARCH, entries, opening=Money.ZERO)
    assert (await city.import_statement("bank_icbc", longer, confirmer=None))["concerns"] == []


async def test_turns_a_file_away_and_takes_it_when_it_comes_again(city: Any) -> None:
    content = bank(100)
    sent = await city.import_statement("bank_icbc", content, confirmer=None)
    shown = await city.get("finance two", f"/statements/{sent['id']}")
    body = {"sha256": shown["sha256"], "reason": "与回单不符"}
    headers = city.headers("finance two", **{"If-Match": f'"{shown["version"]}"'})
    answer = await city.client.post(f"/v1/statements/{sent['id']}/rejection", headers=headers, json=body)
    assert (answer.status_code, answer.json()["state"]) == (200, "rejected")
    assert answer.json()["faults"][0]["params"] == {"reason": "与回单不符"}
    await city.confirm_statement(sent["id"], status=409)
    assert await city.balances() == {}
    assert (await city.import_statement("bank_icbc", content))["state"] == "imported"


async def test_takes_one_file_once_in_the_whole_city(city: Any) -> None:
    other = ["HS0002", "邻校", "340104", "工商银行", "1302010109000993456", "邻校", "1600000002", "2134010002"]
    await city.change_units(other)
    content = trade_bill(MERCHANT, [])
    first = await city.import_statement("wechat_trade", content, confirmer=None)
    body = {
        "kind": "wechat_trade",
        "unit_code": "HS0002",
        "file_name": "又一次.csv",
        "size_bytes": len(content),
        "sha256": first["sha256"],
        "parts": 1,
    }
    twice = await city.post("finance two", "/statements", body, status=409)
    assert twice["code"] == "billing.statement_already_imported"


@pytest.mark.parametrize(
    ("stated", "taken"),
    [
        ("1302010109000123456", True),
        ("1302 0101 0900 0123 456", True),
        ("1302-0101-0900-0123-456", True),
        ("1302***********3456", True),
        ("*3456", False),
        # Another account with the same last four digits, and one with the same ends.
        ("9558801001110003456", False),
        ("1303***********3456", False),
        ("1302010109000923456", False),
    ],
)
async def test_takes_the_whole_number_of_the_account_for_its_name(city: Any, stated: str, taken: bool) -> None:
    content = bank(100).decode("gbk").replace(ACCOUNT, stated).encode("gbk")
    sent = await city.import_statement("bank_icbc", content, confirmer=None)
    if taken:
        assert sent["state"] == "awaiting_confirmation", sent
        assert ("billing.account_masked" in sent["concerns"]) == ("*" in stated)
    else:
        assert [fault["code"] for fault in sent["faults"]] == ["billing.statement_of_another_unit"]
