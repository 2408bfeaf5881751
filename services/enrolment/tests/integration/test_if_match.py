"""Whoever decides names what was shown, and is told when somebody else was faster."""

from typing import Any

DISTRICT = "/3401/340104"
TERM = "2026-spring"
APPROVALS = f"/v1/schools/2134010001/terms/{TERM}/approvals"


async def decide(city: Any, url: str, role: str, version: object, json: Any = None, **more: Any) -> Any:
    headers = {**city.headers(role, **more), "If-Match": f'"{version}"'}
    return await city.client.post(url, headers=headers, json=json)


async def test_decides_nothing_for_who_does_not_say_what_was_shown(city: Any) -> None:
    await city.apply_for_all(await city.open_for_applying(1))
    seen = await the_application(city)
    url = f"/v1/applications/{seen['application_id']}"
    for address, role, who, body in (
        (f"{url}/review", "class-teacher", "teacher-1", {"verdict": "approve"}),
        (f"{url}/approval", "principal", None, None),
    ):
        unseen = await city.call("POST", address, role, who=who, json=body, expect=428)
        assert unseen["code"] == "chassis.precondition_required"
    blind = {"reviews": [{"application_id": seen["application_id"], "verdict": "approve"}]}
    await city.call("POST", "/v1/review-queue/reviews", "class-teacher", who="teacher-1", json=blind, expect=422)
    assert await the_application(city) == seen


async def test_approves_no_application_that_came_after_the_list_was_shown(city: Any) -> None:
    offered = await city.open_for_applying(2)
    everybody, city.children = city.children, city.children[:1]
    await city.apply_for_all(offered)
    queue = await city.call("GET", f"/v1/review-queue?term={TERM}", "class-teacher", who="teacher-1")
    shown = await city.call("GET", APPROVALS, "principal")
    assert shown["waiting"] == 0
    for one in queue["items"]:
        url = f"/v1/applications/{one['application_id']}/review"
        await city.call("POST", url, "class-teacher", who="teacher-1", json={"verdict": "approve"}, shown=one)
    stale = await city.call("POST", APPROVALS, "principal", json={"digest": shown["digest"]}, expect=412)
    assert stale["code"] == "enrolment.applications_changed"
    shown = await city.call("GET", APPROVALS, "principal")
    done = await city.call("POST", APPROVALS, "principal", json={"digest": shown["digest"]})
    assert (shown["waiting"], done["approved"]) == (1, 1)
    city.children = everybody


async def the_application(city: Any) -> dict[str, Any]:
    found: dict[str, Any]
    queue = await city.call("GET", f"/v1/review-queue?term={TERM}", "class-teacher", who="teacher-1")
    decided = await city.call("GET", f"/v1/applications?term={TERM}", "principal")
    [found] = queue["items"] or decided["items"]
    return found


async def test_refuses_a_decision_on_a_filing_that_is_not_the_one_read(city: Any) -> None:
    await city.import_city(1)
    await city.open_term()
    files = {"plan": ("plan.pdf", b"%PDF-1.7 plan"), "emergency_plan": ("emergency.pdf", b"%PDF-1.7 emergency")}
    await city.call("POST", "/v1/filings", "school-administrator", files=files, data={"term": TERM})
    [filing] = (await city.call("GET", "/v1/filings", "district-officer", DISTRICT))["items"]
    url = f"/v1/filings/{filing['filing_id']}/decision"
    body = {"approved": False, "reason": "缺少应急联系人"}
    stale = await decide(city, url, "district-officer", filing["version"] + 1, body, path=DISTRICT)
    assert (stale.status_code, stale.json()["code"]) == (412, "kernel.precondition_failed")
    assert (await city.call("GET", "/v1/filings", "district-officer", DISTRICT))["items"] == [filing]
    done = await decide(city, url, "district-officer", filing["version"], body, path=DISTRICT)
    assert (done.status_code, done.json()["state"]) == (201, "returned")
    [returned] = (await city.call("GET", "/v1/filings", "district-officer", DISTRICT))["items"]
    late = await decide(city, url, "district-officer", filing["version"], {"approved": True}, path=DISTRICT)
    assert (late.status_code, returned["version"]) == (412, filing["version"] + 1)


async def test_refuses_a_review_of_wishes_that_the_family_changed_meanwhile(city: Any) -> None:
    offered = await city.open_for_applying(1)
    await city.apply_for_all(offered)
    seen = await the_application(city)
    url = f"/v1/applications/{seen['application_id']}/review"
    back = {"verdict": "return", "reason": "请改选托管"}
    await city.call("POST", url, "class-teacher", who="teacher-1", json=back, shown=seen)
    again = {"pupil_id": seen["pupil_id"], "term": TERM, "decline": False, "wishes": [offered["care"]], "weekdays": [1]}
    await city.guardian(1, "POST", "/v1/applications", json=again)
    changed = await the_application(city)
    stale = await decide(city, url, "class-teacher", seen["version"], {"verdict": "approve"}, who="teacher-1")
    assert (stale.status_code, stale.json()["code"]) == (412, "kernel.precondition_failed")
    assert await the_application(city) == changed
    garbled = await decide(city, url, "class-teacher", "seven", {"verdict": "approve"}, who="teacher-1")
    assert (garbled.status_code, garbled.json()["code"]) == (422, "chassis.if_match_malformed")
    done = await decide(city, url, "class-teacher", changed["version"], {"verdict": "approve"}, who="teacher-1")
    assert (done.status_code, done.json()["state"]) == (201, "reviewed")


async def test_refuses_an_approval_of_an_application_that_was_reviewed_meanwhile(city: Any) -> None:
    await city.apply_for_all(await city.open_for_applying(1))
    seen = await the_application(city)
    url = f"/v1/applications/{seen['application_id']}"
    verdict = {"json": {"verdict": "approve"}, "shown": seen}
    await city.call("POST", f"{url}/review", "class-teacher", who="teacher-1", **verdict)
    stale = await decide(city, f"{url}/approval", "principal", seen["version"])
    assert (stale.status_code, stale.json()["code"]) == (412, "kernel.precondition_failed")
    shown = await city.client.get(url, headers=city.headers("principal"))
    assert (shown.json()["state"], shown.headers["ETag"]) == ("reviewed", f'"{shown.json()["version"]}"')
    done = await decide(city, f"{url}/approval", "principal", shown.json()["version"])
    assert (done.status_code, done.json()["approved"]) == (201, 1)
