"""Two inspectors who look at one finding again at once: what is told last is how it stands."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text

DISTRICT, SCHOOL = "/3401/340104", "/3401/340104/2134010001"
TURNS = 20
# Who comes second is told that it moved on.
LATE = ("inspection.finding_not_rectified", "kernel.precondition_failed")

_TOLD = text("SELECT type FROM chassis.outbox WHERE key = :key ORDER BY version DESC LIMIT 1")
_STANDS = text("SELECT state FROM finding WHERE id = :key")


@pytest.fixture
async def term(tell: Any, story: Any) -> None:
    await tell(*story.city(), *story.prepared())


async def test_a_finding_passed_and_opened_again_at_once(
    term: None, service: Any, client: Any, acting: Any, story: Any
) -> None:
    async def post(path: str, body: Any, role: str = "inspector", place: str = DISTRICT, who: str = "inspector") -> Any:
        answer = await client.post(path, json=body, headers=acting(role, place, who))
        assert answer.status_code < 300 or answer.json()["code"] in LATE, answer.text
        return answer.json()

    plan = await post("/v1/plans", {"term": "2026-spring", "visits_by": "2026-04-10", "schools": ["2134010001"]})
    items = [{"code": one["code"], "seen": "not_met"} for one in plan["checklist"]]
    visited = {"plan_id": plan["id"], "school": "2134010001", "visited_on": "2026-03-31", "checklist": items}
    visit = await post("/v1/visits", visited)
    for _ in range(TURNS):
        raised = {"item": items[0]["code"], "text": "缺三天", "due_on": "2026-04-07"}
        finding = await post(f"/v1/visits/{visit['id']}/findings", raised)
        place = f"/v1/findings/{finding['id']}"
        await post(f"{place}/rectification", {"text": "已补"}, "school-administrator", SCHOOL)
        again = {"passed": False, "text": "x", "due_on": "2026-04-14"}
        await asyncio.gather(
            post(f"{place}/recheck", {"passed": True, "text": "x"}), post(f"{place}/recheck", again, who="another")
        )
        async with service.database.reading() as connection:
            stands = await connection.scalar(_STANDS, {"key": finding["id"]})
            told = await connection.scalar(_TOLD, {"key": finding["id"]})
        assert told == f"contracts.inspection.v1.Finding{'Closed' if stands == 'closed' else 'Raised'}"
