"""Whoever changes what stood there leaves in the trail how it stood."""

from datetime import date
from typing import Any

from testkit.audit import audited_as_new

DISTRICT = "/3401/340104"
# Nothing stood before these: they make something.
NEW = {
    "enrolment.agreement_offered",
    "enrolment.agreements_signed",
    "enrolment.application_submitted",
    "enrolment.calendar_published",
    "enrolment.consent_decided",
    "enrolment.day_called",
    "enrolment.groups_formed",
    "enrolment.guardian_bound",
    "enrolment.holidays_announced",
    "enrolment.offering_drafted",
    "enrolment.pack_adopted",
    "enrolment.placements_drawn",
    "enrolment.plan_filed",
    "enrolment.roll_called",
    "enrolment.roster_imported",
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
    assert first["before"] == {"organisations": {}}
    before, after = (second[name]["organisations"] for name in ("before", "after"))
    assert list(before) == list(after) == ["2134010001"]
    assert before["2134010001"] == {**after["2134010001"], "accounting_unit": "U1"}
