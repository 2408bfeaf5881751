"""Contrary acts of two guardians: both see them, nobody overrules the other, and the stricter holds."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from contracts.enrolment.v1 import events_pb2 as told

TERM = "2026-spring"
MOTHER, FATHER = 1, 101


async def decide(city: Any, who: int, given: bool, *, expect: int | None = 201, **more: Any) -> Any:
    url = f"/v1/children/{city.children[0]['pupil_id']}/consent"
    body = {"given": given, "text_version": "2026-1", "ends_services": False, **more}
    return await city.guardian(who, "POST", url, json=body, expect=expect)


async def consent(city: Any) -> str:
    return str((await city.guardian(MOTHER, "GET", "/v1/children"))[0]["consent"])


async def open_ones(city: Any, who: int) -> list[dict[str, Any]]:
    return list((await city.guardian(who, "GET", "/v1/disagreements"))["items"])


async def retract(city: Any, who: int, found: dict[str, Any], *, expect: int | None = 201) -> Any:
    url = f"/v1/disagreements/{found['disagreement_id']}/retraction"
    return await city.guardian(who, "POST", url, shown=found, expect=expect)


async def kinds(city: Any, who: int) -> list[str]:
    return [one["kind"] for one in (await city.guardian(who, "GET", "/v1/notices"))["items"]]


@pytest.fixture
async def two(city: Any) -> Any:
    """A child with mother and father, of whom the mother consented."""
    await city.import_city(4)
    await city.open_term()
    await city.claim(MOTHER)
    await city.bind(FATHER, MOTHER, relation="father")
    return city


async def applied(city: Any) -> dict[str, str]:
    """Four children who applied; the first has a father too."""
    offered: dict[str, str] = await city.open_for_applying(4, seats=4)
    await city.bind(FATHER, MOTHER, relation="father")
    await city.apply_for_all(offered)
    return offered


async def agreed(city: Any) -> dict[str, str]:
    offered = await applied(city)
    await city.review_and_approve()
    await city.draw()
    await city.sign_all()
    return offered


async def place(city: Any, offering: str) -> dict[str, Any]:
    return next(one for one in await city.placements_of(MOTHER) if one["offering_id"] == offering)


async def test_takes_a_consent_that_one_refused_for_refused(two: Any) -> None:
    answer = await decide(two, FATHER, given=False)
    assert answer["disagreement_id"] is not None
    assert await consent(two) == "refused"
    [mothers], [fathers] = await open_ones(two, MOTHER), await open_ones(two, FATHER)
    assert mothers == fathers
    assert (mothers["matter"], mothers["wanted"]["relation"], mothers["unwanted"]["relation"]) == (
        "consent",
        "mother",
        "father",
    )
    await decide(two, MOTHER, given=True)
    assert await consent(two) == "refused"
    assert "guardians_disagree" in await kinds(two, MOTHER)
    assert (await decide(two, FATHER, given=True))["disagreement_id"] is None
    assert (await consent(two), await open_ones(two, MOTHER)) == ("given", [])


async def test_keeps_one_disagreement_when_both_decide_at_once(two: Any) -> None:
    acts = [(MOTHER, True), (FATHER, False)] * 4
    await asyncio.gather(*(decide(two, who, given=given) for who, given in acts))
    assert await consent(two) == "refused"
    assert len(await open_ones(two, MOTHER)) == 1


async def test_ends_no_place_for_a_refusal_that_the_other_guardian_does_not_share(city: Any) -> None:
    offered = await agreed(city)
    answer = await decide(city, FATHER, given=False)
    assert answer["services_ended"] == 0
    assert await consent(city) == "refused"
    assert (await place(city, offered["art"]))["state"] == "agreed"
    [found] = await open_ones(city, MOTHER)
    assert (await retract(city, MOTHER, found))["outcome"] == "unwanted"
    assert await consent(city) == "refused"
    assert (await place(city, offered["art"]))["state"] == "ended"
    assert (await place(city, offered["care"]))["state"] == "agreed"
    assert await open_ones(city, FATHER) == []


async def test_gives_consent_back_when_the_refusal_is_taken_back(city: Any) -> None:
    offered = await agreed(city)
    await decide(city, FATHER, given=False)
    [found] = await open_ones(city, FATHER)
    assert (await retract(city, FATHER, found))["outcome"] == "wanted"
    assert await consent(city) == "given"
    assert (await place(city, offered["art"]))["state"] == "agreed"


async def test_leaves_an_application_that_the_other_guardian_declines(city: Any) -> None:
    await applied(city)
    child = city.children[0]["pupil_id"]
    body = {"pupil_id": child, "term": TERM, "decline": True}
    declined = await city.guardian(FATHER, "POST", "/v1/applications", json=body)
    assert declined["disagreement_id"] is not None
    assert await city.rows("SELECT 1 FROM application WHERE pupil_id = :id", id=UUID(child)) != []
    await city.review_and_approve()
    await city.draw()
    agreement = next(one["agreement_id"] for one in await city.placements_of(MOTHER))
    refused = await city.sign_as_family(MOTHER, agreement, expect=409)
    assert refused["code"] == "enrolment.guardians_disagree"
    assert await city.sign_as_school() == 0
    [unsigned] = await city.rows("SELECT signed_by_school FROM agreement WHERE id = :id", id=UUID(agreement))
    assert unsigned["signed_by_school"] is None
    [found] = await open_ones(city, MOTHER)
    await retract(city, FATHER, found)
    await city.sign_as_family(MOTHER, agreement)


async def test_leaves_nothing_of_an_application_once_both_do_not_want_it(city: Any) -> None:
    await applied(city)
    child = UUID(city.children[0]["pupil_id"])
    body = {"pupil_id": str(child), "term": TERM, "decline": True}
    await city.guardian(FATHER, "POST", "/v1/applications", json=body)
    [found] = await open_ones(city, MOTHER)
    await retract(city, MOTHER, found)
    for table in ("application", "placement", "disagreement"):
        assert await city.rows(f"SELECT 1 FROM {table} WHERE pupil_id = :id", id=child) == []
    assert (await retract(city, FATHER, found, expect=404))["code"] == "enrolment.disagreement_unknown"


async def test_withdraws_no_place_that_the_other_guardian_signed_for(city: Any) -> None:
    offered = await agreed(city)
    art = await place(city, offered["art"])
    url = f"/v1/placements/{art['placement_id']}/withdrawals"
    assert (await city.guardian(FATHER, "POST", url))["state"] == "disputed"
    assert (await place(city, offered["art"]))["state"] == "agreed"
    assert await city.events("PlacementEnded") == []
    [found] = await open_ones(city, MOTHER)
    assert (found["matter"], found["title"]) == ("placement", "书法入门")
    answers = await asyncio.gather(*(retract(city, who, found, expect=None) for who in (MOTHER, MOTHER)))
    assert sorted(one.get("code", "done") for one in answers) == ["done", "enrolment.disagreement_unknown"]
    [ended] = [told.PlacementEnded.FromString(bytes(row["payload"])) for row in await city.events("PlacementEnded")]
    assert ended.placement_id == art["placement_id"]


async def test_lets_who_signed_withdraw_and_tells_the_other(city: Any) -> None:
    offered = await agreed(city)
    art = await place(city, offered["art"])
    url = f"/v1/placements/{art['placement_id']}/withdrawals"
    assert (await city.guardian(MOTHER, "POST", url))["state"] == "ended"
    assert "place_withdrawn" in await kinds(city, FATHER)


async def test_shows_the_school_what_a_guardian_refers_to_it_and_nothing_else(two: Any) -> None:
    await decide(two, FATHER, given=False)
    [found] = await open_ones(two, MOTHER)
    url = f"/v1/disagreements/{found['disagreement_id']}"
    outcome = {"outcome": "wanted", "reason": "法院判决由母亲抚养"}
    assert (await two.call("GET", "/v1/disagreements", "principal"))["items"] == []
    await two.call("POST", f"{url}/outcome", "principal", json=outcome, shown=found, expect=404)
    await two.guardian(MOTHER, "POST", f"{url}/referral")
    assert len((await two.call("GET", "/v1/disagreements", "principal"))["items"]) == 1
    other = "/3401/340104/2134010002"
    assert (await two.call("GET", "/v1/disagreements", "principal", other))["items"] == []
    await two.call("POST", f"{url}/outcome", "principal", other, json=outcome, shown=found, expect=404)
    await two.call("GET", "/v1/disagreements", "school-administrator", expect=403)
    await two.call("POST", f"{url}/outcome", "principal", json=outcome, shown=found)
    assert await consent(two) == "given"
    assert await open_ones(two, FATHER) == []
    assert (await kinds(two, FATHER))[0] == (await kinds(two, MOTHER))[0] == "disagreement_ended"
    for table in ("disagreement", "chassis.audit_entry"):
        assert not any("法院" in row["words"] for row in await two.rows(f"SELECT t::text AS words FROM {table} t"))


async def test_lets_no_principal_decide_on_their_own_familys_disagreement(two: Any) -> None:
    await decide(two, FATHER, given=False)
    [found] = await open_ones(two, MOTHER)
    url = f"/v1/disagreements/{found['disagreement_id']}"
    await two.guardian(MOTHER, "POST", f"{url}/referral")
    outcome = {"outcome": "unwanted", "reason": "与双方谈话"}
    for who in (FATHER, MOTHER):
        seen = {"json": outcome, "shown": found}
        own = await two.call("POST", f"{url}/outcome", "principal", who=f"guardian-{who}", **seen, expect=403)
        assert own["code"] == "kernel.same_person_twice"
    assert len(await open_ones(two, MOTHER)) == 1
    await two.call("POST", f"{url}/outcome", "principal", json=outcome, shown=found)
    assert await open_ones(two, MOTHER) == []


async def test_counts_of_two_answers_what_both_wish(two: Any) -> None:
    child = two.children[0]["pupil_id"]
    url = f"/v1/surveys/{TERM}/answers"
    wishes = {"pupil_id": child, "wants_care": True, "weekdays": [1, 2], "categories": []}
    await two.guardian(MOTHER, "POST", url, json=wishes)
    await two.guardian(FATHER, "POST", url, json={**wishes, "weekdays": [2, 3], "wants_care": False})
    [row] = await two.rows(
        "SELECT count(*) AS answers, count(DISTINCT pupil_id) AS children FROM survey_answer WHERE term = :t", t=TERM
    )
    assert (row["answers"], row["children"]) == (2, 1)
    [found] = await open_ones(two, MOTHER)
    assert (found["matter"], found["wanted"]["relation"]) == ("survey", "mother")
    await retract(two, FATHER, found)
    assert [dict(row) for row in await two.rows("SELECT weekdays FROM survey_answer")] == [{"weekdays": [1, 2]}]


async def test_ends_what_a_guardian_disagreed_about_who_is_one_no_longer(two: Any) -> None:
    await decide(two, FATHER, given=False)
    child = two.children[0]["pupil_id"]
    await two.guardian(FATHER, "DELETE", f"/v1/children/{child}/binding", expect=204)
    assert (await consent(two), await open_ones(two, MOTHER)) == ("given", [])


async def test_hides_disagreements_from_strangers(two: Any) -> None:
    await decide(two, FATHER, given=False)
    [found] = await open_ones(two, MOTHER)
    assert await open_ones(two, 7) == []
    await retract(two, 7, found, expect=404)


async def test_settles_only_the_two_acts_that_were_shown(two: Any) -> None:
    """The later answer is the one that does not want what was answered before: a third one turns them round."""
    child, answers = two.children[0]["pupil_id"], f"/v1/surveys/{TERM}/answers"
    wishes = {"pupil_id": child, "wants_care": True, "weekdays": [1, 2], "categories": []}
    await two.guardian(MOTHER, "POST", answers, json=wishes)
    await two.guardian(FATHER, "POST", answers, json={**wishes, "weekdays": [2, 3]})
    [before] = await open_ones(two, MOTHER)
    url = f"/v1/disagreements/{before['disagreement_id']}"
    await two.guardian(MOTHER, "POST", f"{url}/referral")
    [read] = (await two.call("GET", "/v1/disagreements", "principal"))["items"]
    assert read["wanted"]["relation"] == "mother"
    await two.guardian(MOTHER, "POST", answers, json={**wishes, "weekdays": [4]})
    [present] = await open_ones(two, FATHER)
    assert (present["disagreement_id"], present["wanted"]["relation"]) == (read["disagreement_id"], "father")
    outcome = {"outcome": "wanted", "reason": "与双方谈话"}
    stale = await two.call("POST", f"{url}/outcome", "principal", json=outcome, shown=read, expect=412)
    assert stale["code"] == "kernel.precondition_failed"
    assert (await retract(two, FATHER, before, expect=412))["code"] == "kernel.precondition_failed"
    unseen = await two.call("POST", f"{url}/outcome", "principal", json=outcome, expect=428)
    assert unseen["code"] == "chassis.precondition_required"
    assert [one["version"] for one in await open_ones(two, MOTHER)] == [present["version"]]
    kept = await two.rows("SELECT weekdays FROM survey_answer ORDER BY weekdays")
    assert [row["weekdays"] for row in kept] == [[2, 3], [4]]
    await two.call("POST", f"{url}/outcome", "principal", json=outcome, shown=present)
    assert [dict(row) for row in await two.rows("SELECT weekdays FROM survey_answer")] == [{"weekdays": [2, 3]}]
