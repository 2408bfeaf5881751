"""Every router of the service."""

from enrolment.entrypoints.http import (
    applications,
    bindings,
    children,
    claims,
    disagreements,
    filings,
    holidays,
    imports,
    offerings,
    placements,
    pupils,
    sessions,
    terms,
)

ROUTERS = (
    imports.router,
    terms.router,
    holidays.router,
    holidays.imports,
    children.router,
    claims.router,
    disagreements.router,
    bindings.router,
    filings.router,
    offerings.router,
    applications.router,
    placements.router,
    sessions.router,
    pupils.router,
)
