"""Every change leaves in the audit trail what was there before."""

from datetime import date
from typing import Any

from testkit.audit import audited_as_new, audited_without_outcome

DISTRICT = "/3401/340104"
# Nothing stood before these: they make something.
NEW = {
    "enrolment.agreement_offered",
    "enrolment.application_submitted",
    "enrolment.calendar_published",
    "enrolment.consent_decided",
    "enrolment.guardian_bound",
    "enrolment.holidays_announced",
    "enrolment.offering_drafted",
    "enrolment.pack_adopted",
    "enrolment.plan_filed",
    "enrolment.roll_called",
    "enrolment.term_opened",
}


async def test_says_of_each_change_what_stood_before(city: Any) -> None:
    await city.apply_for_all(await city.open_for_applying())
    await city.review_and_approve()
    await city.draw()
    await city.sign_all()
    await city.form_groups()
    city.on(date(2026, 3, 17), 17)
    care, _ = (await city.call("GET", "/v1/sessions?from_on=2026-03-17", "principal"))["items"]
    await city.assign_duty(care)
    url = f"/v1/sessions/{care['session_id']}"

    async def on_duty(method: str, place: str, **body: Any) -> Any:
        return await city.call(method, f"{url}/{place}", "duty-teacher", who="duty", json=body)

    roll = await city.call("GET", f"{url}/roll", "duty-teacher", who="duty")
    child = roll["pupils"][0]["pupil_id"]
    await on_duty("PUT", "roll", marks=[{"pupil_id": child, "mark": "absent"}])
    await on_duty("POST", "roll/corrections", marks=[{"pupil_id": child, "mark": "late"}], reason="came at 16:20")
    await on_duty("POST", "hand-overs", step="to_guardian", pupil_ids=None)
    await on_duty("POST", "closing", room_checked=True)
    assert await audited_as_new(city.service.database) <= NEW
    assert await audited_without_outcome(city.service.database) == set()
    query = "SELECT before, after FROM chassis.audit_entry WHERE action = 'enrolment.roll_corrected'"
    [corrected] = await city.rows(query)
    assert (corrected["before"]["marks"], corrected["after"]["marks"]) == ({child: "absent"}, {child: "late"})


async def test_says_how_an_organisation_stood_before_a_workbook_changed_it(city: Any) -> None:
    above = [("3401", "合肥市（示例）", "市", "", "", ""), ("340104", "示例区", "区县", "3401", "", "")]
    for unit in ("U1", "U9"):
        school = ("2134010001", "示例第一小学", "学校", "340104", "小学", unit)
        await city.import_organisations([*above, school])
    query = (
        "SELECT before, after FROM chassis.audit_entry WHERE action = 'enrolment.organisations_imported' ORDER BY id"
    )
    first, second = await city.rows(query)
    assert first["before"]["organisations"]["shown"] == {}
    before, after = (second[name]["organisations"]["shown"] for name in ("before", "after"))
    assert list(before) == list(after) == ["2134010001"]
    assert before["2134010001"] == {**after["2134010001"], "accounting_unit": "U1"}


async def test_says_how_the_pupils_stood_before_a_roster_changed_them(city: Any) -> None:
    rows = [
        (f"G3401042017000000{n}", f"小明{n}", "男", "3", "1", f"家长{n}", f"1380000000{n}", "否", "") for n in "123"
    ]
    await city.import_city(0)
    await city.import_roster(rows)
    other_class, other_name = (*rows[0][:4], "2", *rows[0][5:]), (rows[1][0], "小红", *rows[1][2:])
    changed = [other_class, other_name, rows[2]]
    refused = await city.import_roster(changed, expect=409)
    await city.import_roster(changed, confirmed=refused["params"]["digest"])
    _, first, second = await entries(city, "roster_imported")
    assert (first["before"]["known"], first["before"]["pupils"]["shown"]) == (0, {})
    before, after = second["before"], second["after"]
    assert (before["known"], before["pupils"]["count"], after["people_changed"]) == (3, 2, 1)
    stood, stands = before["pupils"]["shown"], after["pupils"]["shown"]
    assert sorted(len(one["otherwise"]) for one in stands.values()) == [0, 1]
    for pupil_id, now in stands.items():
        assert (stood[pupil_id]["class"] == now["class"]) == (now["otherwise"] == ["姓名"])
    assert before["pupils"]["sha256"] != after["pupils"]["sha256"]
    assert not any(word in str(second) for word in ("小明", "小红", "G3401", "1380000000"))


async def test_says_how_the_days_stood_before_a_calendar_changed_them(city: Any) -> None:
    await city.import_city(1)
    await city.open_term()
    body = {"term": "2026-spring", "closed": [{"on": "2026-03-17", "reason": "考试"}]}
    await city.call("POST", "/v1/calendars", "district-officer", DISTRICT, json=body)
    first, second = await entries(city, "calendar_published")
    assert (first["before"], len(first["after"]["days"])) == ({}, 117)
    assert second["before"] == {"days": {"2026-03-17": "school 2"}}
    assert second["after"]["days"] == {"2026-03-17": "closed 0"}


async def test_says_what_an_application_and_a_consent_were_before(city: Any) -> None:
    offered = await city.open_for_applying(1)
    await city.apply_for_all(offered)
    queue = await city.call("GET", "/v1/review-queue?term=2026-spring", "class-teacher", who="teacher-1")
    back = [
        {"application_id": one["application_id"], "version": one["version"], "verdict": "return", "reason": "请补充"}
        for one in queue["items"]
    ]
    reviews = {"json": {"reviews": back}}
    await city.call("POST", "/v1/review-queue/reviews", "class-teacher", who="teacher-1", **reviews)
    await city.apply_for_all(offered)
    submitted = await entries(city, "application_submitted")
    assert [one["before"] for one in submitted] == [{}, {"state": "returned"}]
    child = city.children[0]
    again = {"given": True, "text_version": "2026-1", "ends_services": False}
    await city.guardian(child["number"], "POST", f"/v1/children/{child['pupil_id']}/consent", json=again)
    decided = await entries(city, "consent_decided")
    assert [one["before"] for one in decided] == [{}, {"text": "2026-1"}]


async def entries(city: Any, act: str) -> list[Any]:
    query = "SELECT before, after FROM chassis.audit_entry WHERE action = :action ORDER BY id"
    return list(await city.rows(query, action=f"enrolment.{act}"))
