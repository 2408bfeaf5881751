"""A waiver and a withdrawal of the same service, in whatever order persons deal with them (C5.6).

The family bears its share of what was taught, a budget the other, and nobody is stopped half-way.
"""

from typing import Any

import pytest

from testkit.names import named

PLACEMENT = named("小安", "书法")
# 书法 costs 320 yuan for 16 lessons, eight of which are taught here, and 30 yuan for consumables, handed out at once.
TAUGHT = [f"2026-03-{day}" for day in range(16, 24)]
SERVED, CONSUMABLES = 8 * 2000, 3000
ORDERS = (
    ("end", "prepare", "waive", "approve", "give back"),
    ("end", "prepare", "waive", "give back", "approve"),
    ("end", "waive", "prepare", "approve", "give back"),
    ("end", "waive", "give back", "prepare", "approve"),
    ("end", "prepare", "approve", "waive", "give back"),
    ("waive", "end", "prepare", "approve", "give back"),
    ("waive", "give back", "end", "prepare", "approve"),
)


@pytest.fixture
async def taught(city: Any) -> Any:
    """小安 is billed for 书法 and its consumables, half of which is taught."""
    await city.enrol("小安")
    await city.agree("小安", "书法", entrusted=True)
    await city.bill()
    await city.deliver("书法", *TAUGHT)
    return city


async def act(city: Any, name: str, class_code: str) -> None:
    if name == "end":
        await city.end("小安", "书法", on="2026-03-24", reason="vendor_out")
    elif name == "waive":
        await city.waive("小安", class_code)
    elif name == "prepare":
        await city.post("accountant", "/refunds", {"placement_id": PLACEMENT})
    else:
        reasons = {"approve": "vendor_out", "give back": "waiver_granted"}
        proposed = await city.items("principal", "/refunds", state="proposed")
        for one in proposed:
            if one["reason"] == reasons[name]:
                if name == "give back":
                    await city.post("accountant", f"/refunds/{one['id']}/preparation")
                await city.post("principal", f"/refunds/{one['id']}/approval", {"approved": True})


@pytest.mark.parametrize("paid", [True, False], ids=["paid", "unpaid"])
@pytest.mark.parametrize(("class_code", "percent"), [("hardship", 50), ("low_income", 100)])
@pytest.mark.parametrize("order", ORDERS, ids=", ".join)
async def test_leaves_each_its_share_of_what_was_taught(
    taught: Any, order: tuple[str, ...], class_code: str, percent: int, paid: bool
) -> None:
    if paid:
        await taught.pay_order("小安")
    for name in order:
        await act(taught, name, class_code)
    budget = SERVED * percent // 100
    family = SERVED - budget + CONSUMABLES
    [bill] = await taught.items("guardian", "/bills")
    kept = bill["paid_fen"] - bill["refunded_fen"]
    assert (bill["due_fen"], kept) == (family, family if paid else 0)
    balances = await taught.balances()
    assert not [account for account in balances if account.startswith("held:")]
    assert balances["receivable:budget"] == budget
    assert balances["payable:vendor"] == -SERVED - CONSUMABLES
    assert balances.get("receivable:family", 0) == (0 if paid else family)
    assert balances.get("payable:refund", 0) == -bill["refunded_fen"]
    assert await taught.items("principal", "/refunds", state="proposed") == []


async def test_shows_what_a_withdrawal_comes_to_as_soon_as_the_waiver_is_granted(taught: Any) -> None:
    await taught.pay_order("小安")
    await act(taught, "end", "hardship")
    await act(taught, "prepare", "hardship")
    [before] = await taught.items("principal", "/refunds", state="proposed")
    await act(taught, "waive", "hardship")
    after = await taught.get("principal", f"/refunds/{before['id']}")
    assert (before["amount_fen"], before["to_budget_fen"]) == (16000, 0)
    assert (after["amount_fen"], after["to_budget_fen"]) == (8000, 8000)
    assert after["version"] != before["version"]


async def test_takes_a_second_waiver_on_what_is_kept_only(taught: Any) -> None:
    await taught.pay_order("小安")
    for name in ("waive", "give back", "end", "prepare", "approve"):
        await act(taught, name, "hardship")
    await taught.waive("小安", "low_income")
    [refund] = await taught.items("principal", "/refunds", state="proposed")
    assert refund["amount_fen"] == SERVED // 2
    await act(taught, "give back", "low_income")
    [bill] = await taught.items("guardian", "/bills")
    assert (bill["due_fen"], bill["paid_fen"] - bill["refunded_fen"]) == (CONSUMABLES, CONSUMABLES)
    assert (await taught.balances())["receivable:budget"] == SERVED
