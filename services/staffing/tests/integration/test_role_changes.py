"""Nobody gets or loses a role by one person's word, except for the time being, and who it concerns is told."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text

from contracts.staffing.v1 import events_pb2 as staffing
from testkit.telling import last_told

CITY, DISTRICT = "/3401", "/3401/340104"
SCHOOL, OTHER_SCHOOL = f"{DISTRICT}/2134010001", f"{DISTRICT}/2134010002"
CITY_OFFICER = f"city-officer@{CITY}"
OFFICER, PRINCIPAL = f"district-officer@{DISTRICT}", f"principal@{SCHOOL}"
ADMINISTRATOR, SYSTEM = f"school-administrator@{SCHOOL}", f"system-administrator@{CITY}"
TEACHER = f"class-teacher@{SCHOOL}"
GRANT = {"role": "school-cashier", "path": SCHOOL, "starts_on": "2026-03-01", "ends_on": None, "reason": "接替出纳"}


class Office:
    """The staff of the workbook, and everything one can do to their roles."""

    def __init__(self, service: Any, client: httpx.AsyncClient, signed: Any, ids: dict[str, UUID]) -> None:
        self.service, self.client, self.signed, self.ids = service, client, signed, ids

    async def post(self, by: UUID, acting: str, address: str, body: Any, **headers: str) -> httpx.Response:
        signed = self.signed(by, acting, **{"If-Match": '"1"', **headers})
        return await self.client.post(f"/v1/{address}", headers=signed, json=body)

    async def decide(self, by: UUID, acting: str, change: Any, decision: str = "confirm") -> httpx.Response:
        return await self.post(by, acting, f"role-changes/{change['id']}/decision", {"decision": decision})

    async def items(self, by: UUID, acting: str, address: str) -> list[Any]:
        answer = await self.client.get(f"/v1/{address}", headers=self.signed(by, acting))
        assert answer.status_code == 200, answer.text
        found: list[Any] = answer.json()["items"]
        return found

    async def held(self, number: str, role: str) -> str:
        """The id of a role somebody holds."""
        wanted = str(self.ids[number])
        found = await self.items(uuid4(), SYSTEM, "assignments?limit=100")
        return next(
            str(one["id"]) for one in found if one["person_id"] == wanted and one["assignment"].startswith(f"{role}@")
        )

    async def told(self, number: str) -> list[str]:
        """What was last said to the gateway of what somebody holds."""
        told = await last_told(self.service.database, staffing.AssignmentsChanged, self.ids[number])
        return list(told.assignments)


@pytest.fixture
async def office(
    service: Any, client: httpx.AsyncClient, signed: Any, workbook: Any, import_staff: Any, people: Any, known: Any
) -> Office:
    await import_staff(workbook(known.staff))
    return Office(service, client, signed, await people())


async def test_a_role_is_in_force_when_a_second_person_has_agreed(office: Office) -> None:
    administrator, principal = office.ids["E002"], office.ids["E001"]
    body = {"person_id": str(office.ids["E004"]), **GRANT}
    asked = await office.post(administrator, ADMINISTRATOR, "assignments", body)
    assert (asked.status_code, asked.json()["state"]) == (201, "proposed")
    cashier = f"school-cashier@{SCHOOL}"
    assert cashier not in await office.told("E004")
    again = await office.post(administrator, ADMINISTRATOR, "assignments", body)
    assert (again.status_code, again.json()["code"]) == (409, "staffing.change_waits_already")
    own = await office.decide(administrator, ADMINISTRATOR, asked.json())
    assert (own.status_code, own.json()["code"]) == (403, "staffing.role_of_another_office")
    agreed = await office.decide(principal, PRINCIPAL, asked.json())
    assert (agreed.status_code, agreed.json()["state"]) == (200, "confirmed")
    assert cashier in await office.told("E004")
    for number in ("E004", "E001"):
        notices = await office.items(office.ids[number], PRINCIPAL, "me/notices")
        assert (notices[0]["kind"], notices[0]["assignment"]) == ("granted", cashier)
    second = await office.decide(principal, PRINCIPAL, asked.json())
    assert second.status_code == 412


async def test_shows_both_persons_who_it_concerns_who_asked_and_what_is_held_now(office: Office) -> None:
    administrator = office.ids["E002"]
    body = {"person_id": str(office.ids["E004"]), **GRANT}
    asked = (await office.post(administrator, ADMINISTRATOR, "assignments", body)).json()
    names = {one["id"]: one["name"] for one in await office.items(uuid4(), OFFICER, "people?limit=100")}
    for who, acting in ((administrator, ADMINISTRATOR), (office.ids["E001"], PRINCIPAL)):
        [shown] = await office.items(who, acting, "role-changes?state=proposed")
        assert (shown["id"], shown["person_name"]) == (asked["id"], names[str(office.ids["E004"])])
        assert shown["proposed_by_name"] == names[str(administrator)]
        held = {one["assignment"] for one in shown["held"]}
        assert held
        assert all(one.endswith(SCHOOL) for one in held)
        assert f"school-cashier@{SCHOOL}" not in held
    await office.decide(office.ids["E001"], PRINCIPAL, asked)
    told = await office.items(office.ids["E004"], TEACHER, "me/notices")
    assert told[0]["person_name"] == names[str(office.ids["E004"])]
    # Another school learns neither that something changes nor for whom.
    foreign = f"principal@{OTHER_SCHOOL}"
    assert await office.items(uuid4(), foreign, "role-changes") == []


async def test_refuses_one_person_with_two_accounts_and_the_one_it_concerns(office: Office) -> None:
    asker, linked = uuid4(), uuid4()
    body = {"person_id": str(office.ids["E004"]), **GRANT, "role": "class-teacher", "path": OTHER_SCHOOL}
    asked = (await office.post(asker, OFFICER, "assignments", body)).json()
    signed = office.signed(linked, OFFICER, claims={"linked_persons": [str(asker)]}, **{"If-Match": '"1"'})
    decision = f"/v1/role-changes/{asked['id']}/decision"
    answer = await office.client.post(decision, headers=signed, json={"decision": "confirm"})
    assert (answer.status_code, answer.json()["code"]) == (403, "kernel.same_person_twice")
    own = await office.decide(office.ids["E004"], OFFICER, asked)
    assert (own.status_code, own.json()["code"]) == (403, "staffing.own_role_granted")


@pytest.mark.parametrize(
    ("role", "path", "asks", "agrees", "code"),
    [
        # A school does not choose its principal, nor the district its city's officers.
        ("principal", SCHOOL, ADMINISTRATOR, PRINCIPAL, "staffing.role_of_another_office"),
        ("city-officer", CITY, SYSTEM, None, "staffing.role_of_another_office"),
        ("auditor", CITY, SYSTEM, None, "staffing.role_of_another_office"),
        ("police-officer", DISTRICT, ADMINISTRATOR, None, "kernel.outside_own_organisation"),
        ("school-cashier", OTHER_SCHOOL, ADMINISTRATOR, None, "kernel.outside_own_organisation"),
    ],
)
async def test_refuses_whoever_does_not_stand_above_the_role(
    office: Office, role: str, path: str, asks: str, agrees: str | None, code: str
) -> None:
    body = {**GRANT, "person_id": str(office.ids["E004"]), "role": role, "path": path}
    asked = await office.post(uuid4(), asks, "assignments", body)
    if agrees is not None:
        assert asked.status_code == 201, asked.text
        asked = await office.decide(uuid4(), agrees, asked.json())
    assert (asked.status_code, asked.json()["code"]) == (403, code)


async def test_the_auditor_is_the_citys_alone(office: Office) -> None:
    first, second = uuid4(), uuid4()
    body = {**GRANT, "person_id": str(office.ids["E004"]), "role": "auditor", "path": CITY}
    excluded = await office.post(first, CITY_OFFICER, "assignments", body)
    assert excluded.json()["code"] == "staffing.roles_exclude_each_other"
    for role in ("class-teacher", "duty-teacher"):
        address = f"assignments/{await office.held('E004', role)}/ending"
        ending = (await office.post(first, CITY_OFFICER, address, {"reason": "调任审计"})).json()
        assert (await office.decide(second, CITY_OFFICER, ending)).status_code == 200
    asked = (await office.post(first, CITY_OFFICER, "assignments", body)).json()
    assert (await office.decide(first, CITY_OFFICER, asked)).json()["code"] == "kernel.same_person_twice"
    assert (await office.decide(second, CITY_OFFICER, asked)).status_code == 200
    auditor = await office.held("E004", "auditor")
    for acting in (SYSTEM, OFFICER):
        ending = await office.post(uuid4(), acting, f"assignments/{auditor}/ending", {"reason": "看看"})
        assert ending.json()["code"] in {"staffing.role_of_another_office", "staffing.assignment_unknown"}
    alone = await office.post(uuid4(), CITY_OFFICER, f"assignments/{auditor}/suspension", {"reason": "看看"})
    assert (alone.status_code, alone.json()["code"]) == (403, "staffing.role_of_another_office")
    assert await office.told("E004") == [f"auditor@{CITY}"]


async def test_nobody_removes_a_sitting_principal_alone(office: Office) -> None:
    principal = await office.held("E001", "principal")
    asked = await office.post(
        office.ids["E002"], ADMINISTRATOR, f"assignments/{principal}/ending", {"reason": "换校长"}
    )
    assert asked.status_code == 201
    assert await office.told("E001") == [PRINCIPAL]
    suspended = await office.post(
        office.ids["E002"], ADMINISTRATOR, f"assignments/{principal}/suspension", {"reason": "换校长"}
    )
    assert suspended.json()["code"] == "chassis.role_not_allowed"


async def test_a_suspension_holds_at_once_until_a_second_person_lifts_or_ends_it(office: Office) -> None:
    officer, other = office.ids["E005"], uuid4()
    address = f"assignments/{await office.held('E001', 'principal')}/suspension"
    suspended = await office.post(officer, OFFICER, address, {"reason": "接受调查"})
    assert (suspended.status_code, suspended.json()["suspended"]) == (201, True)
    assert await office.told("E001") == []
    assert (await office.items(office.ids["E001"], PRINCIPAL, "me/notices"))[0]["kind"] == "suspended"
    alone = await office.decide(officer, OFFICER, suspended.json(), "refuse")
    assert alone.json()["code"] == "kernel.same_person_twice"
    lifted = await office.decide(other, OFFICER, suspended.json(), "refuse")
    assert lifted.json()["state"] == "refused"
    assert await office.told("E001") == [PRINCIPAL]
    again = (await office.post(officer, OFFICER, address, {"reason": "接受调查"})).json()
    assert (await office.decide(other, OFFICER, again)).json()["state"] == "confirmed"
    assert await office.told("E001") == []


@pytest.mark.parametrize("dates", [{"starts_on": "2026-02-01"}, {"starts_on": "2027-09-01"}, {"ends_on": "2062-01-01"}])
async def test_refuses_dates_nobody_means(office: Office, dates: dict[str, str]) -> None:
    body = {**GRANT, "person_id": str(office.ids["E004"]), **dates}
    answer = await office.post(uuid4(), OFFICER, "assignments", body)
    assert (answer.status_code, answer.json()["code"]) == (422, "staffing.dates_out_of_bounds")


async def test_of_two_decisions_at_once_one_counts(office: Office) -> None:
    body = {**GRANT, "person_id": str(office.ids["E004"])}
    asked = (await office.post(uuid4(), OFFICER, "assignments", body)).json()
    decisions = [office.decide(uuid4(), OFFICER, asked, decision) for decision in ("confirm", "refuse") * 5]
    answers = await asyncio.gather(*decisions)
    assert sorted(answer.status_code for answer in answers) == [200, *[412] * 9]


async def test_writes_down_what_stood_before(office: Office) -> None:
    asked = (await office.post(uuid4(), OFFICER, "assignments", {**GRANT, "person_id": str(office.ids["E004"])})).json()
    await office.decide(uuid4(), OFFICER, asked)
    query = text("SELECT action, before, after FROM chassis.audit_entry WHERE subject = :subject ORDER BY id")
    async with office.service.database.reading() as connection:
        rows = (await connection.execute(query, {"subject": f"role-change/{asked['id']}"})).all()
    assert [row.action for row in rows] == ["staffing.role_change_proposed", "staffing.role_change_decided"]
    assert (rows[1].before["state"], rows[1].after["state"]) == ("proposed", "confirmed")
