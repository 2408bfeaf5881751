"""Who names the version a decision rests on is told when somebody else was faster."""

from datetime import date
from typing import Any

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from testkit.names import named

ACCOUNT, MARCH = "1302010109000123456", Period(date(2026, 3, 1), date(2026, 4, 1))

TERM, SCHOOL = "2026-spring", "/3401/340104/2134010001"


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


async def test_takes_over_no_refund_that_is_not_as_it_was_shown(city: Any) -> None:
    await city.enrol("小贝")
    await city.agree("小贝", "围棋")
    await city.bill()
    await city.pay_order("小贝")
    await city.end("小贝", "围棋")
    [shown] = await city.items("accountant", "/refunds", state="proposed")
    path, tag = f"/refunds/{shown['id']}/preparation", f'"{shown["version"]}"'
    assert shown["amount_fen"] > 0
    seen = {"amount_fen": shown["amount_fen"]}
    blind = await city.client.post(f"/v1{path}", headers=city.headers("accountant"), json=seen)
    assert (blind.status_code, blind.json()["code"]) == (428, "chassis.precondition_required")
    stale = await decide(city, "accountant", path, seen, f'"{shown["version"] + 1}"')
    assert (stale.status_code, stale.json()["code"]) == (412, "kernel.precondition_failed")
    other = await decide(city, "accountant", path, {"amount_fen": shown["amount_fen"] + 1}, tag)
    assert (other.status_code, other.json()["params"]) == (412, seen)
    # Confirming a lesson changes the amount, not the record.
    await city.deliver("围棋", "2026-03-09")
    late = await decide(city, "accountant", path, seen, tag)
    assert (late.status_code, late.json()["code"]) == (412, "kernel.amount_changed")
    assert await city.items("accountant", "/refunds") == [shown]
    by_now = late.json()["params"]
    done = await decide(city, "accountant", path, by_now, tag)
    assert (done.status_code, done.json()["amount_fen"]) == (200, by_now["amount_fen"])


async def test_publishes_the_prices_that_were_shown_and_no_others(billing: Any) -> None:
    await billing.found_city()
    items = billing.neighbours.price_items()
    notices = []
    for basis in ("海发改〔2026〕3号", "海发改〔2026〕4号"):
        body = {"school_path": SCHOOL, "term": TERM, "basis": basis, "items": items}
        notices.append(await billing.post("accountant", "/price-notices", body))
    listed = {one["id"]: one for one in await billing.items("principal", "/price-notices")}
    first, second = (listed[one["id"]] for one in notices)
    assert first["digest"] != second["digest"]
    path, tag = f"/price-notices/{first['id']}/publication", f'"{first["version"]}"'
    for version, digest in ((tag, second["digest"]), (f'"{first["version"] + 1}"', first["digest"])):
        refused = await decide(billing, "principal", path, {"digest": digest}, version)
        assert refused.status_code == 412
    assert await billing.published("PriceNoticePublished") == 0
    done = await decide(billing, "principal", path, {"digest": first["digest"]}, tag)
    assert done.status_code == 200, done.text


async def test_orders_the_payment_of_what_the_family_was_shown(city: Any) -> None:
    await city.enrol("小贝")
    await city.agree("小贝", "围棋")
    await city.bill()
    [shown] = await city.items("guardian", "/bills")
    await city.waive("小贝", "hardship")
    [present] = await city.items("guardian", "/bills")
    assert present["still_due_fen"] < shown["still_due_fen"]
    path = f"/bills/{shown['id']}/payment-orders"
    refused = await city.post("guardian", path, {"amount_fen": shown["still_due_fen"]}, status=412)
    assert (refused["code"], refused["params"]) == ("kernel.amount_changed", {"amount_fen": present["still_due_fen"]})
    await city.post("guardian", path, {}, status=422)
    assert await city.items("guardian", "/payment-orders") == []
    order = await city.post("guardian", path, {"amount_fen": present["still_due_fen"]})
    assert order["amount_fen"] == present["still_due_fen"]
