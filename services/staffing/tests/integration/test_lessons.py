"""What is confirmed was given: by the vendor's own instructor, on a session that took place, and not struck."""

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text

from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.staffing.v1 import events_pb2 as staffing
from contracts.vendor_registry.v1 import events_pb2 as vendors
from testkit.clock import FakeClock

SCHOOL = "/3401/340104/2134010001"
PLANNER, TEACHER, INSTRUCTOR = f"school-administrator@{SCHOOL}", f"duty-teacher@{SCHOOL}", "instructor@/vendor/91X"
ACCOUNTANT = f"school-accountant@{SCHOOL}"
DAY = "2026-03-30"


@dataclass(frozen=True)
class Afternoon:
    """A vendor's session with its instructor and a duty teacher of the school, and the school's own session after it.

    E4 is the duty teacher in both.
    """

    service: Any
    client: httpx.AsyncClient
    signed: Any
    ids: dict[str, UUID]
    course: UUID
    care: UUID
    group: UUID
    instructor: UUID

    async def post(self, person: UUID, acting: str, address: str, **body: Any) -> httpx.Response:
        return await self.client.post(f"/v1/{address}", headers=self.signed(person, acting), json=body)

    async def log(self, person: UUID, acting: str, session: UUID) -> httpx.Response:
        return await self.post(person, acting, "lessons", session_ids=[str(session)])

    async def confirm(self) -> int:
        answer = await self.confirm_shown((await self.waiting())["digest"])
        confirmed: int = answer.json()["lessons"]
        return confirmed

    async def confirm_shown(self, digest: str) -> httpx.Response:
        return await self.post(self.ids["E002"], PLANNER, "lessons/confirmations", held_on=DAY, digest=digest)

    async def waiting(self) -> Any:
        """What the school is shown of the day before it confirms it."""
        headers = self.signed(self.ids["E002"], PLANNER)
        return (await self.client.get(f"/v1/lessons/waiting?held_on={DAY}", headers=headers)).json()

    async def strike(self, session: UUID, **body: Any) -> httpx.Response:
        return await self.post(self.ids["E002"], PLANNER, f"lessons/{session}/strike", **{"part": "lesson", **body})

    async def told(self) -> list[tuple[str, str, str]]:
        """Session, who taught and vendor of each LessonConfirmed."""
        query = text("SELECT payload FROM chassis.outbox WHERE type = :type ORDER BY id")
        async with self.service.database.reading() as connection:
            found = await connection.execute(query, {"type": "contracts.staffing.v1.LessonConfirmed"})
            events = [staffing.LessonConfirmed.FromString(bytes(row[0])) for row in found]
        return [(one.session_id, one.person_id, one.vendor_id) for one in events]

    async def paid(self) -> Any:
        """The lines of the month's sheet, or why there is none."""
        made = (await self.post(self.ids["E003"], ACCOUNTANT, "allowance-sheets", month="2026-03")).json()
        return made.get("code") or [(line["person_id"], line["lessons"]) for line in made["lines"]]

    async def shown(self, person: UUID, acting: str) -> dict[str, tuple[bool, bool, str | None]]:
        """By session whether one's own log is there, confirmed, or struck for which reason."""
        answer = await self.client.get(f"/v1/me/shifts?first_on={DAY}", headers=self.signed(person, acting))
        return {
            one["session_id"]: (one["logged"], one["confirmed"], one["struck_reason"]) for one in answer.json()["items"]
        }


