"""Who stands in an afternoon: cleared persons of the school, in one room at a time."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text

from chassis.events.handling import NotYetKnown
from contracts.enrolment.v1 import events_pb2 as enrolment
from testkit.clock import FakeClock

CITY = "/3401"
SCHOOL = "/3401/340104/2134010001"
OTHER_SCHOOL = "/3401/340104/2134010002"
ADMINISTRATOR = UUID(int=1)


async def test_refuses_an_uncleared_person_and_a_teacher_of_another_school(
    client: httpx.AsyncClient, signed: Any, workbook: Any, import_staff: Any, people: Any, known: Any
) -> None:
    lapsed = ("E009", "周波", "19900000009", "2134010001", "值班教师", "", "2025-03-15", "2026-03-15")
    elsewhere = ("E10", "吴刚", "19900000010", "2134010002", "值班教师", "", "2026-01-20", "2027-01-20")
    await import_staff(workbook([*known.staff, lapsed, elsewhere]))
    ids = await people()
    shifts = [
        {"session_id": str(known.session), "person_id": str(ids["E009"]), "duty": "duty"},
        {"session_id": str(known.later), "person_id": str(ids["E10"]), "duty": "duty"},
    ]
    planner = signed(ids["E002"], f"school-administrator@{SCHOOL}")
    answer = await client.post("/v1/rotas", headers=planner, json={"shifts": shifts})
    assert [error["code"] for error in answer.json()["errors"]] == [
        "staffing.not_cleared",
        "staffing.not_of_this_school",
    ]
    foreign = signed(ids["E002"], f"school-administrator@{OTHER_SCHOOL}")
    hidden = await client.post("/v1/rotas", headers=foreign, json={"shifts": shifts})
    assert (hidden.status_code, hidden.json()["code"]) == (404, "staffing.session_unknown")


async def test_takes_a_deputy_for_the_afternoons_of_its_days_only(
    change_role: Any, client: httpx.AsyncClient, signed: Any, workbook: Any, import_staff: Any, people: Any, known: Any
) -> None:
    elsewhere = ("E10", "吴刚", "19900000010", "2134010002", "值班教师", "", "2026-01-20", "2027-01-20")
    await import_staff(workbook([*known.staff, elsewhere]))
    ids = await people()
    deputy = {
        "person_id": str(ids["E10"]),
        "role": "duty-teacher",
        "path": SCHOOL,
        "starts_on": "2026-03-31",
        "ends_on": "2026-04-01",
    }
    assert (await change_role("assignments", deputy)).status_code == 200
    shifts = [
        {"session_id": str(one), "person_id": str(ids["E10"]), "duty": "duty"} for one in (known.session, known.later)
    ]
    planner = f"school-administrator@{SCHOOL}"
    answer = await client.post("/v1/rotas", headers=signed(ids["E002"], planner), json={"shifts": shifts})
    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [
        ("/shifts/0", "staffing.not_of_this_school")
    ]
    assert (
        await client.post("/v1/rotas", headers=signed(ids["E002"], planner), json={"shifts": shifts[1:]})
    ).status_code == 201


async def test_two_planners_never_put_one_person_in_two_rooms(
    client: httpx.AsyncClient, signed: Any, workbook: Any, told: Any, import_staff: Any, people: Any, known: Any
) -> None:
    other = uuid4()
    await told(
        enrolment.SessionsScheduled(
            group_id=str(uuid4()),
            school_path=SCHOOL,
            offering_id=str(known.offering),
            sessions=[
                enrolment.Session(session_id=str(other), held_on="2026-03-30", starts_at="17:00", ends_at="18:00")
            ],
        ),
    )
    await import_staff(workbook(known.staff))
    ids = await people()

    async def plan(session_id: UUID) -> int:
        shift = {"session_id": str(session_id), "person_id": str(ids["E004"]), "duty": "duty"}
        planner = signed(ids["E002"], f"school-administrator@{SCHOOL}")
        return (await client.post("/v1/rotas", headers=planner, json={"shifts": [shift]})).status_code

    assert sorted(await asyncio.gather(plan(known.session), plan(other))) == [201, 409]


async def test_takes_who_leaves_off_the_rota_of_the_days_to_come(
    change_role: Any,
    service: Any,
    client: httpx.AsyncClient,
    signed: Any,
    fake_clock: FakeClock,
    workbook: Any,
    import_staff: Any,
    people: Any,
    rota_told: Any,
    known: Any,
) -> None:
    await import_staff(workbook(known.staff))
    ids = await people()
    shifts = [
        {"session_id": str(one), "person_id": str(ids["E004"]), "duty": "duty"} for one in (known.session, known.later)
    ]
    planner = signed(ids["E002"], f"school-administrator@{SCHOOL}")
    await client.post("/v1/rotas", headers=planner, json={"shifts": shifts})
    fake_clock.move_to(datetime(2026, 3, 31, 1, tzinfo=UTC))
    query = text("SELECT id FROM assignment WHERE person_id = :person ORDER BY role")
    async with service.database.reading() as connection:
        held = [row[0] for row in await connection.execute(query, {"person": ids["E004"]})]
    for place, assignment in enumerate(held):
        assert (await change_role(f"assignments/{assignment}/ending", {})).status_code == 200
        # As class teacher alone the person still works at the school.
        assert len(await rota_told(known.group)) == 2 - place


async def test_waits_for_an_offering_it_has_not_heard_of(told: Any) -> None:
    with pytest.raises(NotYetKnown):
        await told(enrolment.SessionsScheduled(group_id=str(uuid4()), offering_id=str(uuid4())))
