"""Nobody reaches what is not theirs, and no name leaves the service."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text

from chassis.http.access import unguarded_routes
from staffing.bootstrap import ROUTERS

DISTRICT = "/3401/340104"
ADMINISTRATOR = UUID(int=1)


@pytest.mark.parametrize("router", ROUTERS)
async def test_no_role_reaches_what_is_not_its_own(router: Any, client: httpx.AsyncClient, signed: Any) -> None:
    """Every route with a role that has no business there, and nobody at all."""
    for route in router.routes:
        address = route.path.format(**dict.fromkeys(("person_id", "sheet_id", "assignment_id"), uuid4()))
        for method in route.methods:
            stranger = signed(uuid4(), "guardian@/family")
            answer = await client.request(method, address, headers=stranger)
            assert (answer.status_code, answer.json()["code"]) == (403, "chassis.role_not_allowed"), address
            nobody = {"Idempotency-Key": str(uuid4())}
            assert (await client.request(method, address, headers=nobody)).status_code == 401


async def test_asks_for_a_strong_sign_in_before_roles_change_or_money_is_approved(
    client: httpx.AsyncClient, signed: Any
) -> None:
    officer = f"district-officer@{DISTRICT}"
    for method, address in (
        ("POST", "/v1/assignments"),
        ("DELETE", f"/v1/assignments/{uuid4()}"),
        ("POST", "/v1/imports/staff"),
        ("POST", f"/v1/allowance-sheets/{uuid4()}/approval"),
    ):
        weak = signed(ADMINISTRATOR, officer, acr="1", **{"If-Match": '"1"'})
        answer = await client.request(method, address, headers=weak)
        assert (answer.status_code, answer.json()["code"]) == (401, "chassis.strong_sign_in_required"), address


async def test_every_route_says_who_may_call_it(service: Any) -> None:
    assert unguarded_routes(service.app) == []


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
