"""The edge lets through what is signed and ours, and answers everything else itself."""

import base64
import json
import re
import ssl
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.client import HTTPSConnection
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from joserfc.jwk import RSAKey

from chassis.http.openapi import EDGE_CODES

Edge = Any  # conftest's; test folders hold no packages to import from

PATH = "/api/enrolment/v1/things/7"
TEMPLATE = Path(__file__).parents[1] / "envoy.yaml"


def test_takes_the_token_from_the_header_and_rewrites_the_path(edge: Edge) -> None:
    answer = edge.ask("GET", f"{PATH}?x=1", authorization=f"Bearer {edge.token()}")
    assert answer.status == 200
    assert answer.json["path"] == "/v1/things/7?x=1"


def test_takes_the_token_from_the_cookie_and_hands_it_on(edge: Edge) -> None:
    answer = edge.ask("GET", PATH, cookie=f"{edge.cookie}={edge.token()}")
    assert answer.status == 200
    assert edge.cookie in answer.json["headers"]["cookie"]


def test_refuses_a_request_without_token(edge: Edge) -> None:
    assert edge.ask("GET", PATH).problem == (401, "edge.not_signed_in")


def forged(edge: Edge) -> str:
    return edge.token(key=RSAKey.generate_key(2048, {"kid": "k"}))


