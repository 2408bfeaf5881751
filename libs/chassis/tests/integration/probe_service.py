"""A service with nothing but the chassis, started as a process of its own by the tests."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from pydantic import Field
from sqlalchemy import text

from chassis.clock import SystemClock
from chassis.http.access import acts_as, public, strongly_acts_as
from chassis.http.app import Parts, create_app
from chassis.http.bodies import Body
from chassis.http.dependencies import DatabaseDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.operations import OperationRoles
from chassis.http.preconditions import IfMatch
from chassis.postgres.database import Database
from chassis.process import main
from chassis.service import Service
from chassis.settings import ServiceSettings, settings_config
from kernel.actor import Actor
from kernel.errors import PreconditionFailed

router = APIRouter(prefix="/v1/things", tags=["things"], route_class=IdempotentRoute)
Cashier = Annotated[Actor, Depends(acts_as("school-cashier"))]


StrongCashier = Annotated[Actor, Depends(strongly_acts_as("school-cashier", within_s=300))]


class ThingChanged(PreconditionFailed):
    code = "probe.thing_changed"


class Settings(ServiceSettings):
    model_config = settings_config("PROBE_")
    service: str = "probe"


class Thing(Body):
    name: str = Field(max_length=20)
    amount_fen: int = Field(strict=True, ge=1, le=2**31)


@router.post("", status_code=201)
async def post_thing(thing: Thing, cashier: Cashier, database: DatabaseDep, key: IdempotencyKey) -> Thing:
    async with database.transaction() as transaction:
        await transaction.connection.execute(
            text("INSERT INTO thing (amount_fen) VALUES (:amount_fen)"), {"amount_fen": thing.amount_fen}
        )
    return thing


gate = asyncio.Event()


@router.post("/asked", status_code=201)
async def post_asked(thing: Thing, cashier: Cashier, database: DatabaseDep, key: IdempotencyKey) -> Thing:
    """As a handler that asks another service first, and then writes in two parts."""
    await asyncio.wait_for(gate.wait(), 20)
    for _ in range(2):
        await post_thing(thing, cashier, database, key)
    return thing


@router.post("/thought", status_code=201)
async def post_thought(thing: Thing, cashier: Cashier, key: IdempotencyKey) -> Thing:
    """Writes nothing."""
    return thing


@router.post("/noted", status_code=201)
async def post_noted(note: Annotated[str, Form(max_length=200)], cashier: Cashier, key: IdempotencyKey) -> str:
    return note


@router.post("/cut-off", status_code=201)
async def post_cut_off(thing: Thing, cashier: Cashier, database: DatabaseDep, key: IdempotencyKey) -> Thing:
    """Loses the connection after it has written, as when the server is killed."""
    async with database.transaction() as transaction:
        await transaction.connection.execute(text("INSERT INTO thing (amount_fen) VALUES (1)"))
        await transaction.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    return thing


@router.post("/mistake", status_code=201)
async def post_mistake(thing: Thing, cashier: Cashier, key: IdempotencyKey) -> Thing:
    raise ZeroDivisionError(thing.name)


@router.put("/strong")
async def put_strong(strong: StrongCashier) -> dict[str, str]:
    return {"done": "yes"}


@router.put("/version")
async def put_version(cashier: Cashier, version: IfMatch) -> dict[str, int]:
    if version != 3:
        raise ThingChanged("somebody changed it; look again")
    return {"version": version}


@router.get("/slow", dependencies=[Depends(public)])
async def get_slow() -> dict[str, str]:
    await asyncio.sleep(1)
    return {"done": "yes"}


def build(settings: Settings) -> Service:
    database = Database.from_settings(settings)
    clock = SystemClock()

    async def broken() -> None:
        await asyncio.sleep(0.3)
        raise OSError("the loop broke")

    background: dict[str, Any] = {"broken": broken} if settings.log_level == "ERROR" else {}
    return Service(
        settings=settings,
        package="probe",
        database=database,
        clock=clock,
        app=create_app(
            settings,
            Parts(database=database, clock=clock),
            routers=[router],
            operation_roles={"probe.run": OperationRoles(frozenset({"principal"}), readers=frozenset({"auditor"}))},
        ),
        background=background,
    )


if __name__ == "__main__":
    main(service="probe", settings=Settings, build=build)
