"""Who holds a school's money is changed by two persons, who both see what becomes of what (C3.4)."""

from typing import Any

import pytest

from sample_city.channel_files import trade_bill
from sample_city.workbooks import UNIT_HEADINGS, workbook

UNIT, ACCOUNT, MERCHANT = "HS0001", "1302010109000123456", "1600000001"
ONE_DIGIT_OTHER, OTHER_MERCHANT = "1302010109000923456", "1600000999"
SCHOOLS = "2134010001、2134010002"


def row(*, account: str = ACCOUNT, merchant: str = MERCHANT, code: str = UNIT, schools: str = SCHOOLS) -> list[str]:
    return [code, "海棠核算中心", "340104", "工商银行海棠支行", account, "海棠课后服务专户", merchant, schools]


async def propose(city: Any, *rows: list[str], who: str = "finance") -> Any:
    done = await city.upload(who, "/imports/accounting-units", workbook("核算单位", UNIT_HEADINGS, rows))
    return done["changes"]


async def test_changes_nothing_by_one_person(city: Any) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    before = await city.items("finance", "/accounting-units")
    order = await city.order("小安")
    [change] = await propose(city, row(account=ONE_DIGIT_OTHER, merchant=OTHER_MERCHANT))
    assert await city.items("finance", "/accounting-units") == before
    assert (await city.order("小安"))["merchant_number"] == MERCHANT
    refused = await city.confirm_unit_change(change, "finance", status=403)
    assert refused["code"] == "kernel.same_person_twice"
    assert await city.items("finance", "/accounting-units") == before

    done = await city.confirm_unit_change(change, "finance two")
    assert (done["state"], done["changed"]) == ("confirmed", ["account", "merchant_number"])
    # An order keeps whom it pays; the family's next order pays the new number.
    orders = {one["id"]: one["merchant_number"] for one in await city.items("guardian", "/payment-orders")}
    again = await city.order("小安")
    assert (orders, again["merchant_number"]) == ({order["id"]: MERCHANT}, OTHER_MERCHANT)
    assert again["id"] != order["id"]
    # What was paid to the former number is still the unit's.
    paid = city.neighbours.trade(order)
    taken = await city.import_statement("wechat_trade", trade_bill(MERCHANT, [paid]))
    assert (taken["state"], taken["matched"]) == ("imported", 1)


async def test_registers_no_unit_by_one_person(billing: Any) -> None:
    await billing.tell(*billing.neighbours.city())
    [change] = await propose(billing, row(), who="district")
    assert (change["before"], change["allowed_actions"]) == (None, ["reject"])
    assert await billing.items("finance", "/accounting-units") == []
    await billing.confirm_unit_change(change, "district", status=403)
    await billing.confirm_unit_change(change, "finance")
    assert [one["code"] for one in await billing.items("finance", "/accounting-units")] == [UNIT]


async def test_shows_the_one_digit_in_which_two_accounts_differ(city: Any) -> None:
    [change] = await propose(city, row(account=ONE_DIGIT_OTHER))
    assert change["before"]["account"] == masked(ACCOUNT, 13)
    assert change["after"]["account"] == masked(ONE_DIGIT_OTHER, 13)
    assert ACCOUNT not in str(change)
    assert ONE_DIGIT_OTHER not in str(change)


def masked(account: str, place: int) -> str:
    shown = {*range(4), *range(len(account) - 4, len(account)), place}
    return "".join(digit if at in shown else "*" for at, digit in enumerate(account))


async def test_binds_the_second_person_to_what_was_shown(city: Any) -> None:
    [change] = await propose(city, row(account=ONE_DIGIT_OTHER))
    other = await city.confirm_unit_change({**change, "digest": "0" * 64}, "finance two", status=409)
    assert other["code"] == "billing.unit_change_not_as_shown"
    await city.confirm_unit_change({**change, "version": change["version"] + 1}, "finance two", status=412)
    path = f"/v1/accounting-unit-changes/{change['id']}/confirmation"
    blind = await city.client.post(path, headers=city.headers("finance two"), json={"digest": change["digest"]})
    assert blind.status_code == 428
    await city.confirm_unit_change(change, "finance two")
    again = await city.get("finance two", f"/accounting-unit-changes/{change['id']}")
    late = await city.confirm_unit_change(again, "finance two", status=409)
    assert late["code"] == "billing.unit_change_not_waiting"


async def test_tells_the_principal_concerned_and_keeps_both_sides_in_the_audit_trail(city: Any) -> None:
    [change] = await propose(city, row(account=ONE_DIGIT_OTHER))
    for who in ("principal", "second principal", "auditor"):
        [shown] = await city.items(who, "/accounting-unit-changes", state="proposed")
        assert (shown["id"], shown["changed"], shown["allowed_actions"]) == (change["id"], ["account"], [])
    assert await city.items("foreign principal", "/accounting-unit-changes") == []
    await city.confirm_unit_change(change, "finance two")
    # Once for the city's founding, once for this.
    assert await city.published("AccountingUnitChanged") == 2
    rows = await city.audited("billing.unit_changed")
    assert [(one["before"]["account"], one["after"]["account"]) for one in rows] == [
        (change["before"]["account"], change["after"]["account"])
    ]


@pytest.mark.parametrize("wanted", [{"account": ONE_DIGIT_OTHER}, {"merchant": OTHER_MERCHANT}])
async def test_leaves_no_money_behind_in_an_account(city: Any, wanted: dict[str, str]) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    if "account" in wanted:
        await city.pay_by_channel("小安")
    else:
        await city.pay_order("小安")
    [change] = await propose(city, row(**wanted))
    refused = await city.confirm_unit_change(change, "finance two", status=409)
    assert (refused["code"], refused["params"]["balance_fen"]) == ("billing.account_still_holds_money", 32000)


async def test_lets_one_change_of_a_unit_wait_at_a_time(city: Any) -> None:
    [change] = await propose(city, row(account=ONE_DIGIT_OTHER))
    content = workbook("核算单位", UNIT_HEADINGS, [row(merchant=OTHER_MERCHANT)])
    refused = await city.upload("district", "/imports/accounting-units", content, status=422)
    assert [one["code"] for one in refused["errors"]] == ["billing.unit_change_waits"]
    await city.reject_unit_change(change["id"])
    assert len(await propose(city, row(merchant=OTHER_MERCHANT))) == 1


async def test_gives_an_account_that_two_units_ask_for_to_one_of_them(city: Any) -> None:
    [first] = await propose(city, row(account=ONE_DIGIT_OTHER))
    second = row(code="HS0002", account=ONE_DIGIT_OTHER, merchant="1600000002", schools="2134010002")
    [other] = await propose(city, second)
    assert other["schools_moving"] == [{"school_path": "/3401/340104/2134010002", "from_unit": UNIT}]
    await city.confirm_unit_change(first, "finance two")
    refused = await city.confirm_unit_change(other, "finance two", status=422)
    assert {one["code"] for one in refused["errors"]} == {"billing.account_of_another_unit"}


async def test_proposes_nothing_for_what_stands_already(city: Any) -> None:
    content = workbook("核算单位", UNIT_HEADINGS, [row()])
    assert await city.upload("finance", "/imports/accounting-units", content) == {"changes": [], "unchanged": 1}
