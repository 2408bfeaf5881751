"""Each route with each role, and with ids of another organisation: nothing leaks, nothing changes."""

from typing import Any
from uuid import uuid4

import pytest
from fastapi.routing import APIRoute

from billing.bootstrap import ROUTERS
from chassis.http.access import Guard, guards_of, unguarded_routes

ROUTES = [
    (method, route)
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute)
    for method in sorted(route.methods)
]
SAMPLE = {
    "unit": "HS0001",
    "month": "2026-03",
    "number": "1",
}
FOREIGN = ("foreign accountant", "foreign principal", "foreign finance", "foreign vendor", "foreign guardian")


def url(route: APIRoute, **known: str) -> str:
    path = route.path
    for name in route.param_convertors:
        path = path.replace("{" + name + "}", known.get(name) or SAMPLE.get(name) or str(uuid4()))
    return path


def roles_of(route: APIRoute) -> frozenset[str]:
    return next(guard.roles for guard in guards_of(route.dependant) if isinstance(guard, Guard))


def test_guards_every_route(billing_app: Any) -> None:
    assert unguarded_routes(billing_app) == []


@pytest.fixture
def billing_app(billing: Any) -> Any:
    return billing.service.app


async def test_refuses_every_role_a_route_does_not_name(billing: Any, request: pytest.FixtureRequest) -> None:
    roles = _roles(request)
    for method, route in ROUTES:
        allowed = roles_of(route)
        for who, assignment in roles.items():
            if assignment.split("@")[0] in allowed:
                continue
            answer = await billing.client.request(method, url(route), headers=billing.headers(who))
            assert answer.status_code == 403, (method, route.path, who, answer.status_code)
            assert answer.json()["code"] == "chassis.role_not_allowed"


async def test_refuses_every_route_without_a_token(billing: Any) -> None:
    for method, route in ROUTES:
        answer = await billing.client.request(method, url(route), headers={"Idempotency-Key": "x" * 12})
        assert answer.status_code == 401, (method, route.path)


async def test_shows_and_changes_nothing_of_another_organisation(city: Any, request: pytest.FixtureRequest) -> None:
    await city.enrol("小安")
    await city.agree("小安", "care", "书法")
    run = await city.bill()
    [bill] = await city.items("accountant", "/bills")
    [notice] = await city.items("accountant", "/price-notices")
    known = {"run_id": run["id"], "bill_id": bill["id"], "notice_id": notice["id"]}
    roles = _roles(request)
    before = await city.balances()
    for method, route in ROUTES:
        allowed = roles_of(route)
        for who in FOREIGN:
            if roles[who].split("@")[0] not in allowed:
                continue
            body = BODIES.get(route.path.rsplit("}", 1)[-1], {}) if method == "POST" else None
            params = {"unit": "HS0001", "reason": "看看"} if method in ("GET", "DELETE") else None
            answer = await city.client.request(
                method, url(route, **known), headers=city.headers(who), json=body, params=params
            )
            assert answer.status_code in (200, 403, 404, 422), (method, route.path, who, answer.text)
            assert "海棠" not in answer.text, (method, route.path, who)
            assert bill["id"] not in answer.text, (method, route.path, who)
            if answer.status_code == 200:
                shown = answer.json()
                assert (shown if isinstance(shown, list) else shown["items"]) == [], (route.path, who, shown)
    assert await city.balances() == before


BODIES = {
    "/publication": {},
    "/decision": {"granted": True},
    "/approval": {"approved": True},
    "/resolution": {"resolution": "carry", "reason": "看看"},
    "/signatures": {"signs_as": "preparer"},
    "/v1/bill-runs": {"term": "2026-spring", "scope_path": "/3401/340104/2134010001"},
    "/v1/subsidies": {"school_path": "/3401/340104/2134010001", "term": "2026-spring"},
    "/v1/budget-claims": {"unit_code": "HS0001", "kind": "waivers", "term": "2026-spring"},
    "/v1/refunds": {"placement_id": str(uuid4())},
    "/v1/settlements": {"contract_id": str(uuid4()), "month": "2026-03"},
    "/v1/price-notices": {
        "school_path": "/3401/340104/2134010001",
        "term": "2026-spring",
        "items": [{"product": "care", "price_fen": 0}],
    },
    "/v1/matches": {"bank_line_id": str(uuid4()), "fund_line_ids": [str(uuid4())], "reason": "看看"},
    "/v1/statements": {
        "kind": "bank_icbc",
        "unit_code": "HS0001",
        "file_name": "a.csv",
        "size_bytes": 10,
        "sha256": "0" * 64,
        "parts": 1,
    },
}


async def test_hides_a_family_from_another_and_lets_only_it_pay(city: Any) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    [bill] = await city.items("guardian", "/bills")
    await city.get("foreign guardian", f"/bills/{bill['id']}", status=404)
    await city.get("foreign guardian", f"/bills/{bill['id']}/explanation", status=404)
    await city.post("foreign guardian", f"/bills/{bill['id']}/payment-orders", status=404)
    assert await city.items("foreign guardian", "/bills") == []
    first = await city.post("guardian", f"/bills/{bill['id']}/payment-orders")
    again = await city.post("guardian", f"/bills/{bill['id']}/payment-orders")
    assert first["id"] == again["id"]


async def test_asks_for_a_recent_strong_sign_in_before_money_leaves(billing: Any) -> None:
    strong = [(method, route) for method, route in ROUTES if _is_strong(route)]
    assert {route.path for _, route in strong} == {
        "/v1/imports/accounting-units",
        "/v1/exceptions/{exception_id}/resolution/approval",
        "/v1/refunds/{refund_id}/approval",
        "/v1/settlements/{settlement_id}/payment",
        "/v1/months/{unit}/{month}/close",
    }
    for method, route in strong:
        headers = billing.headers("principal" if "principal" in roles_of(route) else "finance")
        weak = billing.mint.headers(uuid4(), headers["Kehou-Acting"], acr="1")
        answer = await billing.client.request(method, url(route), headers={**headers, **weak}, json={"approved": True})
        assert answer.json()["code"] == "chassis.strong_sign_in_required", route.path


def _is_strong(route: APIRoute) -> bool:
    return any(isinstance(guard, Guard) and guard.strong_within_s for guard in guards_of(route.dependant))


def _roles(request: pytest.FixtureRequest) -> dict[str, str]:
    roles: dict[str, str] = request.getfixturevalue("roles")
    return roles
