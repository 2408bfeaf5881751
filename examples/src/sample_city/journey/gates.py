"""What must stand before anybody may apply: the filing, the catalogue, the published price, and the opening."""

from typing import Any

from sample_city.city import Course, School, Vendor
from sample_city.journey.preparation import ENROLMENT
from sample_city.journey.stage import Stage
from sample_city.journey.vendors import good_vendors
from sample_city.people import StepFailed, seen

PLAN = b"%PDF-1.4\n1 0 obj<</Title(plan)>>endobj\ntrailer<<>>\n%%EOF\n"
EMERGENCY_PLAN = b"%PDF-1.4\n1 0 obj<</Title(emergency plan)>>endobj\ntrailer<<>>\n%%EOF\n"


async def file_plans(stage: Stage) -> None:
    for school in stage.city.schools:
        files = {
            "plan": ("plan.pdf", PLAN + school.code.encode(), "application/pdf"),
            "emergency_plan": ("emergency-plan.pdf", EMERGENCY_PLAN + school.code.encode(), "application/pdf"),
        }
        office = stage.at(school, "学校管理员")
        filed = await stage.people.ask(
            office, "POST", f"{ENROLMENT}/filings", data={"term": stage.term}, files=files, key=school.code
        )
        stage.known[f"filing:{school.code}"] = filed["filing_id"]


async def decide_plans(stage: Stage) -> None:
    officer = stage.officer("教育局经办")
    filed = {stage.known[f"filing:{school.code}"] for school in stage.city.schools}
    for filing in await stage.people.pages(officer, f"{ENROLMENT}/filings"):
        if filing["filing_id"] in filed:
            address = f"{ENROLMENT}/filings/{filing['filing_id']}/decision"
            await stage.people.ask(officer, "POST", address, json={"approved": True}, headers=seen(filing))


async def publish_catalogue(stage: Stage) -> None:
    """Care by the school's own staff and each contracted course, with everything a family asks before applying (P3)."""
    for school in stage.city.schools:
        offerings = [_care(stage, school)]
        for vendor in good_vendors(stage.city):
            offerings += [_course(stage, school, vendor, course) for course in vendor.courses]
        for body in offerings:
            office = stage.at(school, "学校管理员")
            drafted = await stage.people.ask(office, "POST", f"{ENROLMENT}/offerings", json=body, key=body["title"])
            address = f"{ENROLMENT}/offerings/{drafted['offering_id']}/publication"
            shown = {"amount_fen": drafted["price_fen"] + drafted["consumables_fen"]}
            await stage.people.ask(office, "POST", address, json=shown, headers=seen(drafted))
            name = "care" if body["product"] == "care" else body["title"]
            stage.known[f"offering:{school.code}:{name}"] = drafted["offering_id"]


async def are_closed(stage: Stage) -> None:
    """Nothing can be opened while a gate is shut, and the answer names each of them."""
    for school in stage.city.schools:
        answer = await stage.people.send(
            stage.at(school, "学校管理员"), "POST", _opening(stage, school), key=f"too early {stage.counts}"
        )
        if answer.status_code != 409:
            raise StepFailed(f"applications opened before the gates: {answer.status_code} {answer.text[:300]}")


async def open_applications(stage: Stage) -> None:
    for school in stage.city.schools:
        await stage.people.ask(stage.at(school, "校长"), "POST", _opening(stage, school), key="open")


def _opening(stage: Stage, school: School) -> str:
    return f"{ENROLMENT}/schools/{school.code}/terms/{stage.term}/openings"


def _care(stage: Stage, school: School) -> dict[str, Any]:
    return {
        "term": stage.term,
        "product": "care",
        "title": "普惠托管",
        "grades": [],
        "seats": len(school.pupils),
        "weekdays": [1, 2, 3, 4, 5],
        "starts_at": "16:20",
        "ends_at": "17:10",
        "content": "作业辅导、课外阅读、手工操作、体育艺术活动",
        "place": "各班教室、阅览室、操场",
        "teacher": "本校教职工",
        "safety": "按时点名、交接到人；校方责任险覆盖",
        "complaint_phone": "0551-00000000",
    }


def _course(stage: Stage, school: School, vendor: Vendor, course: Course) -> dict[str, Any]:
    return {
        "term": stage.term,
        "product": "course",
        "title": course.title,
        "contract_id": stage.known[f"contract:{school.code}:{vendor.uscc}"],
        "course_id": stage.known[f"course:{vendor.uscc}:{course.title}"],
        "grades": [],
        "seats": school.course_seats,
        "weekdays": [course.weekday],
        "starts_at": "17:15",
        "ends_at": "17:55",
        "content": f"{course.title}，每周一次，共 {course.lessons} 次",
        "place": "功能教室",
        "teacher": vendor.name,
        "fee_basis": "合教〔2020〕示例号",
        "fee_pays_for": "机构授课费用，全额代收代付",
        "safety": "机构人员凭证入校，本校教师巡课",
        "complaint_phone": "0551-00000000",
    }
