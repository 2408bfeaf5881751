"""What stands behind the gateway while it is measured: python served.py enrolment|unguarded|empty, settings on stdin.

`enrolment` is the service as it is; `unguarded` the same service whose guards let everybody through as one fixed actor, without
a look at any token; `empty` an app of the chassis whose only route checks the token and does nothing.
"""

# ruff: noqa: E501 - queries and sentences of the page read better unbroken

import json
import sys
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

import uvloop
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.routing import iter_route_contexts

from chassis.clock import clock_from_settings
from chassis.http.access import Guard, acts_as, guards_of
from chassis.http.app import Parts, create_app
from chassis.logs import configure_logs
from chassis.postgres.database import Database
from chassis.process import Service, serve
from enrolment.bootstrap import build
from enrolment.settings import Settings
from kernel.actor import Actor, Assignment
from testkit.settings import make_settings

SOMEBODY = UUID("00000000-0000-7000-8000-00000000b3c1")
ASSIGNMENT = "city-officer@/3401"

empty = APIRouter(prefix="/v1/nothing")


@empty.post("", status_code=HTTPStatus.NO_CONTENT)
async def post_nothing(request: Request, by: Annotated[Actor, Depends(acts_as("guardian"))]) -> None:
    await request.body()


def main() -> None:
    what, given = sys.argv[1], json.load(sys.stdin)
    settings = make_settings(Settings, "enrolment", **given)
    configure_logs("enrolment", level=settings.log_level, role="http")
    uvloop.run(serve(_service(what, settings), ("http",)))


def _service(what: str, settings: Settings) -> Service:
    if what == "empty":
        database, clock = Database.from_settings(settings), clock_from_settings(settings)
        app = create_app(settings, Parts(database=database, clock=clock), routers=[empty])
        return Service(settings=settings, package="enrolment", database=database, clock=clock, app=app)
    service = build(settings)
    if what == "unguarded":
        _open(service.app)
    return service


def _open(app: FastAPI) -> None:
    role, _, path = ASSIGNMENT.partition("@")
    actor = Actor(SOMEBODY, Assignment.parse(f"{role}@{path}"))
    for context in iter_route_contexts(app.routes):
        for guard in guards_of(context.dependant) if getattr(context, "dependant", None) else ():
            if isinstance(guard, Guard):
                app.dependency_overrides[guard] = _always(actor)


def _always(actor: Actor) -> Callable[[], Awaitable[Any]]:
    async def give() -> Actor:
        return actor

    return give


if __name__ == "__main__":
    main()
