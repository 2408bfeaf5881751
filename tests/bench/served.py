"""What stands behind the gateway while it is measured: python served.py enrolment|unguarded|empty, settings on stdin.

`enrolment` is the service as it is; `unguarded` the same service that takes any token for that of one fixed person, without a
look at it; `empty` an app of the chassis whose only route checks the token and does nothing.
"""

# ruff: noqa: E501 - queries and sentences of the page read better unbroken

import json
import sys
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

import uvloop
from fastapi import APIRouter, Depends, Request

from chassis.auth.tokens import Principal
from chassis.clock import clock_from_settings
from chassis.http.access import acts_as
from chassis.http.app import Parts, create_app
from chassis.logs import configure_logs
from chassis.postgres.database import Database
from chassis.process import serve
from chassis.service import Service
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
        service.app.state.tokens = _Anybody()
    return service


class _Anybody:
    """Takes every token for that of one fixed person, without a look at it."""

    def __init__(self) -> None:
        self._principal = Principal(
            id=SOMEBODY,
            assignments=(Assignment.parse(ASSIGNMENT),),
            acr=None,
            auth_time_s=None,
            expires_at_s=2**31,
        )

    async def verify(self, token: str) -> Principal:
        return self._principal


if __name__ == "__main__":
    main()