@pytest.fixture
async def afternoon(
    service: Any,
    client: httpx.AsyncClient,
    signed: Any,
    workbook: Any,
    import_staff: Any,
    people: Any,
    told: Any,
    fake_clock: FakeClock,
    known: Any,
) -> Afternoon:
    await import_staff(workbook(known.staff))
    vendor, instructor, offering, group, course = (uuid4() for _ in range(5))
    held = enrolment.Session(session_id=str(course), held_on=DAY, starts_at="15:30", ends_at="16:30")
    await told(
        vendors.VendorRegistered(vendor_id=str(vendor), uscc="91X", clerk_person_id=str(uuid4())),
        vendors.InstructorFiled(
            person_id=str(instructor),
            vendor_id=str(vendor),
            uscc="91X",
            cleared_from="2026-01-10",
            cleared_until="2027-01-09",
        ),
        enrolment.OfferingPublished(offering_id=str(offering), product="course", vendor_id=str(vendor)),
        enrolment.SessionsScheduled(
            group_id=str(group), school_path=SCHOOL, offering_id=str(offering), sessions=[held]
        ),
    )
    ids = await people()
    afternoon = Afternoon(service, client, signed, ids, course, known.session, group, instructor)
    shifts = [
        {"session_id": str(course), "person_id": str(instructor), "duty": "course"},
        {"session_id": str(course), "person_id": str(ids["E004"]), "duty": "duty"},
        {"session_id": str(known.session), "person_id": str(ids["E004"]), "duty": "duty"},
    ]
    assert (await afternoon.post(ids["E002"], PLANNER, "rotas", shifts=shifts)).json() == {"shifts": 3}
    fake_clock.move_to(datetime(2026, 4, 1, 2, tzinfo=UTC))
    return afternoon


async def test_pays_no_vendor_whose_instructor_stayed_away(afternoon: Afternoon) -> None:
    teacher = afternoon.ids["E004"]
    assert (await afternoon.log(teacher, TEACHER, afternoon.course)).json() == {"lessons": 1}
    assert await afternoon.confirm() == 1
    assert await afternoon.told() == []
    assert await afternoon.paid() == [(str(teacher), 1)]


@pytest.mark.parametrize("teacher_first", [True, False])
async def test_pays_vendor_and_duty_teacher_once_each_whoever_logs_first(
    afternoon: Afternoon, teacher_first: bool
) -> None:
    teacher, course = afternoon.ids["E004"], afternoon.course
    logs = [(teacher, TEACHER), (afternoon.instructor, INSTRUCTOR)]
    for person, acting in logs if teacher_first else reversed(logs):
        for new in (1, 0):
            assert (await afternoon.log(person, acting, course)).json() == {"lessons": new}
    assert await afternoon.confirm() == 2
    ((session, taught_by, vendor),) = await afternoon.told()
    assert (session, taught_by, bool(vendor)) == (str(course), str(afternoon.instructor), True)
    assert (await afternoon.shown(teacher, TEACHER))[str(course)] == (True, True, None)
    assert await afternoon.paid() == [(str(teacher), 1)]


async def test_confirms_and_pays_nothing_of_a_session_suspended_after_it_was_logged(
    afternoon: Afternoon, told: Any
) -> None:
    teacher = afternoon.ids["E004"]
    await afternoon.log(teacher, TEACHER, afternoon.course)
    await afternoon.log(teacher, TEACHER, afternoon.care)
    await afternoon.log(afternoon.instructor, INSTRUCTOR, afternoon.course)
    suspended = enrolment.SessionsSuspended(group_id=str(afternoon.group), session_ids=[str(afternoon.course)])
    await told(suspended)
    assert await afternoon.confirm() == 1
    assert [session for session, _, _ in await afternoon.told()] == [str(afternoon.care)]
    assert await afternoon.paid() == [(str(teacher), 1)]


async def test_pays_nothing_of_a_session_suspended_after_it_was_confirmed(
    afternoon: Afternoon, told: Any, known: Any
) -> None:
    await afternoon.log(afternoon.ids["E004"], TEACHER, afternoon.care)
    assert await afternoon.confirm() == 1
    await told(enrolment.SessionsSuspended(group_id=str(known.group), session_ids=[str(afternoon.care)]))
    assert await afternoon.paid() == "staffing.nothing_to_pay"


