"""A child is bound by a code that nobody can leave out or guess (P1)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from enrolment.domain.binding import MessengerDown, NumberUnreachable

UNKNOWN = 999


async def own_pupil(city: Any, number: int) -> str:
    """The class teacher finds a child of the own class by its name."""
    url = "/v1/classes/own/pupils/searches"
    found = await city.call("POST", url, "class-teacher", who="teacher-1", json={"name": f"小明{number}"}, expect=200)
    assert await city.call("POST", url, "class-teacher", who="x", json={"name": f"小明{number}"}, expect=200) == []
    return str(found[0]["pupil_id"])


async def code_for(city: Any, number: int, *, teacher: str = "teacher-1", expect: int = 201) -> Any:
    """A class teacher hands out a code for that pupil of the own class."""
    pupil = await own_pupil(city, number)
    url = f"/v1/classes/own/pupils/{pupil}/binding-codes"
    return await city.call("POST", url, "class-teacher", who=teacher, expect=expect)


async def claim_with(city: Any, who: int, number: int, code: str, *, expect: int | None = 201, **changes: Any) -> Any:
    body = {**city.child(number, **changes), "code": code}
    return await city.guardian(who, "POST", "/v1/children/claims", json=body, expect=expect)


async def confirm(city: Any, who: int, claim: str, code: str, *, expect: int | None = 201) -> Any:
    url = f"/v1/children/claims/{claim}/confirmation"
    return await city.guardian(who, "POST", url, json={"code": code}, expect=expect)


async def guardians(city: Any) -> int:
    return int((await city.rows("SELECT count(*) AS n FROM guardianship"))[0]["n"])


async def notices(city: Any, who: int) -> list[str]:
    return [one["kind"] for one in (await city.guardian(who, "GET", "/v1/notices"))["items"]]


@pytest.fixture
async def school(city: Any) -> Any:
    await city.import_city(12)
    await city.open_term()
    await city.assign_teachers()
    return city


def without_ids(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name not in ("claim_id", "expires_at", "trace_id")}


async def test_binds_nobody_by_name_class_and_number_alone(school: Any) -> None:
    refused = await school.guardian(1, "POST", "/v1/children/claims", json=school.child(1), expect=422)
    assert [one["pointer"] for one in refused["errors"]] == ["#/code"]
    await claim_with(school, 1, 1, "K7QF-2M9X-TB4", expect=404)
    assert await guardians(school) == 0


async def test_answers_the_same_whether_or_not_there_is_such_a_child(school: Any) -> None:
    wrong = [
        await claim_with(school, place, number, "K7QF-2M9X-TB4", expect=404, **changes)
        for place, (number, changes) in enumerate(
            [(1, {}), (UNKNOWN, {}), (1, {"name": "别人"}), (1, {"school_code": "9999999999"}), (1, {"grade": 4})]
        )
    ]
    assert len({str(without_ids(one)) for one in wrong}) == 1
    there, nowhere = await school.start_claim(6, 1), await school.start_claim(7, UNKNOWN)
    assert without_ids(there) == without_ids(nowhere)
    await school.send_codes()
    assert len(school.messenger.sent) == 1
    states = [
        await school.guardian(who, "GET", f"/v1/children/claims/{one['claim_id']}")
        for who, one in ((6, there), (7, nowhere))
    ]
    assert without_ids(states[0]) == without_ids(states[1]) == {"state": "sent"}
    code = school.messenger.code_of(there["claim_id"])
    other = f"{(int(code) + 1) % 10**6:06d}"
    asked = ((6, there), (7, nowhere))
    refused = [await confirm(school, who, one["claim_id"], other, expect=404) for who, one in asked]
    assert without_ids(refused[0]) == without_ids(refused[1])


async def test_sends_the_code_to_the_number_of_the_roster_and_shows_it_to_nobody(school: Any) -> None:
    started = await school.start_claim(1, 1)
    await school.send_codes()
    [(phone, code, reference)] = school.messenger.sent
    assert (phone, reference) == ("13800000001", started["claim_id"])
    assert code not in str(started)
    assert "138" not in str(without_ids(started))
    for row in await school.rows("SELECT t::text AS words FROM phone_claim t"):
        assert code not in row["words"]
    bound = await confirm(school, 1, started["claim_id"], code)
    mine = await school.guardian(1, "GET", "/v1/children")
    assert [one["pupil_id"] for one in mine] == [bound["pupil_id"]]


async def test_gives_a_code_to_nobody_but_who_began_the_claim(school: Any) -> None:
    started = await school.start_claim(1, 1)
    await school.send_codes()
    code = school.messenger.code_of(started["claim_id"])
    assert (await confirm(school, 2, started["claim_id"], code, expect=404))["code"] == "enrolment.claim_unknown"
    assert await guardians(school) == 0


async def test_binds_once_when_the_code_is_typed_eight_times_at_once(school: Any) -> None:
    started = await school.start_claim(1, 1)
    await school.send_codes()
    code = school.messenger.code_of(started["claim_id"])
    answers = await asyncio.gather(*(confirm(school, 1, started["claim_id"], code, expect=None) for _ in range(8)))
    assert len({one["pupil_id"] for one in answers}) == 1
    assert len(await school.events("GuardianBound")) == 1


async def test_lets_one_of_eight_people_use_a_teachers_code(school: Any) -> None:
    handed = await code_for(school, 1)
    answers = await asyncio.gather(
        *(claim_with(school, who, 1, handed["code"].lower().replace("-", " "), expect=None) for who in range(8))
    )
    assert sorted("bound" if "class_id" in one else one["code"] for one in answers) == [
        "bound",
        *["enrolment.claim_not_proven"] * 7,
    ]
    assert await guardians(school) == 1


async def test_lets_no_teacher_bind_a_child_by_a_code_of_their_own(school: Any) -> None:
    handed = await code_for(school, 1)
    body = {**school.child(1), "code": handed["code"]}
    as_parent = {"who": "teacher-1", "json": body, "expect": 403}
    refused = await school.call("POST", "/v1/children/claims", "guardian", "/family", **as_parent)
    assert refused["code"] == "kernel.same_person_twice"
    assert await guardians(school) == 0
    # The code is not used up by it.
    await claim_with(school, 1, 1, handed["code"])


async def test_locks_a_person_whose_wrong_tries_come_side_by_side(school: Any) -> None:
    handed = await code_for(school, 1)
    answers = await asyncio.gather(
        *(claim_with(school, 1, number, "K7QF-2M9X-TB4", expect=None) for number in (*range(1, 10), UNKNOWN))
    )
    assert sorted(one["code"] for one in answers) == [
        *["enrolment.claim_not_proven"] * 5,
        *["enrolment.claims_locked"] * 5,
    ]
    body = {**school.child(1), "code": handed["code"]}
    headers = school.headers("guardian", "/family", "guardian-1")
    locked = await school.client.post("/v1/children/claims", json=body, headers=headers)
    assert locked.status_code == 429
    assert 0 < int(locked.headers["Retry-After"]) <= 3600
    await school.start_claim(1, 3, expect=429)
    school.timer.at += timedelta(hours=1)
    await claim_with(school, 1, 1, handed["code"])


async def test_locks_a_child_whoever_tries_until_its_teacher_hands_out_a_code(school: Any) -> None:
    for who in range(10):
        await claim_with(school, who, 1, "K7QF-2M9X-TB4", expect=404)
    assert (await claim_with(school, 11, 1, "K7QF-2M9X-TB4", expect=429))["code"] == "enrolment.claims_locked"
    for who in range(20, 30):
        await claim_with(school, who, UNKNOWN, "K7QF-2M9X-TB4", expect=404)
    assert (await claim_with(school, 31, UNKNOWN, "K7QF-2M9X-TB4", expect=429))["code"] == "enrolment.claims_locked"
    handed = await code_for(school, 1)
    await claim_with(school, 11, 1, handed["code"])


async def test_ends_a_sent_code_after_five_wrong_ones(school: Any) -> None:
    started = await school.start_claim(1, 1)
    await school.send_codes()
    code = school.messenger.code_of(started["claim_id"])
    wrong = [f"{(int(code) + step) % 10**6:06d}" for step in range(1, 9)]
    answers = await asyncio.gather(*(confirm(school, 1, started["claim_id"], one, expect=None) for one in wrong))
    assert sorted(one["code"] for one in answers)[:5] == ["enrolment.claim_not_proven"] * 5
    school.timer.at += timedelta(hours=2)
    assert (await confirm(school, 1, started["claim_id"], code, expect=409))["code"] == "enrolment.claim_over"
    assert await guardians(school) == 0


async def test_takes_no_code_that_has_expired_or_was_taken_back(school: Any) -> None:
    started = await school.start_claim(1, 1)
    await school.send_codes()
    school.timer.at += timedelta(minutes=10)
    code = school.messenger.code_of(started["claim_id"])
    await confirm(school, 1, started["claim_id"], code, expect=409)
    handed = await code_for(school, 1)
    school.timer.at += timedelta(days=14)
    await claim_with(school, 1, 1, handed["code"], expect=404)
    handed = await code_for(school, 1)
    pupil = await own_pupil(school, 1)
    url = f"/v1/classes/own/pupils/{pupil}/binding-codes"
    await school.call("DELETE", url, "class-teacher", who="teacher-1")
    await claim_with(school, 1, 1, handed["code"], expect=404)


async def test_says_again_that_it_bound_to_who_did_not_hear_it(school: Any) -> None:
    handed = await code_for(school, 1)
    first = await claim_with(school, 1, 1, handed["code"])
    assert await claim_with(school, 1, 1, handed["code"]) == first
    await claim_with(school, 2, 1, handed["code"], expect=404)
    assert len(await school.events("GuardianBound")) == 1


async def test_takes_a_code_for_its_own_child_only(school: Any) -> None:
    handed = await code_for(school, 1)
    await claim_with(school, 2, 2, handed["code"], expect=404)
    await claim_with(school, 1, 1, handed["code"])


async def test_hands_out_codes_of_the_own_class_only_and_keeps_none_of_them(school: Any) -> None:
    assert (await code_for(school, 1, teacher="teacher-9", expect=404))["code"] == "enrolment.pupil_unknown"
    codes = [(await code_for(school, 1))["code"] for _ in range(4)]
    assert len(set(codes)) == 4
    assert (await code_for(school, 1, expect=409))["code"] == "enrolment.codes_outstanding"
    for table in ("binding_code", "chassis.audit_entry", "chassis.outbox"):
        for row in await school.rows(f"SELECT t::text AS words FROM {table} t"):
            assert not any(code in row["words"] or code.replace("-", "") in row["words"] for code in codes)


async def test_sends_no_more_than_a_child_and_a_person_are_allowed(school: Any) -> None:
    await school.start_claim(1, 1)
    refused = await school.start_claim(2, 1, expect=429)
    assert (refused["code"], refused["params"]["minutes"]) == ("enrolment.codes_too_often", 1)
    for who in (2, 3, 4):
        school.timer.at += timedelta(minutes=1)
        await school.start_claim(who, 1)
    school.timer.at += timedelta(minutes=1)
    await school.start_claim(5, 1, expect=429)
    answers = await asyncio.gather(*(school.start_claim(9, number, expect=None) for number in (2, 3, 4, 5, 6, 7, 8, 9)))
    assert sum("claim_id" in one for one in answers) == 6


async def test_tells_guardians_of_who_tries_and_who_binds(school: Any) -> None:
    await school.bind(1, 1)
    assert await notices(school, 1) == []
    for _ in range(3):
        await claim_with(school, 2, 1, "K7QF-2M9X-TB4", expect=404)
    assert await notices(school, 1) == ["claim_tried"]
    await school.bind(2, 1, relation="father")
    told = await school.guardian(1, "GET", "/v1/notices?limit=1")
    assert [(one["kind"], one["params"]) for one in told["items"]] == [("guardian_bound", {"relation": "father"})]
    later = await school.guardian(1, "GET", f"/v1/notices?limit=1&cursor={told['next']}")
    assert [one["kind"] for one in later["items"]] == ["claim_tried"]
    assert await notices(school, 2) == []


async def test_sends_again_what_the_provider_did_not_take_and_says_when_it_gives_up(school: Any) -> None:
    school.messenger.stops = MessengerDown("down")
    there, nowhere = await school.start_claim(1, 1), await school.start_claim(2, UNKNOWN)

    async def states() -> list[str]:
        return [
            (await school.guardian(who, "GET", f"/v1/children/claims/{one['claim_id']}"))["state"]
            for who, one in ((1, there), (2, nowhere))
        ]

    await school.send_codes()
    assert await states() == ["sending", "sending"]
    assert await school.send_codes() == 0
    for _ in range(4):
        school.timer.at += timedelta(seconds=40)
        await school.send_codes()
    assert await states() == ["failed", "failed"]
    school.messenger.stops = None
    school.timer.at += timedelta(minutes=1)
    await school.bind(1, 1)


async def test_tells_a_stranger_nothing_about_a_number_that_cannot_be_reached(school: Any) -> None:
    school.messenger.stops = NumberUnreachable("no such number")
    there = await school.start_claim(1, 1)
    await school.send_codes()
    assert (await school.guardian(1, "GET", f"/v1/children/claims/{there['claim_id']}"))["state"] == "sent"


@pytest.mark.parametrize(
    ("on_roster", "typed"),
    [
        ("张　三丰", "张三丰"),
        ("张\u200b三丰", "张三丰"),
        ("阿不都•热合曼", "阿不都·热合曼"),
        ("阿不都・热合曼", "阿不都·热合曼"),
        ("\u2f45小明", "方小明"),
        ("\u200e张三丰", "张三丰"),
        ("张 三丰", "张三丰"),
    ],
)
async def test_finds_a_child_whose_name_was_pasted(city: Any, on_roster: str, typed: str) -> None:
    await city.import_organisations(ORGANISATIONS)
    row = ("G3401042017000001", on_roster, "男", "3", "1", "家长", "13800000001", "否", "")
    await city.import_roster([row])
    started = await city.start_claim(1, 1, name=typed, pupil_number="g3401042017000001")
    await city.send_codes()
    await confirm(city, 1, started["claim_id"], city.messenger.code_of(started["claim_id"]))


ORGANISATIONS = [
    ("3401", "合肥市（示例）", "市", "", "", ""),
    ("340104", "示例区", "区县", "3401", "", ""),
    ("2134010001", "示例第一小学", "学校", "340104", "小学", "U1"),
]
