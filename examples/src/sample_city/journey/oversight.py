"""Eyes on it: an inspection that ends well, a complaint that is answered, and the dashboard of the leading group."""

from datetime import date
from typing import Any

from sample_city.journey.preparation import ENROLMENT
from sample_city.journey.stage import Stage
from sample_city.people import StepFailed, seen

INSPECTION = "/api/inspection/v1"


async def inspect(stage: Stage, on: date) -> None:
    """A school drawn by lot is visited; what is wanting gets a deadline."""
    inspector = stage.officer("督导员")
    plan = await stage.people.ask(
        inspector,
        "POST",
        f"{INSPECTION}/plans",
        json={"term": stage.term, "visits_by": "2026-06-30", "schools": [stage.city.schools[0].code]},
    )
    item = plan["checklist"][0]["code"]
    visit = {
        "plan_id": plan["id"],
        "school": stage.city.schools[0].code,
        "visited_on": on.isoformat(),
        "checklist": [
            {"code": one["code"], "seen": "not_met" if one["code"] == item else "met"} for one in plan["checklist"]
        ],
    }
    visited = await stage.people.ask(inspector, "POST", f"{INSPECTION}/visits", json=visit)
    finding = await stage.people.ask(
        inspector,
        "POST",
        f"{INSPECTION}/visits/{visited['id']}/findings",
        json={"item": item, "text": "交接记录缺一日签名", "due_on": "2026-04-24"},
    )
    stage.known["finding"] = finding


async def rectify(stage: Stage) -> None:
    school = stage.city.schools[0]
    finding, body = stage.known["finding"], {"text": "已补签并安排值日领导每日复核"}
    address = f"{INSPECTION}/findings/{finding['id']}/rectification"
    office = stage.at(school, "学校管理员")
    stage.known["finding"] = await stage.people.ask(office, "POST", address, json=body, headers=seen(finding))


async def recheck(stage: Stage) -> None:
    finding, body = stage.known["finding"], {"passed": True, "text": "现场复查，记录齐全"}
    address = f"{INSPECTION}/findings/{finding['id']}/recheck"
    closed = await stage.people.ask(stage.officer("督导员"), "POST", address, json=body, headers=seen(finding))
    if closed["state"] != "closed":
        raise StepFailed(f"the finding is {closed['state']} after the re-check")


async def complain(stage: Stage) -> None:
    """A family writes to the district without the school learning who."""
    pupil = stage.known["consented"][1]
    body = {"school": pupil.school_code, "about": "school", "text": "上周三接送点无人引导。", "anonymous": True}
    guardian = stage.guardian(pupil.guardian_login)
    filed = await stage.people.ask(guardian, "POST", f"{INSPECTION}/complaints", json=body)
    stage.known["complaint"] = (filed["id"], guardian)


async def answer_complaint(stage: Stage) -> None:
    complaint, guardian = stage.known["complaint"]
    address = f"{INSPECTION}/complaints/{complaint}"
    body = {"text": "学校已在东西两个接送点各安排一名值班教师。"}
    officer = stage.officer("教育局经办")
    shown = await stage.people.ask(officer, "GET", address)
    await stage.people.ask(officer, "POST", f"{address}/answer", json=body, headers=seen(shown))
    answered = await stage.people.ask(guardian, "GET", address)
    if answered["answer"] != body["text"]:
        raise StepFailed("the family does not see the answer to its complaint")


async def withdraw_one(stage: Stage) -> None:
    """A family takes its child out of a course; it says so and gives no reason."""
    placement = _of_a_course(stage, 0)
    guardian = stage.guardian(_guardian_of(stage, placement))
    await stage.people.ask(guardian, "POST", f"{ENROLMENT}/placements/{placement['placement_id']}/withdrawals")


async def move_one(stage: Stage) -> None:
    """A pupil moves from the first school to the second; one history, two accounting units."""
    placement = _of_a_course(stage, 1)
    numbers = stage.known["numbers by id"]
    pupil = next(one for one in stage.city.pupils if one.number == numbers[placement["pupil_id"]])
    body = {"to_school_code": stage.city.schools[1].code, "grade": pupil.grade, "class_number": 1}
    address = f"{ENROLMENT}/pupils/{placement['pupil_id']}/moves"
    await stage.people.ask(stage.officer("教育局经办"), "POST", address, json=body)


async def look(stage: Stage) -> dict[str, Any]:
    """What the leading group sees."""
    overview: dict[str, Any] = await stage.people.ask(
        stage.officer("市级专班"), "GET", f"{INSPECTION}/overview", params={"term": stage.term}
    )
    return overview


def _of_a_course(stage: Stage, place: int) -> dict[str, Any]:
    """The `place`-th agreed place in calligraphy at the first school, by pupil number: the same in every run."""
    school = stage.city.schools[0]
    numbers = stage.known["numbers by id"]
    course = stage.known[f"offering:{school.code}:书法入门"]
    agreed: list[dict[str, Any]] = [one for one in stage.known[f"agreed:{school.code}"] if one["offering_id"] == course]
    return sorted(agreed, key=lambda one: str(numbers[one["pupil_id"]]))[place]


def _guardian_of(stage: Stage, placement: dict[str, Any]) -> str:
    number = stage.known["numbers by id"][placement["pupil_id"]]
    return next(pupil.guardian_login for pupil in stage.city.pupils if pupil.number == number)
