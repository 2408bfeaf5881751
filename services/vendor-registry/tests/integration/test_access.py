"""Every route refuses every other role, and every foreign organisation learns and changes nothing."""

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from fastapi.routing import iter_route_contexts

from chassis.http.access import Guard, guards_of, unguarded_routes
from chassis.service import Service
from chassis.serving.contract import nowhere
from testkit.access import fingerprint, places
from vendor_registry.bootstrap import build
from vendor_registry.settings import Settings

DISTRICT, OTHER_DISTRICT = "/3401/340104", "/3401/340103"
SCHOOL, FOREIGN_SCHOOL = "/3401/340104/2134010001", "/3401/340103/2134010009"
PLACES = places(city="/3401", district=DISTRICT, school=SCHOOL, vendor="91110000802100433B")
NOTHING = str(UUID(int=0))
# What a foreigner sends, complete enough to get as far as the question whose it is.
COURSE = {"title": "合唱", "category": "art", "price_fen": 1, "market_price_fen": 2, "consumables": [], "lessons": 1}
PERSON = {"name": "李", "handle": "li-1", "certificate_kind": "证", "full_time": True}
CLEARED = {"result": "clear", "checked_on": "2026-02-20", "reference": "r"}
DECLARED = {
    "abnormal_operation": False,
    "failed_annual_check_on": None,
    "removed_elsewhere_on": None,
    "accepts_fund_supervision": True,
    "foreign_courses": False,
}
BODIES: dict[str, dict[str, Any]] = {
    "/v1/vendors/{vendor_id}/instructors": PERSON,
    "/v1/vendors/{vendor_id}/instructors/{person_id}/clearances": CLEARED,
    "/v1/vendors/{vendor_id}/instructors/{person_id}/clearances/confirmation": {
        "checked_on": "2026-02-20",
        "reference": "r",
    },
    "/v1/vendors/{vendor_id}/instructors/{person_id}/departure": {},
    "/v1/vendors/{vendor_id}/licences/{licence_id}/confirmation": {},
    "/v1/vendors/{vendor_id}/licences/{licence_id}/refusal": {"reason": "x"},
    "/v1/vendors/{vendor_id}/courses": COURSE,
    "/v1/vendors/{vendor_id}/suspension": {"kind": "removed", "reason": "x"},
    "/v1/vendors/{vendor_id}/suspension/approval": {"suspension_id": NOTHING},
    "/v1/rounds/{round_id}/publicity": {"digest": "0" * 64},
    "/v1/rounds/{round_id}/listing": {"digest": "0" * 64},
    "/v1/rounds/{round_id}/applications": {"declarations": DECLARED},
    "/v1/applications/{application_id}/reviews": {"decision": "approve"},
    "/v1/vendors/{vendor_id}/confirmation": {"licence_id": NOTHING, "registrant_acts_for_vendor": True},
    "/v1/vendors/{vendor_id}/refusal": {"reason": "x"},
    "/v1/vendors/{vendor_id}/withdrawal": {},
    "/v1/objections/{objection_id}/decision": {"upheld": False, "reason": "x"},
    "/v1/contracts/{contract_id}/signature": {"digest": "0" * 64},
    "/v1/contracts/{contract_id}/cancellation": {},
}
LICENCE = {
    "kind": "business",
    "number": "1",
    "issued_by": "x",
    "valid_from": "2026-01-01",
    "valid_until": "2027-01-01",
}


