"""An offering keeps to the pack that its district has adopted."""

from typing import Any
from uuid import uuid4

DISTRICT = "/3401/340104"
TERM = "2026-spring"


async def test_adopts_a_pack_once_with_all_its_parameters(city: Any) -> None:
    await city.import_city(1)
    officer = ("district-officer", DISTRICT)
    body = {"term": TERM, "first_on": "2026-03-02", "last_on": "2026-06-26"}
    nowhere = await city.call("POST", "/v1/terms", "district-officer", "/3401/340199", json=body, expect=404)
    assert nowhere["code"] == "enrolment.organisation_unknown"
    await city.call("POST", "/v1/terms", *officer, json=body)
    url = f"/v1/terms/{TERM}/adoption"
    digest = await city.digest_of_pack("hefei")
    faulty = await city.call("POST", url, *officer, json={"pack_id": "hefei", "digest": digest}, expect=422)
    assert faulty["code"] == "rulebook.parameters_invalid"
    other = {"pack_id": "hefei", "digest": "0" * 64, "parameters": {}}
    unseen = await city.call("POST", url, *officer, json=other, expect=412)
    assert (unseen["code"], unseen["params"]) == ("kernel.content_changed", {"digest": digest})
    assert await city.events("PackAdopted") == []
    from_file = await city.call("POST", url, *officer, json={"pack_id": "nowhere", "digest": digest}, expect=409)
    assert from_file["code"] == "enrolment.pack_unknown"


async def test_refuses_an_offering_outside_the_rules(city: Any) -> None:
    await city.import_city(1)
    await city.open_term()
    base = {
        "term": TERM, "product": "care", "title": "托管", "grades": [], "seats": 10, "weekdays": [1],
        "starts_at": "16:00",
        "ends_at": "18:30", "content": "x", "place": "x", "safety": "x", "complaint_phone": "123",
    }  # fmt: skip
    late = await city.call("POST", "/v1/offerings", "school-administrator", json=base, expect=409)
    assert (late["code"], late["params"]["clause"]) == ("enrolment.offering_outside_window", "R06")
    sunday = {**base, "ends_at": "17:30", "weekdays": [7]}
    answer = await city.call("POST", "/v1/offerings", "school-administrator", json=sunday, expect=409)
    assert answer["code"] == "enrolment.weekday_not_served"
    bare = {**base, "ends_at": "17:30", "product": "course"}
    answer = await city.call("POST", "/v1/offerings", "school-administrator", json=bare, expect=422)
    assert answer["code"] == "enrolment.course_needs_contract"
    foreign = {**bare, "contract_id": str(uuid4()), "course_id": str(uuid4())}
    answer = await city.call("POST", "/v1/offerings", "school-administrator", json=foreign, expect=409)
    assert answer["code"] == "enrolment.course_not_contracted"
    _, contract, course = await city.contract(title="天价课", price=60001)
    dear = {**bare, "contract_id": str(contract), "course_id": str(course)}
    answer = await city.call("POST", "/v1/offerings", "school-administrator", json=dear, expect=409)
    assert (answer["code"], answer["params"]["clause"]) == ("enrolment.offering_price_not_allowed", "R15-price")


async def test_publishes_no_offering_of_a_vendor_that_is_not_listed(city: Any) -> None:
    await city.import_city(1)
    await city.open_term()
    _, contract, course = await city.contract()
    city.standing.listed, city.standing.reason_code = False, "licence_expired"
    body = {
        "term": TERM, "product": "course", "title": "x", "grades": [], "seats": 10, "weekdays": [2],
        "starts_at": "16:00",
        "ends_at": "17:30", "content": "x", "place": "x", "safety": "x", "complaint_phone": "123",
        "contract_id": str(contract), "course_id": str(course),
    }  # fmt: skip
    drafted = await city.call("POST", "/v1/offerings", "school-administrator", json=body)
    answer = await city.publish(drafted["offering_id"], expect=409)
    assert (answer["code"], answer["params"]["reason"]) == ("enrolment.vendor_not_listed", "licence_expired")


async def test_publishes_an_offering_at_the_price_that_was_shown_and_no_other(city: Any) -> None:
    await city.import_city(1)
    await city.open_term()
    _, contract, course = await city.contract()
    body = {
        "term": TERM, "product": "course", "title": "x", "grades": [], "seats": 10, "weekdays": [2],
        "starts_at": "16:00",
        "ends_at": "17:30", "content": "x", "place": "x", "safety": "x", "complaint_phone": "123",
        "contract_id": str(contract), "course_id": str(course),
    }  # fmt: skip
    drafted = await city.call("POST", "/v1/offerings", "school-administrator", json=body)
    [listed] = (await city.call("GET", f"/v1/offerings?term={TERM}", "principal"))["items"]
    due = listed["price_fen"] + listed["consumables_fen"]
    assert (listed["version"], due) == (drafted["version"], drafted["price_fen"] + drafted["consumables_fen"])
    other = await city.publish(drafted["offering_id"], json={"amount_fen": due + 1}, expect=412)
    assert (other["code"], other["params"]) == ("kernel.amount_changed", {"amount_fen": due})
    stale = await city.publish(drafted["offering_id"], shown={"version": listed["version"] + 1}, expect=412)
    assert stale["code"] == "kernel.precondition_failed"
    url = f"/v1/offerings/{drafted['offering_id']}/publication"
    unseen = await city.call("POST", url, "principal", json={"amount_fen": due}, expect=428)
    assert unseen["code"] == "chassis.precondition_required"
    assert await city.events("OfferingPublished") == []
    published = await city.publish(drafted["offering_id"])
    assert (published["state"], published["version"]) == ("published", listed["version"] + 1)
