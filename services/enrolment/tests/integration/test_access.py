"""Every route refuses every other role, and nobody learns or changes what belongs to others."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from fastapi.routing import iter_route_contexts

from chassis.http.access import Guard, guards_of, unguarded_routes
from chassis.service import Service
from chassis.serving.contract import nowhere
from enrolment.adapters.postgres.applying_rows import metadata
from enrolment.bootstrap import build
from enrolment.settings import Settings
from testkit.access import asked, fingerprint, places

DISTRICT, OTHER_DISTRICT = "/3401/340104", "/3401/340103"
SCHOOL, FOREIGN_SCHOOL = "/3401/340104/2134010001", "/3401/340103/2134010009"
TERM = "2026-spring"
PLACES = places(city="/3401", district=DISTRICT, school=SCHOOL, vendor="91110000802100433B")
NOTHING = str(UUID(int=0))
# What a stranger sends, complete enough to get as far as the question whose it is.
BODIES: dict[str, dict[str, Any]] = {
    "/v1/terms/{term}/adoption": {"pack_id": "hefei", "digest": "0" * 64, "parameters": {}},
    "/v1/children/{pupil_id}/consent": {"given": True, "text_version": "2026-1", "ends_services": False},
    "/v1/children/claims/{claim_id}/confirmation": {"code": "000000"},
    "/v1/surveys/{term}/answers": {"pupil_id": "{pupil_id}", "wants_care": True},
    "/v1/filings/{filing_id}/decision": {"approved": True},
    "/v1/applications": {
        "pupil_id": "{pupil_id}",
        "term": TERM,
        "decline": False,
        "wishes": ["{offering_id}"],
        "weekdays": [1],
    },
    "/v1/applications/{application_id}/review": {"verdict": "approve"},
    "/v1/placements/{placement_id}/alternative-answers": {"accepted": True},
    "/v1/agreements/{agreement_id}/signatures": {"digest": "0" * 64},
    "/v1/agreements/{agreement_id}/documents": {"signer_name": "x", "entrusted_placement_ids": []},
    "/v1/offerings/{offering_id}/vendor-signatures": {"digest": "0" * 64},
    "/v1/schools/{code}/terms/{term}/agreement-signatures": {"digest": "0" * 64},
    "/v1/schools/{code}/terms/{term}/approvals": {"digest": "0" * 64},
    "/v1/placements/draws": {"school_code": "2134010001", "term": TERM, "seed": "stolen"},
    "/v1/groups/formations": {"school_code": "2134010001", "term": TERM},
    "/v1/sessions/{session_id}/roll": {"marks": []},
    "/v1/sessions/{session_id}/roll/corrections": {"marks": [], "reason": "x"},
    "/v1/sessions/{session_id}/hand-overs": {"step": "to_guardian", "pupil_ids": None},
    "/v1/sessions/{session_id}/closing": {"room_checked": True},
    "/v1/schools/{code}/days/{on}/rolls": {
        "rolls": [{"session_id": "{session_id}", "marks": [], "released": True, "room_checked": True}]
    },
    "/v1/pupils/{pupil_id}/moves": {"to_school_code": "2134010002", "grade": 3, "class_number": 1},
    "/v1/offerings/{offering_id}/publication": {"amount_fen": 0},
    "/v1/disagreements/{disagreement_id}/outcome": {"outcome": "wanted", "reason": "a court said so"},
    "/v1/bindings/endings": {"pupil_id": "{pupil_id}", "guardian_id": "{guardian_id}", "reason": "not theirs"},
    "/v1/classes/own/pupils/searches": {"name": "小明1"},
    "/v1/pupils/searches": {"pupil_number": "G3401042017000001"},
}
# Making something new of one's own: covered where it is made.
OWN = {
    "/v1/imports/holiday-notices",
    "/v1/imports/organisations",
    "/v1/imports/rosters",
    "/v1/terms",
    "/v1/terms/{term}/adoption",
    "/v1/calendars",
    "/v1/holiday-notices",
    "/v1/children/claims",
    "/v1/children/claims/codes",
    "/v1/filings",
    "/v1/offerings",
    "/v1/review-queue/reviews",
    "/v1/sessions/suspensions",
}
# What any district may read: the packs that came with the release.
PUBLISHED = {"/v1/packs"}


def routes(service: Service) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Method, path and allowed roles of each guarded route; no roles = anybody signed in."""
    for context in iter_route_contexts(service.app.routes):
        dependant = getattr(context, "dependant", None) if context.path else None
        if dependant is None or not (context.path or "").startswith("/v1") or "/operations" in (context.path or ""):
            continue
        for guard in guards_of(dependant):
            if isinstance(guard, Guard):
                for method in sorted(context.methods or ()):
                    yield method, context.path or "", guard.roles


