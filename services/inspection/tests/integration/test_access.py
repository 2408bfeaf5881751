"""Each route, with each role and from a foreign organisation: nothing leaks, nothing changes."""

from typing import Any

import pytest

from chassis.http.access import unguarded_routes
from inspection.bootstrap import ROUTERS, build
from inspection.settings import Settings
from testkit.access import fingerprint, places

CITY, DISTRICT, OTHER = "/3401", "/3401/340104", "/3401/340111"
SCHOOL, OTHER_SCHOOL = f"{DISTRICT}/2134010001", f"{OTHER}/2134010003"
# Role → where somebody of another organisation acts in it; the city has none above it.
FOREIGN = places(city="/3402", district=OTHER, school=OTHER_SCHOOL, vendor="913401000000000001")
OFFICE = {"school-administrator", "principal"}
READERS = {"inspector", "district-officer", "auditor", *OFFICE}
ALLOWED: dict[tuple[str, str], set[str]] = {
    ("post", "/v1/plans"): {"inspector", "district-officer"},
    ("get", "/v1/plans"): {"inspector", "district-officer"},
    ("post", "/v1/visits"): {"inspector"},
    ("get", "/v1/visits"): READERS,
    ("post", "/v1/visits/{visit_id}/findings"): {"inspector"},
    ("get", "/v1/findings"): READERS,
    ("get", "/v1/findings/{finding_id}"): READERS,
    ("post", "/v1/findings/{finding_id}/evidence"): OFFICE,
    ("get", "/v1/findings/{finding_id}/evidence/{document_id}"): READERS,
    ("post", "/v1/findings/{finding_id}/rectification"): OFFICE,
    ("post", "/v1/findings/{finding_id}/recheck"): {"inspector"},
    ("post", "/v1/complaints"): {"guardian"},
    ("get", "/v1/complaints"): {"guardian", "district-officer", *OFFICE},
    ("get", "/v1/complaints/{complaint_id}"): {"guardian", "district-officer", *OFFICE},
    ("post", "/v1/complaints/{complaint_id}/assignment"): {"district-officer"},
    ("post", "/v1/complaints/{complaint_id}/answer"): {"district-officer"},
    ("post", "/v1/ratings"): {"guardian"},
    ("get", "/v1/ratings"): READERS,
    ("get", "/v1/anomalies"): {"city-officer", "district-officer", "inspector", "auditor"},
    ("post", "/v1/anomalies/{anomaly_id}/verification"): {"district-officer"},
    ("post", "/v1/anomalies/{anomaly_id}/closing"): {"district-officer"},
    ("get", "/v1/overview"): {"city-officer", "district-officer", "auditor"},
    ("get", "/v1/schools/{code}/terms/{term}/board"): {"district-officer", "city-officer", "auditor", *OFFICE},
    ("post", "/v1/read-models/{name}/rebuild"): {"system-administrator"},
    ("get", "/v1/audit-verifications"): {"auditor", "system-administrator"},
}
# Served and tested by the chassis.
CHASSIS = ("/v1/operations",)
# What an administrator may start concerns the whole installation, wherever they act; what an officer is told of the own
# district is kept as told.
PUT_OFF = ("chassis.operation", "chassis.work_item", "told_figures")
CREATES_ITS_OWN = {("post", "/v1/plans"), ("post", "/v1/read-models/{name}/rebuild")}


