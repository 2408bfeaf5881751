"""A contract needs a listed vendor at each step and the pack's ceiling; people are heard of only while cleared."""

from typing import Any

DISTRICT = "/3401/340104"
SCHOOL = "/3401/340104/2134010001"
OTHER_SCHOOL = "/3401/340104/2134010002"
ADMINISTRATOR = f"school-administrator@{SCHOOL}"
TERM = "2026-spring"


async def test_refuses_a_course_dearer_than_the_pack_lets_a_term_cost(world: Any) -> None:
    vendor = await world.vendor()
    path = f"/v1/vendors/{vendor['id']}/courses"
    dear = {**world.course("管弦乐", price=60_001), "market_price_fen": 100_000}
    vendor["course"] = await world.post(path, vendor["clerk"], dear, who=vendor["applicant"])
    await world.listed(vendor)
    body = {"vendor_id": vendor["id"], "term": TERM, "courses": [{"course_id": vendor["course"]["id"]}]}
    answer = await world.call("POST", "/v1/contracts", ADMINISTRATOR, json=body)
    assert answer.json()["code"] == "vendor_registry.price_above_cap"
    assert answer.json()["params"]["clause"].startswith("hefei@")
    body["courses"][0]["price_fen"] = 60_000
    assert (await world.post("/v1/contracts", ADMINISTRATOR, body))["courses"][0]["price_fen"] == 60_000


async def test_refuses_a_course_for_which_the_vendor_was_not_reviewed(world: Any) -> None:
    vendor = await world.vendor()
    await world.listed(vendor)
    path = f"/v1/vendors/{vendor['id']}/courses"
    later = await world.post(path, vendor["clerk"], world.course("后来的课程"), who=vendor["applicant"])
    body = {"vendor_id": vendor["id"], "term": TERM, "courses": [{"course_id": later["id"]}]}
    answer = await world.call("POST", "/v1/contracts", ADMINISTRATOR, json=body)
    assert answer.json()["code"] == "vendor_registry.course_not_listed"


async def test_refuses_the_signature_once_the_vendor_is_out_even_before_the_daily_job(world: Any) -> None:
    vendor = await world.vendor(licence_days=20)
    await world.listed(vendor)
    drafted = await world.contract(vendor)
    world.clock.advance(days=30)
    answer = await world.call("POST", f"/v1/contracts/{drafted['id']}/signature", f"principal@{SCHOOL}")
    assert (answer.status_code, answer.json()["code"]) == (409, "vendor_registry.not_listed")
    assert answer.json()["params"]["reason"] == "licence_expired"
    await world.daily()
    shown = await world.get(f"/v1/contracts/{drafted['id']}", ADMINISTRATOR)
    assert (shown["state"], shown["allowed_actions"]) == ("cancelled", [])
    assert await world.events("ContractEnded") == []


async def test_lets_two_schools_contract_the_same_course_and_see_their_own_only(world: Any) -> None:
    vendor = await world.vendor()
    await world.listed(vendor)
    first = await world.signed(vendor)
    second = await world.signed(vendor, school=OTHER_SCHOOL)
    for school, mine in ((SCHOOL, first), (OTHER_SCHOOL, second)):
        shown = await world.get("/v1/contracts", f"school-accountant@{school}")
        assert [each["id"] for each in shown["items"]] == [mine["id"]]
    both = await world.get("/v1/contracts?limit=1", f"finance-officer@{DISTRICT}")
    rest = await world.get(f"/v1/contracts?limit=1&cursor={both['next']}", f"finance-officer@{DISTRICT}")
    assert {both["items"][0]["id"], rest["items"][0]["id"]} == {first["id"], second["id"]}
    assert rest["next"] is None


async def test_tells_of_an_instructor_once_cleared_and_when_barred_or_gone(world: Any) -> None:
    vendor = await world.vendor(cleared=False)
    assert await world.events("InstructorFiled") == []
    person = f"/v1/vendors/{vendor['id']}/instructors/{vendor['instructor']['person_id']}"
    clear = {"result": "clear", "checked_on": "2026-02-20", "reference": "r"}
    await world.post(f"{person}/clearances", vendor["clerk"], clear)
    await world.post(f"{person}/clearances", vendor["clerk"], {**clear, "result": "found", "checked_on": "2026-02-24"})
    await world.post(f"{person}/departure", vendor["clerk"])
    told = [(each.cleared_from, each.cleared_until) for each in await world.events("InstructorFiled")]
    assert told == [("2026-02-20", "2027-02-19"), ("2026-02-24", "2026-02-23"), ("2026-02-24", "2026-02-23")]
    assert (await world.get(f"/v1/vendors/{vendor['id']}", vendor["clerk"]))["instructors"] == []


async def test_takes_an_incomplete_application_again_while_the_window_is_open(world: Any) -> None:
    vendor = await world.vendor(cleared=False)
    round_ = await world.round()
    first = await world.apply(round_, vendor)
    assert first["state"] == "incomplete"
    person = f"/v1/vendors/{vendor['id']}/instructors/{vendor['instructor']['person_id']}"
    clear = {"result": "clear", "checked_on": "2026-02-20", "reference": "r"}
    await world.post(f"{person}/clearances", vendor["clerk"], clear)
    second = await world.apply(round_, vendor)
    assert (second["id"], second["state"], second["shortcomings"]) == (first["id"], "complete", [])


async def test_says_what_the_district_may_do_next_and_what_stands_in_the_way(world: Any) -> None:
    round_ = await world.round(days=1)
    assert round_["blocked_by"]["code"] == "vendor_registry.window_still_open"
    world.clock.advance(days=2)
    path, officer = f"/v1/rounds/{round_['id']}", f"district-officer@{DISTRICT}"
    shown = await world.get(path, officer)
    assert (shown["allowed_actions"], shown["blocked_by"]) == (["publicity"], None)
    assert (await world.get(path, "vendor-applicant@/vendor-applicant"))["allowed_actions"] == []
