"""What every service answers, whatever it is asked."""

import asyncio
import importlib.util
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import APIRouter
from sqlalchemy import text

from chassis import operations
from chassis.auth.keys import KeyCache
from chassis.auth.tokens import TokenVerifier
from chassis.http.access import unguarded_routes
from chassis.http.idempotency import expire_keys
from chassis.http.preconditions import etag
from kernel.actor import Actor, Assignment
from kernel.organisation import OrganisationPath
from testkit.clock import TERM_BEGINS
from testkit.tokens import TokenMint

_spec = importlib.util.spec_from_file_location("probe_service", Path(__file__).with_name("probe_service.py"))
assert _spec is not None
assert _spec.loader is not None
probe = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(probe)

PERSON = UUID("01900000-0000-7000-8000-000000000001")
OTHER = UUID("01900000-0000-7000-8000-000000000002")
CASHIER = "school-cashier@/3401/340104/2134010001"
PRINCIPAL = "principal@/3401/340104/2134010001"
STRONG = "strong-sign-in"
THING = {"name": "pen", "amount_fen": 5}


@pytest.fixture(scope="module")
async def service(settings_for: Callable[..., Any], token_mint: TokenMint) -> AsyncIterator[Any]:
    settings = await settings_for(probe.Settings, "probe", body_limit_bytes=4096, strong_acr=frozenset({STRONG}))
    service = probe.build(settings)
    keys = KeyCache.fixed(json.loads(token_mint.jwks))
    service.app.state.tokens = TokenVerifier(issuer=token_mint.issuer, audience="kehou", keys=keys)
    async with service.database.transaction() as transaction:
        await transaction.connection.execute(text("CREATE TABLE thing (amount_fen bigint)"))
    yield service
    await service.database.close()


@pytest.fixture
async def client(service: Any, http_client: Callable[..., Any]) -> AsyncIterator[httpx.AsyncClient]:
    async with service.database.transaction() as transaction:
        await transaction.connection.execute(
            text("TRUNCATE thing, chassis.idempotency_key, chassis.operation, chassis.work_item")
        )
    async with http_client(service.app) as client:
        yield client


@pytest.fixture
def signed(token_mint: TokenMint) -> Callable[..., dict[str, str]]:
    def headers(*assignments: str, person: UUID = PERSON, key: str | None = None, **more: Any) -> dict[str, str]:
        found = token_mint.headers(person, *(assignments or (CASHIER,)), **more)
        return {**found, "Idempotency-Key": key} if key else found

    return headers


async def things(service: Any) -> int:
    async with service.database.reading() as connection:
        return int(await connection.scalar(text("SELECT count(*) FROM thing")))


def code(answer: httpx.Response) -> str:
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["trace_id"] == answer.headers["trace-id"]
    return str(problem["code"])


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


async def test_says_try_again_when_the_database_is_lost_and_does_nothing(
    service: Any, client: httpx.AsyncClient, signed: Any
) -> None:
    headers = signed(key="cut-off-key")
    answer = await client.post("/v1/things/cut-off", json=THING, headers=headers)
    assert (answer.status_code, code(answer)) == (503, "chassis.part_down")
    assert answer.headers["retry-after"] == "2"
    assert await things(service) == 0


async def test_answers_our_own_mistake_as_a_problem_without_its_words(client: httpx.AsyncClient, signed: Any) -> None:
    answer = await client.post("/v1/things/mistake", json=THING, headers=signed(key="mistake-key"))
    assert (answer.status_code, code(answer)) == (500, "chassis.unexpected")
    assert "pen" not in answer.text


async def test_stores_nothing_for_a_refused_request(service: Any, client: httpx.AsyncClient, signed: Any) -> None:
    headers = signed(key="same-key-4")
    wrong = await client.post("/v1/things", json={"name": "pen"}, headers=headers)
    assert wrong.status_code == 422
    assert (await client.post("/v1/things", json=THING, headers=headers)).status_code == 201
    assert await things(service) == 1


async def test_holds_no_connection_while_a_handler_asks_others(
    service: Any, client: httpx.AsyncClient, signed: Any
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
    service: Any, client: httpx.AsyncClient, signed: Any
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


async def test_names_every_wrong_field_without_echoing_it(client: httpx.AsyncClient, signed: Any) -> None:
    body = {"name": "Zhang San 13800000000 and more", "amount_fen": "many"}
    answer = await client.post("/v1/things", json=body, headers=signed(key="same-key-6"))
    assert (answer.status_code, code(answer)) == (422, "chassis.request_invalid")
    found = {error["pointer"]: error["code"] for error in answer.json()["errors"]}
    assert found == {"#/name": "chassis.field_invalid", "#/amount_fen": "chassis.field_invalid"}
    assert "Zhang" not in answer.text
    assert "many" not in answer.text


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"name": "a\x00b", "amount_fen": 1}, ["#/name"]),
        (
            {"name": "\x00", "amount_fen": 1, "more": [{"x/y": "\x00"}, {"\x00": 1}]},
            ["#/more/0/x~1y", "#/more/1", "#/name"],
        ),
        ("\x00", ["#"]),
    ],
)
async def test_refuses_text_that_cannot_be_stored_naming_the_field(
    client: httpx.AsyncClient, signed: Any, body: Any, pointers: list[str]
) -> None:
    answer = await client.post("/v1/things", json=body, headers=signed(key="same-key-nul"))
    assert (answer.status_code, code(answer)) == (422, "chassis.request_invalid")
    assert sorted(error["pointer"] for error in answer.json()["errors"]) == pointers
    assert {error["code"] for error in answer.json()["errors"]} == {"chassis.character_not_storable"}