def unsigned(edge: Edge) -> str:
    def part(value: dict[str, object]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    claims = {"iss": "https://sign-in.example/realms/kehou", "aud": "kehou", "exp": int(time.time()) + 60}
    return f"{part({'alg': 'none'})}.{part(claims)}."


@pytest.mark.parametrize(
    "make",
    [
        forged,
        unsigned,
        lambda edge: edge.token(lives_s=-10),
        lambda edge: edge.token(aud="account"),
        lambda edge: edge.token(iss="https://elsewhere.example"),
        lambda edge: "not.a.token",
    ],
    ids=["forged", "none-algorithm", "expired", "foreign-audience", "foreign-issuer", "garbage"],
)
@pytest.mark.parametrize("place", ["header", "cookie"])
def test_refuses_a_token_that_is_not_ours(edge: Edge, make: Callable[[Edge], str], place: str) -> None:
    given = (
        {"authorization": f"Bearer {make(edge)}"} if place == "header" else {"cookie": f"{edge.cookie}={make(edge)}"}
    )
    assert edge.ask("GET", PATH, **given).problem == (401, "edge.not_signed_in")


def test_lets_public_routes_through_without_token(edge: Edge) -> None:
    assert edge.ask("GET", "/api/enrolment/v1/public/catalogue").status == 200


@pytest.mark.parametrize("origin", [{}, {"origin": "https://evil.example"}, {"origin": "null"}])
def test_refuses_a_change_by_cookie_from_a_foreign_origin(edge: Edge, origin: dict[str, str]) -> None:
    answer = edge.ask("POST", PATH, body=b"{}", cookie=f"{edge.cookie}={edge.token()}", **origin)
    assert answer.problem == (403, "edge.foreign_origin")


def test_a_basic_header_does_not_talk_a_cookie_past_the_origin_check(edge: Edge) -> None:
    cookie = f"{edge.cookie}={edge.token()}"
    assert edge.ask("POST", PATH, body=b"{}", cookie=cookie, authorization="Basic eDp5").problem == (
        403,
        "edge.foreign_origin",
    )


def test_lets_a_change_from_our_own_origin_through(edge: Edge) -> None:
    answer = edge.ask("POST", PATH, body=b"{}", cookie=f"{edge.cookie}={edge.token()}", origin=edge.origin)
    assert answer.status == 200


def test_lets_a_machine_without_origin_change_things_with_its_token(edge: Edge) -> None:
    assert edge.ask("POST", PATH, body=b"{}", authorization=f"Bearer {edge.token()}").status == 200


def test_a_sign_out_from_a_foreign_page_is_refused(edge: Edge) -> None:
    assert edge.ask("POST", "/auth/logout", origin="https://evil.example").problem == (403, "edge.foreign_origin")


def test_keycloak_may_say_without_origin_that_somebody_signed_out(edge: Edge) -> None:
    assert edge.ask("POST", "/auth/backchannel-logout", body=b"logout_token=x").status == 200


def test_drops_identity_headers_from_outside_and_keeps_the_choice_of_assignment(edge: Edge) -> None:
    sent = {
        "x_kehou_person": "root",
        "x_forwarded_for": "10.0.0.1",
        "x_forwarded_user": "root",
        "x_real_ip": "10.0.0.1",
        "x_envoy_internal": "true",
        "forwarded": "for=10.0.0.1",
        "kehou_acting": "principal@/3401",
    }
    seen = edge.ask("GET", PATH, authorization=f"Bearer {edge.token()}", **sent).json["headers"]
    assert seen["kehou-acting"] == "principal@/3401"
    assert "10.0.0.1" not in seen["x-forwarded-for"]
    assert seen.keys().isdisjoint({"x-kehou-person", "x-forwarded-user", "x-real-ip", "x-envoy-internal", "forwarded"})


def test_continues_the_callers_trace_and_begins_one_where_there_is_none(edge: Edge) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    bearer = f"Bearer {edge.token()}"
    seen = edge.ask("GET", PATH, authorization=bearer, traceparent=f"00-{trace}-b7ad6b7169203331-01").json
    assert seen["headers"]["traceparent"].split("-")[1] == trace
    assert len(edge.ask("GET", PATH, authorization=bearer).json["headers"]["traceparent"].split("-")[1]) == 32


def test_says_what_the_contracts_of_all_services_list() -> None:
    said = re.findall(r"\bcode: (edge\.[a-z_]+)", TEMPLATE.read_text())
    assert set(said) == set(EDGE_CODES)
    assert set(re.findall(r"\bedge\.[a-z_]+", TEMPLATE.read_text())) - {"edge.unused"} == set(said)


def test_the_admin_page_ends_nothing(edge: Edge) -> None:
    assert edge.admin("/ready")[0] == 200
    assert edge.admin("/stats/prometheus")[0] == 200
    for path in ("/quitquitquit", "/config_dump", "/logging?level=trace", "/drain_listeners", "/certs", "/clusters"):
        assert edge.admin(path, method="POST")[0] == 403
        assert edge.admin(path)[0] == 403
    assert edge.ask("GET", "/finance/recon").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/realms/kehou/protocol/openid-connect/auth?client_id=gateway-sso",
        "/realms/kehou/protocol/openid-connect/logout",
        "/realms/kehou/login-actions/authenticate?execution=1",
        "/resources/abc/login/kehou/css/login.css",
    ],
)
def test_keycloaks_sign_in_pages_are_reached_through_the_edge(edge: Edge, path: str) -> None:
    assert edge.ask("POST", path, body=b"", origin="null").status == 200 or path.startswith("/resources")
    answer = edge.ask("GET", path, x_forwarded_for="10.9.8.7")
    assert answer.json["path"] == path
    if not path.startswith("/resources"):
        assert answer.json["headers"]["x-forwarded-for"] == "127.0.0.1"


@pytest.mark.parametrize(
    "path",
    [
        "/realms/master/protocol/openid-connect/auth",
        "/realms/master/protocol/openid-connect/token",
        "/realms/kehou/protocol/openid-connect/token",
        "/realms/kehou/protocol/openid-connect/token/introspect",
        "/realms/kehou/account",
        "/realms/kehou/clients-registrations/default",
        "/realms/kehou/broker/x/login",
        "/realms/kehou",
        "/realms/KEHOU/login-actions/authenticate/../../../master/account",
    ],
)
def test_nothing_else_of_keycloak_is(edge: Edge, path: str) -> None:
    assert edge.ask("GET", path).problem == (404, "edge.not_found")
    assert edge.ask("POST", path, body=b"x=1", origin=edge.origin).problem == (404, "edge.not_found")


def test_keycloaks_console_is_a_page_of_the_portal_like_any_other(edge: Edge) -> None:
    assert edge.ask("GET", "/admin/master/console").json["headers"]["host"].endswith(str(edge.port))


