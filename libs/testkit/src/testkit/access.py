"""Who there is and where they act, and whether anything changed: for tests that try each route with each role."""

from collections.abc import Collection, Iterable
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from sqlalchemy import text

from chassis.postgres.database import Database

CITY_ROLES = frozenset({"system-administrator", "city-officer", "auditor"})
DISTRICT_ROLES = frozenset(
    {"district-officer", "finance-officer", "inspector", "police-officer", "market-officer", "culture-officer"}
)
SCHOOL_ROLES = frozenset(
    {"principal", "school-administrator", "school-accountant", "school-cashier", "class-teacher", "duty-teacher"}
)
VENDOR_ROLES = frozenset({"vendor-clerk", "instructor"})
_OURS = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_version'")
_KEPT = ("chassis.outbox", "chassis.document", "chassis.work_item", "chassis.operation")


def places(*, city: str, district: str, school: str, vendor: str) -> dict[str, str]:
    """Every role, and the path of the organisation in which somebody acts in it; `vendor` is a credit code."""
    return {
        **dict.fromkeys(CITY_ROLES, city),
        **dict.fromkeys(DISTRICT_ROLES, district),
        **dict.fromkeys(SCHOOL_ROLES, school),
        **dict.fromkeys(VENDOR_ROLES, f"/vendor/{vendor}"),
        "vendor-applicant": "/vendor-applicant",
        "guardian": "/family",
    }


def routes_of(routers: Iterable[APIRouter]) -> dict[tuple[str, str], APIRoute]:
    """Every route of a service by method and path."""
    return {
        (method, route.path): route
        for router in routers
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in sorted(route.methods or ())
    }


def asked(app: Any, method: str, path: str, **parameters: Any) -> dict[str, Any]:
    """Of `parameters`, those that the route takes: it refuses the others."""
    known = app.state.taken[method.upper(), path].query
    return {name: value for name, value in parameters.items() if name in known}


async def fingerprint(database: Database, *, leaving_out: Collection[str] = ()) -> dict[str, str]:
    """Table → rows and their digest: all of the service's own, and what was announced, kept or put off."""
    found = {}
    async with database.reading() as connection:
        ours = (await connection.scalars(_OURS)).all()
        for name in sorted({*ours, *_KEPT}.difference(leaving_out)):
            rows = "coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')"
            query = text(f"SELECT count(*) || ' ' || {rows} FROM {name} t")
            found[name] = str(await connection.scalar(query))
    return found
