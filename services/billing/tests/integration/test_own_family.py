"""Who works at the school and is a parent there takes no step for their own child, by whichever account."""

from typing import Any

import pytest

from testkit.names import named

WAIVER = {
    "pupil_id": named("小贝"),
    "term": "2026-spring",
    "class_code": "hardship",
    "evidence": "民政〔2026〕0007号",
    "valid_from": "2026-02-01",
    "valid_until": "2026-08-31",
}


class Parent:
    """Somebody of the school whose token names the account of the family, as sign-in writes it."""

    def __init__(self, city: Any, who: str) -> None:
        self.city, self.who = city, who

    def headers(self, key: str) -> dict[str, str]:
        of = self.city.neighbours.named
        claims = {"linked_persons": [str(of("person", "guardian"))]}
        signed = self.city.mint.headers(of("person", self.who), self.city.roles[self.who], acr="strong", claims=claims)
        return {**signed, "Idempotency-Key": key}

    async def post(self, path: str, body: Any = None) -> tuple[int, str | None]:
        key = f"own-family-{self.who}-{path.rpartition('/')[2]}"
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
    accountant, principal = Parent(city, "accountant"), Parent(city, "principal")
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
    asked = await city.post("accountant", "/waivers", WAIVER)
    principal = Parent(city, "principal")
    assert await principal.actions("/waivers") == []
    decision = f"/waivers/{asked['id']}/decision"
    assert await principal.post(decision, {"granted": True}) == (403, "kernel.same_person_twice")
    await city.post("principal", decision, {"granted": True})
    [granted] = await city.items("principal", "/waivers")
    assert granted["state"] == "granted"