def bodies(story: Any, made: dict[str, str]) -> dict[tuple[str, str], Any]:
    complaint = {"school": "2134010001", "about": "school", "text": "x", "anonymous": False}
    return {
        ("post", "/v1/plans"): {"term": "2026-spring", "visits_by": "2026-04-10", "schools": ["2134010001"]},
        ("post", "/v1/visits"): {
            "plan_id": made["plan_id"],
            "school": "2134010002",
            "visited_on": "2026-03-31",
            "checklist": [],
        },
        ("post", "/v1/visits/{visit_id}/findings"): {"item": made["item"], "text": "x", "due_on": "2026-04-10"},
        ("post", "/v1/findings/{finding_id}/rectification"): {"text": "x"},
        ("post", "/v1/findings/{finding_id}/recheck"): {"passed": True, "text": "x"},
        ("post", "/v1/complaints"): complaint,
        ("post", "/v1/complaints/{complaint_id}/assignment"): {"officer_id": story.sid("officer")},
        ("post", "/v1/complaints/{complaint_id}/answer"): {"text": "x"},
        ("post", "/v1/ratings"): {"offering_id": story.sid("course"), "pupil_id": story.sid("pupil 0"), "score": 1},
        ("post", "/v1/anomalies/{anomaly_id}/verification"): {"outcome": "explained", "note": "x"},
    }


@pytest.fixture
async def made(client: Any, acting: Any, tell: Any, refresh: Any, story: Any) -> dict[str, str]:
    """One of everything, in the district the strangers are not from."""
    await tell(*story.city(), *story.prepared(), *story.placed(), *story.served(), *story.billed())
    inspector = ("inspector", DISTRICT, "inspector")
    body = {"term": "2026-spring", "visits_by": "2026-04-10", "schools": ["2134010001", "2134010002"]}
    plan = (await client.post("/v1/plans", json=body, headers=acting(*inspector))).json()
    checklist = [{"code": one["code"], "seen": "met"} for one in plan["checklist"]]
    body = {"plan_id": plan["id"], "school": "2134010001", "visited_on": "2026-03-31", "checklist": checklist}
    visit = (await client.post("/v1/visits", json=body, headers=acting(*inspector))).json()
    body = {"item": checklist[0]["code"], "text": "secret words", "due_on": "2026-04-07"}
    finding = (await client.post(f"/v1/visits/{visit['id']}/findings", json=body, headers=acting(*inspector))).json()
    paper = await client.post(
        f"/v1/findings/{finding['id']}/evidence",
        files={"file": ("x.pdf", b"%PDF-1.7 secret words", "application/pdf")},
        headers=acting("principal", SCHOOL),
    )
    body = {"school": "2134010001", "about": "school", "text": "secret words", "anonymous": True}
    complaint = (
        await client.post("/v1/complaints", json=body, headers=acting("guardian", "/family", "guardian"))
    ).json()
    await refresh()
    listed = (await client.get("/v1/anomalies", headers=acting("district-officer", DISTRICT))).json()["items"]
    return {
        "plan_id": plan["id"],
        "visit_id": visit["id"],
        "item": checklist[0]["code"],
        "finding_id": finding["id"],
        "document_id": paper.json()["document_id"],
        "complaint_id": complaint["id"],
        "anomaly_id": listed[0]["id"],
        "code": "2134010001",
        "term": "2026-spring",
        "name": "school-terms",
    }


def routes(app: Any) -> list[tuple[str, str]]:
    return [
        (method, path)
        for path, methods in app.openapi()["paths"].items()
        if not path.startswith(CHASSIS)
        for method in methods
    ]


async def request(client: Any, method: str, path: str, made: dict[str, str], body: Any, headers: Any) -> Any:
    address = path.format(**{name: made.get(name, "") for name in made})
    if path.endswith("/evidence"):
        return await client.post(address, files={"file": ("x.pdf", b"%PDF-1.7", "application/pdf")}, headers=headers)
    query = "?term=2026-spring" if path in ("/v1/overview", "/v1/ratings", "/v1/anomalies") and method == "get" else ""
    return await client.request(method, address + query, json=body, headers=headers)


def test_guards_every_route() -> None:
    from chassis.serving.contract import nowhere

    assert ROUTERS
    assert unguarded_routes(build(nowhere(Settings)).app) == []


