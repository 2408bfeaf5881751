"""Nobody at a school who is also a parent or a vendor there takes a step for themselves, by whichever account."""

from datetime import date
from typing import Any

import pytest

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from testkit.names import named

SCHOOL = "/3401/340104/2134010001"
ACCOUNT, MARCH = "1302010109000123456", Period(date(2026, 3, 1), date(2026, 4, 1))

WAIVER = {
    "pupil_id": named("小贝"),
    "term": "2026-spring",
    "class_code": "hardship",
    "evidence": "民政〔2026〕0007号",
    "valid_from": "2026-02-01",
    "valid_until": "2026-08-31",
}


class Linked:
    """Somebody whose token names another account of theirs, that of a family mostly, as sign-in writes it."""

    def __init__(self, city: Any, who: str, also: str = "guardian") -> None:
        self.city, self.who, self.also = city, who, also

    def headers(self, key: str) -> dict[str, str]:
        of = self.city.neighbours.named
        claims = {"linked_persons": [str(of("person", self.also))]}
        signed = self.city.mint.headers(of("person", self.who), self.city.roles[self.who], acr="strong", claims=claims)
        return {**signed, "Idempotency-Key": key}

    async def post(self, path: str, body: Any = None) -> tuple[int, str | None]:
        key = f"own-family-{self.who.replace(' ', '-')}-{path.rpartition('/')[2]}"
        body, seen = await self.city.as_shown(path, body)
        answer = await self.city.client.post(f"/v1{path}", headers=self.headers(key) | seen, json=body)
        return answer.status_code, answer.json().get("code") if answer.content else None

    async def actions(self, path: str) -> list[str]:
        answer = await self.city.client.get(f"/v1{path}", headers=self.headers("own-family-reads"))
        [one] = answer.json()["items"]
        actions: list[str] = one["allowed_actions"]
        return actions


@pytest.fixture
async def refund(city: Any) -> Any:
    """What goes back because the family withdrew the child, proposed by the system."""
    await city.enrol("小贝")
    await city.agree("小贝", "围棋")
    await city.bill()
    await city.pay_order("小贝")
    await city.end("小贝", "围棋")
    [proposed] = await city.items("accountant", "/refunds", state="proposed")
    return proposed


async def test_a_parent_neither_prepares_nor_approves_what_goes_back_to_the_family(city: Any, refund: Any) -> None:
    preparation, approval = f"/refunds/{refund['id']}/preparation", f"/refunds/{refund['id']}/approval"
    accountant, principal = Linked(city, "accountant"), Linked(city, "principal")
    assert await accountant.actions("/refunds") == []
    assert await accountant.post(preparation) == (403, "kernel.same_person_twice")
    again = await accountant.post("/refunds", {"placement_id": refund["placement_id"]})
    assert again == (403, "kernel.same_person_twice")
    await city.post("accountant", preparation)
    assert await principal.actions("/refunds") == []
    assert await principal.post(approval, {"approved": True}) == (403, "kernel.same_person_twice")
    [waiting] = await city.items("principal", "/refunds")
    assert (waiting["state"], waiting["allowed_actions"]) == ("proposed", ["approve"])
    assert (await city.post("principal", approval, {"approved": True}))["state"] == "approved"


async def test_a_parent_grants_no_waiver_to_the_family_whoever_asked_for_it(city: Any) -> None:
    await city.enrol("小贝")
    await city.agree("小贝", "围棋")
    asked = await city.post("accountant", "/waivers", WAIVER)
    principal = Linked(city, "principal")
    assert await principal.actions("/waivers") == []
    decision = f"/waivers/{asked['id']}/decision"
    assert await principal.post(decision, {"granted": True}) == (403, "kernel.same_person_twice")
    await city.post("principal", decision, {"granted": True})
    [granted] = await city.items("principal", "/waivers")
    assert granted["state"] == "granted"


async def test_a_parent_at_the_finance_office_names_no_money_for_the_own_childs_bill(city: Any) -> None:
    await city.enrol("小贝")
    await city.agree("小贝", "围棋")
    await city.bill()
    [bill] = await city.items("finance", "/bills")
    entry = Entry(date(2026, 3, 11), "BK11000001", "转账", "孩子的费用", Money(bill["due_fen"]), "王先生")
    await city.import_statement("bank_icbc", statement(ACCOUNT, "专户", MARCH, [entry], opening=Money.ZERO))
    [unknown] = await city.items("finance", "/exceptions", state="open")
    resolution, approval = f"/exceptions/{unknown['id']}/resolution", f"/exceptions/{unknown['id']}/resolution/approval"
    wish = {"resolution": "assign", "bill_id": bill["id"], "reason": "家长来电说明"}
    first, second = Linked(city, "finance"), Linked(city, "finance two")
    assert await first.post(resolution, wish) == (403, "kernel.same_person_twice")
    await city.post("finance", resolution, wish)
    assert await second.actions("/exceptions") == []
    assert await second.post(approval, {"approved": True}) == (403, "kernel.same_person_twice")
    await city.post("finance two", approval, {"approved": True})
    assert (await city.get("finance", f"/bills/{bill['id']}"))["state"] == "paid"


async def test_a_vendors_clerk_who_works_at_the_school_settles_nothing_alone(city: Any) -> None:
    await city.enrol("小贝")
    await city.agree("小贝", "围棋")
    await city.bill()
    await city.deliver("围棋", "2026-03-16")
    contract = {"contract_id": str(named("contract", SCHOOL)), "month": "2026-03"}
    settlement = f"/settlements/{(await city.post('accountant', '/settlements', contract))['id']}"
    clerk = Linked(city, "vendor", also="accountant")
    assert await clerk.actions("/settlements") == []
    assert await clerk.post(f"{settlement}/confirmation") == (403, "kernel.same_person_twice")
    await city.post("vendor", f"{settlement}/confirmation")
    principal = Linked(city, "principal", also="vendor")
    assert await principal.actions("/settlements") == []
    assert await principal.post(f"{settlement}/payment") == (403, "kernel.same_person_twice")
    assert (await city.post("principal", f"{settlement}/payment"))["state"] == "approved"
