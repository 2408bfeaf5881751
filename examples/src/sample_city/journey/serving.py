"""The afternoons: groups, rota, roll calls with corrections, hand-overs, lessons given and confirmed."""

import asyncio
import hashlib
from datetime import date
from typing import Any

from sample_city.city import School
from sample_city.journey.preparation import ENROLMENT, STAFFING
from sample_city.journey.stage import Stage, acting
from sample_city.journey.vendors import good_vendors
from sample_city.people import Person, StepFailed, each

FIRST_ON = date(2026, 3, 23)
LAST_ON = date(2026, 6, 26)
ABSENT_PERMILLE, LEAVE_PERMILLE, LATE_PERMILLE = 30, 25, 20
SHIFTS_AT_ONCE_MAX = 2_000


async def form_groups(stage: Stage) -> None:
    for school in stage.city.schools:
        body = {"school_code": school.code, "term": stage.term, "first_on": FIRST_ON.isoformat()}
        await stage.people.ask(stage.at(school, "学校管理员"), "POST", f"{ENROLMENT}/groups/formations", json=body)
    await stage.clock.settle()
    for school in stage.city.schools:
        office = stage.at(school, "学校管理员")
        sessions = await stage.people.pages(
            office, f"{ENROLMENT}/sessions", from_on=FIRST_ON.isoformat(), through_on=LAST_ON.isoformat()
        )
        stage.known[f"sessions:{school.code}"] = sorted(sessions, key=lambda one: (one["held_on"], one["session_id"]))


async def plan_rota(stage: Stage) -> None:
    """Care by the school's duty teachers, each course by an instructor of its vendor; all of them cleared."""
    listed = await stage.people.pages(stage.administrator, f"{STAFFING}/people")
    ids = {one["number"]: one["id"] for one in listed}
    for place, school in enumerate(stage.city.schools):
        teachers = await _teachers_by_group(stage, school, place, ids)
        shifts = [
            {
                "session_id": session["session_id"],
                "person_id": teachers[session["group_id"]][0],
                "duty": "duty" if session["product"] == "care" else "course",
            }
            for session in stage.known[f"sessions:{school.code}"]
        ]
        for start in range(0, len(shifts), SHIFTS_AT_ONCE_MAX):
            body = {"shifts": shifts[start : start + SHIFTS_AT_ONCE_MAX]}
            office = stage.at(school, "学校管理员")
            await stage.people.ask(office, "POST", f"{STAFFING}/rotas", json=body, key=str(start))
        stage.known[f"teachers:{school.code}"] = {group: person for group, (_, person) in teachers.items()}
    await stage.clock.settle()


async def hold_sessions(stage: Stage, on: date) -> None:
    """One afternoon: each teacher calls the own roll, hands over and logs the lesson; the school confirms the day."""
    await asyncio.gather(*(_afternoon(stage, school, on) for school in stage.city.schools))
    await stage.clock.settle()
    for school in stage.city.schools:
        office, day = stage.at(school, "学校管理员"), on.isoformat()
        waiting = await stage.people.ask(office, "GET", f"{STAFFING}/lessons/waiting?held_on={day}")
        body = {"held_on": day, "digest": waiting["digest"]}
        await stage.people.ask(office, "POST", f"{STAFFING}/lessons/confirmations", json=body, key=day)


async def _afternoon(stage: Stage, school: School, on: date) -> None:
    today = [one for one in stage.known[f"sessions:{school.code}"] if one["held_on"] == on.isoformat()]
    if not today:
        return
    suspended = await _suspended(stage, school, on)
    running = [one for one in today if one["session_id"] not in suspended]
    await each(running, lambda session: _teach(stage, school, session, on), done=lambda _count: None)
    stage.count("sessions", len(running))