async def test_lets_nobody_in_from_another_organisation_or_role(
    service: Any, client: Any, acting: Any, story: Any, made: dict[str, str]
) -> None:
    found = routes(service.app)
    assert set(found) == set(ALLOWED), "a route without a row in the table of who may call it"
    given, before = bodies(story, made), await fingerprint(service.database, leaving_out=PUT_OFF)
    secrets = ("secret words", *(made[name] for name in ("finding_id", "visit_id", "complaint_id", "anomaly_id")))
    for method, path in found:
        for role, where in FOREIGN.items():
            case = f"{method} {path} as {role}"
            headers = acting(role, where, f"foreign {role}")
            answer = await request(client, method, path, made, given.get((method, path)), headers)
            if role not in ALLOWED[method, path]:
                assert answer.status_code == 403, case
                assert answer.json()["code"] == "chassis.role_not_allowed", case
            elif (method, path) in CREATES_ITS_OWN:
                assert answer.status_code in (202, 409, 422), f"{case}: {answer.text}"
            elif method == "post" or "{" in path:
                assert answer.status_code == 404, f"{case}: {answer.status_code} {answer.text}"
            else:
                assert answer.status_code == 200, f"{case}: {answer.text}"
                assert answer.json().get("items", []) == [], case
            assert not any(secret in answer.text for secret in secrets if secret not in str(answer.url)), case
    assert await fingerprint(service.database, leaving_out=PUT_OFF) == before


async def test_lets_in_who_may_read(client: Any, acting: Any, made: dict[str, str]) -> None:
    places = {
        **dict.fromkeys(OFFICE, SCHOOL),
        "inspector": DISTRICT,
        "district-officer": DISTRICT,
        "auditor": CITY,
        "city-officer": CITY,
        "system-administrator": CITY,
        "guardian": "/family",
    }
    for (method, path), allowed in ALLOWED.items():
        for role in allowed if method == "get" else ():
            headers = acting(role, places[role], "guardian" if role == "guardian" else "own")
            answer = await request(client, method, path, made, None, headers)
            assert answer.status_code == 200, f"{path} as {role}: {answer.text}"


async def test_lets_an_administrator_alone_stop_a_rebuild(client: Any, acting: Any, made: dict[str, str]) -> None:
    started = await client.post(
        "/v1/read-models/school-terms/rebuild", headers=acting("system-administrator", CITY, "administrator")
    )
    address = f"/v1/operations/{started.json()['operation_id']}"
    found = {}
    for role in ("auditor", "inspector", "city-officer", "system-administrator"):
        headers = acting(role, CITY, f"another {role}")
        read, cancelled = (
            await client.get(address, headers=headers),
            await client.post(f"{address}/cancel", headers=headers),
        )
        found[role] = (read.status_code, cancelled.status_code)
    assert found == {
        "auditor": (200, 403),
        "inspector": (404, 404),
        "city-officer": (404, 404),
        "system-administrator": (200, 202),
    }


async def test_shows_single_classes_to_their_district_only(
    client: Any, acting: Any, tell: Any, refresh: Any, story: Any
) -> None:
    from contracts.enrolment.v1 import events_pb2 as enrolment

    everybody = [
        enrolment.PlacementAgreed(
            placement_id=story.sid(f"all {number}"),
            offering_id=story.sid("care"),
            pupil_id=story.sid(f"pupil {number}"),
            school_path=SCHOOL,
            term="2026-spring",
            agreed_on="2026-03-20",
        )
        for number in range(12)
    ]
    await tell(*story.city(), *story.prepared(), *everybody)
    await refresh()
    seen = {}
    for role, path in (
        ("district-officer", DISTRICT),
        ("city-officer", CITY),
        ("auditor", CITY),
        ("inspector", DISTRICT),
    ):
        listed = (await client.get("/v1/anomalies", headers=acting(role, path))).json()["items"]
        seen[role] = {one["rule"] for one in listed}
    assert seen["district-officer"] == {"participation_school", "participation_class"}
    assert seen["city-officer"] == seen["auditor"] == seen["inspector"] == {"participation_school"}
