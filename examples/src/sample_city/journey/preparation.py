"""Before anything else: organisations, staff, terms, rules, calendar, books, rosters, children claimed."""

from collections.abc import Sequence
from typing import Any

from sample_city import workbooks
from sample_city.city import TERM_FIRST_ON, TERM_LAST_ON, Employee, Pupil, School
from sample_city.journey.stage import Stage
from sample_city.people import Person, StepFailed, each

ENROLMENT = "/api/enrolment/v1"
STAFFING = "/api/staffing/v1"
BILLING = "/api/billing/v1"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What the pack leaves open and the district decides (S1b: 具体补助标准由各县区确定).
PARAMETERS = {
    "allowance_rate": 60_00,
    "subsidy_per_participant": 150_00,
    "participants_counted_by": "2026-05-31",
    "applications_close_on": "2026-03-13",
}
ANSWER = b"%PDF-1.4\n1 0 obj<</Title(answer)>>endobj\ntrailer<<>>\n%%EOF\n"
CONSENT_REFUSED_BELOW = 0.02
ONE_IN_THREE = 1 / 3


async def import_organisations(stage: Stage) -> None:
    await _upload(
        stage, f"{ENROLMENT}/imports/organisations", "organisations.xlsx", workbooks.organisations(stage.city)
    )
    await stage.clock.settle()


async def import_staff(stage: Stage) -> None:
    """From here on everybody can sign in: staffing grants, the gateway mirrors into Keycloak.

    The system administrator installs the city's officers; one of them agrees to everybody else as a whole. The auditor
    is the city's alone: asked for by one of its officers, agreed to by the other.
    """
    officers = stage.city.officers_holding("市级专班")
    auditors = stage.city.officers_holding("审计员")
    first, second = stage.officer("市级专班"), stage.officer("市级专班", 1)
    installed = await _send_staff(stage, stage.administrator, "city-officers.xlsx", officers)
    if installed["state"] != "confirmed":
        raise StepFailed("the first officers of the city wait for somebody who is not there")
    await stage.clock.settle()
    others = [one for one in stage.city.officers if one not in officers and one not in auditors]
    everybody = [*others, *(one for school in stage.city.schools for one in school.staff)]
    await _agree(stage, first, await _send_staff(stage, stage.administrator, "staff.xlsx", everybody))
    await _agree(stage, second, await _send_staff(stage, first, "auditors.xlsx", auditors))
    await stage.clock.settle()


async def clear_staff(stage: Stage) -> None:
    """A check of the staff list is a claim: each school sends the answers, the police office looks at them (R33)."""
    listed = await stage.people.pages(stage.administrator, f"{STAFFING}/people")
    ids = {one["number"]: one["id"] for one in listed}
    police = stage.officer("公安审核")
    waiting = [(school, one) for school in stage.city.schools for one in school.holding("值班教师")]

    async def clear(one: tuple[School, Employee]) -> None:
        school, employee = one
        address, day = f"{STAFFING}/people/{ids[employee.number]}/clearances", employee.checked_on.isoformat()
        paper = {"file": ("answer.pdf", ANSWER + employee.number.encode(), "application/pdf")}
        keeper = stage.at(school, "学校管理员")
        sent = await stage.people.ask(
            keeper, "POST", f"{address}/evidence", params={"checked_on": day}, files=paper, key=day
        )
        seen = {"checked_on": day, "reference": employee.check_reference, "sha256": sent["sha256"]}
        await stage.people.ask(police, "POST", f"{address}/confirmation", json=seen, key=day)

    await each(waiting, clear, done=stage.counting("checks of teachers are confirmed", len(waiting)))
    await stage.clock.settle()