async def test_refuses_an_address_that_cannot_be_stored(client: httpx.AsyncClient, signed: Any) -> None:
    answer = await client.get("/v1/operations/%00?after=1%00", headers=signed())
    assert (answer.status_code, code(answer)) == (422, "chassis.request_invalid")
    assert [error["pointer"] for error in answer.json()["errors"]] == ["path:operation_id", "?after"]


@pytest.mark.parametrize("form", [{"data": {"note": "a\x00b"}}, {"data": {"note": "\x00"}, "files": {"file": b"\x00"}}])
async def test_refuses_a_form_that_cannot_be_stored(client: httpx.AsyncClient, signed: Any, form: Any) -> None:
    answer = await client.post("/v1/things/noted", headers=signed(key="same-key-form"), **form)
    assert (answer.status_code, code(answer)) == (422, "chassis.request_invalid")
    assert [error["pointer"] for error in answer.json()["errors"]] == ["#/note"]


async def test_takes_text_that_only_speaks_of_nul(client: httpx.AsyncClient, signed: Any) -> None:
    body = {"name": "\\u0000 %00", "amount_fen": 1}
    answer = await client.post("/v1/things?said=u0000", json=body, headers=signed(key="same-key-said"))
    assert answer.status_code == 201


@pytest.mark.parametrize("body", [b"{", b'{"name": }', b"[1,", b"nul", b'{"name": "\x00"', b"\xff\xfe{"])
async def test_calls_malformed_json_malformed(client: httpx.AsyncClient, signed: Any, body: bytes) -> None:
    headers = {**signed(key="same-key-7"), "content-type": "application/json"}
    answer = await client.post("/v1/things", content=body, headers=headers)
    assert answer.status_code == 400
    assert code(answer) in {"chassis.json_malformed", "chassis.request_unreadable"}


async def test_refuses_a_body_over_the_limit(client: httpx.AsyncClient, signed: Any) -> None:
    answer = await client.post("/v1/things", json={"name": "x" * 5000}, headers=signed(key="same-key-8"))
    assert (answer.status_code, code(answer)) == (413, "chassis.body_too_large")


async def test_answers_unknown_addresses_and_methods_as_problems(client: httpx.AsyncClient) -> None:
    unknown = await client.get("/v1/nowhere")
    assert (unknown.status_code, code(unknown)) == (404, "chassis.route_not_found")
    wrong = await client.put("/v1/things")
    assert (wrong.status_code, code(wrong)) == (405, "chassis.method_not_allowed")


@pytest.mark.parametrize(
    ("headers", "status", "expected"),
    [
        ({}, 401, "chassis.token_missing"),
        ({"Authorization": "Basic eDp5"}, 401, "chassis.token_malformed"),
        ({"Authorization": "Bearer a.b.c"}, 401, "chassis.token_malformed"),
    ],
)
async def test_asks_who_is_there(
    client: httpx.AsyncClient, headers: dict[str, str], status: int, expected: str
) -> None:
    answer = await client.post("/v1/things", json=THING, headers={**headers, "Idempotency-Key": "same-key-9"})
    assert (answer.status_code, code(answer)) == (status, expected)
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_lets_one_act_in_assignments_of_the_token_only(client: httpx.AsyncClient, signed: Any) -> None:
    async def answered(**options: Any) -> str:
        assignments = options.pop("held", (CASHIER,))
        headers = signed(*assignments, key="same-key-10", **options)
        return code(await client.post("/v1/things", json=THING, headers=headers))

    assert await answered(acting="school-cashier@/3401/340104/2134010002") == "chassis.assignment_not_held"
    assert await answered(acting="school-cashier@/3401") == "chassis.assignment_not_held"
    assert await answered(held=(PRINCIPAL,)) == "chassis.role_not_allowed"
    headers = signed(CASHIER, PRINCIPAL, key="same-key-10")
    del headers["Kehou-Acting"]
    assert code(await client.post("/v1/things", json=THING, headers=headers)) == "chassis.assignment_not_named"