def routes(service: Service) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Method, path and allowed roles of each guarded route of the registry; no roles = anybody signed in."""
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
    assert len(GUARDED) > 20


def test_matches_the_exported_document(request: pytest.FixtureRequest) -> None:
    # In a process of its own: the document lists the errors of the modules that are loaded.
    command = [sys.executable, "-m", "vendor_registry", "openapi"]
    printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert (request.path.parents[2] / "openapi.json").read_text() == printed


def filled(path: str, ids: dict[str, str]) -> str:
    for name, value in ids.items():
        path = path.replace("{" + name + "}", value)
    return re.sub(r"{\w+}", NOTHING, path)


async def test_refuses_every_role_that_a_route_does_not_name(world: Any) -> None:
    before = await fingerprint(world.service.database)
    wrong = []
    for method, path, roles in GUARDED:
        for role in PLACES.keys() - roles:
            body = {"json": BODIES.get(path, {})} if method != "GET" else {}
            answer = await world.call(method, filled(path, {}), f"{role}@{PLACES[role]}", **body)
            if answer.status_code != 403:
                wrong.append((method, path, role, answer.status_code))
    assert wrong == []
    assert await fingerprint(world.service.database) == before


async def test_refuses_whoever_is_not_signed_in(world: Any) -> None:
    for method, path, _ in ROUTES:
        answer = await world.client.request(method, filled(path, {}))
        assert answer.status_code in (401, 422), (method, path)
        assert answer.json()["code"] in ("chassis.token_missing", "chassis.idempotency_key_missing"), (method, path)


@pytest.fixture
async def ids(world: Any) -> dict[str, str]:
    """One of everything, in DISTRICT."""
    vendor = await world.vendor()
    await world.listed(vendor)
    signed = await world.signed(vendor)
    again = await world.round(title="补充遴选", days=1)
    newcomer = await world.vendor()
    application = await world.apply(again, newcomer)
    await world.approve(application)
    world.clock.advance(days=2)
    officer = f"district-officer@{DISTRICT}"
    await world.carry_out(again, "publicity")
    body = {"vendor_id": newcomer["id"], "text": "价格不实"}
    objection = await world.post(f"/v1/rounds/{again['id']}/objections", "guardian@/family", body)
    await world.post(f"/v1/vendors/{vendor['id']}/suspension", officer, {"kind": "suspended", "reason": "x"})
    await world.licence(vendor, "insurance", days=900)
    dossier = await world.get(f"/v1/vendors/{vendor['id']}", officer)
    return {
        "vendor_id": vendor["id"],
        "person_id": vendor["instructor"]["person_id"],
        "licence_id": dossier["licences"][0]["id"],
        "round_id": again["id"],
        "application_id": application["id"],
        "objection_id": objection["id"],
        "contract_id": signed["id"],
        "course_id": vendor["course"]["id"],
    }


async def test_lets_no_foreign_organisation_read_or_change_anything(world: Any, ids: dict[str, str]) -> None:
    before = await fingerprint(world.service.database)
    wrong = []
    for method, path, roles in GUARDED:
        for role in sorted(roles - {"city-officer", "auditor"}):
            answer = await _as_foreigner(world, method, path, role, ids)
            if answer is None:
                continue
            hidden = answer.json().get("items") == [] if answer.status_code == 200 else answer.status_code == 404
            if not hidden:
                wrong.append((method, path, role, answer.status_code, answer.text[:200]))
    assert wrong == []
    assert await fingerprint(world.service.database) == before


async def _as_foreigner(world: Any, method: str, path: str, role: str, ids: dict[str, str]) -> Any:
    place = PLACES[role].replace(DISTRICT, OTHER_DISTRICT)
    place = FOREIGN_SCHOOL if PLACES[role] == SCHOOL else place
    if method == "GET":
        return await world.call(method, filled(path, ids), f"{role}@{place}", who="stranger")
    if "{" not in path:
        # Making something new of one's own: covered where it is made.
        return None
    if path.endswith("/licences"):
        files = {"file": ("a.pdf", b"%PDF-1.7", "application/pdf")}
        return await world.call(method, filled(path, ids), f"{role}@{place}", who="stranger", data=LICENCE, files=files)
    body = dict(BODIES[path])
    if path.endswith("/applications"):
        body |= {"vendor_id": ids["vendor_id"], "course_ids": [ids["course_id"]]}
    return await world.call(method, filled(path, ids), f"{role}@{place}", who="stranger", json=body)


async def test_shows_the_city_and_its_auditor_everything_and_lets_them_change_nothing(
    world: Any, ids: dict[str, str]
) -> None:
    for method, path, roles in GUARDED:
        for role in {"city-officer", "auditor"} & roles:
            assert method == "GET"
            answer = await world.call(method, filled(path, ids), f"{role}@/3401")
            assert answer.status_code == 200, (path, role, answer.text)


async def test_refuses_a_contract_with_a_vendor_of_another_district(world: Any, ids: dict[str, str]) -> None:
    await world.adopt(OTHER_DISTRICT)
    body = {"vendor_id": ids["vendor_id"], "term": "2026-spring", "courses": [{"course_id": ids["course_id"]}]}
    answer = await world.call("POST", "/v1/contracts", f"school-administrator@{FOREIGN_SCHOOL}", json=body)
    assert answer.status_code == 409
    assert answer.json()["code"] == "vendor_registry.not_listed"
    assert answer.json()["params"]["reason"] == "never_listed"