ROUTES = sorted(routes(build(nowhere(Settings))), key=lambda route: (route[1], route[0]))
GUARDED = [route for route in ROUTES if route[2]]


def test_says_of_every_route_who_may_call_it() -> None:
    assert unguarded_routes(build(nowhere(Settings)).app) == []
    assert len(GUARDED) > 40


def test_matches_the_exported_document(request: pytest.FixtureRequest) -> None:
    # In a process of its own: the document lists the errors of the modules that are loaded.
    command = [sys.executable, "-m", "enrolment", "openapi"]
    printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert (request.path.parents[2] / "openapi.json").read_text() == printed


def filled(template: str, ids: dict[str, str]) -> str:
    for name, value in ids.items():
        template = template.replace("{" + name + "}", value)
    return re.sub(r"{\w+}", NOTHING, template)


def body_of(path: str, ids: dict[str, str]) -> dict[str, Any]:
    def fill(value: Any) -> Any:
        if isinstance(value, str):
            return filled(value, ids)
        if isinstance(value, list):
            return [fill(one) for one in value]
        return {name: fill(one) for name, one in value.items()} if isinstance(value, dict) else value

    return {name: fill(value) for name, value in BODIES.get(path, {}).items()}


async def ask(city: Any, method: str, path: str, role: str, place: str, ids: dict[str, str], who: str) -> Any:
    found = {"term": TERM, "from_on": "2026-03-17", "school": SCHOOL, "pupil_id": ids.get("pupil_id", NOTHING)}
    parameters = asked(city.service.app, method, path, **found)
    body = {"json": body_of(path, ids)} if method != "GET" else {"params": parameters}
    headers = {**city.headers(role, place, who), "If-Match": '"1"'}
    return await city.client.request(method, filled(path, ids), headers=headers, **body)


@pytest.fixture
async def ids(city: Any) -> dict[str, str]:
    """One of everything of the school."""
    offered = await city.open_for_applying(4, seats=2)
    await city.apply_for_all(offered)
    await city.review_and_approve()
    await city.draw()
    await city.sign_all()
    await city.form_groups()
    city.on(date(2026, 3, 17), 17)
    session = (await city.call("GET", "/v1/sessions?from_on=2026-03-17", "principal"))["items"][0]
    placement = (await city.placements_of(1))[0]
    return {
        "pupil_id": city.children[0]["pupil_id"],
        "guardian_id": str((await city.rows("SELECT guardian_id FROM guardianship"))[0]["guardian_id"]),
        "disagreement_id": await disagreement(city),
        "claim_id": str((await city.rows("SELECT id FROM phone_claim"))[0]["id"]),
        "filing_id": str((await city.rows("SELECT id FROM filing"))[0]["id"]),
        "which": "plan",
        "offering_id": offered["care"],
        "application_id": str((await city.rows("SELECT id FROM application"))[0]["id"]),
        "placement_id": placement["placement_id"],
        "agreement_id": placement["agreement_id"],
        "session_id": session["session_id"],
        "code": "2134010001",
        "term": TERM,
        "on": "2026-03-17",
    }


async def disagreement(city: Any) -> str:
    """Something that two guardians of another child disagree about."""
    await city.bind(50, 2, relation="father")
    url = f"/v1/children/{city.children[1]['pupil_id']}/consent"
    answer = await city.guardian(
        50, "POST", url, json={"given": False, "text_version": "2026-1", "ends_services": False}
    )
    found = answer["disagreement_id"]
    await city.guardian(50, "POST", f"/v1/disagreements/{found}/referral")
    return str(found)


