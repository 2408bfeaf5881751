"""Every change leaves in the audit trail what was there before."""

from typing import Any

from sqlalchemy import text

DISTRICT = "/3401/340104"
COMPLAINT = {"school": "2134010001", "about": "school", "text": "放学后无人看管", "anonymous": True}


async def test_says_of_each_change_what_stood_before(
    tell: Any, story: Any, refresh: Any, service: Any, client: Any, acting: Any
) -> None:
    await tell(*story.city(), *story.prepared(), *story.placed(), *story.served(), *story.billed())
    await refresh()

    async def post(address: str, person: str, body: Any) -> Any:
        answer = await client.post(f"/v1{address}", json=body, headers=acting("district-officer", DISTRICT, person))
        assert answer.status_code == 200, answer.text
        return answer.json()

    filed = await client.post("/v1/complaints", json=COMPLAINT, headers=acting("guardian", "/family", "guardian"))
    complaint = f"/complaints/{filed.json()['id']}"
    await post(f"{complaint}/assignment", "head", {"officer_id": story.sid("officer")})
    await post(f"{complaint}/answer", "officer", {"text": "已整改"})
    reader = acting("district-officer", DISTRICT)
    anomaly = (await client.get("/v1/anomalies?term=2026-spring", headers=reader)).json()["items"][0]
    await post(f"/anomalies/{anomaly['id']}/verification", "one", {"outcome": "corrected", "note": "已更正"})
    await post(f"/anomalies/{anomaly['id']}/closing", "another", None)
    query = text("SELECT action, before FROM chassis.audit_entry ORDER BY id")
    async with service.database.reading() as connection:
        stood = {row.action.removeprefix("inspection."): row.before for row in await connection.execute(query)}
    assert stood == {
        "complaint_filed": {},
        "complaint_assigned": {"assigned_to": None},
        "complaint_answered": {"state": "assigned"},
        "anomaly_verified": {"state": "open", "outcome": None},
        "anomaly_closed": {"state": "verified", "outcome": "corrected"},
    }
