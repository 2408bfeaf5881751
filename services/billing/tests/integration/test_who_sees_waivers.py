"""Who is poor is seen by those alone who act on it: nobody else reads it, nor works it out (B5)."""

import json
from typing import Any

import pytest

from testkit.names import named

UNIT, PRICE, DUE = "HS0001", 28000, 14000
WORDS = ("waiv", "减免", "困难", "hardship", 'to_budget_fen": 1', str(PRICE))
OUTSIDERS = ("cashier", "finance", "principal")


@pytest.fixture
async def reduced(city: Any) -> Any:
    """小贝 pays half of what 小安's neighbours pay for the same course."""
    await city.enrol("小安", "小贝")
    await city.agree("小安", "书法")
    await city.agree("小贝", "围棋")
    await city.waive("小贝", "hardship")
    await city.bill()
    return city


async def bill_of(city: Any, who: str, pupil: str) -> Any:
    [bill] = [one for one in await city.items(who, "/bills") if one["pupil_id"] == named(pupil)]
    return bill


def told(answer: Any) -> str:
    """What the answer says; names of fields that are left empty for everybody say nothing."""
    if isinstance(answer, dict):
        return " ".join(f"{key}={told(value)}" for key, value in answer.items() if value is not None)
    if isinstance(answer, list):
        return " ".join(told(one) for one in answer)
    return json.dumps(answer, ensure_ascii=False)


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_shows_what_a_family_is_asked_for_and_never_that_it_is_less(reduced: Any, who: str) -> None:
    poor, other = await bill_of(reduced, who, "小贝"), await bill_of(reduced, who, "小安")
    assert (poor["due_fen"], poor["amount_fen"], poor["waived_fen"]) == (DUE, None, None)
    assert (other["due_fen"], other["amount_fen"], other["waived_fen"]) == (32000, None, None)
    answers = [poor, *(await reduced.items(who, "/bill-runs"))]
    for path in ("/subsidies", "/payments-due", "/refunds"):
        if not (who == "cashier" and path == "/payments-due"):
            answers += await reduced.items(who, path)
    for answer in answers:
        assert not [word for word in WORDS if word in told(answer)], told(answer)
    # Beside its public price a fee would tell who is poor, so neither family's service is named.
    for bill in (poor, other):
        await reduced.get(who, f"/bills/{bill['id']}/explanation", status=403)
        assert sorted(key for key in bill if "placement" in key or "title" in key or "lines" in key) == []


@pytest.mark.parametrize("who", ["guardian", "accountant", "auditor"])
async def test_tells_those_who_act_on_it(reduced: Any, who: str) -> None:
    bill = await bill_of(reduced, who, "小贝")
    assert (bill["amount_fen"], bill["waived_fen"], bill["due_fen"]) == (PRICE, PRICE - DUE, DUE)
    explained = await reduced.get(who, f"/bills/{bill['id']}/explanation")
    assert "waiver" in {line["kind"] for line in explained["lines"]}


async def test_names_no_waiver_as_the_reason_of_a_refund(city: Any) -> None:
    await city.enrol("小贝")
    await city.agree("小贝", "围棋")
    await city.bill()
    await city.pay_order("小贝")
    await city.waive("小贝", "hardship")
    for who in ("finance", "cashier"):
        [refund] = await city.items(who, "/refunds")
        assert (refund["reason"], refund["cancelled_fen"], refund["to_budget_fen"]) == ("overpaid", None, None)
    [refund] = await city.items("principal", "/refunds")
    assert refund["reason"] == "waiver_granted"


async def test_shows_no_service_beside_what_goes_back_of_it(city: Any) -> None:
    await city.enrol("小贝")
    await city.agree("小贝", "围棋")
    await city.waive("小贝", "hardship")
    await city.bill()
    await city.pay_order("小贝")
    await city.end("小贝", "围棋", on="2026-03-20", reason="vendor_out")
    for who in ("finance", "cashier"):
        [refund] = await city.items(who, "/refunds")
        assert (refund["amount_fen"], refund["placement_id"], refund["lines"]) == (DUE, None, [])
    [refund] = await city.items("principal", "/refunds")
    assert refund["placement_id"] is not None
    assert refund["lines"] != []


async def test_claims_waivers_for_the_bureau_and_shows_the_claim_to_nobody_else(reduced: Any) -> None:
    claim = {"unit_code": UNIT, "kind": "waivers", "term": "2026-spring"}
    made = await reduced.post("finance", "/budget-claims", claim)
    assert [one["id"] for one in await reduced.items("finance", "/subsidies")] == [made["id"]]
    for who in ("principal", "accountant"):
        assert await reduced.items(who, "/subsidies") == []
        await reduced.get(who, f"/subsidies/{made['id']}", status=404)
    assert len(await reduced.items("finance", "/payments-due", unit=UNIT)) == 1


async def test_tells_who_receives_money_nothing_of_waivers_by_the_books(reduced: Any) -> None:
    """What families are asked for at first, less what their bills ask for now, is what was waived."""
    books = await reduced.get("finance", "/ledger/balances", unit=UNIT)
    [receivable] = [one for one in books if one["account"] == "receivable:family"]
    bills = await reduced.items("cashier", "/bills")
    assert receivable["debit_fen"] - sum(one["due_fen"] for one in bills) == PRICE - DUE
    for who in ("cashier", "district"):
        await reduced.get(who, f"/ledger/balances?unit={UNIT}", status=403)


@pytest.mark.parametrize("who", ["accountant", "principal", "auditor"])
async def test_names_nobody_who_is_poor_and_takes_no_part(reduced: Any, who: str) -> None:
    """小成 stands on the list of the civil-affairs office, and its family declined."""
    await reduced.enrol("小成")
    await reduced.waive("小成", "low_income")
    taking = {one["pupil_id"] for one in await reduced.items(who, "/bills")}
    assert {one["pupil_id"] for one in await reduced.items(who, "/waivers")} - taking == set()
    assert {one["pupil_id"] for one in await reduced.items("guardian", "/waivers")} == {named("小贝"), named("小成")}
    await reduced.agree("小成", "书法")
    assert named("小成") in {one["pupil_id"] for one in await reduced.items(who, "/waivers")}


@pytest.mark.parametrize(
    "path",
    ["/bills", "/refunds", "/payment-orders", "/payments-due", "/statement-lines", "/matches", "/exceptions"],
)
async def test_lists_family_by_family_for_no_office_that_looks_pupils_up(reduced: Any, path: str) -> None:
    """The bureau finds a pupil by its number: beside a list of who pays it would see that one takes no part."""
    await reduced.get(
        "district", f"{path}?unit={UNIT}" if path in ("/statement-lines", "/matches") else path, status=403
    )
    [run] = await reduced.items("district", "/bill-runs")
    await reduced.get("district", f"/bill-runs/{run['id']}/refusals", status=403)
    # One that a complaint names is looked at.
    bill = await bill_of(reduced, "accountant", "小贝")
    assert (await reduced.get("district", f"/bills/{bill['id']}"))["due_fen"] == DUE


async def test_tells_no_figures_of_a_run_of_few_to_whoever_sees_no_bills(reduced: Any) -> None:
    [seen] = await reduced.items("accountant", "/bill-runs")
    assert (seen["bills"], seen["due_fen"]) == (2, 32000 + DUE)
    for who in ("district", "administrator"):
        [seen] = await reduced.items(who, "/bill-runs")
        assert (seen["bills"], seen["due_fen"]) == (None, None)
