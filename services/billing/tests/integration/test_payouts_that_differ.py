"""Money that left and does not fit is settled against its payout or against what came back, by two persons."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from contracts.staffing.v1 import events_pb2 as staffing
from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from sample_city.channel_files import Trade, trade_bill
from testkit.names import named

UNIT, MERCHANT, ACCOUNT = "HS0001", "1600000001", "1302010109000123456"
MARCH = Period(datetime(2026, 3, 1).date(), datetime(2026, 4, 1).date())  # noqa: DTZ001 dates only
PRICE = 32000
SCHOOL = "/3401/340104/2134010001"


class Books:
    """One family that paid by transfer and is owed everything back, and the bank's files of the days after."""

    def __init__(self, city: Any) -> None:
        self.city = city
        self.held = 0

    async def move(self, remark: str, fen: int, *, on: int, party: str = "王先生") -> dict[str, Any]:
        """One line at the bank on that day of March."""
        booked_on = datetime(2026, 3, on).date()  # noqa: DTZ001
        entry = Entry(booked_on, f"BK{on:02d}000001", "转账", remark, Money(fen), party)
        day = Period(booked_on, datetime(2026, 3, on + 1).date())  # noqa: DTZ001
        content = statement(ACCOUNT, "海棠课后服务专户", day, [entry], opening=Money(self.held))
        self.held += fen
        done: dict[str, Any] = await self.city.import_statement("bank_icbc", content)
        assert done["state"] == "imported", done
        return done

    async def open_exception(self, kind: str) -> Any:
        found = await self.city.items("finance", "/exceptions", unit=UNIT)
        [one] = [each for each in found if each["kind"] == kind and each["state"] in ("open", "carried")]
        return one

    async def resolve(self, exception: Any, **body: Any) -> Any:
        path = f"/exceptions/{exception['id']}/resolution"
        await self.city.post("finance", path, {"reason": "核对原始凭证", **body})
        await self.city.post("finance", f"{path}/approval", {"approved": True}, status=403)
        return await self.city.post("finance two", f"{path}/approval", {"approved": True})

    async def due(self) -> list[tuple[str, int]]:
        found = await self.city.items("finance", "/payments-due", unit=UNIT)
        return [(one["number"], one["amount_fen"]) for one in found]

    async def refund_state(self) -> str:
        [refund] = await self.city.items("accountant", "/refunds")
        return str(refund["state"])


async def withdraw(city: Any) -> str:
    """The number of the refund a principal has approved for who left before the first lesson."""
    await city.end("小安", "书法")
    refund = await city.post("accountant", "/refunds", {"placement_id": named("小安", "书法")})
    await city.post("principal", f"/refunds/{refund['id']}/approval", {"approved": True})
    return str(refund["number"])


async def settled(books: Books) -> str:
    """The id of a settlement that a principal has approved, of one lesson of a course that was paid for."""
    [bill] = await books.city.items("finance", "/bills")
    await books.move(bill["number"], PRICE, on=9)
    await books.city.deliver("书法", "2026-03-09")
    contract = {"contract_id": named("contract", SCHOOL), "month": "2026-03"}
    settlement = await books.city.post("accountant", "/settlements", contract)
    await books.city.post("vendor", f"/settlements/{settlement['id']}/confirmation")
    await books.city.post("principal", f"/settlements/{settlement['id']}/payment")
    return str(settlement["id"])


async def pay_file_fen(city: Any, settlement_id: str) -> int:
    """What the cashier is told to pay."""
    content = await city.post("cashier", f"/settlements/{settlement_id}/pay-file")
    row = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()[1]
    return round(row[6] * 100)


async def test_tells_the_cashier_what_is_still_owed_of_a_settlement(books: Books) -> None:
    city, settlement_id = books.city, await settled(books)
    [(number, fen)] = await books.due()
    await books.move(number, -800, on=11)
    await books.resolve(await books.open_exception("payout_differs"), resolution="assign", payment_number=number)
    assert await pay_file_fen(city, settlement_id) == fen - 800
    await books.move(number, 800 - fen, on=12, party="乐艺文化")
    await city.post("cashier", f"/settlements/{settlement_id}/pay-file", status=409)