async def test_leaves_a_struck_lesson_out_of_the_day_and_shows_the_reason(afternoon: Afternoon) -> None:
    teacher = afternoon.ids["E004"]
    await afternoon.log(teacher, TEACHER, afternoon.care)
    await afternoon.log(afternoon.instructor, INSTRUCTOR, afternoon.course)
    silent = await afternoon.strike(afternoon.course, reason=" ")
    assert (silent.status_code, silent.json()["code"]) == (422, "staffing.strike_needs_reason")
    assert (await afternoon.strike(afternoon.course, reason="教师未到")).status_code == 204
    assert (await afternoon.strike(afternoon.course, reason="教师未到")).json()["code"] == "staffing.lesson_struck"
    assert await afternoon.confirm() == 1
    assert [session for session, _, _ in await afternoon.told()] == [str(afternoon.care)]
    shown = await afternoon.shown(afternoon.instructor, INSTRUCTOR)
    assert shown[str(afternoon.course)] == (True, False, "教师未到")
    again = await afternoon.log(afternoon.instructor, INSTRUCTOR, afternoon.course)
    assert (again.status_code, again.json()["code"]) == (409, "staffing.lesson_struck")
    late = await afternoon.strike(afternoon.care, reason="记错")
    assert (late.status_code, late.json()["code"]) == (409, "staffing.lesson_already_confirmed")
    query = text("SELECT subject FROM chassis.audit_entry WHERE action = 'staffing.lesson_struck'")
    async with afternoon.service.database.reading() as connection:
        assert await connection.scalar(query) == f"session/{afternoon.course}"


async def test_confirms_what_was_struck_by_mistake_once_the_strike_is_taken_back(afternoon: Afternoon) -> None:
    await afternoon.log(afternoon.ids["E004"], TEACHER, afternoon.course)
    unknown = await afternoon.strike(afternoon.course, reason="教师未到")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "staffing.lesson_unknown")
    assert (await afternoon.strike(afternoon.course, part="presence", reason="教师未到")).status_code == 204
    assert await afternoon.confirm() == 0
    address = f"/v1/lessons/{afternoon.course}/strike?part=presence"
    headers = afternoon.signed(afternoon.ids["E002"], PLANNER)
    assert (await afternoon.client.delete(address, headers=headers)).status_code == 204
    twice = await afternoon.client.delete(address, headers=headers)
    assert twice.json()["code"] == "staffing.lesson_not_struck"
    assert await afternoon.confirm() == 1
    async with afternoon.service.database.reading() as connection:
        assert await connection.scalar(text("SELECT reason FROM lesson_strike")) == "教师未到"


async def test_lets_the_substitute_log_what_was_struck_of_another(afternoon: Afternoon) -> None:
    await afternoon.log(afternoon.ids["E004"], TEACHER, afternoon.care)
    await afternoon.strike(afternoon.care, reason="由李老师代课")
    shift = {"session_id": str(afternoon.care), "person_id": str(afternoon.ids["E001"]), "duty": "duty"}
    await afternoon.post(afternoon.ids["E002"], PLANNER, "rotas", shifts=[shift])
    assert (await afternoon.log(afternoon.ids["E001"], TEACHER, afternoon.care)).json() == {"lessons": 1}
    assert await afternoon.confirm() == 1
    assert [taught_by for _, taught_by, _ in await afternoon.told()] == [str(afternoon.ids["E001"])]
    query = text("SELECT person_id, reason, struck_by FROM lesson_strike")
    async with afternoon.service.database.reading() as connection:
        kept = [tuple(row) for row in await connection.execute(query)]
    assert kept == [(afternoon.ids["E004"], "由李老师代课", afternoon.ids["E002"])]


async def test_takes_what_own_staff_logged_of_a_vendors_session_before_for_their_presence(afternoon: Afternoon) -> None:
    """As it was kept when the first to log a session was its teacher."""
    teacher, instructor = afternoon.ids["E004"], afternoon.instructor
    await afternoon.log(teacher, TEACHER, afternoon.course)
    await afternoon.log(teacher, TEACHER, afternoon.care)
    tell_presence = import_module("staffing.migrations.versions.0005_tell_presence_from_lessons").TELL_PRESENCE
    async with afternoon.service.database.transaction() as transaction:
        await transaction.connection.execute(text("UPDATE lesson SET part = 'lesson'"))
        await transaction.connection.execute(text(tell_presence))
    await afternoon.log(instructor, INSTRUCTOR, afternoon.course)
    assert await afternoon.confirm() == 3
    assert {(session, by) for session, by, _ in await afternoon.told()} == {
        (str(afternoon.care), str(teacher)),
        (str(afternoon.course), str(instructor)),
    }