@pytest.mark.parametrize(
    "path",
    [
        "/api/unknown/v1/things",
        "/api/enrolment/v2/things",
        "/api/enrolment/health/ready",
        "/api/enrolment/v1/internal",
        "/api/enrolment/v1/internal/people",
        "/api/enrolment/v1/public/../internal/people",
        "/metrics",
        "/health/ready",
        "/openapi.json",
        "/v1/operations/1",
    ],
)
def test_nothing_but_public_addresses_is_served(edge: Edge, path: str) -> None:
    assert edge.ask("GET", path, authorization=f"Bearer {edge.token()}").problem == (404, "edge.not_found")


def test_refuses_a_path_that_hides_its_slashes(edge: Edge) -> None:
    answer = edge.ask("GET", "/api/enrolment/v1/public%2f..%2finternal")
    assert (answer.status, answer.json["code"]) == (400, "edge.bad_request")


def test_pages_and_sign_in_go_to_sso(edge: Edge) -> None:
    assert edge.ask("GET", "/finance/recon").json["path"] == "/finance/recon"
    assert edge.ask("GET", "/auth/login").json["path"] == "/auth/login"


def test_a_service_that_is_down_is_a_clear_answer_and_the_others_go_on(edge: Edge) -> None:
    answer = edge.ask("GET", "/api/staffing/v1/people", authorization=f"Bearer {edge.token()}")
    assert answer.problem == (503, "edge.unavailable")
    assert edge.ask("GET", PATH, authorization=f"Bearer {edge.token()}").status == 200


def test_answers_carry_the_security_headers(edge: Edge) -> None:
    headers = edge.ask("GET", PATH, authorization=f"Bearer {edge.token()}").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "frame-ancestors 'none'"
    assert headers["referrer-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


def test_hsts_is_sent_once_tls_is_there(start_edge: Callable[..., Edge]) -> None:
    tls = start_edge(HSTS="max-age=31536000; includeSubDomains")
    assert tls.ask("GET", "/").headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"


def test_the_documented_tls_switch_works(start_edge: Callable[..., Edge], tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, SHA256())
    )
    (tmp_path / "tls.crt").write_bytes(certificate.public_bytes(Encoding.PEM))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "tls.key").write_bytes(private)
    documented = (Path(__file__).parents[1] / "README.md").read_text().partition("DOWNSTREAM_TLS=")[2].splitlines()[0]
    edge = start_edge(DOWNSTREAM_TLS=documented.replace("/etc/kehou", str(tmp_path)), waits=False)
    trusting = ssl.create_default_context(cafile=tmp_path / "tls.crt")
    for _ in range(100):
        try:
            connection = HTTPSConnection("127.0.0.1", edge.port, context=trusting)
            connection.request("GET", "/finance/recon")
            response = connection.getresponse()
            break
        except ConnectionError:
            time.sleep(0.05)
    assert (response.status, json.loads(response.read())["path"]) == (200, "/finance/recon")
    connection.close()


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_compresses_json_unless_a_version_would_be_lost(edge: Edge, coding: str) -> None:
    given = {"authorization": f"Bearer {edge.token()}", "accept_encoding": coding}
    assert edge.ask("GET", f"{PATH}/long", **given).headers["content-encoding"] == coding
    versioned = edge.ask("GET", f"{PATH}/versioned/long", **given).headers
    assert versioned["etag"] == '"7"'
    assert "content-encoding" not in versioned


def test_the_access_log_keeps_no_query_no_address_and_no_token(edge: Edge) -> None:
    token = edge.token()
    edge.ask("GET", f"{PATH}/logged?name=secret-name", authorization=f"Bearer {token}")
    time.sleep(0.3)
    line = next(each for each in edge.log.read_text().splitlines() if "/logged" in each)
    entry = json.loads(line)
    assert entry["path"] == f"{PATH}/logged"
    assert entry["route"] == "enrolment"
    assert "secret-name" not in line
    assert "127.0.0.1" not in line
    assert token not in line
