"""Each route with each role, in the own and in a foreign organisation, on real things; no name leaves the service."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import text

from chassis.http.access import Guard, guards_of, unguarded_routes
from staffing.bootstrap import ROUTERS
from testkit.access import places, routes_of

DISTRICT, FOREIGN_DISTRICT = "/3401/340104", "/3401/340103"
SCHOOL, FOREIGN_SCHOOL = f"{DISTRICT}/2134010001", f"{DISTRICT}/2134010002"
ADMINISTRATOR = UUID(int=1)
OWN = places(city="/3401", district=DISTRICT, school=SCHOOL, vendor="91340100MA0000001X")
FOREIGN = places(city="/3402", district=FOREIGN_DISTRICT, school=FOREIGN_SCHOOL, vendor="91340100MA0000002X")
PERSONNEL = {"system-administrator", "city-officer", "district-officer", "school-administrator"}
READERS = PERSONNEL | {"principal", "auditor"}
CLEARANCE_OFFICES = {"district-officer", "police-officer"}
# Everybody, about themselves.
ANYBODY: set[str] = set()
TEACHERS = {"class-teacher", "duty-teacher", "instructor"}
SHEETS = {"school-accountant", "school-cashier", "principal", "district-officer", "finance-officer", "auditor"}
SHEET = "/v1/allowance-sheets/{sheet_id}"
LISTS, CLEARANCES = "/v1/imports/staff", "/v1/people/{person_id}/clearances"
ASSIGNMENT, CHANGE = "/v1/assignments/{assignment_id}", "/v1/role-changes/{change_id}"
LINKS, LINK = "/v1/account-links", "/v1/account-links/{link_id}"
STRIKE = "/v1/lessons/{session_id}/strike"
# Who may call each route. One that is missing here fails the tests: think first of who may call it.
ALLOWED: Mapping[tuple[str, str], set[str]] = {
    ("POST", LISTS): PERSONNEL,
    ("GET", LISTS): READERS,
    ("GET", f"{LISTS}/{{import_id}}"): READERS,
    ("GET", f"{LISTS}/{{import_id}}/changes"): READERS,
    ("POST", f"{LISTS}/{{import_id}}/decision"): PERSONNEL | {"principal"},
    ("GET", "/v1/people"): READERS,
    ("POST", f"{CLEARANCES}"): PERSONNEL,
    ("POST", f"{CLEARANCES}/confirmation"): CLEARANCE_OFFICES,
    ("POST", f"{CLEARANCES}/evidence"): PERSONNEL,
    ("GET", f"{CLEARANCES}/evidence"): CLEARANCE_OFFICES,
    ("GET", "/v1/clearances"): CLEARANCE_OFFICES,
    ("GET", "/v1/assignments"): READERS,
    ("POST", "/v1/assignments"): PERSONNEL,
    ("POST", f"{ASSIGNMENT}/ending"): PERSONNEL,
    ("POST", f"{ASSIGNMENT}/suspension"): {"city-officer", "district-officer", "principal"},
    ("GET", "/v1/role-changes"): READERS,
    ("GET", CHANGE): READERS,
    ("POST", f"{CHANGE}/decision"): PERSONNEL | {"principal"},
    ("GET", "/v1/me/notices"): ANYBODY,
    ("GET", LINKS): READERS,
    ("POST", LINKS): PERSONNEL,
    ("GET", LINK): READERS,
    ("POST", f"{LINK}/ending"): PERSONNEL,
    ("POST", f"{LINK}/decision"): PERSONNEL | {"principal"},
    ("GET", "/v1/me/account-links"): ANYBODY,
    ("POST", "/v1/me/account-links"): ANYBODY,
    ("POST", "/v1/rotas"): {"school-administrator"},
    ("GET", "/v1/rotas"): {"school-administrator", "principal"},
    ("GET", "/v1/me/shifts"): TEACHERS,
    ("POST", "/v1/lessons"): TEACHERS,
    ("GET", "/v1/lessons/waiting"): {"school-administrator"},
    ("POST", "/v1/lessons/confirmations"): {"school-administrator"},
    ("POST", STRIKE): {"school-administrator"},
    ("DELETE", STRIKE): {"school-administrator"},
    ("POST", "/v1/allowance-sheets"): {"school-accountant"},
    ("GET", "/v1/allowance-sheets"): SHEETS,
    ("GET", SHEET): SHEETS,
    ("POST", f"{SHEET}/return"): {"principal", "district-officer"},
    ("POST", f"{SHEET}/preparation"): {"school-accountant"},
    ("POST", f"{SHEET}/signature"): {"principal"},
    ("POST", f"{SHEET}/approval"): {"district-officer"},
    ("POST", f"{SHEET}/pay-file"): {"school-accountant", "school-cashier"},
}
# What a stranger is told where it is not that the thing does not exist: status, and the code of the answer or its row.
TOLD = {
    "/v1/imports/staff": (422, "staffing.organisation_unknown"),
    # Whoever names an organisation or a session that is not the own one knows of it already.
    "/v1/assignments": (403, "kernel.outside_own_organisation"),
    "/v1/lessons": (403, "staffing.not_on_the_rota"),
    # About the stranger's own school, where nobody taught.
    "/v1/lessons/confirmations": (412, "kernel.content_changed"),
    "/v1/allowance-sheets": (409, "staffing.nothing_to_pay"),
}
ROUTES = routes_of(ROUTERS)


def test_says_of_every_route_who_may_call_it(service: Any) -> None:
    assert unguarded_routes(service.app) == []
    guards = {
        key: [one for one in guards_of(route.dependant) if isinstance(one, Guard)] for key, route in ROUTES.items()
    }
    assert {key: set(found[0].roles) for key, found in guards.items()} == ALLOWED


async def test_refuses_every_role_a_route_does_not_name_and_nobody_at_all(made: Any) -> None:
    before, wrong = await made.fingerprint(), []
    for (method, path), allowed in ALLOWED.items():
        for role in OWN.keys() - allowed if allowed else ():
            answer = await made.ask(method, path, made.signed(uuid4(), f"{role}@{OWN[role]}"))
            if (answer.status_code, answer.json()["code"]) != (403, "chassis.role_not_allowed"):
                wrong.append((method, path, role, answer.status_code, answer.text[:200]))
        nobody = await made.ask(method, path, {"Idempotency-Key": str(uuid4())})
        if (nobody.status_code, nobody.json()["code"]) != (401, "chassis.token_missing"):
            wrong.append((method, path, "nobody", nobody.status_code, nobody.text[:200]))
    assert not wrong, "\n".join(map(str, wrong))
    assert await made.fingerprint() == before


async def test_shows_and_changes_nothing_of_another_organisation(made: Any) -> None:
    before, wrong = await made.fingerprint(), []
    for (method, path), allowed in ALLOWED.items():
        for role in sorted(allowed):
            answer = await made.ask(method, path, made.signed(uuid4(), f"{role}@{FOREIGN[role]}"))
            if not hidden(method, path, answer, made):
                wrong.append((method, path, role, answer.status_code, answer.text[:300]))
    assert not wrong, "\n".join(map(str, wrong))
    assert await made.fingerprint() == before


def hidden(method: str, path: str, answer: httpx.Response, made: Any) -> bool:
    """Not there, as if it did not exist; a list of what one may see is empty. No answer holds a word of the others'."""
    if any(secret in answer.text for secret in made.secrets if secret not in str(answer.url)):
        return False
    shown, status = answer.json(), answer.status_code
    if method == "GET" and "{" not in path:
        return status == 200 and shown.get("items", shown.get("lessons")) == []
    if method == "POST" and path in TOLD:
        codes = {one["code"] for one in shown.get("errors", [])} | {shown.get("code", "")}
        return status == TOLD[path][0] and TOLD[path][1] in codes and not shown.get("lessons")
    return status == 404


