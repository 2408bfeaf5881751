"""Families apply or decline, classes review, schools approve and draw, everybody signs."""

from collections import defaultdict
from typing import Any

from sample_city.city import Pupil, School
from sample_city.journey.preparation import ENROLMENT
from sample_city.journey.stage import Stage
from sample_city.journey.vendors import clerk, good_vendors
from sample_city.people import StepFailed, each

REVIEWS_AT_ONCE_MAX = 200
DRAW_SEED = "2026年3月16日公开抽签-73519"


async def apply(stage: Stage) -> None:
    """Wishes in order; some want care alone, some a course, some decline, and some never answer."""
    families = [pupil for pupil in stage.known["consented"] if pupil.whims[4] < 0.92]

    async def one(pupil: Pupil) -> None:
        body = {"pupil_id": stage.known["pupil ids"][pupil.number], "term": stage.term, **_wishes(stage, pupil)}
        await stage.people.ask(stage.guardian(pupil.guardian_login), "POST", f"{ENROLMENT}/applications", json=body)
        if body["wishes"]:
            stage.count("applications", 1)

    await each(families, one, done=stage.counting("families apply or decline", len(families)))


async def review(stage: Stage) -> None:
    """Each class teacher sees the applications of the own class, and nobody who did not apply."""
    for school in stage.city.schools:
        for teacher in stage.class_teachers(school).values():
            queue = await stage.people.pages(teacher, f"{ENROLMENT}/review-queue", term=stage.term)
            for start in range(0, len(queue), REVIEWS_AT_ONCE_MAX):
                reviews = [
                    {"application_id": one["application_id"], "version": one["version"], "verdict": "approve"}
                    for one in queue[start : start + REVIEWS_AT_ONCE_MAX]
                ]
                address = f"{ENROLMENT}/review-queue/reviews"
                await stage.people.ask(teacher, "POST", address, json={"reviews": reviews}, key=str(start))


async def approve_and_draw(stage: Stage) -> None:
    """The school approves what the classes reviewed and draws with a seed that was read out in public."""
    for school in stage.city.schools:
        office = stage.at(school, "校长")
        address = f"{ENROLMENT}/schools/{school.code}/terms/{stage.term}/approvals"
        shown = await stage.people.ask(office, "GET", address)
        await stage.people.ask(office, "POST", address, json={"digest": shown["digest"]})
        body = {"school_code": school.code, "term": stage.term, "seed": DRAW_SEED}
        drawn = await stage.people.ask(office, "POST", f"{ENROLMENT}/placements/draws", json=body)
        stage.count("drawn", drawn["entrants"])


async def answer_alternatives(stage: Stage) -> None:
    guardians = {stage.known["pupil ids"][pupil.number]: pupil for pupil in stage.city.pupils}
    for school in stage.city.schools:
        office = stage.at(school, "校长")
        path = f"{ENROLMENT}/placements"
        offered = await stage.people.pages(office, path, term=stage.term, state="alternative")

        async def answer(placement: dict[str, Any]) -> None:
            pupil = guardians[placement["pupil_id"]]
            address = f"{ENROLMENT}/placements/{placement['placement_id']}/alternative-answers"
            body = {"accepted": pupil.whims[9] < 0.6}
            await stage.people.ask(stage.guardian(pupil.guardian_login), "POST", address, json=body)

        await each(offered, answer, done=stage.counting("families answer alternatives", len(offered)))


async def sign_agreements(stage: Stage) -> None:
    """Guardians sign and say whether the vendor may buy the consumables; then the schools sign theirs."""
    by_id = {stage.known["pupil ids"][pupil.number]: pupil for pupil in stage.city.pupils}
    for school in stage.city.schools:
        office = stage.at(school, "校长")
        agreements = await stage.people.pages(office, f"{ENROLMENT}/agreements", term=stage.term, state="prepared")
        with_consumables = await _placements_with_consumables(stage, school)

        async def sign(agreement: dict[str, Any], entrustable: dict[str, list[str]] = with_consumables) -> None:
            pupil = by_id[agreement["pupil_id"]]
            entrusted = entrustable[agreement["pupil_id"]] if pupil.whims[10] < 0.7 else []
            address = f"{ENROLMENT}/agreements/{agreement['agreement_id']}"
            guardian = stage.guardian(pupil.guardian_login)
            body = {"signer_name": pupil.guardian_name, "entrusted_placement_ids": entrusted}
            made = await stage.people.ask(guardian, "POST", f"{address}/documents", json=body)
            await stage.people.ask(guardian, "POST", f"{address}/signatures", json={"digest": made["digest"]})

        await each(agreements, sign, done=stage.counting("families sign", len(agreements)))
        address = f"{ENROLMENT}/schools/{school.code}/terms/{stage.term}/agreement-signatures"
        head = stage.at(school, "校长")
        waiting = await stage.people.ask(head, "GET", address)
        await stage.people.ask(head, "POST", address, json={"digest": waiting["digest"]})
        # One that a vendor signs too, where there is one.
        stage.known[f"agreement:{school.code}"] = next((one for one in agreements if one["price_fen"]), agreements[0])


