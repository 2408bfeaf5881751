"""What every service answers, whatever it is asked."""

import json
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import APIRouter
from sqlalchemy import text

from chassis import operations
from chassis.auth.sign_ins import PeerSignIns
from chassis.grpc.client import GrpcPeer
from chassis.http.access import strongly_acts_as, unguarded_routes
from chassis.http.preconditions import etag
from kernel.actor import Actor, Assignment
from kernel.organisation import OrganisationPath
from testkit.clock import TERM_BEGINS
from testkit.problems import code
from testkit.tokens import TokenMint

PERSON = UUID("01900000-0000-7000-8000-000000000001")
OTHER = UUID("01900000-0000-7000-8000-000000000002")
CASHIER = "school-cashier@/3401/340104/2134010001"
SCHOOL, OTHER_SCHOOL = "/3401/340104/2134010001", "/3401/340104/2134010002"
PRINCIPAL = f"principal@{SCHOOL}"
STRONG = "strong-sign-in"
THING = {"name": "pen", "amount_fen": 5}


async def test_answers_our_own_mistake_as_a_problem_without_its_words(client: httpx.AsyncClient, signed: Any) -> None:
    answer = await client.post("/v1/things/mistake", json=THING, headers=signed(key="mistake-key"))
    assert (answer.status_code, code(answer)) == (500, "chassis.unexpected")
    assert "pen" not in answer.text


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


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\x07", "\ue863", "\U000e0041"])
async def test_refuses_text_that_reads_as_another_or_prints_as_boxes(
    client: httpx.AsyncClient, signed: Any, character: str
) -> None:
    for escaped in (True, False):
        content = json.dumps({"name": f"a{character}b", "amount_fen": 1}, ensure_ascii=escaped).encode()
        headers = {**signed(key=f"same-key-turn-{escaped}"), "Content-Type": "application/json"}
        answer = await client.post("/v1/things", content=content, headers=headers)
        assert (answer.status_code, code(answer)) == (422, "chassis.request_invalid")
        [error] = answer.json()["errors"]
        assert (error["pointer"], error["code"]) == ("#/name", "kernel.character_not_usable")
        assert error["params"] == {"character": f"U+{ord(character):04X}"}


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
    answer = await client.post("/v1/things", json=body, headers=signed(key="same-key-said"))
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
    # A sign-in dated in the future would count as fresh for as long as its maker likes.
    for options in ({"acr": STRONG, "auth_age_s": 310}, {"acr": "1"}, {"acr": STRONG, "auth_age_s": -3_600}):
        answer = await answered(**options)
        assert (answer.status_code, code(answer)) == (401, "chassis.strong_sign_in_required")
        assert answer.json()["params"] == {"within_s": 300}
    headers = signed(PRINCIPAL, acr=STRONG)
    assert code(await client.put("/v1/things/strong", headers=headers)) == "chassis.role_not_allowed"


async def test_asks_each_time_whether_a_strong_sign_in_still_stands(
    client: httpx.AsyncClient, service: Any, signed: Any
) -> None:
    sign_ins, headers = service.app.state.sign_ins, signed(acr=STRONG)
    assert (await client.put("/v1/things/strong", headers=headers)).status_code == 200
    sign_ins.withdrawn.add(CASHIER)
    refused = await client.put("/v1/things/strong", headers=headers)
    assert (refused.status_code, code(refused)) == (403, "chassis.assignment_not_held")
    sign_ins.withdrawn.clear()
    sign_ins.ended.add(headers["Authorization"].removeprefix("Bearer "))
    refused = await client.put("/v1/things/strong", headers=headers)
    assert (refused.status_code, code(refused)) == (401, "chassis.sign_in_ended")
    # What is no matter of money or roles is answered for as long as the token lives.
    assert (await client.get("/v1/things", headers=headers)).status_code != 401