async def test_shows_each_of_these_things_to_whom_they_belong(made: Any) -> None:
    """What the tests above ask for exists: whoever may see it does."""
    for (method, path), allowed in ALLOWED.items():
        for role in sorted(allowed - TEACHERS) if method == "GET" else ():
            answer = await made.ask(method, path, made.signed(uuid4(), f"{role}@{OWN[role]}"))
            assert answer.status_code == 200, (path, role, answer.text)
            if "json" in answer.headers["content-type"]:
                shown = answer.json()
                assert shown.get("items", shown.get("lessons")) != [], (path, role)


async def test_asks_for_a_strong_sign_in_before_roles_change_or_money_is_approved(
    client: httpx.AsyncClient, signed: Any
) -> None:
    officer = f"district-officer@{DISTRICT}"
    for method, address in (
        ("POST", "/v1/assignments"),
        ("POST", f"/v1/assignments/{uuid4()}/ending"),
        ("POST", f"/v1/assignments/{uuid4()}/suspension"),
        ("POST", f"/v1/role-changes/{uuid4()}/decision"),
        ("POST", "/v1/account-links"),
        ("POST", f"/v1/account-links/{uuid4()}/ending"),
        ("POST", f"/v1/account-links/{uuid4()}/decision"),
        ("POST", "/v1/imports/staff"),
        ("POST", f"/v1/imports/staff/{uuid4()}/decision"),
        ("POST", f"/v1/people/{uuid4()}/clearances/confirmation"),
        ("POST", f"/v1/allowance-sheets/{uuid4()}/approval"),
    ):
        weak = signed(ADMINISTRATOR, officer, acr="1", **{"If-Match": '"1"'})
        answer = await client.request(method, address, headers=weak)
        assert (answer.status_code, answer.json()["code"]) == (401, "chassis.strong_sign_in_required"), address


async def test_keeps_names_and_numbers_out_of_events_and_audit(
    service: Any, workbook: Any, import_staff: Any, known: Any
) -> None:
    await import_staff(workbook(known.staff))
    query = text(
        "SELECT string_agg(encode(payload, 'escape') || headers::text, ' ') FROM chassis.outbox "
        "UNION ALL SELECT string_agg(after::text || before::text || subject, ' ') FROM chassis.audit_entry "
        "UNION ALL SELECT string_agg(encode(name, 'escape') || encode(phone, 'escape'), ' ') FROM person"
    )
    async with service.database.reading() as connection:
        written = " ".join(row[0] or "" for row in await connection.execute(query))
    for name, phone in ((row[1], row[2]) for row in known.staff):
        assert name.encode().decode("unicode_escape", "ignore") not in written
        assert name not in written
        assert phone not in written
