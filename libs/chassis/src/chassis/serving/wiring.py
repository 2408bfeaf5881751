"""From a service to the loops of its roles. Imports what a role needs only where that role is played."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from chassis.serving.roles import Role, until_stopped

if TYPE_CHECKING:
    from chassis.service import Runner, Service


def _loop(name: str, runner: "Runner") -> Role:
    return Role(name, runner.run, runner.stop)


def _grpc(service: "Service") -> list[Role]:
    if not service.settings.grpc_port:
        return []
    from chassis.events.outflow import Outflow
    from chassis.grpc.server import GrpcServer, Servicer

    servicers = list(service.grpc_servicers)
    if service.audited_by:
        from chassis.grpc.audit import AuditServicer
        from contracts.chassis.v1.audit_pb2_grpc import add_AuditServiceServicer_to_server

        audit = AuditServicer(service.database)
        servicers.append(Servicer(add_AuditServiceServicer_to_server, audit, callers=service.audited_by))
    outflow = Outflow(service.database) if service.publishes else None
    server = GrpcServer(service.settings, servicers=servicers, outflow=outflow)

    async def run() -> None:
        await server.start()
        await server.wait()

    return [Role("grpc", run, server.stop_soon)]


def _relay(service: "Service") -> list[Role]:
    if not service.publishes:
        return []
    from chassis.events.relay import Relay

    return [_loop("relay", Relay(service.settings, service.database))]


def _consume(service: "Service") -> list[Role]:
    return [_loop("consume", service.consumer)] if service.consumer is not None else []


def _work(service: "Service") -> list[Role]:
    roles = [_loop("work", service.worker)] if service.worker is not None else []
    return [*roles, *(until_stopped(run, name) for name, run in service.background.items())]


def _schedule(service: "Service") -> list[Role]:
    from chassis.audit.sealer import AuditSealer
    from chassis.housekeeping import keep_house
    from chassis.jobs import DailyJob, Scheduler

    async def keep(_on: object) -> None:
        await keep_house(service.database, service.clock)

    housekeeping = DailyJob(name=f"{service.settings.service}.housekeeping", run=keep)
    jobs = [*service.daily_jobs, housekeeping]
    return [
        _loop("schedule", Scheduler(service.database, service.clock, jobs)),
        _loop("audit", AuditSealer(service.database, service.clock, service.settings)),
    ]


_RUNNERS: Mapping[str, Callable[["Service"], list[Role]]] = {
    "grpc": _grpc,
    "relay": _relay,
    "consume": _consume,
    "work": _work,
    "schedule": _schedule,
}


def runners(service: "Service", names: Sequence[str]) -> list[Role]:
    """The loops behind the named roles; a role for which the service has nothing adds none."""
    return [role for name in names if name in _RUNNERS for role in _RUNNERS[name](service)]
