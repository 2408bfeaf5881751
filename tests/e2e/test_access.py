"""Through the gateway, with a term's data behind it: tokens that are not ours, and people who are not in charge."""

import base64
import json
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey
from natural_keys import differences, picture

from stack.environment import cluster

READ = "/api/enrolment/v1/organisations"


@dataclass(frozen=True)
class Genuine:
    """A real access token taken apart, and the key Keycloak signed it with, read from its own database."""

    header: dict[str, Any]
    claims: dict[str, Any]
    key: RSAKey
    acting: str

    def signed(self, *, key: RSAKey | None = None, header: dict[str, Any] | None = None, **claims: Any) -> str:
        head = {**self.header, **(header or {})}
        return jwt.encode(head, {**self.claims, **claims}, key or self.key, algorithms=[head["alg"]])


@pytest.fixture(scope="module")
def genuine(finished_term: Any) -> Genuine:
    stack = finished_term.stack
    officer = next(one for one in stack.city().officers if "教育局经办" in one.posts)
    acting = f"district-officer@{stack.city().district_path}"
    with stack.browserless(officer.number.lower(), acting) as client:
        token = client.headers["Authorization"].removeprefix("Bearer ")
    header, claims = (json.loads(base64.urlsafe_b64decode(part + "===")) for part in token.split(".")[:2])
    keys = cluster(stack.installation).execute(
        "SELECT value FROM component_config WHERE name = 'privateKey'", database="keycloak"
    )
    for der in keys.split():
        key = _key(der, kid=header["kid"], algorithm=header["alg"])
        with suppress(JoseError):
            jwt.decode(token, key, algorithms=[header["alg"]])
            return Genuine(header, claims, key, acting)
    raise AssertionError("none of Keycloak's keys made the token it gave")


def _key(der: str, *, kid: str, algorithm: str) -> RSAKey:
    pem = load_der_private_key(base64.b64decode(der), None).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    return RSAKey.import_key(pem, {"kid": kid, "alg": algorithm})


def ask(finished_term: Any, genuine: Genuine, token: str, path: str = READ) -> httpx.Response:
    headers = {"Kehou-Acting": genuine.acting} | ({"Authorization": f"Bearer {token}"} if token else {})
    return httpx.get(finished_term.stack.origin + path, headers=headers, timeout=30)


def test_lets_a_genuine_token_through(finished_term: Any, genuine: Genuine) -> None:
    later = genuine.signed(exp=int(time.time()) + 60)
    assert ask(finished_term, genuine, later).status_code == httpx.codes.OK


@pytest.mark.parametrize("service", ["enrolment", "billing", "staffing", "vendor-registry", "inspection"])
@pytest.mark.parametrize("kind", ["forged", "expired", "foreign audience", "foreign issuer", "none", "absent"])
def test_refuses_a_token_that_is_not_ours(finished_term: Any, genuine: Genuine, kind: str, service: str) -> None:
    soon = int(time.time()) + 60
    header = {"kid": genuine.header["kid"], "alg": genuine.header["alg"]}
    tokens = {
        "forged": genuine.signed(key=RSAKey.generate_key(2048, header), exp=soon),
        "expired": genuine.signed(exp=soon - 180, iat=soon - 400),
        "foreign audience": genuine.signed(aud="account", exp=soon),
        "foreign issuer": genuine.signed(iss="http://elsewhere.example/realms/kehou", exp=soon),
        "none": _unsigned({**genuine.claims, "exp": soon}),
        "absent": "",
    }
    answer = ask(finished_term, genuine, tokens[kind], f"/api/{service}/v1/operations")
    assert answer.status_code == httpx.codes.UNAUTHORIZED, answer.text
    assert answer.json()["code"] == "edge.not_signed_in"


def _unsigned(claims: dict[str, Any]) -> str:
    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(claims)}."


def test_refuses_an_assignment_that_the_token_does_not_hold(finished_term: Any, genuine: Genuine) -> None:
    token = genuine.signed(exp=int(time.time()) + 60)
    headers = {"Authorization": f"Bearer {token}", "Kehou-Acting": "system-administrator@/3401"}
    answer = httpx.get(finished_term.stack.origin + READ, headers=headers, timeout=30)
    assert answer.status_code == httpx.codes.FORBIDDEN


