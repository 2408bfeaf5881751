"""Whatever happens at once, one thing happens once."""

import asyncio
from typing import Any

DISTRICT = "/3401/340104"
SCHOOL = "/3401/340104/2134010001"
OFFICER = f"district-officer@{DISTRICT}"


async def test_contracts_a_course_once_when_two_draft_it(world: Any) -> None:
    vendor = await world.vendor()
    await world.listed(vendor)
    body = {"vendor_id": vendor["id"], "term": "2026-spring", "courses": [{"course_id": vendor["course"]["id"]}]}
    calls = [
        world.call("POST", "/v1/contracts", f"school-administrator@{SCHOOL}", who=f"admin-{n}", json=body)
        for n in range(5)
    ]
    answers = await asyncio.gather(*calls)
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]
    kept = await world.get("/v1/contracts", f"school-administrator@{SCHOOL}")
    assert len(kept["items"]) == 1


async def test_frees_a_course_when_its_draft_is_taken_back(world: Any) -> None:
    vendor = await world.vendor()
    await world.listed(vendor)
    first = await world.contract(vendor)
    await world.post(f"/v1/contracts/{first['id']}/cancellation", f"school-administrator@{SCHOOL}")
    assert (await world.contract(vendor))["state"] == "draft"


async def test_makes_the_list_once_when_two_officers_do(world: Any) -> None:
    vendor = await world.vendor()
    round_ = await world.round(days=1)
    await world.approve(await world.apply(round_, vendor))
    world.clock.advance(days=2)
    await world.carry_out(round_, "publicity")
    world.clock.advance(days=7)
    path, seen = f"/v1/rounds/{round_['id']}/listing", {"digest": (await world.result(round_))["digest"]}
    calls = [world.call("POST", path, OFFICER, who=f"o-{n}", json=seen) for n in range(4)]
    answers = await asyncio.gather(*calls)
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert len(await world.events("VendorListed")) == 1


async def test_takes_one_word_of_each_office_when_two_speak(world: Any) -> None:
    round_ = await world.round(days=1)
    application = await world.apply(round_, await world.vendor())
    path = f"/v1/applications/{application['id']}/reviews"
    calls = [
        world.call("POST", path, f"police-officer@{DISTRICT}", who=f"p-{n}", json={"decision": "approve"})
        for n in range(4)
    ]
    answers = await asyncio.gather(*calls)
    # Whoever read before the first spoke is told that it moved on, whoever read after it that the office has spoken.
    codes = sorted(answer.status_code for answer in answers)
    assert (codes[0], set(codes[1:]) <= {409, 412}, len(codes)) == (201, True, 4)


async def test_lets_one_person_claim_a_code_once_when_they_send_it_twice(world: Any) -> None:
    number = 91110000802100433
    body = {
        "uscc": f"{number}B",
        "district": "/3401/340104",
        "name": "甲",
        "platform_number": "P1",
        "bank_name": "行",
        "account": "6222000012345678",
        "account_name": "甲",
        "clerk_name": "张",
    }
    calls = [
        world.call("POST", "/v1/vendors", "vendor-applicant@/vendor-applicant", who="a", json=body) for n in range(4)
    ]
    answers = await asyncio.gather(*calls)
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_never_leaves_a_contract_in_force_with_a_vendor_that_is_out(world: Any) -> None:
    vendor = await world.vendor()
    await world.listed(vendor)
    drafted = await world.contract(vendor)
    path = f"/v1/contracts/{drafted['id']}/signature"
    signing = {"digest": drafted["digest"]}
    await world.post(path, f"principal@{SCHOOL}", signing)
    suspension = f"/v1/vendors/{vendor['id']}/suspension"
    proposed = await world.post(suspension, OFFICER, {"kind": "suspended", "reason": "x"}, who="a")
    seen = {"suspension_id": proposed["id"]}
    await asyncio.gather(
        world.call("POST", path, vendor["clerk"], who=vendor["applicant"], json=signing),
        world.call("POST", f"{suspension}/approval", OFFICER, who="b", json=seen),
    )
    shown = await world.get(f"/v1/contracts/{drafted['id']}", f"principal@{SCHOOL}")
    assert shown["state"] in ("ended", "cancelled")
    assert len(await world.events("ContractSigned")) == len(await world.events("ContractEnded"))


async def test_answers_a_repeated_request_as_the_first_time(world: Any) -> None:
    vendor = await world.vendor()
    path = f"/v1/vendors/{vendor['id']}/courses"
    body = world.course("合唱")
    first = await world.call("POST", path, vendor["clerk"], who=vendor["applicant"], json=body, key="same-key-1")
    second = await world.call("POST", path, vendor["clerk"], who=vendor["applicant"], json=body, key="same-key-1")
    assert first.json() == second.json()
    assert len(await world.events("CourseFiled")) == 2