async def open_term(stage: Stage) -> None:
    officer = stage.officer("教育局经办")
    body = {"term": stage.term, "first_on": TERM_FIRST_ON.isoformat(), "last_on": TERM_LAST_ON.isoformat()}
    await stage.people.ask(officer, "POST", f"{ENROLMENT}/terms", json=body)
    packs = await stage.people.ask(officer, "GET", f"{ENROLMENT}/packs")
    digest = next(one["digest"] for one in packs if one["id"] == "hefei")
    adoption = {"pack_id": "hefei", "digest": digest, "parameters": PARAMETERS}
    await stage.people.ask(officer, "POST", f"{ENROLMENT}/terms/{stage.term}/adoption", json=adoption)
    await stage.people.ask(officer, "POST", f"{ENROLMENT}/calendars", json={"term": stage.term})
    await stage.clock.settle()


async def import_units(stage: Stage) -> None:
    """One unit keeps its school's books, the other the books of two; who holds the money is agreed by two persons."""
    file = {"file": ("accounting-units.xlsx", workbooks.accounting_units(stage.city), XLSX)}
    address = f"{BILLING}/imports/accounting-units"
    proposed = await stage.people.ask(stage.officer("财政经办"), "POST", address, files=file)
    second = stage.officer("财政经办", 1)
    for change in proposed["changes"]:
        await stage.people.ask(
            second,
            "POST",
            f"{BILLING}/accounting-unit-changes/{change['id']}/confirmation",
            json={"digest": change["digest"]},
            headers={"If-Match": f'"{change["version"]}"'},
        )


async def import_rosters(stage: Stage) -> None:
    """One school forgot a child, which its family is told; the complete roster follows."""
    schools = stage.city.schools
    for place, school in enumerate(schools, start=1):
        forgotten = school.pupils[0] if place == 1 else None
        if forgotten is not None:
            await _import_roster(stage, school, leaving_out=forgotten.number)
            await _is_told_to_ask_the_school(stage, forgotten)
        await _import_roster(stage, school)
        stage.progress("schools import their rosters", place, len(schools))
    await stage.clock.settle()


async def claim_children(stage: Stage) -> None:
    """Each guardian claims the child and decides about consent; who refuses is not asked why.

    A third of the families use the code that comes to the telephone, the others one from the class teacher.
    """
    text = await stage.people.ask(
        stage.guardian(stage.city.pupils[0].guardian_login), "GET", f"{ENROLMENT}/consent-text"
    )
    pupils = stage.city.pupils
    teachers = {school.code: stage.class_teachers(school) for school in stage.city.schools}

    async def claim(pupil: Pupil) -> tuple[str, str]:
        guardian = stage.guardian(pupil.guardian_login)
        teacher = teachers[pupil.school_code].get(pupil.class_code)
        if teacher is None or pupil.whims[0] * 3 % 1 < ONE_IN_THREE:
            found = await _claim_by_telephone(stage, pupil)
        else:
            found = await _claim_by_note(stage, pupil, teacher)
        decision = {
            "given": pupil.whims[0] >= CONSENT_REFUSED_BELOW,
            "text_version": text["version"],
            "ends_services": False,
        }
        await stage.people.ask(guardian, "POST", f"{ENROLMENT}/children/{found['pupil_id']}/consent", json=decision)
        return pupil.number, found["pupil_id"]

    ids = await each(pupils, claim, done=stage.counting("families claim children", len(pupils)))
    stage.known["pupil ids"] = dict(ids)
    stage.known["numbers by id"] = {pupil_id: number for number, pupil_id in ids}
    stage.known["consented"] = [pupil for pupil in pupils if pupil.whims[0] >= CONSENT_REFUSED_BELOW]


async def answer_survey(stage: Stage) -> None:
    """Most families answer what they would like; it binds nobody (P2)."""
    asked = [pupil for pupil in stage.known["consented"] if pupil.whims[1] < 0.85]

    async def answer(pupil: Pupil) -> None:
        body = {
            "pupil_id": stage.known["pupil ids"][pupil.number],
            "wants_care": pupil.whims[2] < 0.7,
            "weekdays": [1, 2, 3, 4, 5],
            "categories": ["art"] if pupil.whims[3] < 0.5 else ["science"],
        }
        guardian = stage.guardian(pupil.guardian_login)
        await stage.people.ask(guardian, "POST", f"{ENROLMENT}/surveys/{stage.term}/answers", json=body)

    await each(asked, answer, done=stage.counting("families answer the survey", len(asked)))


