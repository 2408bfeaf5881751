"""Whoever sends too much is slowed down alone, and fills no memory."""

import json
import re
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

Edge = Any  # conftest's; test folders hold no packages to import from

PATH = "/api/enrolment/v1/things/7"
PUBLIC = "/api/enrolment/v1/public/catalogue"
TEMPLATE = Path(__file__).parents[1] / "envoy.yaml"
UPLOADS = [
    "/api/enrolment/v1/imports/rosters",
    "/api/billing/v1/statements/5/parts/1",
    "/api/staffing/v1/imports/staff",
    "/api/vendor-registry/v1/vendors/7/licences",
    "/api/inspection/v1/findings/7/evidence",
]
LETTERS = [
    "inspection/v1/complaints",
    "enrolment/v1/children/claims",
    "vendor-registry/v1/vendors",
    "billing/v1/waivers",
]
TRY = "/realms/kehou/login-actions/authenticate"
FORM = "application/x-www-form-urlencoded"
SPELLINGS = (
    "username=E00045",
    "username=%65%30%30045",
    "user%6eame=e00045",
    "username=+e00045%0a",
    "x=1&username=e00045&username=b",
)


@pytest.mark.parametrize(
    ("path", "size"),
    [(PATH, 2**20 + 1), (PUBLIC, 65537), ("/auth/acting", 65537)],
)
def test_refuses_a_body_over_the_limit(edge: Edge, path: str, size: int) -> None:
    answer = edge.ask("POST", path, body=b"x" * size, authorization=f"Bearer {edge.token()}", origin=edge.origin)
    assert answer.problem == (413, "edge.too_large")


@pytest.mark.parametrize("path", [path for path in UPLOADS if "staffing" not in path])
def test_takes_a_file_of_twenty_megabytes_where_files_go(edge: Edge, path: str) -> None:
    answer = edge.ask("POST", path, body=b"x" * 20 * 2**20, authorization=f"Bearer {edge.token()}")
    assert answer.json["received"] == 20 * 2**20


@pytest.mark.parametrize("path", UPLOADS)
def test_refuses_a_file_over_the_limit_by_its_announcement(edge: Edge, path: str) -> None:
    head = {"content-length": str(21 * 2**20 + 1), "authorization": f"Bearer {edge.token()}"}
    with edge.unfinished("POST", path, head) as asked:
        assert asked.answer().startswith("HTTP/1.1 413")


def test_every_upload_of_the_contracts_has_an_upload_route() -> None:
    files = Path(__file__).parents[3].glob("services/*/openapi.json")
    uploads = {
        f"/api/{file.parent.name}{re.sub(r'{[^}]+}', 'x', path)}"
        for file in files
        for path, operations in json.loads(file.read_text())["paths"].items()
        for operation in operations.values()
        if set(operation.get("requestBody", {}).get("content", {})) - {"application/json"}
    }
    routes = re.findall(r'safe_regex: {regex: "(/api/[^"]+)"}', TEMPLATE.read_text())
    assert uploads
    assert not [path for path in sorted(uploads) if not any(re.fullmatch(route, path) for route in routes)]


def test_slow_uploads_fill_neither_the_gateways_memory_nor_the_service(start_edge: Callable[..., Edge]) -> None:
    edge = start_edge()
    bearer = f"Bearer {edge.token()}"
    before = edge.memory_bytes()
    head = {"content-length": str(20 * 2**20), "authorization": bearer}
    with ExitStack() as stack:
        for _ in range(60):
            asked = stack.enter_context(edge.unfinished("POST", UPLOADS[0], head))
            asked.send(b"x" * 2**20)
        assert edge.ask("GET", PATH, authorization=bearer).status == 200
        # Sixty MiB are on their way; what the gateway holds of them is a window for each connection.
        assert edge.memory_bytes() - before < 30 * 2**20


def test_unsigned_requests_that_never_end_hold_no_memory(start_edge: Callable[..., Edge]) -> None:
    edge = start_edge()
    before = edge.memory_bytes()
    with ExitStack() as stack:
        for _ in range(60):
            head = {"content-length": str(20 * 2**20)}
            asked = stack.enter_context(edge.unfinished("POST", PUBLIC, head))
            asked.send(b"x" * 2**20)
        assert edge.ask("GET", PATH, authorization=f"Bearer {edge.token()}").status == 200
        assert edge.memory_bytes() - before < 30 * 2**20


