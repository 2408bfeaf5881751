"""A code is held by the vendor whose licence and registrant a market office has seen, and by nobody before."""

import asyncio
from typing import Any

import pytest

DISTRICT, OTHER = "/3401/340104", "/3401/340103"
APPLICANT = "vendor-applicant@/vendor-applicant"
MARKET = f"market-officer@{DISTRICT}"
CODES = ("91110000802100433B", "91340100MA2U00001M", "91340104MA2U00002J")
CODE = CODES[0]


async def register(world: Any, who: str, uscc: str = CODE, **other: Any) -> Any:
    body = {
        "uscc": uscc,
        "district": DISTRICT,
        "name": f"甲{who}",
        "platform_number": "P1",
        "bank_name": "行",
        "account": "6222000012345678",
        "account_name": f"甲{who}",
        "clerk_name": "张",
        **other,
    }
    return await world.call("POST", "/v1/vendors", APPLICANT, who=who, json=body)


async def registered(world: Any, who: str, uscc: str = CODE) -> dict[str, Any]:
    """A vendor with its business licence on file."""
    answer = await register(world, who, uscc)
    assert answer.status_code == 201, answer.text
    vendor = {**answer.json(), "clerk": APPLICANT, "applicant": who}
    await world.licence(vendor, "business", days=400)
    return vendor


async def test_answers_the_real_company_although_a_squatter_came_first(world: Any) -> None:
    squatter = await registered(world, "squatter")
    company = await registered(world, "company")
    assert await world.events("VendorRegistered") == []
    assert (await world.confirm(company["id"])).json()["state"] == "confirmed"
    (told,) = await world.events("VendorRegistered")
    assert told.vendor_id == company["id"]
    late = await world.confirm(squatter["id"])
    assert (late.status_code, late.json()["code"]) == (409, "vendor_registry.already_registered")
    assert (await register(world, "third")).json()["code"] == "vendor_registry.already_registered"
    # Who claimed beside it sees so, and may register others.
    [lost] = (await world.get("/v1/vendors", APPLICANT, who="squatter"))["items"]
    assert lost["state"] == "superseded"
    assert [(await register(world, "squatter", code)).status_code for code in CODES[1:]] == [201, 201]
    # The clerk at that code sees and changes only the confirmed vendor.
    clerk = f"vendor-clerk@/vendor/{CODE}"
    seen = await world.get("/v1/vendors", clerk, who="company")
    assert [one["id"] for one in seen["items"]] == [company["id"]]
    assert (await world.call("GET", f"/v1/vendors/{squatter['id']}", clerk, who="company")).status_code == 404


async def test_gives_no_role_and_no_name_before_an_office_has_seen_the_licence(world: Any) -> None:
    vendor = await registered(world, "a")
    clerk = f"vendor-clerk@/vendor/{CODE}"
    assert (await world.call("GET", f"/v1/vendors/{vendor['id']}", clerk, who="a")).status_code == 404
    path = f"/v1/vendors/{vendor['id']}/confirmation"
    dossier = await world.get(f"/v1/vendors/{vendor['id']}", MARKET)
    licence = dossier["licences"][0]["id"]
    full = {"licence_id": licence, "registrant_acts_for_vendor": True}
    for body in (
        {"licence_id": licence},
        {"registrant_acts_for_vendor": True},
        {**full, "registrant_acts_for_vendor": False},
    ):
        assert (await world.call("POST", path, MARKET, json=body)).status_code == 422
    strange = await world.call("POST", path, MARKET, json={**full, "licence_id": vendor["id"]})
    assert strange.json()["code"] == "vendor_registry.business_licence_missing"
    for role in (f"market-officer@{OTHER}", f"district-officer@{DISTRICT}", APPLICANT):
        assert (await world.call("POST", path, role, who="a", json=full)).status_code in (403, 404), role
    assert await world.events("VendorRegistered") == []
    people = f"/v1/vendors/{vendor['id']}/instructors"
    early = await world.call("POST", people, APPLICANT, who="a", json=world.instructor(1))
    assert (early.status_code, early.json()["code"]) == (409, "vendor_registry.vendor_not_confirmed")
    assert (await world.call("POST", path, MARKET, json=full)).status_code == 200
    assert (await world.call("POST", path, MARKET, json=full)).status_code == 200
    assert len(await world.events("VendorRegistered")) == 1


