"""What a service is made of, before it is run."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from chassis.settings import ServiceSettings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from chassis.clock import Clock
    from chassis.events.consumer import Consumer
    from chassis.grpc.client import GrpcPeer
    from chassis.grpc.server import Servicer
    from chassis.jobs import DailyJob
    from chassis.postgres.database import Database
    from chassis.work import Worker

Hook = Callable[[], Awaitable[None]]


class Runner(Protocol):
    """A loop of the chassis: runs until it is asked to stop, then finishes what it holds."""

    async def run(self) -> None: ...

    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Everything a service is made of; its bootstrap builds it without opening a connection."""

    settings: ServiceSettings
    package: str
    database: "Database"
    clock: "Clock"
    app: "FastAPI"
    grpc_servicers: Sequence["Servicer"] = ()
    peers: Sequence["GrpcPeer"] = ()
    # Who keeps the heads of our audit chain and may read the chain itself.
    audited_by: Sequence[str] = ()
    consumer: "Consumer | None" = None
    worker: "Worker | None" = None
    daily_jobs: Sequence["DailyJob"] = ()
    publishes: bool = True
    on_start: Sequence[Hook] = ()
    on_stop: Sequence[Hook] = ()
    background: Mapping[str, Hook] = field(default_factory=dict)