async def correct_a_roll(stage: Stage, on: date) -> None:
    """Somebody marked absent was there after all: corrected with the reason, the first roll stays in the history."""
    school = stage.city.schools[0]
    session = next(
        one
        for one in stage.known[f"sessions:{school.code}"]
        if one["held_on"] == on.isoformat() and one["product"] == "care"
    )
    teacher = stage.known[f"teachers:{school.code}"][session["group_id"]]
    address = f"{ENROLMENT}/sessions/{session['session_id']}/roll"
    roll = await stage.people.ask(teacher, "GET", address)
    mended = [{"pupil_id": roll["pupils"][0]["pupil_id"], "mark": "late"}]
    body = {"marks": mended, "reason": "补登：学生到校较晚"}
    await stage.people.ask(teacher, "POST", f"{address}/corrections", json=body, key=on.isoformat())
    history = await stage.people.pages(teacher, f"{address}/history")
    if len(history) != 2:
        raise StepFailed(f"the history of a corrected roll holds {len(history)} entries")


async def _teachers_by_group(
    stage: Stage, school: School, place: int, ids: dict[str, str]
) -> dict[str, tuple[str, Person]]:
    """By group: the person's id and how they sign in. Groups in order of title and number, so a rerun is the same."""
    groups = await stage.people.pages(stage.at(school, "学校管理员"), f"{ENROLMENT}/groups", term=stage.term)
    staff = school.holding("值班教师")
    vendors = {stage.known[f"vendor:{vendor.uscc}"]: vendor for vendor in good_vendors(stage.city)}
    chosen: dict[str, tuple[str, Person]] = {}
    ordered = sorted(groups, key=lambda one: (one["product"], one["title"], one["number"]))
    for number, group in enumerate(ordered):
        if group["product"] == "care":
            employee = staff[number % len(staff)]
            chosen[group["group_id"]] = (ids[employee.number], acting(employee, "值班教师", school.path))
            continue
        instructors = stage.known[f"instructors:{vendors[group['vendor_id']].uscc}"]
        # Three schools hold the same course on the same day: each group has an instructor of its own.
        turn = group["number"] - 1
        person_id = instructors[(place + turn * len(stage.city.schools)) % len(instructors)]
        chosen[group["group_id"]] = (person_id, stage.known[f"instructor:{person_id}"])
    return chosen


async def _suspended(stage: Stage, school: School, on: date) -> set[str]:
    sessions = await stage.people.pages(stage.at(school, "学校管理员"), f"{ENROLMENT}/sessions", from_on=on.isoformat())
    return {one["session_id"] for one in sessions if one["state"] == "suspended"}


async def _teach(stage: Stage, school: School, session: dict[str, Any], on: date) -> None:
    teacher = stage.known[f"teachers:{school.code}"][session["group_id"]]
    address = f"{ENROLMENT}/sessions/{session['session_id']}"
    roll = await stage.people.ask(teacher, "GET", f"{address}/roll")
    numbers = stage.known["numbers by id"]
    marks = [
        {"pupil_id": pupil["pupil_id"], "mark": mark}
        for pupil in roll["pupils"]
        if (mark := _mark(numbers[pupil["pupil_id"]], on)) != "present"
    ]
    await stage.people.ask(teacher, "PUT", f"{address}/roll", json={"marks": marks})
    await stage.people.ask(teacher, "POST", f"{address}/hand-overs", json={"step": "to_guardian", "pupil_ids": None})
    await stage.people.ask(teacher, "POST", f"{address}/closing", json={"room_checked": True})
    given = {"session_ids": [session["session_id"]]}
    await stage.people.ask(teacher, "POST", f"{STAFFING}/lessons", json=given, key=session["session_id"])


def _mark(pupil_number: str, on: date) -> str:
    """The same child is away on the same day in every run."""
    draw = int.from_bytes(hashlib.sha256(f"{pupil_number}{on}".encode()).digest()[:4], "big") % 1000
    for mark, permille in (("absent", ABSENT_PERMILLE), ("leave", LEAVE_PERMILLE), ("late", LATE_PERMILLE)):
        if draw < permille:
            return mark
        draw -= permille
    return "present"
