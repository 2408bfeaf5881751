"""Through the gateway, with a term's data behind it: tokens that are not ours, and people who are not in charge."""

import base64
import json
import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest
from genuine import Genuine
from joserfc.jwk import RSAKey
from natural_keys import differences, picture

READ = "/api/enrolment/v1/organisations"


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
    """Somebody of the second school (or a family of it) asks for what belongs to the first, in good order."""

    post: str
    role: str
    method: str
    path: str
    body: Any = None
    status: int = httpx.codes.NOT_FOUND


def test_gives_a_foreign_school_nothing_and_changes_nothing(finished_term: Any) -> None:
    stack = finished_term.stack
    ours, theirs = stack.city().schools[:2]
    leaked = {}
    for attempt in _tries(stack):
        somebody = theirs.holding(attempt.post)[0]
        with stack.browserless(somebody.number.lower(), f"{attempt.role}@{theirs.path}") as client:
            answer = _ask(client, attempt)
        if not _gives_nothing(answer, attempt, ours.code):
            leaked[f"{attempt.method} {attempt.path}"] = f"{answer.status_code} {answer.text[:200]}"
    for attempt in _tries_of_a_family(stack):
        with stack.browserless(theirs.pupils[0].guardian_login, "guardian@/family") as client:
            answer = _ask(client, attempt)
        if not _gives_nothing(answer, attempt, ours.code):
            leaked[f"family {attempt.method} {attempt.path}"] = f"{answer.status_code} {answer.text[:200]}"
    assert leaked == {}
    assert differences(finished_term.left, picture(stack)) == {}


def test_shows_the_same_things_to_whom_they_belong(finished_term: Any) -> None:
    """What the test above asks for is there: the first school's own people are given it."""
    stack = finished_term.stack
    ours = stack.city().schools[0]
    for attempt in _tries(stack):
        if attempt.method == "GET":
            somebody = ours.holding(attempt.post)[0]
            with stack.browserless(somebody.number.lower(), f"{attempt.role}@{ours.path}") as client:
                answer = _ask(client, attempt)
            assert answer.status_code == httpx.codes.OK, f"{attempt.path}: {answer.text[:200]}"
            assert answer.content not in (b"[]", b"")
            assert '"items":[]' not in answer.text


def _one(stack: Any, service: str, table: str, where: str = "TRUE") -> str:
    own = f"school_path = '{stack.city().schools[0].path}'"
    found = stack.rows(service, f"SELECT id FROM {table} WHERE {own} AND {where} ORDER BY id LIMIT 1")
    assert found, f"the term left no {table}"
    return str(found[0]["id"])


def _tries(stack: Any) -> list[Foreign]:
    ours, theirs = stack.city().schools[:2]
    bill, notice = _one(stack, "billing", "bill"), _one(stack, "billing", "price_notice")
    refund, settlement = _one(stack, "billing", "refund"), _one(stack, "billing", "settlement")
    application, pupil = _one(stack, "enrolment", "application"), _one(stack, "enrolment", "pupil")
    session, filing = _one(stack, "enrolment", "session"), _one(stack, "enrolment", "filing")
    sheet = _one(stack, "staffing", "allowance_sheet")
    move = {"to_school_code": theirs.code, "grade": 3, "class_number": 1}
    office, money, head = ("学校管理员", "school-administrator"), ("会计", "school-accountant"), ("校长", "principal")
    return [
        Foreign(*money, "GET", f"/api/billing/v1/bills/{bill}"),
        Foreign(*money, "GET", f"/api/billing/v1/bills/{bill}/explanation"),
        Foreign(*money, "GET", f"/api/billing/v1/bills?school={ours.path}&term=2026-spring", status=httpx.codes.OK),
        Foreign(*money, "GET", f"/api/billing/v1/refunds/{refund}"),
        Foreign(*money, "GET", f"/api/billing/v1/settlements/{settlement}"),
        Foreign(*money, "POST", "/api/billing/v1/bill-runs", {"term": "2026-spring", "scope_path": ours.path}, 403),
        Foreign(*head, "POST", f"/api/billing/v1/price-notices/{notice}/publication", {"digest": "0" * 64}),
        Foreign(*office, "GET", f"/api/enrolment/v1/filings/{filing}/documents/plan"),
        Foreign(*office, "GET", f"/api/enrolment/v1/schools/{ours.code}/terms/2026-spring"),
        Foreign(*office, "POST", f"/api/enrolment/v1/applications/{application}/approval", {}),
        Foreign(*office, "POST", f"/api/enrolment/v1/pupils/{pupil}/moves", move, 403),
        Foreign("值班教师", "duty-teacher", "PUT", f"/api/enrolment/v1/sessions/{session}/roll", {"marks": []}),
        Foreign(*money, "GET", f"/api/staffing/v1/allowance-sheets/{sheet}"),
        Foreign(*head, "POST", f"/api/staffing/v1/allowance-sheets/{sheet}/signature", {"amount_fen": 1}),
        Foreign(*head, "GET", f"/api/inspection/v1/schools/{ours.code}/terms/2026-spring/board"),
    ]


def _tries_of_a_family(stack: Any) -> list[Foreign]:
    bill = _one(stack, "billing", "bill", "due_fen > 0")
    application, placement = _one(stack, "enrolment", "application"), _one(stack, "enrolment", "placement")
    pupil = _one(stack, "enrolment", "pupil")
    family = ("家长", "guardian")
    wish = {"pupil_id": pupil, "term": "2026-spring", "decline": True, "wishes": [], "weekdays": []}
    return [
        Foreign(*family, "GET", f"/api/billing/v1/bills/{bill}"),
        Foreign(*family, "GET", f"/api/enrolment/v1/applications/{application}"),
        Foreign(*family, "GET", f"/api/enrolment/v1/children/{pupil}/attendance", status=httpx.codes.OK),
        Foreign(*family, "POST", f"/api/billing/v1/bills/{bill}/payment-orders", {"amount_fen": 1}),
        Foreign(*family, "POST", f"/api/enrolment/v1/placements/{placement}/withdrawals"),
        Foreign(*family, "POST", "/api/enrolment/v1/applications", wish),
    ]


def _ask(client: httpx.Client, attempt: Foreign) -> httpx.Response:
    headers = {"Idempotency-Key": str(uuid4()), "If-Match": '"1"'}
    return client.request(attempt.method, attempt.path, json=attempt.body, headers=headers)


def _gives_nothing(answer: httpx.Response, attempt: Foreign, school_code: str) -> bool:
    """Refused in the expected way, or an empty list; nothing of the first school is in the answer."""
    shown = answer.json()
    if answer.status_code != attempt.status:
        return False
    if answer.is_success:
        return bool((shown if isinstance(shown, list) else shown["items"]) == [])
    return school_code not in json.dumps({**shown, "detail": ""})
