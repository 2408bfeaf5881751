"""A claim is refused by its office or withdrawn by its registrant, once, and only its record stays."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text

DISTRICT, OTHER = "/3401/340104", "/3401/340103"
APPLICANT, MARKET = "vendor-applicant@/vendor-applicant", f"market-officer@{DISTRICT}"
CODES = ("91110000802100433B", "91340100MA2U00001M", "91340104MA2U00002J")
WHY = "经办人不是该公司的人"


async def claim(world: Any, who: str = "a", uscc: str = CODES[0]) -> dict[str, Any]:
    """A registration with its business licence on file, as its registrant sees it."""
    body = {
        "uscc": uscc,
        "district": DISTRICT,
        "name": "甲公司",
        "platform_number": "P1",
        "bank_name": "行",
        "account": "6222000012345678",
        "account_name": "甲公司",
        "clerk_name": "张经办",
    }
    made = await world.post("/v1/vendors", APPLICANT, body, who=who)
    await world.licence({**made, "clerk": APPLICANT, "applicant": who}, "business", days=400)
    return await seen(world, made, who)


async def seen(world: Any, made: dict[str, Any], who: str = "a") -> dict[str, Any]:
    shown: dict[str, Any] = await world.get(f"/v1/vendors/{made['id']}", APPLICANT, who=who)
    return shown


async def end(world: Any, made: dict[str, Any], how: str, **more: Any) -> Any:
    """The answer to the registrant, or the market office, that ends the claim which it was shown."""
    actor, body = (APPLICANT, {}) if how == "withdrawal" else (MARKET, {"reason": WHY})
    asked = {"who": "a" if how == "withdrawal" else None, "version": made["version"], "json": body, **more}
    return await world.call("POST", f"/v1/vendors/{made['id']}/{how}", asked.pop("actor", actor), **asked)


async def waiting(world: Any, office: str = MARKET) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await world.get("/v1/waiting-vendors", office))["items"]
    return items


async def test_shows_the_office_whom_it_is_to_confirm_and_on_which_licence(world: Any) -> None:
    made = await claim(world)
    [shown] = await waiting(world)
    assert (shown["id"], shown["registrant"], shown["version"]) == (made["id"], "张经办", made["version"])
    assert [one["kind"] for one in shown["licences"]] == ["business"]
    assert await waiting(world, f"market-officer@{OTHER}") == []
    assert (await world.confirm(made["id"])).status_code == 200
    assert await waiting(world) == []


@pytest.mark.parametrize(("how", "state", "reason"), [("refusal", "refused", WHY), ("withdrawal", "withdrawn", "")])
async def test_holds_no_role_and_files_nothing_once_it_has_ended(world: Any, how: str, state: str, reason: str) -> None:
    made = await claim(world)
    ended = await end(world, made, how)
    assert (ended.status_code, ended.json()["state"]) == (200, state), ended.text
    shown = await seen(world, made)
    assert (shown["state"], shown["refusal_reason"]) == (state, reason)
    assert await waiting(world) == []
    assert (await world.get("/v1/waiting-licences", MARKET))["items"] == []
    for answer in (
        await world.confirm(made["id"]),
        await end(world, shown, "refusal"),
        await end(world, shown, "withdrawal"),
        await world.call("POST", f"/v1/vendors/{made['id']}/courses", APPLICANT, who="a", json=world.course("合唱")),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "vendor_registry.claim_ended"), answer.text
    clerk = f"vendor-clerk@/vendor/{CODES[0]}"
    assert (await world.call("GET", f"/v1/vendors/{made['id']}", clerk, who="a")).status_code == 404
    assert await world.events("VendorRegistered") == []


async def test_leaves_the_code_and_the_place_to_others_and_to_a_second_try(world: Any) -> None:
    first, second = await claim(world), await claim(world, uscc=CODES[1])
    assert (await end(world, first, "refusal")).status_code == 200
    assert (await end(world, second, "withdrawal")).status_code == 200
    again = await claim(world)
    await claim(world, uscc=CODES[2])
    full = await world.call("POST", "/v1/vendors", APPLICANT, who="a", json={**_said(again), "uscc": CODES[1]})
    assert full.json()["code"] == "vendor_registry.too_many_registrations"
    assert (await world.confirm(again["id"])).status_code == 200


async def test_lets_no_stranger_end_it_and_nobody_a_state_that_was_not_shown(world: Any) -> None:
    made = await claim(world)
    strangers = [
        await end(world, made, "withdrawal", who="b"),
        await end(world, made, "withdrawal", actor=MARKET),
        await end(world, made, "refusal", actor=f"market-officer@{OTHER}"),
        await end(world, made, "refusal", actor=f"district-officer@{DISTRICT}"),
        await end(world, made, "refusal", actor=APPLICANT, who="a"),
    ]
    assert {answer.status_code for answer in strangers} == {403, 404}
    # Whoever registered it is not the office that decides on it.
    own = await end(world, made, "refusal", who="a")
    assert (own.status_code, own.json()["code"]) == (403, "kernel.same_person_twice")
    assert (await end(world, made, "refusal", json={"reason": " "})).status_code == 422
    await world.licence({**made, "clerk": APPLICANT, "applicant": "a"}, "business", days=800)
    for how in ("refusal", "withdrawal"):
        stale = await end(world, made, how)
        assert (stale.status_code, stale.json()["code"]) == (412, "kernel.precondition_failed")
    assert (await seen(world, made))["state"] == "waiting"


async def test_ends_no_vendor_that_an_office_has_confirmed(world: Any) -> None:
    made = await claim(world)
    assert (await world.confirm(made["id"])).status_code == 200
    shown = await seen(world, made)
    for how in ("refusal", "withdrawal"):
        late = await end(world, shown, how)
        assert (late.status_code, late.json()["code"]) == (409, "vendor_registry.vendor_already_confirmed")


async def test_ends_one_way_when_all_decide_at_once(world: Any) -> None:
    made = await claim(world)
    answers = await asyncio.gather(
        world.confirm(made["id"]), end(world, made, "refusal"), end(world, made, "withdrawal")
    )
    assert sorted(answer.status_code == 200 for answer in answers) == [False, False, True]
    confirmed = (await seen(world, made))["state"] == "confirmed"
    assert len(await world.events("VendorRegistered")) == confirmed
    trail = text(
        "SELECT count(*) FROM chassis.audit_entry WHERE action IN "
        "('vendor_registry.vendor_confirmed', 'vendor_registry.vendor_refused', 'vendor_registry.vendor_withdrawn')"
    )
    async with world.service.database.reading() as connection:
        assert await connection.scalar(trail) == 1


def _said(made: dict[str, Any]) -> dict[str, Any]:
    return {
        "district": DISTRICT,
        "account": "6222000012345678",
        "account_name": made["name"],
        "clerk_name": "张经办",
        **{name: made[name] for name in ("name", "platform_number", "bank_name")},
    }
