"""The school sees who is bound to its pupils and ends it; what was signed stays."""

import asyncio
from typing import Any

import pytest

from contracts.enrolment.v1 import events_pb2 as told

TERM = "2026-spring"
OTHER_SCHOOL = "/3401/340104/2134010002"


@pytest.fixture
async def school(city: Any) -> Any:
    await city.import_city(4)
    await city.open_term()
    await city.assign_teachers()
    return city


async def seen(city: Any, role: str = "school-administrator", **more: Any) -> list[dict[str, Any]]:
    pupil = more.pop("pupil", "")
    url = f"/v1/bindings?pupil_id={pupil}" if pupil else "/v1/bindings"
    return list((await city.call("GET", url, role, **more))["items"])


async def end(city: Any, binding: dict[str, Any], *, expect: int | None = 201, path: str | None = None) -> Any:
    body = {"pupil_id": binding["pupil_id"], "guardian_id": binding["guardian_id"], "reason": "不再是监护人"}
    where = (path,) if path else ()
    return await city.call("POST", "/v1/bindings/endings", "school-administrator", *where, json=body, expect=expect)


async def notices(city: Any, who: int) -> list[tuple[str, dict[str, str]]]:
    return [(one["kind"], one["params"]) for one in (await city.guardian(who, "GET", "/v1/notices"))["items"]]


async def test_shows_bindings_of_the_own_school_and_class_with_a_masked_telephone(school: Any) -> None:
    child = (await school.bind(1, 1))["pupil_id"]
    await school.bind(2, 1, relation="father")
    await school.call("GET", "/v1/bindings", "class-teacher", who="teacher-1", expect=422)
    for found in (await seen(school), await seen(school, "class-teacher", pupil=child, who="teacher-1")):
        assert [(one["name"], one["phone"]) for one in found] == [("小明1", "138****0001")] * 2
        assert {one["relation"] for one in found} == {"mother", "father"}
    assert await seen(school, "class-teacher", pupil=child, who="teacher-9") == []
    foreign = await school.call("GET", "/v1/bindings", "school-administrator", OTHER_SCHOOL)
    assert foreign["items"] == []
    page = await school.call("GET", "/v1/bindings?limit=1", "school-administrator")
    rest = await school.call("GET", f"/v1/bindings?limit=1&cursor={page['next']}", "school-administrator")
    assert {one["guardian_id"] for one in (*page["items"], *rest["items"])} == {
        one["guardian_id"] for one in await seen(school)
    }


async def test_ends_a_binding_and_says_so_to_everybody_concerned(school: Any) -> None:
    child = await school.bind(1, 1)
    await school.bind(2, 1, relation="father")
    [father] = [one for one in await seen(school) if one["relation"] == "father"]
    assert (await end(school, father, path=OTHER_SCHOOL, expect=404))["code"] == "enrolment.binding_unknown"
    answers = await asyncio.gather(*(end(school, father, expect=None) for _ in range(4)))
    assert sum("code" not in one for one in answers) == 1
    assert await school.guardian(2, "GET", "/v1/children") == []
    assert (await notices(school, 2))[0] == ("own_binding_ended", {"by": "school"})
    assert (await notices(school, 1))[0] == ("guardian_unbound", {"by": "school"})
    [event] = [told.GuardianUnbound.FromString(bytes(row["payload"])) for row in await school.events("GuardianUnbound")]
    assert (event.pupil_id, event.guardian_id) == (child["pupil_id"], father["guardian_id"])
    for table in ("ended_guardianship", "chassis.audit_entry"):
        assert not any("监护人" in row["words"] for row in await school.rows(f"SELECT t::text AS words FROM {table} t"))


async def test_binds_whom_the_school_took_off_by_a_code_of_the_teacher_only(school: Any) -> None:
    child = await school.bind(1, 1)
    await end(school, (await seen(school))[0])
    started = await school.start_claim(1, 1)
    sent = len(school.messenger.sent)
    await school.send_codes()
    assert len(school.messenger.sent) == sent
    assert (await school.guardian(1, "GET", f"/v1/children/claims/{started['claim_id']}"))["state"] == "sent"
    url = f"/v1/classes/own/pupils/{child['pupil_id']}/binding-codes"
    handed = await school.call("POST", url, "class-teacher", who="teacher-1")
    body = {**school.child(1), "code": handed["code"]}
    await school.guardian(1, "POST", "/v1/children/claims", json=body)
    assert len(await seen(school)) == 1


async def test_lets_a_used_code_bind_nobody_again_after_the_binding_ended(school: Any) -> None:
    child = await school.bind(1, 1)
    await school.guardian(1, "DELETE", f"/v1/children/{child['pupil_id']}/binding", expect=204)
    [claim] = await school.rows("SELECT id FROM phone_claim")
    code = {"code": school.messenger.code_of(str(claim["id"]))}
    url = f"/v1/children/claims/{claim['id']}/confirmation"
    assert (await school.guardian(1, "POST", url, json=code, expect=409))["code"] == "enrolment.claim_over"
    assert await notices(school, 1) == [("own_binding_ended", {"by": "self"})]
    await school.guardian(1, "DELETE", f"/v1/children/{child['pupil_id']}/binding", expect=404)
    await school.bind(1, 1)


async def test_keeps_what_the_guardian_signed_whose_binding_ended(city: Any) -> None:
    offered = await city.open_for_applying(2, seats=2)
    await city.apply_for_all(offered)
    await city.review_and_approve()
    await city.draw()
    await city.sign_all()
    agreement = (await city.placements_of(1))[0]["agreement_id"]
    binding = next(one for one in await seen(city) if one["name"] == "小明1")
    await end(city, binding)
    await city.guardian(1, "GET", f"/v1/agreements/{agreement}.pdf", expect=404)
    [kept] = await city.rows("SELECT state, signed_by_guardian FROM agreement WHERE id = :id", id=agreement)
    assert (kept["state"], str(kept["signed_by_guardian"])) == ("in_force", binding["guardian_id"])
    placement = (await city.rows("SELECT id FROM placement WHERE pupil_id = :id", id=binding["pupil_id"]))[0]["id"]
    await city.guardian(1, "POST", f"/v1/placements/{placement}/withdrawals", expect=404)