@pytest.fixture
async def books(city: Any) -> Books:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    return Books(city)


@pytest.fixture
async def owed(books: Books) -> tuple[Books, str]:
    [bill] = await books.city.items("finance", "/bills")
    await books.move(bill["number"], PRICE, on=9)
    return books, await withdraw(books.city)


async def test_settles_a_payout_that_was_short_and_expects_the_rest(owed: tuple[Books, str]) -> None:
    books, number = owed
    await books.move(number, -30000, on=11)
    exception = await books.open_exception("payout_differs")
    done = await books.resolve(exception, resolution="assign", payment_number=number)
    assert (done["state"], done["payment_number"]) == ("resolved", number)
    assert await books.due() == [(number, 2000)]
    assert await books.refund_state() == "part_paid"
    balances = await books.city.balances()
    assert (balances["payable:refund"], "suspense" in balances) == (-2000, False)
    assert await books.city.published("RefundPaid") == 0

    assert (await books.move(number, -2000, on=12))["matched"] == 1
    assert (await books.due(), await books.refund_state()) == ([], "paid")
    assert await books.city.published("RefundPaid") == 1
    assert await books.city.balances() == {}


async def test_keeps_what_was_paid_beyond_a_payout_in_suspense_until_it_comes_back(owed: tuple[Books, str]) -> None:
    books, number = owed
    await books.move(number, -32500, on=11)
    exception = await books.open_exception("payout_differs")
    done = await books.resolve(exception, resolution="assign", payment_number=number)
    assert (done["state"], done["amount_fen"]) == ("carried", -500)
    assert (await books.due(), await books.refund_state()) == ([], "paid")
    assert (await books.city.balances())["suspense"] == 500

    await books.move("退回多付", 500, on=12)
    returned = await books.open_exception("unknown_payer")
    done = await books.resolve(
        await books.open_exception("payout_differs"), resolution="offset", counterpart_id=returned["id"]
    )
    assert (done["state"], done["counterpart_id"]) == ("resolved", returned["id"])
    other = await books.city.items("finance", "/exceptions", unit=UNIT, state="resolved")
    assert {one["resolution"] for one in other} == {"offset"}
    assert await books.city.balances() == {}


async def test_sets_a_payout_that_came_back_off_and_pays_again(owed: tuple[Books, str]) -> None:
    books, number = owed
    await books.move(number, -30000, on=11)
    await books.move("户名不符退汇", 30000, on=12)
    returned, left = await books.open_exception("unknown_payer"), await books.open_exception("payout_differs")
    for one, other in ((left, returned), (returned, left)):
        found = await books.city.get("finance", f"/statement-lines/{one['line_id']}/candidates")
        assert other["id"] in {candidate["id"] for candidate in found if candidate["kind"] == "exception"}
    await books.resolve(left, resolution="offset", counterpart_id=returned["id"])
    assert await books.due() == [(number, PRICE)]
    assert (await books.move(number, -PRICE, on=13))["matched"] == 1
    assert await books.refund_state() == "paid"
    assert await books.city.balances() == {}


async def test_owes_a_refund_again_that_the_bank_gave_back_days_after_it_was_matched(owed: tuple[Books, str]) -> None:
    books, number = owed
    assert (await books.move(number, -PRICE, on=11))["matched"] == 1
    await books.move("账号有误退汇", PRICE, on=13)
    returned = await books.open_exception("unknown_payer")
    found = await books.city.get("finance", f"/statement-lines/{returned['line_id']}/candidates")
    assert number in {candidate["label"] for candidate in found if candidate["kind"] == "payment"}
    done = await books.resolve(returned, resolution="returned", payment_number=number)
    assert (done["state"], done["payment_number"]) == ("resolved", number)
    assert (await books.due(), await books.refund_state()) == ([(number, PRICE)], "approved")
    balances = await books.city.balances()
    assert (balances["payable:refund"], "suspense" in balances) == (-PRICE, False)
    assert await books.city.published("PayoutReturned") == 1

    assert (await books.move(number, -PRICE, on=14))["matched"] == 1
    assert (await books.due(), await books.refund_state()) == ([], "paid")
    assert await books.city.published("RefundPaid") == 2
    assert await books.city.balances() == {}


