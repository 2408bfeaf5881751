"""Whoever carries out, signs or confirms what others prepared names what was shown; anything else changes nothing."""

from typing import Any

import pytest

from testkit.access import fingerprint

DISTRICT = "/3401/340104"
SCHOOL = "/3401/340104/2134010001"
OFFICER, POLICE, MARKET = (f"{role}@{DISTRICT}" for role in ("district-officer", "police-officer", "market-officer"))
PRINCIPAL, ADMINISTRATOR = f"principal@{SCHOOL}", f"school-administrator@{SCHOOL}"
OTHER = "0" * 64


async def refused(world: Any, path: str, role: str, body: dict[str, Any], **more: Any) -> tuple[int, str]:
    """How it is refused, once nothing is found to have changed."""
    before = await fingerprint(world.service.database)
    answer = await world.call("POST", path, role, json=body, **more)
    assert await fingerprint(world.service.database) == before
    return answer.status_code, answer.json()["code"]


CHANGED = (412, "kernel.content_changed")


async def test_puts_on_display_the_result_that_was_shown_and_no_other(world: Any) -> None:
    round_ = await world.round(days=1)
    good = await world.apply(round_, await world.vendor())
    await world.approve(good)
    doubtful = await world.apply(round_, await world.vendor())
    for role in ("district-officer", "police-officer", "culture-officer"):
        await world.post(f"/v1/applications/{doubtful['id']}/reviews", f"{role}@{DISTRICT}", {"decision": "approve"})
    world.clock.advance(days=2)
    shown = await world.result(round_)
    assert {one["application_id"]: one["reviews_missing"] for one in shown["verdicts"]} == {
        good["id"]: 0,
        doubtful["id"]: 1,
    }
    word = {"decision": "refuse", "reason": "执照查无"}
    await world.post(f"/v1/applications/{doubtful['id']}/reviews", MARKET, word)
    path = f"/v1/rounds/{round_['id']}/publicity"
    for digest in (shown["digest"], OTHER):
        assert await refused(world, path, OFFICER, {"digest": digest}) == CHANGED
    present = await world.result(round_)
    assert {one["application_id"]: one["reason_code"] for one in present["verdicts"]} == {
        good["id"]: None,
        doubtful["id"]: "refused_by_market",
    }
    assert (await world.post(path, OFFICER, {"digest": present["digest"]}))["state"] == "publicity"


@pytest.mark.parametrize("upheld", [True, False])
async def test_makes_the_list_that_was_shown_and_no_other(world: Any, upheld: bool) -> None:
    vendor = await world.vendor(licence_days=400 if upheld else 4)
    round_ = await world.round(days=1)
    await world.approve(await world.apply(round_, vendor))
    world.clock.advance(days=2)
    await world.carry_out(round_, "publicity")
    objection = {"vendor_id": vendor["id"], "text": "价格不实"}
    raised = await world.post(f"/v1/rounds/{round_['id']}/objections", "guardian@/family", objection)
    shown = await world.result(round_)
    assert ([one["reason_code"] for one in shown["verdicts"]], shown["objections_open"]) == ([None], 1)
    answer = {"upheld": upheld, "reason": "查核"}
    await world.post(f"/v1/objections/{raised['id']}/decision", OFFICER, answer)
    # A dismissed objection changes nothing, but the licence runs out meanwhile.
    world.clock.advance(days=7)
    path = f"/v1/rounds/{round_['id']}/listing"
    assert await refused(world, path, OFFICER, {"digest": shown["digest"]}) == CHANGED
    present = await world.result(round_)
    assert [one["reason_code"] for one in present["verdicts"]] == ["objection_upheld" if upheld else "licence_expired"]
    assert (await world.post(path, OFFICER, {"digest": present["digest"]}))["state"] == "listed"
    assert await world.events("VendorListed") == []


async def test_signs_the_contract_that_was_shown_and_no_other(world: Any) -> None:
    vendor = await world.vendor()
    await world.listed(vendor)
    dear = await world.contract(vendor)
    await world.post(f"/v1/contracts/{dear['id']}/cancellation", ADMINISTRATOR)
    courses = [{"course_id": vendor["course"]["id"], "price_fen": 29_999}]
    wanted = {"vendor_id": vendor["id"], "term": "2026-spring", "courses": courses}
    drafted = await world.post("/v1/contracts", ADMINISTRATOR, wanted)
    assert drafted["digest"] != dear["digest"]
    path = f"/v1/contracts/{drafted['id']}/signature"
    assert await refused(world, path, PRINCIPAL, {"digest": dear["digest"]}) == CHANGED
    await world.post(path, PRINCIPAL, {"digest": drafted["digest"]})
    half = {"digest": dear["digest"]}
    assert await refused(world, path, vendor["clerk"], half, who=vendor["applicant"]) == CHANGED
    signed = await world.post(path, vendor["clerk"], {"digest": drafted["digest"]}, who=vendor["applicant"])
    assert (signed["state"], signed["digest"]) == ("signed", drafted["digest"])
    assert len(await world.events("ContractSigned")) == 1


async def test_confirms_the_proof_that_was_shown_and_none_of_the_same_day(world: Any) -> None:
    vendor = await world.vendor()
    await world.listed(vendor)
    person = f"/v1/vendors/{vendor['id']}/instructors/{vendor['instructor']['person_id']}"
    today = str(world.clock.today())
    for reference in ("公查0001", "公查0002"):
        renewed = {"result": "clear", "checked_on": today, "reference": reference}
        await world.post(f"{person}/clearances", vendor["clerk"], renewed)
    path, seen = f"{person}/clearances/confirmation", {"checked_on": today, "reference": "公查0001"}
    assert await refused(world, path, POLICE, seen) == (409, "vendor_registry.clearance_not_on_file")
    (shown,) = (await world.get(f"/v1/vendors/{vendor['id']}", POLICE))["instructors"]
    assert shown["clearance"]["reference"] == "公查0002"
    assert (await world.post(path, POLICE, {**seen, "reference": "公查0002"}))["is_confirmed"]


async def test_shows_references_and_registrants_to_those_alone_who_confirm_them(world: Any) -> None:
    vendor = await world.vendor()
    await world.listed(vendor)
    shown = {}
    for reader in (vendor["clerk"], POLICE, MARKET, OFFICER, "auditor@/3401"):
        dossier = await world.get(f"/v1/vendors/{vendor['id']}", reader)
        shown[reader] = (dossier["instructors"][0]["clearance"]["reference"], dossier["registrant"])
    assert shown == {
        vendor["clerk"]: ("C-1", None),
        POLICE: ("C-1", None),
        MARKET: (None, "张经办1"),
        OFFICER: (None, None),
        "auditor@/3401": (None, None),
    }