async def test_does_nothing_that_matters_while_nobody_can_tell(
    client: httpx.AsyncClient, service: Any, signed: Any
) -> None:
    known = service.app.state.sign_ins
    service.app.state.sign_ins = PeerSignIns(GrpcPeer(service.settings, "sso"))
    try:
        answer = await client.put("/v1/things/strong", headers=signed(acr=STRONG))
    finally:
        service.app.state.sign_ins = known
    assert (answer.status_code, code(answer)) == (503, "chassis.peer_unavailable")


def test_offers_what_matters_to_nobody_who_has_no_second_factor() -> None:
    with pytest.raises(ValueError, match="guardian"):
        strongly_acts_as("principal", "guardian")


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


@pytest.fixture
async def operation_id(service: Any) -> UUID:
    """One that the principal of a school has started."""
    async with service.database.transaction() as transaction:
        return await operations.start(
            transaction,
            kind="probe.run",
            queue_items=[("probe.chunk", {})],
            created_by=Actor(OTHER, Assignment.parse(PRINCIPAL)),
            scope=OrganisationPath(SCHOOL),
            now=TERM_BEGINS,
        )


async def seen(client: httpx.AsyncClient, headers: dict[str, str], operation_id: UUID) -> tuple[int, int, int]:
    """What reading, listing and cancelling come to."""
    one = await client.get(f"/v1/operations/{operation_id}", headers=headers)
    listed = (await client.get("/v1/operations", headers=headers)).json()["items"]
    cancelled = await client.post(f"/v1/operations/{operation_id}/cancel", headers=headers)
    return one.status_code, len(listed), cancelled.status_code


@pytest.mark.parametrize(
    ("assignment", "found"),
    [
        (f"principal@{OTHER_SCHOOL}", (404, 0, 404)),
        ("principal@/3401/340104/213401", (404, 0, 404)),
        ("auditor@/3401/340103", (404, 0, 404)),
        (f"duty-teacher@{SCHOOL}", (404, 0, 404)),
        ("inspector@/3401/340104", (404, 0, 404)),
        (f"auditor@{SCHOOL}", (200, 1, 403)),
        ("auditor@/3401", (200, 1, 403)),
    ],
)
async def test_lets_nobody_stop_an_operation_who_could_not_have_started_it(
    service: Any, client: httpx.AsyncClient, signed: Any, operation_id: UUID, assignment: str, found: tuple[int, ...]
) -> None:
    assert await seen(client, signed(assignment), operation_id) == found
    async with service.database.reading() as connection:
        operation = await operations.find(connection, operation_id)
        assert operation is not None
        assert operation.state == "running"
        query = text("SELECT count(*) FROM chassis.audit_entry WHERE subject = :subject")
        assert await connection.scalar(query, {"subject": f"operation/{operation_id}"}) == 0


@pytest.mark.parametrize(
    ("assignment", "person"),
    [(f"principal@{OTHER_SCHOOL}", OTHER), (PRINCIPAL, PERSON), ("principal@/3401/340104", PERSON)],
)
async def test_lets_its_starter_and_the_same_role_above_it_stop_an_operation_and_writes_down_who_did(
    service: Any, client: httpx.AsyncClient, signed: Any, operation_id: UUID, assignment: str, person: UUID
) -> None:
    headers = signed(assignment, person=person)
    assert await seen(client, headers, operation_id) == (200, 1, 202)
    assert await seen(client, headers, operation_id) == (200, 1, 202)
    async with service.database.reading() as connection:
        query = text("SELECT actor_id, role, action, before, after FROM chassis.audit_entry WHERE subject = :subject")
        entries = (await connection.execute(query, {"subject": f"operation/{operation_id}"})).all()
    stood = {"state": "running"}, {"state": "cancelling"}
    assert [tuple(entry) for entry in entries] == [(person, "principal", "probe.run_cancelled", *stood)]


async def test_lets_its_starter_stop_an_operation_in_no_other_role(
    client: httpx.AsyncClient, signed: Any, operation_id: UUID
) -> None:
    answer = await client.post(
        f"/v1/operations/{operation_id}/cancel", headers=signed("guardian@/family", person=OTHER)
    )
    assert (answer.status_code, code(answer)) == (403, "chassis.role_not_allowed")


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
