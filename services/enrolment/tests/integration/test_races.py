"""Seats and keys under many hands at once: exact, whatever races."""

import asyncio
from typing import Any
from uuid import UUID, uuid4, uuid5

import httpx

from enrolment.bootstrap import assemble

NAMES = UUID("00000000-0000-4000-8000-00000000abcd")
SCHOOL = "/3401/340104/2134010001"
TERM = "2026-spring"


async def hurried(city: Any, *, families: int, seats: int) -> UUID:
    """A first-come course with few seats, applications open, and that many families ready."""
    await city.import_city(families)
    await city.open_term()
    await city.contract()
    _, contract, course = await city.contract()
    offering = await city.offer(
        product="course",
        title="x",
        contract_id=str(contract),
        course_id=str(course),
        seats=seats,
        weekdays=[2],
        ends_at="17:30",
        allocation_mode="first_come",
    )
    await city.publish_notice([("course", str(course), 36000)], in_force="2026-02-24")
    async with city.service.database.transaction() as transaction:
        await transaction.connection.exec_driver_sql("UPDATE school_term SET opened_at = now()")
        await transaction.connection.exec_driver_sql("UPDATE pupil SET consent = 'given'")
    rows = await city.rows("SELECT id FROM pupil ORDER BY draw_key")
    async with city.service.database.transaction() as transaction:
        for place, row in enumerate(rows):
            guardian = uuid5(NAMES, f"guardian-{place}")
            await transaction.connection.exec_driver_sql(
                f"INSERT INTO guardianship VALUES ('{guardian}', '{row['id']}', now())"
            )
            city.children.append({"pupil_id": str(row["id"]), "number": place})
    return offering


def wish(child: dict[str, Any], offering: UUID) -> dict[str, Any]:
    return {"pupil_id": child["pupil_id"], "term": TERM, "decline": False, "wishes": [str(offering)], "weekdays": [2]}


async def test_places_twenty_of_two_hundred_families_and_tells_the_others(city: Any) -> None:
    offering = await hurried(city, families=200, seats=20)
    answers = await asyncio.gather(
        *(
            city.guardian(child["number"], "POST", "/v1/applications", json=wish(child, offering))
            for child in city.children
        )
    )
    outcomes = [answer["wishes"][0] for answer in answers]
    assert sum(one["outcome"] == "held" for one in outcomes) == 20
    assert sorted(one["position"] for one in outcomes if one["outcome"] == "waitlisted") == list(range(1, 181))
    seats = (await city.rows("SELECT held, taken, capacity FROM seat_count WHERE offering_id = :id", id=offering))[0]
    assert (seats["held"], seats["taken"], seats["capacity"]) == (20, 0, 20)
    assert (await city.rows("SELECT count(*) AS n FROM application"))[0]["n"] == 200
    assert (await city.rows("SELECT count(*) AS n FROM placement WHERE state = 'held'"))[0]["n"] == 20
    assert len({answer["application_id"] for answer in answers}) == 200


async def test_answers_a_repeated_key_alike_and_refuses_it_for_another_request(city: Any) -> None:
    offering = await hurried(city, families=3, seats=2)
    child = city.children[0]
    key = str(uuid4())
    body = wish(child, offering)
    twins = await asyncio.gather(
        *(city.guardian(child["number"], "POST", "/v1/applications", json=body, key=key) for _ in range(5))
    )
    assert all(answer == twins[0] for answer in twins)
    assert (await city.rows("SELECT held FROM seat_count WHERE offering_id = :id", id=offering))[0]["held"] == 1
    other = {**body, "weekdays": [2, 3]}
    refused = await city.guardian(child["number"], "POST", "/v1/applications", json=other, key=key, expect=409)
    assert refused["code"] == "chassis.idempotency_key_reused"
    again = await city.guardian(child["number"], "POST", "/v1/applications", json=body, expect=409)
    assert again["code"] == "enrolment.already_applied"


async def test_refuses_one_family_without_touching_its_neighbours_in_the_batch(city: Any) -> None:
    offering = await hurried(city, families=4, seats=2)
    stranger = {**wish(city.children[0], offering), "pupil_id": str(uuid4())}
    results = await asyncio.gather(
        city.guardian(0, "POST", "/v1/applications", json=stranger, expect=404),
        *(
            city.guardian(child["number"], "POST", "/v1/applications", json=wish(child, offering))
            for child in city.children[1:]
        ),
    )
    assert results[0]["code"] == "enrolment.child_unknown"
    assert [one["wishes"][0]["outcome"] for one in results[1:]].count("held") == 2


async def test_leaves_no_trace_of_who_declined(city: Any) -> None:
    offering = await hurried(city, families=3, seats=2)
    first, second, _ = city.children
    await city.guardian(first["number"], "POST", "/v1/applications", json=wish(first, offering))
    audited = len(await city.rows("SELECT id FROM chassis.audit_entry"))
    keys = len(await city.rows("SELECT key FROM chassis.idempotency_key"))
    for child in (first, second):
        body = {"pupil_id": child["pupil_id"], "term": TERM, "decline": True}
        answer = await city.guardian(child["number"], "POST", "/v1/applications", json=body)
        assert answer == {"application_id": None, "wishes": [], "disagreement_id": None}
    assert await city.rows("SELECT id FROM application") == []
    assert len(await city.rows("SELECT id FROM chassis.audit_entry")) == audited
    assert len(await city.rows("SELECT key FROM chassis.idempotency_key")) == keys
    assert (await city.rows("SELECT held FROM seat_count WHERE offering_id = :id", id=offering))[0]["held"] == 0


async def test_imports_the_same_roster_once_however_often_it_is_sent(city: Any) -> None:
    await city.import_city(30)
    rows = [
        (f"G34010420170{number:05d}", f"小明{number}", "男", "3", "1", f"家长{number}", f"138{number:08d}", "否", "")
        for number in range(100, 140)
    ]
    answers = await asyncio.gather(*(city.import_roster(rows) for _ in range(3)))
    assert sorted(answer["repeated"] for answer in answers) == [False, True, True]
    assert len(await city.events("PupilEnrolled")) == 70


async def test_admits_a_child_once_when_two_processes_race_for_it(city: Any) -> None:
    offering = await hurried(city, families=12, seats=12)
    rival = rival_of(city)
    bodies = [wish(child, offering) for child in city.children]
    answers = await asyncio.gather(
        *(
            city.client.post(
                "/v1/applications",
                json=body,
                headers=city.headers("guardian", "/family", f"guardian-{place}"),
            )
            for place, body in enumerate(bodies)
        ),
        *(
            rival.post(
                "/v1/applications",
                json=body,
                headers=city.headers("guardian", "/family", f"guardian-{place}"),
            )
            for place, body in enumerate(bodies)
        ),
    )
    await rival.aclose()
    assert sorted(answer.status_code for answer in answers) == [201] * 12 + [409] * 12
    assert (await city.rows("SELECT held FROM seat_count WHERE offering_id = :id", id=offering))[0]["held"] == 12


def rival_of(city: Any) -> httpx.AsyncClient:
    """Another process on the same database: batches and keys of its own."""
    service = assemble(
        city.service.settings,
        city.service.database,
        city.clock,
        standing=city.standing,
        peers=[],
        messenger=city.messenger,
    )
    service.app.state.tokens = city.service.app.state.tokens
    service.app.state.sign_ins = city.service.app.state.sign_ins
    transport = httpx.ASGITransport(app=service.app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://rival.test")