async def test_owes_vendors_and_staff_again_what_the_bank_gave_back(books: Books) -> None:
    city, settlement_id = books.city, await settled(books)
    sheet = {"sheet_id": named("sheet"), "school_path": SCHOOL, "month": "2026-03", "lines": 3, "amount_fen": 18000}
    await city.tell(staffing.AllowanceSheetApproved(**sheet))
    owed = sorted(await books.due())
    assert sorted(fen for _, fen in owed) == [2000, 18000]
    assert await pay_file_fen(city, settlement_id) == 2000
    for day, (number, fen) in enumerate(owed, start=11):
        to = "乐艺文化" if number.startswith("JS") else "代发工资"
        assert (await books.move(number, -fen, on=day, party=to))["matched"] == 1
    before = await city.balances()
    for day, (number, fen) in enumerate(owed, start=13):
        await books.move("退汇", fen, on=day)
        await books.resolve(await books.open_exception("unknown_payer"), resolution="returned", payment_number=number)
    assert sorted(await books.due()) == owed
    assert await pay_file_fen(city, settlement_id) == 2000
    for day, (number, fen) in enumerate(owed, start=15):
        to = "乐艺文化" if number.startswith("JS") else "代发工资"
        assert (await books.move(number, -fen, on=day, party=to))["matched"] == 1
    assert await books.due() == []
    assert await city.balances() == before
    assert [await city.published(kind) for kind in ("VendorPaid", "AllowancePaid", "PayoutReturned")] == [2, 2, 2]


async def test_owes_the_rest_of_a_refund_again_where_a_part_of_it_stayed(owed: tuple[Books, str]) -> None:
    books, number = owed
    await books.move(number, -30000, on=11)
    await books.resolve(await books.open_exception("payout_differs"), resolution="assign", payment_number=number)
    await books.move(number, -2000, on=12)
    await books.move("退汇", 2000, on=13)
    await books.resolve(await books.open_exception("unknown_payer"), resolution="returned", payment_number=number)
    assert (await books.due(), await books.refund_state()) == ([(number, 2000)], "part_paid")
    assert (await books.city.balances())["payable:refund"] == -2000
    assert (await books.move(number, -2000, on=14))["matched"] == 1
    assert (await books.refund_state(), await books.city.balances()) == ("paid", {})


async def test_takes_money_for_a_payout_come_back_only_once_and_only_after_it_left(owed: tuple[Books, str]) -> None:
    books, number = owed
    city = books.city
    await books.move("不明来款甲", PRICE, on=10)
    await books.move(number, -PRICE, on=11)
    early = await books.open_exception("unknown_payer")
    body = {"resolution": "returned", "payment_number": number, "reason": "核对"}
    await city.post("finance", f"/exceptions/{early['id']}/resolution", body, status=422)
    found = await city.get("finance", f"/statement-lines/{early['line_id']}/candidates")
    assert number not in {candidate["label"] for candidate in found if candidate["kind"] == "payment"}
    await books.resolve(early, resolution="carry")

    await books.move("退汇", PRICE, on=12)
    await books.move("不明来款乙", PRICE, on=13)
    first, second = sorted(
        (one for one in await city.items("finance", "/exceptions", unit=UNIT, state="open")), key=lambda one: one["id"]
    )
    for one in (first, second):
        await city.post("finance", f"/exceptions/{one['id']}/resolution", body)
    approval = {"approved": True}
    await city.post("finance two", f"/exceptions/{first['id']}/resolution/approval", approval)
    await city.post("finance two", f"/exceptions/{second['id']}/resolution/approval", approval, status=422)
    await books.move(number, -PRICE, on=14)
    # Paid anew after the second credit came: that one is still not it.
    await city.post("finance two", f"/exceptions/{second['id']}/resolution/approval", approval, status=422)
    assert await books.due() == []


