"""Who names the version a decision rests on is told when somebody else was faster."""

from datetime import date
from typing import Any

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from testkit.names import named

ACCOUNT, MARCH = "1302010109000123456", Period(date(2026, 3, 1), date(2026, 4, 1))

TERM = "2026-spring"


async def decide(city: Any, who: str, path: str, body: Any, version: str) -> Any:
    return await city.client.post(f"/v1{path}", headers=city.headers(who, **{"If-Match": version}), json=body)


async def test_refuses_a_decision_on_a_refund_that_changed_meanwhile(city: Any) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    await city.end("小安", "书法")
    [proposal] = await city.items("accountant", "/refunds")
    refund = await city.post("accountant", "/refunds", {"placement_id": named("小安", "书法")})
    assert refund["version"] != proposal["version"]
    path, yes = f"/refunds/{refund['id']}", {"approved": True, "amount_fen": refund["amount_fen"]}
    blind = await city.client.post(f"/v1{path}/approval", headers=city.headers("principal"), json=yes)
    assert (blind.status_code, blind.json()["code"]) == (428, "chassis.precondition_required")
    stale = await decide(city, "principal", f"{path}/approval", yes, f'"{proposal["version"]}"')
    assert (stale.status_code, stale.json()["code"]) == (412, "kernel.precondition_failed")
    garbled = await decide(city, "principal", f"{path}/approval", yes, "seven")
    assert (garbled.status_code, garbled.json()["code"]) == (422, "chassis.if_match_malformed")
    shown = await city.client.get(f"/v1{path}", headers=city.headers("principal"))
    done = await decide(city, "principal", f"{path}/approval", yes, shown.headers["ETag"])
    assert (done.status_code, done.json()["state"]) == (200, "settled")


async def test_refuses_a_decision_on_a_waiver_that_changed_meanwhile(city: Any) -> None:
    await city.enrol("小贝")
    await city.agree("小贝", "围棋")
    waiver = {
        "pupil_id": named("小贝"),
        "term": TERM,
        "class_code": "hardship",
        "evidence": "民政〔2026〕0002号",
        "valid_from": "2026-02-01",
        "valid_until": "2026-08-31",
    }
    created = await city.post("accountant", "/waivers", waiver)
    [shown] = await city.items("principal", "/waivers")
    path = f"/waivers/{created['id']}/decision"
    stale = await decide(city, "principal", path, {"granted": True}, f'"{shown["version"] + 1}"')
    assert stale.status_code == 412
    done = await decide(city, "principal", path, {"granted": True}, f'"{shown["version"]}"')
    assert done.status_code == 204


async def test_refuses_a_yes_to_money_for_a_bill_that_was_paid_meanwhile(city: Any) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    [bill] = await city.items("finance", "/bills")
    entry = Entry(date(2026, 3, 11), "BK11000001", "转账", "学费", Money(bill["due_fen"]), "王先生")
    await city.import_statement("bank_icbc", statement(ACCOUNT, "专户", MARCH, [entry], opening=Money.ZERO))
    [unknown] = await city.items("finance", "/exceptions", state="open")
    path = f"/exceptions/{unknown['id']}/resolution"
    wish = {"resolution": "assign", "bill_id": bill["id"], "reason": "家长来电说明"}
    shown = await city.post("finance", path, wish)
    assert (shown["bill_number"], shown["pays_fen"]) == (bill["number"], bill["due_fen"])
    await city.pay_order("小安")
    yes = {"approved": True, "amount_fen": shown["amount_fen"]}
    stale = await decide(city, "finance two", f"{path}/approval", yes, f'"{shown["version"]}"')
    assert (stale.status_code, stale.json()["code"]) == (412, "kernel.precondition_failed")
    [present] = await city.items("finance two", "/exceptions", state="proposed")
    assert present["pays_fen"] == 0
    done = await decide(city, "finance two", f"{path}/approval", yes, f'"{present["version"]}"')
    assert done.json()["state"] == "resolved"