async def test_asks_for_a_strong_and_recent_sign_in(client: httpx.AsyncClient, signed: Any) -> None:
    async def answered(**options: Any) -> httpx.Response:
        return await client.put("/v1/things/strong", headers=signed(**options))

    assert (await answered(acr=STRONG, auth_age_s=250)).status_code == 200
    for options in ({"acr": STRONG, "auth_age_s": 310}, {"acr": "1"}):
        answer = await answered(**options)
        assert (answer.status_code, code(answer)) == (401, "chassis.strong_sign_in_required")
        assert answer.json()["params"] == {"within_s": 300}
    headers = signed(PRINCIPAL, acr=STRONG)
    assert code(await client.put("/v1/things/strong", headers=headers)) == "chassis.role_not_allowed"


async def test_edits_only_what_has_not_changed_since(client: httpx.AsyncClient, signed: Any) -> None:
    async def answered(**headers: str) -> httpx.Response:
        return await client.put("/v1/things/version", headers={**signed(), **headers})

    assert (await answered(**{"If-Match": etag(3)})).json() == {"version": 3}
    assert (await answered(**{"If-Match": f"W/{etag(3)}"})).status_code == 200
    missing, malformed = await answered(), await answered(**{"If-Match": "3"})
    changed = await answered(**{"If-Match": etag(2)})
    assert (missing.status_code, code(missing)) == (428, "chassis.precondition_required")
    assert code(malformed) == "chassis.if_match_malformed"
    assert (changed.status_code, code(changed)) == (412, "probe.thing_changed")


async def test_shows_an_operation_to_its_starter_and_to_those_above_it_only(
    service: Any, client: httpx.AsyncClient, signed: Any
) -> None:
    school, other = "/3401/340104/2134010001", "/3401/340104/2134010002"
    async with service.database.transaction() as transaction:
        operation_id = await operations.start(
            transaction,
            kind="probe.run",
            queue_items=[("probe.chunk", {})],
            created_by=Actor(OTHER, Assignment.parse(f"principal@{school}")),
            scope=OrganisationPath(school),
            now=TERM_BEGINS,
        )

    async def answered(role: str, path: str, person: UUID = PERSON) -> tuple[int, int, int]:
        headers = signed(f"{role}@{path}", person=person)
        one = await client.get(f"/v1/operations/{operation_id}", headers=headers)
        listed = (await client.get("/v1/operations", headers=headers)).json()["items"]
        cancelled = await client.post(f"/v1/operations/{operation_id}/cancel", headers=headers)
        return one.status_code, len(listed), cancelled.status_code

    unseen = (404, 0, 404)
    assert await answered("principal", other) == unseen
    assert await answered("inspector", "/3401/340104/213401") == unseen
    assert await answered("inspector", "/3401/340103") == unseen
    assert await answered("inspector", "/3401/340104") == (200, 1, 202)
    assert await answered("principal", school) == (200, 1, 202)
    assert await answered("guardian", other, OTHER) == (200, 1, 202)


async def test_takes_the_token_from_the_cookie_it_is_told_of(
    service: Any, client: httpx.AsyncClient, token_mint: TokenMint
) -> None:
    service.app.state.access_cookie = "__Host-access"
    cookie = f"__Host-access={token_mint.mint(PERSON, CASHIER)}"
    answer = await client.get("/v1/operations", headers={"cookie": cookie})
    assert answer.json() == {"items": [], "next": None, "total": None, "as_of": None}


async def test_carries_on_the_trace_it_was_given(client: httpx.AsyncClient) -> None:
    trace_id = "4bf92f3577b34da6a3ce929d0e0e4736"
    answer = await client.get("/v1/nowhere", headers={"traceparent": f"00-{trace_id}-00f067aa0ba902b7-01"})
    assert answer.json()["trace_id"] == trace_id


async def test_finds_no_route_without_a_guard_and_reports_one_that_has_none(service: Any) -> None:
    assert unguarded_routes(service.app) == []
    open_router = APIRouter()
    open_router.add_api_route("/v1/open", lambda: None, methods=["GET"])
    service.app.include_router(open_router)
    assert unguarded_routes(service.app) == ["GET /v1/open"]


async def test_pages_refuse_a_cursor_they_did_not_give_out(client: httpx.AsyncClient, signed: Any) -> None:
    for cursor in ("x", "bm90anNvbg", "WzEsMl0", "W10"):
        answer = await client.get("/v1/operations", params={"cursor": cursor}, headers=signed())
        assert code(answer) == "chassis.cursor_malformed"
    answer = await client.get("/v1/operations", params={"limit": 101}, headers=signed())
    assert answer.json()["errors"][0]["pointer"] == "?limit"


async def test_tells_metrics_by_route_and_not_by_address(client: httpx.AsyncClient, signed: Any) -> None:
    await client.get(f"/v1/operations/{PERSON}", headers=signed())
    page = (await client.get("/metrics")).text
    assert 'route="/v1/operations/{operation_id}"' in page
    assert str(PERSON) not in page


async def test_says_ready_while_the_database_answers(client: httpx.AsyncClient) -> None:
    answer = await client.get("/health/ready")
    assert (answer.status_code, answer.json()["parts"]) == (200, {"database": "ok"})
