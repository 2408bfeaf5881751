"""A contract needs a listed vendor at each step and the pack's ceiling; people are heard of only while cleared."""

from datetime import timedelta
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
    path, seen = f"/v1/contracts/{drafted['id']}/signature", {"digest": drafted["digest"]}
    answer = await world.call("POST", path, f"principal@{SCHOOL}", json=seen)
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


async def told(world: Any) -> list[tuple[str, str, str]]:
    return [(each.person_id, each.cleared_from, each.cleared_until) for each in await world.events("InstructorFiled")]


async def test_tells_of_the_instructors_of_a_dossier_once_the_police_office_has_passed_it(world: Any) -> None:
    vendor = await world.vendor()
    application = await world.apply(await world.round(), vendor)
    reviews = f"/v1/applications/{application['id']}/reviews"
    await world.post(reviews, f"district-officer@{DISTRICT}", {"decision": "approve"})
    world.clock.advance(minutes=5)
    # Filed after the vendor applied, so that no office has looked at it.
    people = f"/v1/vendors/{vendor['id']}/instructors"
    await world.post(people, vendor["clerk"], world.instructor(99), who=vendor["applicant"])
    assert await told(world) == []
    await world.post(reviews, f"police-officer@{DISTRICT}", {"decision": "approve"})
    assert await told(world) == [(vendor["instructor"]["person_id"], "2026-02-14", "2027-02-13")]


async def test_keeps_an_instructor_unheard_of_whose_dossier_the_police_office_refuses(world: Any) -> None:
    vendor = await world.vendor()
    application = await world.apply(await world.round(), vendor)
    refusal = {"decision": "refuse", "reason": "查询结果不符"}
    await world.post(f"/v1/applications/{application['id']}/reviews", f"police-officer@{DISTRICT}", refusal)
    assert await told(world) == []


async def test_tells_of_a_later_instructor_and_of_a_renewal_once_a_police_officer_confirms(world: Any) -> None:
    vendor = await world.vendor()
    await world.listed(vendor)
    before = len(await told(world))
    people = f"/v1/vendors/{vendor['id']}/instructors"
    later = await world.post(people, vendor["clerk"], world.instructor(99), who=vendor["applicant"])
    person, day = f"{people}/{later['person_id']}", later["clearance"]["checked_on"]
    assert (later["clearance"]["is_confirmed"], len(await told(world))) == (False, before)

    police, confirmation = f"police-officer@{DISTRICT}", f"{person}/clearances/confirmation"
    seen = {"checked_on": day, "reference": later["clearance"]["reference"]}
    other = await world.call("POST", confirmation, police, json={**seen, "checked_on": "2026-01-01"})
    assert (other.status_code, other.json()["code"]) == (409, "vendor_registry.clearance_not_on_file")
    for _ in range(2):
        assert (await world.post(confirmation, police, seen))["is_confirmed"]
    assert [each[:2] for each in (await told(world))[before:]] == [(later["person_id"], day)]

    today = str(world.clock.today())
    renewed = {"result": "clear", "checked_on": today, "reference": "r"}
    await world.post(f"{person}/clearances", vendor["clerk"], renewed)
    assert len(await told(world)) == before + 1
    await world.post(confirmation, police, {"checked_on": today, "reference": "r"})
    assert (await told(world))[-1][:2] == (later["person_id"], today)


async def test_keeps_no_vendor_by_a_proof_that_the_police_office_has_not_seen(world: Any) -> None:
    vendor = await world.vendor()
    await world.listed(vendor, listing_days=600)
    for kind in ("business", "sector", "insurance"):
        filed = await world.licence(vendor, kind, days=900)
        path = f"/v1/vendors/{vendor['id']}/licences/{filed.json()['id']}/confirmation"
        await world.post(path, f"district-officer@{DISTRICT}")
    person = f"/v1/vendors/{vendor['id']}/instructors/{vendor['instructor']['person_id']}"
    while str(world.clock.today()) < "2027-02-13":
        world.clock.advance(days=1)
    today = str(world.clock.today())
    # The proof of 14 February 2026 counts through today, whatever is filed meanwhile.
    await world.post(
        f"{person}/clearances", vendor["clerk"], {"result": "clear", "checked_on": today, "reference": "r"}
    )
    assert await world.daily() == 0
    (shown,) = (await world.get(f"/v1/vendors/{vendor['id']}", vendor["clerk"]))["instructors"]
    assert (shown["clearance"]["is_confirmed"], shown["cleared_until"]) == (False, today)
    world.clock.advance(days=1)
    assert await world.daily() == 1


async def test_keeps_a_vendor_whose_renewed_proof_the_police_office_has_confirmed(world: Any) -> None:
    vendor = await world.vendor()
    await world.listed(vendor)
    today = str(world.clock.today())
    person = f"/v1/vendors/{vendor['id']}/instructors/{vendor['instructor']['person_id']}"
    renewed = {"result": "clear", "checked_on": today, "reference": "r"}
    await world.post(f"{person}/clearances", vendor["clerk"], renewed)
    await world.post(
        f"{person}/clearances/confirmation", f"police-officer@{DISTRICT}", {"checked_on": today, "reference": "r"}
    )
    (shown,) = (await world.get(f"/v1/vendors/{vendor['id']}", vendor["clerk"]))["instructors"]
    assert shown["cleared_until"] == shown["clearance"]["valid_until"]
    await world.post(f"{person}/clearances", vendor["clerk"], {**renewed, "result": "found"})
    assert await world.daily() == 1


async def test_tells_at_once_that_an_instructor_is_barred_or_gone(world: Any) -> None:
    vendor = await world.vendor()
    await world.listed(vendor)
    today = world.clock.today()
    until = str(today - timedelta(days=1))
    person = f"/v1/vendors/{vendor['id']}/instructors/{vendor['instructor']['person_id']}"
    found = {"result": "found", "checked_on": str(today), "reference": "r"}
    await world.post(f"{person}/clearances", vendor["clerk"], found)
    await world.post(f"{person}/departure", vendor["clerk"])
    assert [each[1:] for each in (await told(world))[-2:]] == [(str(today), until)] * 2
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