@pytest.mark.parametrize("path", ["/metrics", "/health/ready", "/openapi.json", "/api/enrolment/v1/internal/x"])
def test_shows_nobody_what_is_inside(finished_term: Any, path: str) -> None:
    answer = httpx.get(finished_term.stack.origin + path, timeout=30)
    assert answer.status_code in (httpx.codes.NOT_FOUND, httpx.codes.UNAUTHORIZED)


@dataclass(frozen=True)
class Foreign:
    """Somebody of the second school (or a family of it) asks for what belongs to the first."""

    post: str
    role: str
    method: str
    path: str
    body: Any = None


def test_gives_a_foreign_school_nothing_and_changes_nothing(finished_term: Any) -> None:
    stack = finished_term.stack
    city = stack.city()
    ours, theirs = city.schools[0], city.schools[1]

    def one(service: str, table: str, where: str, column: str = "id") -> str:
        found = stack.rows(service, f"SELECT {column} AS id FROM {table} WHERE {where} LIMIT 1")
        assert found, f"the term left no {table}"
        return str(found[0]["id"])

    own = f"school_path = '{ours.path}'"
    bill, application = one("billing", "bill", own), one("enrolment", "application", own)
    placement, session = one("enrolment", "placement", own), one("enrolment", "session", own)
    sheet = one("staffing", "allowance_sheet", own)
    pupil = one("enrolment", "pupil", own)
    tries = [
        Foreign("会计", "school-accountant", "GET", f"/api/billing/v1/bills/{bill}"),
        Foreign("会计", "school-accountant", "GET", f"/api/billing/v1/bills/{bill}/explanation"),
        Foreign("会计", "school-accountant", "GET", f"/api/billing/v1/bills?school={ours.path}&term=2026-spring"),
        Foreign("学校管理员", "school-administrator", "GET", f"/api/enrolment/v1/applications/{application}"),
        Foreign(
            "学校管理员", "school-administrator", "POST", f"/api/enrolment/v1/applications/{application}/approval", {}
        ),
        Foreign(
            "学校管理员", "school-administrator", "GET", f"/api/enrolment/v1/schools/{ours.code}/terms/2026-spring"
        ),
        Foreign(
            "学校管理员",
            "school-administrator",
            "POST",
            f"/api/enrolment/v1/pupils/{pupil}/moves",
            {"to_school": theirs.code, "on": "2026-07-03"},
        ),
        Foreign("值班教师", "duty-teacher", "PUT", f"/api/enrolment/v1/sessions/{session}/roll", {"marks": []}),
        Foreign("校长", "principal", "POST", f"/api/staffing/v1/allowance-sheets/{sheet}/signature"),
        Foreign("校长", "principal", "GET", f"/api/inspection/v1/schools/{ours.code}/terms/2026-spring/board"),
    ]
    leaked = {}
    for place, attempt in enumerate(tries):
        somebody = theirs.holding(attempt.post)[0]
        with stack.browserless(somebody.number.lower(), f"{attempt.role}@{theirs.path}") as client:
            headers = {"Idempotency-Key": f"foreign-{place}-{time.time_ns()}", "If-Match": '"1"'}
            answer = client.request(attempt.method, attempt.path, json=attempt.body, headers=headers)
        if not _gives_nothing(answer):
            leaked[f"{attempt.method} {attempt.path}"] = f"{answer.status_code} {answer.text[:200]}"
    family = next(child for child in theirs.pupils)
    for method, path, body in (
        ("GET", f"/api/billing/v1/bills/{bill}", None),
        ("GET", f"/api/enrolment/v1/applications/{application}", None),
        ("POST", f"/api/billing/v1/bills/{bill}/payment-orders", None),
        ("POST", f"/api/enrolment/v1/placements/{placement}/withdrawals", {"reason": "x", "on": "2026-07-03"}),
    ):
        with stack.browserless(family.guardian_login, "guardian@/family") as client:
            headers = {"Idempotency-Key": f"family-{path}-{time.time_ns()}"[:80]}
            answer = client.request(method, path, json=body, headers=headers)
        if not _gives_nothing(answer):
            leaked[f"family {method} {path}"] = f"{answer.status_code} {answer.text[:200]}"
    assert leaked == {}
    assert differences(finished_term.left, picture(stack)) == {}


def _gives_nothing(answer: httpx.Response) -> bool:
    """Refused, or an empty list; a server that stumbles is no refusal."""
    if answer.is_success:
        shown = answer.json()
        return isinstance(shown, dict) and shown.get("items") == []
    return 400 <= answer.status_code < 500 and answer.status_code != httpx.codes.UNAUTHORIZED