async def sign_as_vendors(stage: Stage) -> None:
    """Each vendor's clerk signs for its courses, school by school, and is told numbers only."""
    for vendor in good_vendors(stage.city):
        waiting = f"{ENROLMENT}/vendor-signatures"
        for course in await stage.people.ask(clerk(vendor), "GET", waiting, params={"term": stage.term}):
            address = f"{ENROLMENT}/offerings/{course['offering_id']}/vendor-signatures"
            await stage.people.ask(clerk(vendor), "POST", address, json={"digest": course["digest"]})
    await stage.clock.settle()


async def keep_agreements(stage: Stage) -> None:
    """One of each school as a document, and who takes part from now on."""
    by_id = {stage.known["pupil ids"][pupil.number]: pupil for pupil in stage.city.pupils}
    for school in stage.city.schools:
        await _read_one_as_pdf(stage, stage.known[f"agreement:{school.code}"], by_id)
        office = stage.at(school, "校长")
        prepared = await stage.people.pages(office, f"{ENROLMENT}/agreements", term=stage.term, state="prepared")
        if prepared:
            raise StepFailed(f"{len(prepared)} agreements of {school.name} are not signed by every party")
        agreed = await stage.people.pages(office, f"{ENROLMENT}/placements", term=stage.term, state="agreed")
        stage.count("placements", len(agreed))
        stage.known[f"agreed:{school.code}"] = agreed


async def _placements_with_consumables(stage: Stage, school: School) -> dict[str, list[str]]:
    """By pupil, the placements in courses that need materials."""
    office = stage.at(school, "校长")
    catalogue = await stage.people.pages(office, f"{ENROLMENT}/catalogue", school=school.path, term=stage.term)
    needing = {one["offering_id"] for one in catalogue if one["consumables_fen"]}
    placed = await stage.people.pages(office, f"{ENROLMENT}/placements", term=stage.term, state="placed")
    found: dict[str, list[str]] = defaultdict(list)
    for one in placed:
        if one["offering_id"] in needing:
            found[one["pupil_id"]].append(one["placement_id"])
    return found


async def _read_one_as_pdf(stage: Stage, agreement: dict[str, Any], by_id: dict[str, Pupil]) -> None:
    guardian = stage.guardian(by_id[agreement["pupil_id"]].guardian_login)
    document = await stage.people.ask(guardian, "GET", f"{ENROLMENT}/agreements/{agreement['agreement_id']}.pdf")
    if not document.startswith(b"%PDF"):
        raise StepFailed("the agreement did not come as a PDF")


def _wishes(stage: Stage, pupil: Pupil) -> dict[str, Any]:
    """What this family asks for, decided by its own whims."""
    care = [stage.known[f"offering:{pupil.school_code}:care"]] if pupil.whims[2] < 0.7 else []
    courses: list[str] = []
    wanted = 1
    if pupil.whims[5] < 0.45:
        order = ("书法入门", "图形化编程", "少儿美术") if pupil.whims[7] < 0.5 else ("图形化编程", "少儿美术")
        courses = [stage.known[f"offering:{pupil.school_code}:{title}"] for title in order]
        # Two courses at most where together they stay within 600 yuan (R15).
        wanted = 2 if pupil.whims[8] < 0.25 and pupil.whims[7] >= 0.5 else 1
    if not care and not courses:
        return {"decline": True, "wishes": [], "weekdays": []}
    weekdays = [1, 2, 3, 4, 5] if pupil.whims[11] < 0.7 else [1, 3, 5]
    return {"decline": False, "wishes": [*care, *courses], "weekdays": weekdays, "courses_wanted": wanted}
