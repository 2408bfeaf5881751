"""Whatever happens at once to a person, a group or a class: what is told last is what stands."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.staffing.v1 import events_pb2 as staffing

CITY = "/3401"
SCHOOL, OTHER_SCHOOL = "/3401/340104/2134010001", "/3401/340104/2134010002"
ADMINISTRATOR = UUID(int=1)
TURNS = 20

_GIVE = text("INSERT INTO assignment (id, person_id, role, path, starts_on) VALUES (:id, :person, :role, :path, :on)")
_STANDING = text("SELECT role || '@' || path AS held FROM assignment WHERE person_id = :person AND ends_on IS NULL")
_TOLD = text("SELECT payload FROM chassis.outbox WHERE topic = :topic AND key = :key ORDER BY version DESC LIMIT 1")


@pytest.fixture
def last_told(service: Any) -> Callable[[str, UUID], Awaitable[bytes]]:
    async def read(topic: str, key: UUID) -> bytes:
        async with service.database.reading() as connection:
            return bytes(await connection.scalar(_TOLD, {"topic": topic, "key": str(key)}))

    return read


async def standing(service: Any, person_id: UUID) -> list[str]:
    async with service.database.reading() as connection:
        return sorted(row.held for row in await connection.execute(_STANDING, {"person": person_id}))


async def give(service: Any, person_id: UUID, role: str) -> UUID:
    row = {"id": uuid4(), "person": person_id, "role": role, "path": SCHOOL, "on": service.clock.today()}
    async with service.database.transaction() as transaction:
        await transaction.connection.execute(_GIVE, row)
    return UUID(str(row["id"]))


@pytest.mark.parametrize("second", ["end", "grant", "turn"])
async def test_assignments_changed_at_once(
    service: Any,
    change_role: Any,
    workbook: Any,
    import_staff: Any,
    people: Any,
    known: Any,
    last_told: Any,
    second: str,
) -> None:
    await import_staff(workbook(known.staff))
    person_id = (await people())["E004"]
    use_cases, now, on = service.app.state.use_cases, service.clock.now(), service.clock.today()

    async def end(assignment_id: UUID) -> None:
        assert (await change_role(f"assignments/{assignment_id}/ending", {})).status_code == 200

    async def grant() -> None:
        body = {
            "person_id": str(person_id),
            "role": "duty-teacher",
            "path": OTHER_SCHOOL,
            "starts_on": str(on),
            "ends_on": None,
        }
        assert (await change_role("assignments", body)).status_code == 200

    async def turn() -> None:
        await use_cases.turn_assignments(on=on, now=now)

    for _ in range(TURNS):
        first = await give(service, person_id, "school-cashier")
        third = await give(service, person_id, "school-administrator")
        others = {"end": partial(end, third), "grant": grant, "turn": turn}
        await asyncio.gather(end(first), others[second]())
        told = staffing.AssignmentsChanged.FromString(await last_told("staffing.assignment", person_id))
        assert sorted(told.assignments) == await standing(service, person_id)
        async with service.database.transaction() as transaction:
            clear = "DELETE FROM assignment WHERE person_id = :person AND (role NOT LIKE '%-teacher' OR path <> :path)"
            await transaction.connection.execute(text(clear), {"person": person_id, "path": SCHOOL})


async def test_a_class_that_is_registered_while_its_teacher_is_named(
    service: Any, workbook: Any, import_staff: Any, told: Any, known: Any, last_told: Any
) -> None:
    for turn in range(TURNS):
        class_id = uuid4()
        registered = enrolment.ClassRegistered(class_id=str(class_id), school_path=SCHOOL, grade=4, number=turn + 1)
        number, name, phone, code, _, _, *checked = known.staff[3]
        row = (number, name, phone, code, "班主任、值班教师", f"4.{turn + 1}", *checked)
        answer, _ = await asyncio.gather(import_staff(workbook([row])), told(registered))
        assert answer.status_code == 201, answer.text
        message = staffing.ClassTeacherAssigned.FromString(await last_told("staffing.class-teacher", class_id))
        async with service.database.reading() as connection:
            query = text("SELECT teacher_id FROM school_class WHERE class_id = :id")
            assert message.person_id == str(await connection.scalar(query, {"id": class_id}))