def test_full_memory_refuses_new_requests(start_edge: Callable[..., Edge]) -> None:
    edge = start_edge(HEAP_MAX_BYTES=2**20, waits=False)
    deadline = time.monotonic() + 10
    while (answer := edge.ask("GET", "/finance/recon")).status == 200 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert (answer.status, answer.json["code"]) == (503, "edge.unavailable")
    assert edge.admin("/ready")[0] == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/auth/login"), ("POST", TRY), ("GET", PUBLIC)],
)
def test_one_address_that_asks_too_much_is_slowed_down_alone(
    start_edge: Callable[..., Edge], method: str, path: str
) -> None:
    edge = start_edge()
    first = [edge.ask(method, path, source="127.0.0.2", origin=edge.origin) for _ in range(600)]
    slowed = [answer for answer in first if answer.status == 429]
    assert slowed
    assert slowed[0].problem == (429, "edge.too_many_requests")
    assert slowed[0].headers["retry-after"] == "1"
    assert edge.ask(method, path, source="127.0.0.3", origin=edge.origin).status == 200
    assert edge.ask("GET", PATH, authorization=f"Bearer {edge.token()}").status == 200


def try_password(edge: Edge, login: str, *, source: str = "127.0.0.2", kind: str = FORM) -> Any:
    return edge.ask("POST", TRY, body=f"password=guess&{login}".encode(), source=source, content_type=kind)


def test_one_address_that_guesses_one_password_is_slowed_down_for_that_name_alone(
    start_edge: Callable[..., Edge],
) -> None:
    edge = start_edge()
    tried = [try_password(edge, "username=e00045") for _ in range(30)]
    assert [answer.status for answer in tried] == [200] * 30
    assert tried[0].json["received"] == len("password=guess&username=e00045")
    slowed = try_password(edge, "username=e00045")
    assert slowed.problem == (429, "edge.too_many_requests")
    assert slowed.headers["retry-after"] == "300"
    for spelling in SPELLINGS:
        assert try_password(edge, spelling).status == 429, spelling
    assert try_password(edge, "username=e00046").status == 200
    assert try_password(edge, "username=e00045", source="127.0.0.3").status == 200
    assert edge.ask("GET", TRY, source="127.0.0.2").status == 200


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", f"{FORM}; charset=utf-16", "text/plain", ""])
def test_takes_a_password_in_the_form_that_is_counted_alone(edge: Edge, kind: str) -> None:
    assert try_password(edge, "username=e00045", kind=kind).problem == (400, "edge.bad_request")
    assert try_password(edge, "username=e00045", kind=f"{FORM}; charset=UTF-8").status == 200


@pytest.mark.parametrize("service_and_path", LETTERS)
def test_one_person_who_floods_an_office_is_slowed_down_alone(
    start_edge: Callable[..., Edge], service_and_path: str
) -> None:
    edge = start_edge()

    def write(person: str) -> Any:
        bearer = f"Bearer {edge.token(sub=person)}"
        return edge.ask("POST", f"/api/{service_and_path}", body=b"{}", authorization=bearer)

    assert [write("a").status for _ in range(20)] == [200] * 20
    assert write("a").problem == (429, "edge.too_many_requests")
    assert write("b").status == 200
    assert edge.ask("GET", f"/api/{service_and_path}", authorization=f"Bearer {edge.token(sub='a')}").status == 200


def test_one_person_who_asks_too_much_is_slowed_down_alone(start_edge: Callable[..., Edge]) -> None:
    edge = start_edge(PERSON_BURST=30, PERSON_PER_S=1)
    asked = [edge.ask("GET", PATH, authorization=f"Bearer {edge.token(sub='a')}") for _ in range(40)]
    assert {answer.status for answer in asked} == {200, 429}
    by_cookie = edge.ask("GET", PATH, cookie=f"{edge.cookie}={edge.token(sub='a')}")
    assert by_cookie.problem == (429, "edge.too_many_requests")
    assert edge.ask("GET", PATH, authorization=f"Bearer {edge.token(sub='b')}").status == 200
