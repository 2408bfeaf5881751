"""What a route does not take is refused by name, wherever it was put."""

from typing import Any

import httpx
import pytest

from testkit.problems import code

THING = {"name": "pen", "amount_fen": 5}
Faults = list[tuple[str, str]]


def faults(answer: httpx.Response) -> Faults:
    assert (answer.status_code, code(answer)) == (422, "chassis.request_invalid")
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


async def test_names_a_misspelt_key_and_the_one_it_stood_for(client: httpx.AsyncClient, signed: Any) -> None:
    answer = await client.post("/v1/things", json={"name": "pen", "amuont_fen": 5}, headers=signed(key="key-taken-1"))
    assert faults(answer) == [("#/amount_fen", "chassis.field_missing"), ("#/amuont_fen", "chassis.field_unknown")]


@pytest.mark.parametrize("amount", ["5", 5.0, True, 10**30])
async def test_takes_a_number_only_as_a_number_that_can_be_stored(
    client: httpx.AsyncClient, signed: Any, amount: Any
) -> None:
    answer = await client.post("/v1/things", json={**THING, "amount_fen": amount}, headers=signed(key="key-taken-2"))
    assert faults(answer) == [("#/amount_fen", "chassis.field_invalid")]


async def test_refuses_a_document_that_says_one_thing_twice(client: httpx.AsyncClient, signed: Any) -> None:
    written = b'{"name": "pen", "amount_fen": 5, "amount_fen": 500}'
    headers = {**signed(key="key-taken-3"), "content-type": "application/json"}
    answer = await client.post("/v1/things", content=written, headers=headers)
    assert faults(answer) == [("#/amount_fen", "chassis.field_repeated")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [("limt=5", ("?limt", "chassis.field_unknown")), ("limit=5&limit=50", ("?limit", "chassis.field_repeated"))],
)
async def test_refuses_a_parameter_it_does_not_know_or_gets_twice(
    client: httpx.AsyncClient, signed: Any, query: str, expected: tuple[str, str]
) -> None:
    assert faults(await client.get(f"/v1/operations?{query}", headers=signed())) == [expected]


@pytest.mark.parametrize("limit", ["05", "5.0", "1_0", " 5", "+5"])
async def test_reads_a_number_of_an_address_in_one_writing(client: httpx.AsyncClient, signed: Any, limit: str) -> None:
    answer = await client.get("/v1/operations", params={"limit": limit}, headers=signed())
    assert faults(answer) == [("?limit", "chassis.field_invalid")]


async def test_refuses_a_form_field_it_does_not_know(client: httpx.AsyncClient, signed: Any) -> None:
    form = {"note": "seen", "nota": "seen"}
    answer = await client.post("/v1/things/noted", data=form, headers=signed(key="key-taken-4"))
    assert faults(answer) == [("#/nota", "chassis.field_unknown")]


async def test_refuses_a_body_where_none_is_taken(client: httpx.AsyncClient, signed: Any) -> None:
    path = "/v1/operations/01900000-0000-7000-8000-000000000001/cancel"
    assert faults(await client.post(path, json={"cancel": False}, headers=signed())) == [("#", "chassis.field_unknown")]
    assert code(await client.post(path, json={}, headers=signed())) == "chassis.operation_not_found"
