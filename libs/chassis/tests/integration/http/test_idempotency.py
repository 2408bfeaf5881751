"""A key makes one effect of a request, however often and by whomever it is sent."""

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from chassis.http.idempotency import expire_keys
from testkit.problems import code

PERSON = UUID("01900000-0000-7000-8000-000000000001")
OTHER = UUID("01900000-0000-7000-8000-000000000002")
THING = {"name": "pen", "amount_fen": 5}


async def things(service: Any) -> int:
    async with service.database.reading() as connection:
        return int(await connection.scalar(text("SELECT count(*) FROM thing")))


async def test_makes_one_effect_of_twenty_concurrent_requests_with_one_key(
    service: Any, client: httpx.AsyncClient, signed: Any
) -> None:
    headers = signed(key="same-key-1")
    answers = await asyncio.gather(*(client.post("/v1/things", json=THING, headers=headers) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert {answer.text for answer in answers} == {answers[0].text}
    assert sum("idempotency-replayed" in answer.headers for answer in answers) == 19
    assert await things(service) == 1


async def test_lets_fifty_requests_with_keys_of_their_own_through_a_pool_of_eight(
    service: Any, client: httpx.AsyncClient, signed: Any
) -> None:
    answers = await asyncio.gather(
        *(client.post("/v1/things", json=THING, headers=signed(key=f"own-key-{n}")) for n in range(50))
    )
    assert {answer.status_code for answer in answers} == {201}
    assert await things(service) == 50


async def test_refuses_another_body_under_the_same_key(client: httpx.AsyncClient, signed: Any) -> None:
    headers = signed(key="same-key-2")
    assert (await client.post("/v1/things", json=THING, headers=headers)).status_code == 201
    answer = await client.post("/v1/things", json={**THING, "amount_fen": 6}, headers=headers)
    assert (answer.status_code, code(answer)) == (409, "chassis.idempotency_key_reused")


async def test_keeps_the_keys_of_two_people_apart(service: Any, client: httpx.AsyncClient, signed: Any) -> None:
    for person in (PERSON, OTHER):
        answer = await client.post("/v1/things", json=THING, headers=signed(person=person, key="same-key-3"))
        assert answer.status_code == 201
        assert "idempotency-replayed" not in answer.headers
    assert await things(service) == 2


async def test_stores_nothing_for_a_refused_request(service: Any, client: httpx.AsyncClient, signed: Any) -> None:
    headers = signed(key="same-key-4")
    wrong = await client.post("/v1/things", json={"name": "pen"}, headers=headers)
    assert wrong.status_code == 422
    assert (await client.post("/v1/things", json=THING, headers=headers)).status_code == 201
    assert await things(service) == 1


async def test_holds_no_connection_while_a_handler_asks_others(
    service: Any, client: httpx.AsyncClient, signed: Any, probe: Any
) -> None:
    probe.gate.clear()
    asking = [
        asyncio.create_task(client.post("/v1/things/asked", json=THING, headers=signed(key=f"asking-{n}")))
        for n in range(30)
    ]
    try:
        await asyncio.sleep(0.5)
        quick = client.post("/v1/things", json=THING, headers=signed(key="quick-key"))
        assert (await asyncio.wait_for(quick, 5)).status_code == 201
        assert await things(service) == 1
    finally:
        probe.gate.set()
    assert {answer.status_code for answer in await asyncio.gather(*asking)} == {201}
    assert await things(service) == 61


async def test_answers_as_the_twin_did_that_committed_meanwhile(
    service: Any, client: httpx.AsyncClient, signed: Any, probe: Any
) -> None:
    probe.gate.set()
    first = await client.post("/v1/things/asked", json=THING, headers=signed(key="elsewhere"))
    probe.gate.clear()
    unlike = {**THING, "amount_fen": 7}
    late = [
        asyncio.create_task(client.post("/v1/things/asked", json=body, headers=signed(key=key)))
        for body, key in ((THING, "twin-key"), (unlike, "unlike-key"))
    ]
    await asyncio.sleep(0.3)
    async with service.database.transaction() as transaction:
        # As if another process had answered both keys while ours were asking around.
        await transaction.connection.execute(
            text(
                "INSERT INTO chassis.idempotency_key (actor_id, key, route, request_sha256, status, headers, body) "
                "SELECT actor_id, unnest(ARRAY['twin-key', 'unlike-key']), route, request_sha256, status, headers, body"
                " FROM chassis.idempotency_key WHERE key = 'elsewhere'"
            )
        )
        await transaction.connection.execute(text("TRUNCATE thing"))
    probe.gate.set()
    twin, other = await asyncio.gather(*late)
    assert (twin.status_code, twin.json(), twin.headers["idempotency-replayed"]) == (201, first.json(), "true")
    assert code(other) == "chassis.idempotency_key_reused"
    assert await things(service) == 0


async def test_keeps_the_answer_of_a_handler_that_wrote_nothing(client: httpx.AsyncClient, signed: Any) -> None:
    answers = [await client.post("/v1/things/thought", json=THING, headers=signed(key="thought-1")) for _ in "ab"]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert "idempotency-replayed" in answers[1].headers


async def test_asks_who_is_there_before_it_asks_for_a_key(client: httpx.AsyncClient) -> None:
    assert code(await client.post("/v1/things", json=THING)) == "chassis.token_missing"


async def test_keeps_answers_sealed_and_forgets_them(service: Any, client: httpx.AsyncClient, signed: Any) -> None:
    await client.post("/v1/things", json={"name": "zhangsan", "amount_fen": 1}, headers=signed(key="same-key-5"))
    async with service.database.transaction() as transaction:
        body = await transaction.connection.scalar(text("SELECT body FROM chassis.idempotency_key"))
        assert b"zhangsan" not in bytes(body)
        await transaction.connection.execute(text("UPDATE chassis.idempotency_key SET created_at = '2020-01-01'"))
    assert await expire_keys(service.database) == 1


@pytest.mark.parametrize(("key", "expected"), [(None, "missing"), ("short", "malformed"), ("x" * 129, "malformed")])
async def test_asks_for_a_usable_key(client: httpx.AsyncClient, signed: Any, key: str | None, expected: str) -> None:
    answer = await client.post("/v1/things", json=THING, headers=signed(key=key))
    assert (answer.status_code, code(answer)) == (422, f"chassis.idempotency_key_{expected}")


async def test_says_try_again_when_the_database_is_lost_and_does_nothing(
    service: Any, client: httpx.AsyncClient, signed: Any
) -> None:
    headers = signed(key="cut-off-key")
    answer = await client.post("/v1/things/cut-off", json=THING, headers=headers)
    assert (answer.status_code, code(answer)) == (503, "chassis.part_down")
    assert answer.headers["retry-after"] == "2"
    assert await things(service) == 0
