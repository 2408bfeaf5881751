"""Visits, findings, complaints, ratings and anomalies over HTTP."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from contracts.enrolment.v1 import events_pb2 as enrolment
from inspection.adapters.postgres.cases import PostgresRatings
from inspection.application.ports import Course
from inspection.domain.rating import Rating

CITY, DISTRICT, OTHER_DISTRICT = "/3401", "/3401/340104", "/3401/340111"
SCHOOL, SISTER, STRANGER = f"{DISTRICT}/2134010001", f"{DISTRICT}/2134010002", f"{OTHER_DISTRICT}/2134010003"
COMPLAINT = {"school": "2134010001", "about": "school", "text": "放学后无人看管，孩子叫小明", "anonymous": True}


@pytest.fixture
async def term(tell: Any, story: Any, refresh: Any) -> None:
    await tell(*story.city(), *story.prepared(), *story.placed(), *story.served(), *story.billed())
    await refresh()


async def visited(client: Any, acting: Any) -> dict[str, Any]:
    inspector = lambda: acting("inspector", DISTRICT, "inspector")  # noqa: E731
    plan = await client.post(
        "/v1/plans",
        json={"term": "2026-spring", "visits_by": "2026-04-10", "schools": ["2134010001"]},
        headers=inspector(),
    )
    assert plan.status_code == 201, plan.text
    checklist = [{"code": one["code"], "seen": "met"} for one in plan.json()["checklist"]]
    checklist[0]["seen"] = "not_met"
    body = {"plan_id": plan.json()["id"], "school": "2134010001", "visited_on": "2026-03-31", "checklist": checklist}
    visit = await client.post("/v1/visits", json=body, headers=inspector())
    assert visit.status_code == 201, visit.text
    return visit.json()


async def found(client: Any, acting: Any) -> dict[str, Any]:
    visit = await visited(client, acting)
    answer = await client.post(
        f"/v1/visits/{visit['id']}/findings",
        json={"item": visit["checklist"][0]["code"], "text": "陪餐记录缺三天", "due_on": "2026-04-07"},
        headers=acting("inspector", DISTRICT, "inspector"),
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_draws_the_same_schools_for_the_same_seed(term: None, client: Any, acting: Any) -> None:
    body = {"term": "2026-spring", "visits_by": "2026-04-10", "draw": {"seed": "2026-06", "count": 1}}
    drawn = [
        (await client.post("/v1/plans", json=body, headers=acting("inspector", DISTRICT))).json()["schools"]
        for _ in range(2)
    ]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 1


async def test_refuses_a_school_of_another_district(term: None, client: Any, acting: Any) -> None:
    body = {"term": "2026-spring", "visits_by": "2026-04-10", "schools": ["2134010003"]}
    answer = await client.post("/v1/plans", json=body, headers=acting("inspector", DISTRICT))
    assert answer.status_code == 422
    assert answer.json()["code"] == "inspection.school_not_in_district"


async def test_refuses_a_second_visit_of_the_same_plan(term: None, client: Any, acting: Any) -> None:
    visit = await visited(client, acting)
    body = {key: visit[key] for key in ("plan_id", "school", "visited_on", "checklist")}
    answer = await client.post("/v1/visits", json=body, headers=acting("inspector", DISTRICT))
    assert answer.status_code == 409
    assert answer.json()["code"] == "inspection.already_visited"


async def test_closes_a_finding_once_the_school_put_it_right(
    term: None, client: Any, acting: Any, refresh: Any
) -> None:
    finding = await found(client, acting)
    await refresh()
    board = await client.get("/v1/schools/2134010001/terms/2026-spring/board", headers=acting("principal", SCHOOL))
    task = next(task for task in board.json()["tasks"] if task["key"] == "rectification")
    assert (task["status"], task["due_on"]) == ("todo", "2026-04-07")

    place = f"/v1/findings/{finding['id']}"
    early = await client.post(
        f"{place}/recheck", json={"passed": True, "text": "x"}, headers=acting("inspector", DISTRICT)
    )
    assert early.json()["code"] == "inspection.finding_not_rectified"
    page = await client.post(
        f"{place}/evidence",
        files={"file": ("陪餐记录.pdf", b"<script>", "application/pdf")},
        headers=acting("school-administrator", SCHOOL),
    )
    assert (page.status_code, page.json()["code"]) == (422, "chassis.not_a_scan")
    upload = await client.post(
        f"{place}/evidence",
        files={"file": ("陪餐记录.pdf", b"%PDF-1.7 proof", "application/pdf")},
        headers=acting("school-administrator", SCHOOL),
    )
    assert upload.status_code == 201, upload.text
    answer = await client.post(
        f"{place}/rectification", json={"text": "已补记录"}, headers=acting("school-administrator", SCHOOL)
    )
    assert answer.json()["state"] == "rectified"
    assert len(answer.json()["evidence"]) == 1
    paper = await client.get(f"{place}/evidence/{upload.json()['document_id']}", headers=acting("inspector", DISTRICT))
    assert paper.content == b"%PDF-1.7 proof"
    again = await client.post(
        f"{place}/recheck",
        json={"passed": False, "text": "仍缺一天", "due_on": "2026-04-15"},
        headers=acting("inspector", DISTRICT),
    )
    assert (again.json()["state"], again.json()["due_on"]) == ("open", "2026-04-15")
    await client.post(f"{place}/rectification", json={"text": "已补齐"}, headers=acting("principal", SCHOOL))
    closed = await client.post(
        f"{place}/recheck", json={"passed": True, "text": "通过"}, headers=acting("inspector", DISTRICT)
    )
    assert closed.json()["state"] == "closed"
    assert [step["kind"] for step in closed.json()["steps"]] == [
        "rectification", "recheck", "rectification", "recheck",
    ]  # fmt: skip


async def test_hides_a_finding_from_another_school(term: None, client: Any, acting: Any) -> None:
    finding = await found(client, acting)
    for role, path in (("school-administrator", SISTER), ("inspector", OTHER_DISTRICT)):
        answer = await client.get(f"/v1/findings/{finding['id']}", headers=acting(role, path))
        assert answer.status_code == 404, role
    answer = await client.post(
        f"/v1/findings/{finding['id']}/rectification",
        json={"text": "x"},
        headers=acting("school-administrator", SISTER),
    )
    assert answer.status_code == 404


async def test_answers_a_complaint_whose_author_the_school_never_sees(
    term: None, client: Any, acting: Any, story: Any
) -> None:
    filed = await client.post("/v1/complaints", json=COMPLAINT, headers=acting("guardian", "/family", "guardian"))
    assert filed.status_code == 201, filed.text
    # Ten working days after 31 March 2026, the Qingming holiday on 6 April left out.
    assert filed.json()["due_on"] == "2026-04-15"
    place = f"/v1/complaints/{filed.json()['id']}"

    at_school = await client.get(place, headers=acting("principal", SCHOOL))
    assert at_school.json()["text"] is None
    assert story.sid("guardian") not in at_school.text
    at_district = await client.get(place, headers=acting("district-officer", DISTRICT, "officer"))
    assert at_district.json()["text"] == COMPLAINT["text"]
    assert story.sid("guardian") not in at_district.text

    for person in ("teacher", "somebody"):
        stranger = {"officer_id": story.sid(person)}
        refused = await client.post(
            f"{place}/assignment", json=stranger, headers=acting("district-officer", DISTRICT, "head")
        )
        assert (refused.status_code, refused.json()["code"]) == (422, "inspection.not_an_officer")
    to = {"officer_id": story.sid("officer")}
    await client.post(f"{place}/assignment", json=to, headers=acting("district-officer", DISTRICT, "head"))
    other = await client.post(
        f"{place}/answer", json={"text": "x"}, headers=acting("district-officer", DISTRICT, "head")
    )
    assert other.json()["code"] == "inspection.complaint_not_assigned_to_you"
    await client.post(
        f"{place}/answer", json={"text": "已整改"}, headers=acting("district-officer", DISTRICT, "officer")
    )
    seen = await client.get(place, headers=acting("guardian", "/family", "guardian"))
    assert (seen.json()["state"], seen.json()["answer"]) == ("answered", "已整改")
    for role, path, person in (
        ("guardian", "/family", "another"),
        ("principal", SISTER, "x"),
        ("district-officer", OTHER_DISTRICT, "x"),
    ):
        assert (await client.get(place, headers=acting(role, path, person))).status_code == 404, role


async def test_takes_complaints_about_own_children_only(term: None, client: Any, acting: Any, story: Any) -> None:
    stranger = acting("guardian", "/family", "another")
    assert (await client.post("/v1/complaints", json=COMPLAINT, headers=stranger)).status_code == 404
    bill = {**COMPLAINT, "about": "bill", "subject_id": story.sid("bill 1")}
    foreign = await client.post("/v1/complaints", json=bill, headers=acting("guardian", "/family", "guardian"))
    assert foreign.json()["code"] == "inspection.not_your_child"
    bill["subject_id"] = story.sid("bill 0")
    own = await client.post("/v1/complaints", json=bill, headers=acting("guardian", "/family", "guardian"))
    assert own.status_code == 201


async def test_flags_what_was_not_answered_in_time(
    term: None, client: Any, acting: Any, service: Any, fake_clock: Any, refresh: Any
) -> None:
    await client.post("/v1/complaints", json=COMPLAINT, headers=acting("guardian", "/family", "guardian"))
    fake_clock.move_to(datetime(2026, 4, 16, 1, tzinfo=UTC))
    job = service.app.state.use_cases.flag_overdue_complaints
    assert await job(on=fake_clock.today()) == 1
    assert await job(on=fake_clock.today()) == 0
    listed = (await client.get("/v1/complaints", headers=acting("district-officer", DISTRICT))).json()
    assert [one["overdue"] for one in listed["items"]] == [True]


async def test_rates_a_course_once_per_child(term: None, client: Any, acting: Any, service: Any, story: Any) -> None:
    body = {"offering_id": story.sid("course"), "pupil_id": story.sid("pupil 0"), "score": 5}
    for score in (5, 4):
        answer = await client.post(
            "/v1/ratings", json={**body, "score": score}, headers=acting("guardian", "/family", "guardian")
        )
        assert answer.status_code == 201, answer.text
    listed = await client.get("/v1/ratings?term=2026-spring", headers=acting("principal", SCHOOL))
    assert [(one["ratings"], one["content_percent"]) for one in listed.json()["items"]] == [(None, None)]
    foreign = await client.post(
        "/v1/ratings",
        json={**body, "pupil_id": story.sid("pupil 1")},
        headers=acting("guardian", "/family", "guardian"),
    )
    assert foreign.status_code == 404
    query = text("SELECT before FROM chassis.audit_entry WHERE action = 'inspection.course_rated' ORDER BY id")
    async with service.database.reading() as connection:
        before = (await connection.execute(query)).scalars().all()
    assert before == [{"rated": False}, {"rated": True}]


async def test_shows_no_score_of_the_family_that_rated_last(
    term: None, client: Any, acting: Any, service: Any, story: Any
) -> None:
    """Whoever looks after each of them would see the last score as what it changed."""

    async def seen(role: str, place: str) -> tuple[int | None, int | None]:
        answer = await client.get("/v1/ratings?term=2026-spring", headers=acting(role, place))
        [course] = answer.json()["items"]
        return course["ratings"], course["content_percent"]

    at_school, from_above = [], []
    for number, score in enumerate((5, 5, 4, 5, 1, 1, 5, 1, 5, 5, 1)):
        given = Rating(story.uid("course"), story.uid(f"pupil {number}"), score)
        async with service.database.transaction() as transaction:
            course = Course(given.offering_id, given.pupil_id, SCHOOL, story.term)
            await PostgresRatings(transaction.connection).put(given, course)
        at_school.append(await seen("principal", SCHOOL))
        from_above.append(await seen("district-officer", DISTRICT))
    assert at_school == [(None, None)] * 4 + [(5, 80)] * 5 + [(10, 70)] * 2
    assert from_above == [(None, None)] * 9 + [(10, 70)] * 2


async def test_lists_what_to_look_into_and_needs_two_to_close_it(term: None, client: Any, acting: Any) -> None:
    officer, second = ("district-officer", DISTRICT, "first"), ("district-officer", DISTRICT, "second")
    listed = (await client.get("/v1/anomalies?term=2026-spring", headers=acting(*officer))).json()["items"]
    assert {one["rule"]: one["facts"] for one in listed} == {"boarders_billed": {"pupils": None, "due_fen": None}}
    place = f"/v1/anomalies/{listed[0]['id']}"
    early = await client.post(f"{place}/closing", headers=acting(*officer))
    assert early.json()["code"] == "inspection.anomaly_not_verified"
    body = {"outcome": "explained", "note": "学校已说明"}
    assert (await client.post(f"{place}/verification", json=body, headers=acting(*officer))).status_code == 200
    own = await client.post(f"{place}/closing", headers=acting(*officer))
    assert own.json()["code"] == "kernel.same_person_twice"
    assert (await client.post(f"{place}/closing", headers=acting(*second))).json() == {"state": "closed"}
    assert (
        await client.post(f"{place}/closing", headers=acting("district-officer", OTHER_DISTRICT))
    ).status_code == 404


async def test_takes_a_complaint_in_december_and_counts_it_again_when_the_notice_comes(
    term: None, client: Any, acting: Any, tell: Any, fake_clock: Any
) -> None:
    fake_clock.move_to(datetime(2026, 12, 18, 1, tzinfo=UTC))
    filed = await client.post("/v1/complaints", json=COMPLAINT, headers=acting("guardian", "/family", "guardian"))
    assert filed.status_code == 201, filed.text
    assert (filed.json()["due_on"], filed.json()["due_provisional"]) == ("2027-01-01", True)

    days = [enrolment.AnnouncedDay(on=f"2027-01-0{day}", off=True, name="元旦") for day in (1, 2, 3)]
    notice = enrolment.HolidaysAnnounced(path=CITY, year=2027, source="x", issued_on="2026-12-21", days=days)
    await tell(notice, notice)
    seen = await client.get(
        f"/v1/complaints/{filed.json()['id']}", headers=acting("district-officer", DISTRICT, "officer")
    )
    assert (seen.json()["due_on"], seen.json()["due_provisional"]) == ("2027-01-04", False)
    # Who read the earlier day does not answer by it unseen.
    assert seen.json()["version"] == filed.json()["version"] + 1
    again = await client.post("/v1/complaints", json=COMPLAINT, headers=acting("guardian", "/family", "guardian"))
    assert (again.json()["due_on"], again.json()["due_provisional"]) == ("2027-01-04", False)


async def test_leaves_deadlines_of_another_district_to_its_own_notice(
    term: None, client: Any, acting: Any, tell: Any, fake_clock: Any
) -> None:
    fake_clock.move_to(datetime(2026, 12, 18, 1, tzinfo=UTC))
    day = enrolment.AnnouncedDay(on="2027-01-01", off=True, name="元旦")
    await tell(enrolment.HolidaysAnnounced(path=OTHER_DISTRICT, year=2027, issued_on="2026-11-04", days=[day]))
    filed = await client.post("/v1/complaints", json=COMPLAINT, headers=acting("guardian", "/family", "guardian"))
    assert (filed.json()["due_on"], filed.json()["due_provisional"]) == ("2027-01-01", True)