async def test_refuses_to_owe_again_what_was_not_paid_in_this_amount(owed: tuple[Books, str]) -> None:
    books, number = owed
    await books.move("不明来款", PRICE, on=10)
    returned = await books.open_exception("unknown_payer")
    path = f"/exceptions/{returned['id']}/resolution"
    for given in (number, "TK000000009999", None):
        body = {"resolution": "returned", "payment_number": given, "reason": "核对"}
        assert (await books.city.post("finance", path, body, status=422))["code"] == "billing.resolution_does_not_fit"
    await books.move(number, -PRICE, on=11)
    await books.move("不明来款", 100, on=12)
    found = await books.city.items("finance", "/exceptions", unit=UNIT)
    [small] = [one for one in found if one["amount_fen"] == 100]
    body = {"resolution": "returned", "payment_number": number, "reason": "核对"}
    await books.city.post("finance", f"/exceptions/{small['id']}/resolution", body, status=422)


async def test_assigns_a_debit_without_a_number_and_closes_the_month(owed: tuple[Books, str]) -> None:
    books, number = owed
    await books.move("退费", -PRICE, on=11)
    exception = await books.open_exception("unknown_debit")
    await books.resolve(exception, resolution="assign", payment_number=number)
    assert await books.refund_state() == "paid"
    view = await books.city.get("finance", f"/reconciliations/{UNIT}/2026-03")
    assert (view["exceptions_open"], view["open_lines"], view["difference_fen"]) == (0, 0, 0)


async def test_assigns_a_refund_the_channel_made_before_it_was_approved(books: Books) -> None:
    order = await books.city.order("小安")
    paid = Trade(
        at=datetime(2026, 3, 10, 10),  # noqa: DTZ001 the channel writes local time
        transaction_id="42000000100000000001",
        order_number=order["merchant_order_number"],
        payer="oABC",
        amount_fen=PRICE,
        title="课后服务",
    )
    back = Trade(
        at=datetime(2026, 3, 11, 10),  # noqa: DTZ001
        transaction_id=paid.transaction_id,
        order_number=paid.order_number,
        payer="oABC",
        amount_fen=PRICE,
        title="课后服务",
        refund_number="TK000000000001",
        refund_id="50000001",
        refund_fen=PRICE,
    )
    await books.city.import_statement("wechat_trade", trade_bill(MERCHANT, [paid]))
    await books.city.import_statement("wechat_trade", trade_bill(MERCHANT, [back]))
    exception = await books.open_exception("refund_one_sided")
    assert exception["resolutions"] == ["assign", "carry", "offset"]
    number = await withdraw(books.city)
    [candidate] = await books.city.get("finance", f"/statement-lines/{exception['line_id']}/candidates")
    assert (candidate["kind"], candidate["label"], candidate["amount_fen"]) == ("payment", number, PRICE)
    await books.resolve(exception, resolution="assign", payment_number=number)
    assert (await books.due(), await books.refund_state()) == ([], "paid")
    assert await books.city.balances() == {}


async def test_refuses_a_payout_nobody_approved_and_amounts_that_do_not_cancel_out(owed: tuple[Books, str]) -> None:
    books, number = owed
    await books.move(number, -30000, on=11)
    await books.move("不明来款", 100, on=12)
    exception, other = await books.open_exception("payout_differs"), await books.open_exception("unknown_payer")
    path = f"/exceptions/{exception['id']}/resolution"
    for body in (
        {"resolution": "assign", "payment_number": "TK000000009999"},
        {"resolution": "assign"},
        {"resolution": "offset", "counterpart_id": other["id"]},
        {"resolution": "offset", "counterpart_id": exception["id"]},
        {"resolution": "expense", "purpose": "activities"},
    ):
        problem = await books.city.post("finance", path, {"reason": "核对", **body}, status=422)
        assert problem["code"] == "billing.resolution_does_not_fit"
