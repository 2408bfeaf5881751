"""Posts begin, end and exclude each other by the day."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from contracts.staffing.v1.directory_pb2 import CheckAssignmentRequest
from staffing.entrypoints.grpc.directory import DirectoryServicer
from testkit.clock import FakeClock

CITY = "/3401"
SCHOOL = "/3401/340104/2134010001"
ADMINISTRATOR = UUID(int=1)


async def test_a_deputy_begins_and_ends_by_the_daily_job(
    service: Any,
    change_role: Any,
    fake_clock: FakeClock,
    workbook: Any,
    import_staff: Any,
    people: Any,
    published: Any,
    known: Any,
) -> None:
    await import_staff(workbook(known.staff))
    ids = await people()
    body = {
        "person_id": str(ids["E004"]),
        "role": "class-teacher",
        "path": SCHOOL,
        "starts_on": "2026-03-30",
        "ends_on": "2026-04-02",
    }
    assert (await change_role("assignments", body)).status_code == 200
    before = await published("AssignmentsChanged")
    job = service.daily_jobs[0].run
    for day in (29, 30):
        fake_clock.move_to(datetime(2026, 3, day, 2, tzinfo=UTC))
        await job(date(2026, 3, day))
    assert await published("AssignmentsChanged") == before + 1


async def test_refuses_from_monday_a_role_that_excludes_one_held(
    change_role: Any, workbook: Any, import_staff: Any, people: Any, known: Any
) -> None:
    await import_staff(workbook(known.staff))
    ids = await people()
    body = {
        "person_id": str(ids["E003"]),
        "role": "school-cashier",
        "path": SCHOOL,
        "starts_on": "2026-03-30",
        "ends_on": None,
    }
    answer = await change_role("assignments", body)
    assert (answer.status_code, answer.json()["code"]) == (409, "staffing.roles_exclude_each_other")


async def test_the_daily_job_turns_everybody_but_who_holds_what_excludes_itself(
    service: Any, workbook: Any, import_staff: Any, people: Any, published: Any, known: Any
) -> None:
    await import_staff(workbook(known.staff))
    ids = await people()
    insert = "INSERT INTO assignment (id, person_id, role, path, starts_on) VALUES (:id, :person, :role, :path, :on)"
    day = date(2026, 3, 30)
    async with service.database.transaction() as transaction:
        for number, role in (("E003", "school-cashier"), ("E004", "principal")):
            row = {"id": uuid4(), "person": ids[number], "role": role, "path": SCHOOL, "on": day}
            await transaction.connection.execute(text(insert), row)
    before = await published("AssignmentsChanged")
    turn = service.app.state.use_cases.turn_assignments
    assert await turn(on=day, now=datetime(2026, 3, 30, tzinfo=UTC)) == [ids["E003"]]
    assert await published("AssignmentsChanged") == before + 1


async def test_says_at_once_who_holds_an_assignment_no_more(
    service: Any, workbook: Any, import_staff: Any, people: Any, known: Any
) -> None:
    await import_staff(workbook(known.staff))
    ids = await people()
    directory = DirectoryServicer(service.app.state.use_cases.queries)

    async def answer(person: UUID, assignment: str) -> tuple[bool, bool]:
        request = CheckAssignmentRequest(person_id=str(person), assignment=assignment)
        found = await directory.CheckAssignment(request, None)
        return found.is_known, found.is_held

    person = ids["E003"]
    async with service.database.reading() as connection:
        query = text("SELECT id, role || '@' || path AS held FROM assignment WHERE person_id = :person")
        row = (await connection.execute(query, {"person": person})).one()
    assert await answer(person, row.held) == (True, True)
    assert await answer(person, f"principal@{CITY}") == (True, False)
    assert await answer(uuid4(), row.held) == (False, False)
    for ended in ("suspended_at = now()", "suspended_at = NULL, ends_on = starts_on"):
        async with service.database.transaction() as transaction:
            await transaction.connection.execute(text(f"UPDATE assignment SET {ended} WHERE id = :id"), {"id": row.id})
        assert await answer(person, row.held) == (True, False), ended


async def test_shows_whose_account_was_refused_and_the_list_without_where_nobody_tells(
    service: Any, client: Any, signed: Any, workbook: Any, import_staff: Any, people: Any, known: Any
) -> None:
    await import_staff(workbook(known.staff))
    ids = await people()
    granter = signed(ADMINISTRATOR, f"system-administrator@{CITY}")
    silent = (await client.get("/v1/people", headers=granter)).json()["items"]
    assert {one["sign_in_refused"] for one in silent} == {None}

    class Refusing:
        async def refusals(self, person_ids: Any) -> dict[UUID, str]:
            return {ids["E003"]: "sso.login_taken"}

    use_cases = service.app.state.use_cases
    service.app.state.use_cases = replace(use_cases, accounts=Refusing())
    shown = (await client.get("/v1/people", headers=granter)).json()["items"]
    assert {one["number"]: one["sign_in_refused"] for one in shown if one["sign_in_refused"]} == {
        "E003": "sso.login_taken"
    }
