"""A school changes its unit in mid-term: what was billed before is earned, settled and paid by the old one (C5.2)."""

from typing import Any

import pytest

from testkit.names import named

SCHOOL = "/3401/340104/2134010001"
OLD, NEW = "HS0001", "HS0002"
CONTRACT = {"contract_id": named("contract", SCHOOL), "month": "2026-03"}


@pytest.fixture
async def moved(city: Any) -> Any:
    """小安 is billed and taught once in the old unit, then the school moves, and 小贝 is billed in the new one."""
    await city.enrol("小安", "小贝")
    await city.agree("小安", "书法")
    await city.bill()
    await city.deliver("书法", "2026-03-16")
    await change_unit(city)
    await city.deliver("书法", "2026-03-18")
    await city.agree("小贝", "书法")
    await city.bill()
    await city.deliver("书法", "2026-03-20")
    return city


async def change_unit(city: Any) -> None:
    row = [NEW, "青禾核算中心", "340104", "工商银行", "1302010109000777777", "青禾专户", "1600000777", "2134010001"]
    await city.change_units(row)


async def balances(city: Any, unit: str) -> dict[str, int]:
    found = await city.get("finance", "/ledger/balances", unit=unit)
    return {one["account"]: one["balance_fen"] for one in found if one["balance_fen"]}


async def test_earns_where_the_fee_is_held(moved: Any) -> None:
    held = f"held:agency:{CONTRACT['contract_id']}"
    for unit in (OLD, NEW):
        # Three lessons of 20 yuan each: with those before the bill of 小贝 was caught up.
        expected = {"receivable:family": 32000, held: 3 * 2000 - 32000, "payable:vendor": -3 * 2000}
        assert await balances(moved, unit) == expected


async def test_settles_each_unit_by_itself(moved: Any) -> None:
    for unit in (OLD, NEW):
        settlement = await moved.post("accountant", "/settlements", CONTRACT)
        assert (settlement["unit_code"], settlement["amount_fen"]) == (unit, 6000)
        await moved.post("vendor", f"/settlements/{settlement['id']}/confirmation")
        await moved.post("principal", f"/settlements/{settlement['id']}/payment")
        [due] = await moved.items("finance", "/payments-due", unit=unit)
        assert (due["unit_code"], due["amount_fen"]) == (unit, 6000)
    answer = await moved.post("accountant", "/settlements", CONTRACT, status=409)
    assert answer["code"] == "billing.nothing_delivered"
