"""Whoever answers names the version that was shown, and is told when somebody else was faster."""

from typing import Any

import pytest

DISTRICT = "/3401/340104"
SCHOOL = f"{DISTRICT}/2134010001"
INSPECTOR = ("inspector", DISTRICT, "inspector")
OFFICER = ("district-officer", DISTRICT, "officer")


@pytest.fixture
async def term(tell: Any, story: Any, refresh: Any) -> None:
    await tell(*story.city(), *story.prepared(), *story.placed(), *story.served(), *story.billed())
    await refresh()


@pytest.fixture
def send(client: Any, acting: Any) -> Any:
    """`send(who, path, body, version)` → the answer to a POST, with If-Match where a version is named."""

    async def sent(who: tuple[str, ...], path: str, body: Any, version: object = None) -> Any:
        named = {} if version is None else {"If-Match": f'"{version}"'}
        return await client.post(f"/v1{path}", json=body, headers={**acting(*who), **named})

    return sent


async def finding_of(send: Any) -> str:
    plan = {"term": "2026-spring", "visits_by": "2026-04-10", "schools": ["2134010001"]}
    planned = (await send(INSPECTOR, "/plans", plan)).json()
    seen = [{"code": one["code"], "seen": "not_met"} for one in planned["checklist"]]
    visit = {"plan_id": planned["id"], "school": "2134010001", "visited_on": "2026-03-31", "checklist": seen}
    visited = (await send(INSPECTOR, "/visits", visit)).json()
    wanting = {"item": seen[0]["code"], "text": "陪餐记录缺三天", "due_on": "2026-04-07"}
    raised = await send(INSPECTOR, f"/visits/{visited['id']}/findings", wanting)
    assert raised.status_code == 201, raised.text
    return f"/findings/{raised.json()['id']}"


async def test_refuses_a_rectification_and_a_recheck_of_a_finding_that_moved_on(
    term: None, send: Any, client: Any, acting: Any
) -> None:
    place = await finding_of(send)

    async def shown() -> Any:
        return await client.get(f"/v1{place}", headers=acting(*INSPECTOR))

    fresh = await shown()
    assert fresh.headers["ETag"] == f'"{fresh.json()["version"]}"'
    principal = ("principal", SCHOOL, "principal")
    stale = await send(principal, f"{place}/rectification", {"text": "已补"}, fresh.json()["version"] + 1)
    assert (stale.status_code, stale.json()["code"]) == (412, "kernel.precondition_failed")
    assert (await shown()).json() == fresh.json()
    done = await send(principal, f"{place}/rectification", {"text": "已补"}, fresh.json()["version"])
    assert (done.status_code, done.json()["state"]) == (200, "rectified")

    await send(INSPECTOR, f"{place}/recheck", {"passed": False, "text": "不全", "due_on": "2026-04-20"})
    await send(principal, f"{place}/rectification", {"text": "已补齐"})
    present = await shown()
    body = {"passed": True, "text": "通过"}
    stale = await send(INSPECTOR, f"{place}/recheck", body, done.json()["version"])
    assert (stale.status_code, stale.json()["code"]) == (412, "kernel.precondition_failed")
    assert (await shown()).json() == present.json()
    closed = await send(INSPECTOR, f"{place}/recheck", body, present.json()["version"])
    assert (closed.status_code, closed.json()["state"]) == (200, "closed")


async def test_refuses_an_answer_to_a_complaint_that_was_handed_on_meanwhile(
    term: None, send: Any, client: Any, acting: Any, story: Any
) -> None:
    family = ("guardian", "/family", "guardian")
    complaint = {"school": "2134010001", "about": "school", "text": "放学后无人看管", "anonymous": True}
    filed = (await send(family, "/complaints", complaint)).json()
    place = f"/complaints/{filed['id']}"
    assigned = await send(OFFICER, f"{place}/assignment", {"officer_id": story.sid("officer")})
    assert assigned.status_code == 200, assigned.text
    answer = {"text": "已责成学校整改"}
    stale = await send(OFFICER, f"{place}/answer", answer, filed["version"])
    assert (stale.status_code, stale.json()["code"]) == (412, "kernel.precondition_failed")
    shown = await client.get(f"/v1{place}", headers=acting(*OFFICER))
    assert (shown.json()["state"], shown.json()["answer"]) == ("assigned", None)
    done = await send(OFFICER, f"{place}/answer", answer, shown.headers["ETag"].strip('"'))
    assert (done.status_code, done.json()["state"]) == (200, "answered")