async def _send_staff(stage: Stage, person: Person, name: str, people: Sequence[Employee]) -> Any:
    file = {"file": (name, workbooks.staff(people), XLSX)}
    return await stage.people.ask(person, "POST", f"{STAFFING}/imports/staff", files=file, key=name)


async def _agree(stage: Stage, person: Person, shown: Any) -> None:
    """Look at what the list changes, then agree to that."""
    address = f"{STAFFING}/imports/staff/{shown['id']}"
    changes = await stage.people.pages(person, f"{address}/changes")
    if len(changes) != shown["changed"]:
        raise StepFailed(f"a staff list says that it changes {shown['changed']} people and shows {len(changes)}")
    decision = {"decision": "confirm", "digest": shown["digest"]}
    headers = {"If-Match": f'"{shown["version"]}"'}
    await stage.people.ask(person, "POST", f"{address}/decision", json=decision, headers=headers, key=shown["id"])


async def _upload(stage: Stage, path: str, name: str, content: bytes) -> Any:
    return await stage.people.ask(stage.administrator, "POST", path, files={"file": (name, content, XLSX)})


async def _import_roster(stage: Stage, school: School, *, leaving_out: str = "") -> None:
    file = {"file": ("roster.xlsx", workbooks.roster(school, leaving_out=leaving_out), XLSX)}
    office = stage.at(school, "学校管理员")
    await stage.people.ask(office, "POST", f"{ENROLMENT}/imports/rosters", files=file, key=f"{leaving_out}")


async def _is_told_to_ask_the_school(stage: Stage, pupil: Pupil) -> None:
    guardian = stage.guardian(pupil.guardian_login)
    answer = await stage.people.send(
        guardian, "POST", f"{ENROLMENT}/children/claims", json={**said_of(pupil), "code": "0000-0000-000"}
    )
    if answer.status_code != 404 or answer.json()["code"] != "enrolment.claim_not_proven":
        raise StepFailed(f"a child missing from the roster was answered {answer.status_code} {answer.text[:300]}")


async def _claim_by_note(stage: Stage, pupil: Pupil, teacher: Person) -> Any:
    """The class teacher finds the child by its name, namesakes by the end of the number, and writes a note."""
    own = f"{ENROLMENT}/classes/own/pupils"
    found = await stage.people.ask(teacher, "POST", f"{own}/searches", json={"name": pupil.name})
    child = next(one["pupil_id"] for one in found if one["number_ends"] == pupil.number[-4:])
    note = await stage.people.ask(teacher, "POST", f"{own}/{child}/binding-codes")
    claim = {**said_of(pupil), "code": note["code"]}
    return await stage.people.ask(
        stage.guardian(pupil.guardian_login), "POST", f"{ENROLMENT}/children/claims", json=claim
    )


async def _claim_by_telephone(stage: Stage, pupil: Pupil) -> Any:
    guardian = stage.guardian(pupil.guardian_login)
    claim = await stage.people.ask(guardian, "POST", f"{ENROLMENT}/children/claims/codes", json=said_of(pupil))
    code = {"code": await stage.telephones.code(claim["claim_id"])}
    url = f"{ENROLMENT}/children/claims/{claim['claim_id']}/confirmation"
    return await stage.people.ask(guardian, "POST", url, json=code)


def said_of(pupil: Pupil) -> dict[str, object]:
    """What a guardian says about the child when claiming it; a code has to prove it."""
    return {
        "school_code": pupil.school_code,
        "grade": pupil.grade,
        "class_number": pupil.class_number,
        "name": pupil.name,
        "pupil_number": pupil.number,
        "relation": "mother",
    }