async def test_lists_both_who_stand_in_a_session_though_a_page_ends_between_them(afternoon: Afternoon) -> None:
    headers = afternoon.signed(afternoon.ids["E002"], PLANNER)
    listed: list[tuple[str, str]] = []
    query: dict[str, Any] = {"first_on": DAY, "last_on": DAY, "limit": 1}
    while True:
        page = (await afternoon.client.get("/v1/rotas", headers=headers, params=query)).json()
        listed += [(one["session_id"], one["duty"]) for one in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    course, care = str(afternoon.course), str(afternoon.care)
    assert sorted(listed) == sorted([(course, "course"), (course, "duty"), (care, "duty")])


async def test_says_of_shifts_and_strikes_what_stood_before(afternoon: Afternoon) -> None:
    teacher, other = afternoon.ids["E004"], afternoon.ids["E003"]
    assert (await afternoon.log(teacher, TEACHER, afternoon.care)).status_code == 201
    await afternoon.strike(afternoon.care, reason="教师未到")
    planner = afternoon.signed(afternoon.ids["E002"], PLANNER)
    await afternoon.client.delete(f"/v1/lessons/{afternoon.care}/strike?part=lesson", headers=planner)
    shift = {"session_id": str(afternoon.course), "person_id": str(other), "duty": "duty"}
    moved = await afternoon.post(afternoon.ids["E002"], PLANNER, "rotas", shifts=[shift])
    assert moved.status_code == 201, moved.text
    query = text("SELECT action, before, after FROM chassis.audit_entry WHERE action ~ 'lesson_|shifts' ORDER BY id")
    async with afternoon.service.database.reading() as connection:
        planned, struck, reinstated, replaced = (await connection.execute(query)).all()
    assert (planned.before["moved"], planned.after["shifts"]) == ({}, 3)
    assert (struck.before["struck"], struck.after["struck"]) == (False, True)
    assert (reinstated.before["struck"], reinstated.after["struck"]) == (True, False)
    duty = f"{afternoon.course} duty"
    assert (replaced.before["moved"], replaced.after["moved"]) == ({duty: str(teacher)}, {duty: str(other)})


async def test_confirms_the_lessons_that_were_shown_and_no_others(afternoon: Afternoon) -> None:
    teacher, care, course = afternoon.ids["E004"], str(afternoon.care), str(afternoon.course)
    await afternoon.log(teacher, TEACHER, afternoon.care)
    before = await afternoon.waiting()
    assert [(one["session_id"], one["person_id"]) for one in before["lessons"]] == [(care, str(teacher))]
    await afternoon.log(afternoon.instructor, INSTRUCTOR, afternoon.course)
    grown = await afternoon.waiting()
    await afternoon.strike(afternoon.care, reason="教师未到")
    # The instructor's lesson came after the one, the strike after the other.
    for stale in (before["digest"], grown["digest"], "0" * 64):
        answer = await afternoon.confirm_shown(stale)
        assert (answer.status_code, answer.json()["code"]) == (412, "kernel.content_changed")
    assert await afternoon.told() == []
    shown = await afternoon.waiting()
    assert [(one["session_id"], bool(one["vendor_id"])) for one in shown["lessons"]] == [(course, True)]
    assert (await afternoon.confirm_shown(shown["digest"])).json() == {"lessons": 1}
    assert [session for session, _, _ in await afternoon.told()] == [course]


async def test_confirms_no_substitute_for_whom_it_was_shown_another(afternoon: Afternoon) -> None:
    await afternoon.log(afternoon.ids["E004"], TEACHER, afternoon.care)
    shown = await afternoon.waiting()
    await afternoon.strike(afternoon.care, reason="由李老师代课")
    shift = {"session_id": str(afternoon.care), "person_id": str(afternoon.ids["E001"]), "duty": "duty"}
    await afternoon.post(afternoon.ids["E002"], PLANNER, "rotas", shifts=[shift])
    await afternoon.log(afternoon.ids["E001"], TEACHER, afternoon.care)
    assert (await afternoon.confirm_shown(shown["digest"])).status_code == 412
    assert await afternoon.told() == []