async def test_confirms_no_vendor_that_filed_another_licence_since_it_was_shown(world: Any) -> None:
    vendor = await registered(world, "a")
    path, shown = f"/v1/vendors/{vendor['id']}", await world.get(f"/v1/vendors/{vendor['id']}", MARKET)
    seen = {"licence_id": shown["licences"][0]["id"], "registrant_acts_for_vendor": True}
    await world.licence(vendor, "business", days=900)
    stale = await world.call("POST", f"{path}/confirmation", MARKET, json=seen, version=shown["version"])
    assert (stale.status_code, stale.json()["code"]) == (412, "kernel.precondition_failed")
    assert await world.events("VendorRegistered") == []
    assert (await world.get(path, MARKET))["state"] == "waiting"
    assert (await world.confirm(vendor["id"])).json()["state"] == "confirmed"


async def test_confirms_nobody_on_a_licence_that_was_refused_or_has_ended(world: Any) -> None:
    for who, code, days, refused in (("a", CODES[0], 400, True), ("b", CODES[1], -1, False)):
        vendor = {**(await register(world, who, code)).json(), "clerk": APPLICANT, "applicant": who}
        await world.licence(vendor, "business", days=days)
        if refused:
            [paper] = (await world.get(f"/v1/vendors/{vendor['id']}", MARKET))["licences"]
            place = f"/v1/vendors/{vendor['id']}/licences/{paper['id']}/refusal"
            await world.post(place, MARKET, {"reason": "执照查无"})
        answer = await world.confirm(vendor["id"])
        assert (answer.status_code, answer.json()["code"]) == (409, "vendor_registry.business_licence_not_in_force")
    assert await world.events("VendorRegistered") == []


async def test_lets_no_officer_decide_on_a_vendor_of_their_own(world: Any) -> None:
    vendor = await registered(world, "a")
    [licence] = (await world.get(f"/v1/vendors/{vendor['id']}", MARKET))["licences"]
    own = f"/v1/vendors/{vendor['id']}"
    seen = {"licence_id": licence["id"], "registrant_acts_for_vendor": True}
    answers = [await world.call("POST", f"{own}/confirmation", MARKET, who="a", json=seen)]
    assert (await world.confirm(vendor["id"])).status_code == 200
    course = await world.post(f"{own}/courses", APPLICANT, world.course("合唱"), who="a")
    applied = await world.apply(await world.round(days=1), {**vendor, "course": course})
    place = f"{own}/licences/{licence['id']}"
    police = f"police-officer@{DISTRICT}"
    person = await world.post(f"{own}/instructors", APPLICANT, world.instructor(1), who="a")
    proof = f"{own}/instructors/{person['person_id']}/clearances/confirmation"
    for path, role, body in (
        (f"/v1/applications/{applied['id']}/reviews", police, {"decision": "approve"}),
        (f"/v1/applications/{applied['id']}/reviews", police, {"decision": "refuse", "reason": "材料不全"}),
        (f"{place}/confirmation", MARKET, None),
        (f"{place}/refusal", MARKET, {"reason": "执照查无"}),
        (proof, police, {name: person["clearance"][name] for name in ("checked_on", "reference")}),
    ):
        answers.append(await world.call("POST", path, role, who="a", json=body, version=applied["version"]))
    assert {(one.status_code, one.json()["code"]) for one in answers} == {(403, "kernel.same_person_twice")}


async def test_lets_no_office_approve_what_nobody_has_confirmed(world: Any) -> None:
    vendor = await registered(world, "a")
    course = await world.post(f"/v1/vendors/{vendor['id']}/courses", APPLICANT, world.course("合唱"), who="a")
    round_ = await world.round()
    applied = await world.apply(round_, {**vendor, "course": course})
    path = f"/v1/applications/{applied['id']}/reviews"
    refused = await world.call("POST", path, f"district-officer@{DISTRICT}", json={"decision": "approve"})
    assert (refused.status_code, refused.json()["code"]) == (409, "vendor_registry.vendor_not_confirmed")


async def test_bounds_what_one_account_claims_at_a_time(world: Any) -> None:
    answers = await asyncio.gather(*(register(world, "a", code) for code in CODES))
    assert sorted(answer.status_code for answer in answers) == [201, 201, 409]
    assert {answer.json().get("code") for answer in answers if answer.status_code == 409} == {
        "vendor_registry.too_many_registrations"
    }


async def test_confirms_one_of_two_when_two_offices_confirm_at_once(world: Any) -> None:
    first, second = await registered(world, "a"), await registered(world, "b")
    answers = await asyncio.gather(*(world.confirm(one["id"]) for one in (first, second)))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert len(await world.events("VendorRegistered")) == 1


@pytest.mark.parametrize("district", ["/3401", "/3401/340199", "/3401/340104/2134010001", "x"])
async def test_asks_for_a_district_that_there_is(world: Any, district: str) -> None:
    assert (await register(world, "a", district=district)).status_code == 422
