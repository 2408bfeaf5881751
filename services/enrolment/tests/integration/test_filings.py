"""Schools file their plans as scans, districts decide them once."""

from typing import Any

DISTRICT = "/3401/340104"
TERM = "2026-spring"


async def test_lets_another_office_decide_a_filing_once(city: Any) -> None:
    await city.import_city(1)
    await city.open_term()
    await city.file_and_approve()
    filing = (await city.call("GET", "/v1/filings", "district-officer", DISTRICT))["items"][0]
    assert (filing["state"], filing["allowed_actions"]) == ("approved", [])
    url = f"/v1/filings/{filing['filing_id']}/decision"
    twice = {"json": {"approved": True}, "shown": filing}
    answer = await city.call("POST", url, "district-officer", DISTRICT, **twice, expect=409)
    assert answer["code"] == "enrolment.filing_already_decided"
    document = await city.call("GET", f"/v1/filings/{filing['filing_id']}/documents/plan", "principal")
    assert document == b"%PDF-1.7 plan"
    files = {"plan": ("p", b"%PDF-1.7"), "emergency_plan": ("e", b"%PDF-1.7")}
    again = await city.call("POST", "/v1/filings", "school-administrator", files=files, data={"term": TERM}, expect=409)
    assert again["code"] == "enrolment.plan_already_approved"


async def test_files_no_plan_that_is_no_scan(city: Any) -> None:
    await city.import_city(1)
    await city.open_term()
    files = {"plan": ("plan.pdf", b"<script>", "application/pdf"), "emergency_plan": ("e.pdf", b"%PDF-1.7")}
    form = {"files": files, "data": {"term": TERM}}
    answer = await city.call("POST", "/v1/filings", "school-administrator", **form, expect=422)
    assert answer["code"] == "chassis.not_a_scan"
    assert (await city.call("GET", "/v1/filings", "district-officer", DISTRICT))["items"] == []