async def test_refuses_every_role_that_a_route_does_not_name(city: Any) -> None:
    before = await fingerprint(city.service.database)
    ids = {"term": TERM, "code": "2134010001", "on": "2026-03-17", "which": "plan"}
    wrong = []
    for method, path, roles in GUARDED:
        for role in PLACES.keys() - roles:
            answer = await ask(city, method, path, role, PLACES[role], ids, "stranger")
            if answer.status_code != 403:
                wrong.append((method, path, role, answer.status_code, answer.text[:200]))
    assert wrong == []
    assert await fingerprint(city.service.database) == before


async def test_refuses_whoever_is_not_signed_in(city: Any) -> None:
    for method, path, _ in ROUTES:
        answer = await city.client.request(method, filled(path, {"term": TERM, "on": "2026-03-17", "which": "plan"}))
        assert answer.status_code in (401, 422), (method, path)
        assert answer.json()["code"] in ("chassis.token_missing", "chassis.idempotency_key_missing"), (method, path)


async def test_lets_no_stranger_read_or_change_anything(city: Any, ids: dict[str, str]) -> None:
    before = await fingerprint(city.service.database)
    wrong = []
    for method, path, roles in GUARDED:
        if (path in OWN and method == "POST") or path in PUBLISHED:
            continue
        for role in sorted(roles - {"city-officer", "auditor"}):
            place = PLACES[role].replace(DISTRICT, OTHER_DISTRICT)
            place = FOREIGN_SCHOOL if PLACES[role] == SCHOOL else place
            answer = await ask(city, method, path, role, place, ids, "stranger")
            if not hides(answer):
                wrong.append((method, path, role, answer.status_code, answer.text[:200]))
    assert wrong == []
    assert await fingerprint(city.service.database) == before


def hides(answer: Any) -> bool:
    if answer.status_code != 200:
        return bool(answer.status_code == 404)
    found = answer.json()
    return found in ([], {}) or (isinstance(found, dict) and (found.get("items") == [] or found.get("answers") == 0))


async def test_keeps_colleagues_of_the_same_school_to_their_own_class_and_shift(city: Any, ids: dict[str, str]) -> None:
    before = await fingerprint(city.service.database)
    queue = await ask(city, "GET", "/v1/review-queue", "class-teacher", SCHOOL, ids, "colleague")
    assert queue.json()["items"] == []
    mine = await ask(city, "GET", "/v1/classes/own/participants", "class-teacher", SCHOOL, ids, "colleague")
    assert mine.json() == []
    for method, path in (
        ("PUT", "/v1/sessions/{session_id}/roll"),
        ("POST", "/v1/sessions/{session_id}/hand-overs"),
        ("POST", "/v1/sessions/{session_id}/closing"),
        ("POST", "/v1/schools/{code}/days/{on}/rolls"),
    ):
        answer = await ask(city, method, path, "duty-teacher", SCHOOL, ids, "colleague")
        assert answer.json()["code"] == "enrolment.not_on_this_shift"
    roll = await ask(city, "GET", "/v1/sessions/{session_id}/roll", "duty-teacher", SCHOOL, ids, "colleague")
    assert roll.status_code == 404
    assert await fingerprint(city.service.database) == before


async def test_keeps_names_and_numbers_out_of_events_audit_and_plain_columns(city: Any, ids: dict[str, str]) -> None:
    secret = re.compile(r"小明\d|家长\d|13800000|G34010420170")
    for name in (*metadata.tables, "chassis.outbox", "chassis.audit_entry", "chassis.idempotency_key"):
        for row in await city.rows(f"SELECT t::text AS words FROM {name} t"):
            assert secret.search(row["words"]) is None, name
    for row in await city.rows("SELECT payload FROM chassis.outbox"):
        assert secret.search(bytes(row["payload"]).decode("utf-8", "replace")) is None
