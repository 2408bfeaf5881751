"""Whom money goes to is compared with whom it was for, and told to who has to act on it (C3.3, H5)."""

from datetime import date
from typing import Any

import pytest

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from testkit.names import named

UNIT, ACCOUNT, PRICE = "HS0001", "1302010109000123456", 32000
SCHOOL = "/3401/340104/2134010001"
FAMILY, FAMILY_ACCOUNT = "王先生", "6222020000001234"
VENDOR, VENDOR_ACCOUNT = "乐艺文化", "1303010109000188888"


class Bank:
    """One line a day at the bank."""

    def __init__(self, city: Any) -> None:
        self.city = city
        self.held = 0

    async def move(self, remark: str, fen: int, *, on: int, name: str, account: str = "") -> Any:
        entry = Entry(date(2026, 3, on), f"BK{on:02d}000001", "转账", remark, Money(fen), name, account)
        day = Period(date(2026, 3, on), date(2026, 3, on + 1))
        content = statement(ACCOUNT, "海棠课后服务专户", day, [entry], opening=Money(self.held))
        self.held += fen
        return await self.city.import_statement("bank_icbc", content)

    async def exceptions(self) -> list[Any]:
        found: list[Any] = await self.city.items("finance", "/exceptions", unit=UNIT, state="open")
        return found


@pytest.fixture
async def paid(city: Any) -> Bank:
    """A family that paid its bill by transfer."""
    bank = Bank(city)
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    [bill] = await city.items("finance", "/bills")
    await bank.move(bill["number"], PRICE, on=9, name=FAMILY, account=FAMILY_ACCOUNT)
    return bank


@pytest.fixture
async def settled(paid: Bank) -> tuple[Bank, Any]:
    """A vendor's settlement that a principal has approved, and what is due of it."""
    city = paid.city
    await city.deliver("书法", "2026-03-09")
    contract = {"contract_id": named("contract", SCHOOL), "month": "2026-03"}
    settlement = await city.post("accountant", "/settlements", contract)
    await city.post("vendor", f"/settlements/{settlement['id']}/confirmation")
    await city.post("principal", f"/settlements/{settlement['id']}/payment")
    [due] = await city.items("finance", "/payments-due", unit=UNIT)
    return paid, due


@pytest.fixture
async def refunded(paid: Bank) -> tuple[Bank, Any]:
    """A refund by transfer that a principal has approved, and what is due of it."""
    city = paid.city
    await city.end("小安", "书法")
    refund = await city.post("accountant", "/refunds", {"placement_id": named("小安", "书法")})
    await city.post("principal", f"/refunds/{refund['id']}/approval", {"approved": True})
    [due] = await city.items("finance", "/payments-due", unit=UNIT)
    return paid, due


@pytest.mark.parametrize(
    ("name", "account"),
    [(VENDOR, VENDOR_ACCOUNT), (VENDOR, ""), ("乐艺 文化", "1303 0101 0900 0188 888"), (VENDOR, "1303****8888")],
)
async def test_settles_what_went_to_the_payee(settled: tuple[Bank, Any], name: str, account: str) -> None:
    bank, due = settled
    done = await bank.move(due["number"], -due["amount_fen"], on=11, name=name, account=account)
    assert (done["matched"], done["exceptions"]) == (1, 0)
    assert await bank.city.published("VendorPaid") == 1


@pytest.mark.parametrize(
    ("name", "account"),
    [("出纳张三", "6222020000009999"), (VENDOR, "6222020000009999"), ("出纳张三", VENDOR_ACCOUNT), ("", "")],
)
async def test_tells_a_payout_that_went_elsewhere(settled: tuple[Bank, Any], name: str, account: str) -> None:
    bank, due = settled
    done = await bank.move(due["number"], -due["amount_fen"], on=11, name=name, account=account)
    assert (done["matched"], done["exceptions"]) == (0, 1)
    [astray] = await bank.exceptions()
    assert (astray["kind"], astray["amount_fen"]) == ("wrong_account", -due["amount_fen"])
    assert astray["resolutions"] == ["assign", "carry", "offset"]
    # The vendor is still owed its money, and what left lies in suspense until two persons name it.
    assert [one["number"] for one in await bank.city.items("finance", "/payments-due", unit=UNIT)] == [due["number"]]
    balances = await bank.city.balances()
    assert (balances["suspense"], balances["payable:vendor"]) == (due["amount_fen"], -due["amount_fen"])
    assert await bank.city.published("VendorPaid") == 0


async def test_holds_a_payout_against_the_account_of_its_last_pay_file(settled: tuple[Bank, Any]) -> None:
    bank, due = settled
    [settlement] = await bank.city.items("accountant", "/settlements")
    bank.city.registry.account = "1303010109000199999"
    await bank.city.post("cashier", f"/settlements/{settlement['id']}/pay-file")
    done = await bank.move(due["number"], -due["amount_fen"], on=11, name=VENDOR, account="1303010109000199999")
    assert done["matched"] == 1


async def test_tells_who_pays_a_refund_whom_to_pay_and_sees_that_it_got_there(refunded: tuple[Bank, Any]) -> None:
    bank, due = refunded
    assert due["payee"] == "王** …1234"
    told = await bank.city.post("finance", f"/payments-due/{due['number']}/payee", {"reason": "付退费"})
    assert told == {"name": FAMILY, "bank_name": "", "account": FAMILY_ACCOUNT}
    assert [one["after"] for one in await bank.city.audited("billing.payee_disclosed")] == [{"reason": "付退费"}]
    for who in ("foreign finance",):
        await bank.city.post(who, f"/payments-due/{due['number']}/payee", {"reason": "看看"}, status=404)
    await bank.city.post("district", f"/payments-due/{due['number']}/payee", {"reason": "看看"}, status=403)
    [shown] = await bank.city.items("auditor", "/payments-due", unit=UNIT)
    assert shown["payee"] is None
    done = await bank.move(due["number"], -PRICE, on=11, name="出纳张三", account="6222020000009999")
    assert (done["matched"], [one["kind"] for one in await bank.exceptions()]) == (0, ["wrong_account"])
    assert await bank.city.published("RefundPaid") == 0


async def test_shows_the_officer_who_paid_what_nobody_can_name(city: Any) -> None:
    bank = Bank(city)
    await bank.move("学费", 5000, on=9, name=FAMILY, account=FAMILY_ACCOUNT)
    [unknown] = await bank.exceptions()
    assert (unknown["kind"], unknown["party"]) == ("unknown_payer", "王** …1234")
    [seen] = await city.items("auditor", "/exceptions", unit=UNIT)
    assert seen["party"] is None
    path = f"/statement-lines/{unknown['line_id']}/party"
    assert (await city.post("finance", path, {"reason": "查找付款人"}))["account"] == FAMILY_ACCOUNT
    await city.post("finance", path, {}, status=422)
    await city.post("foreign finance", path, {"reason": "看看"}, status=404)
    await city.post("cashier", path, {"reason": "看看"}, status=403)
    assert [one["after"] for one in await city.audited("billing.party_disclosed")] == [{"reason": "查找付款人"}]
