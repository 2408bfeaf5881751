"""A service as a process: which role it plays, how it starts and how it ends."""

import argparse
import gc
import sys
from collections.abc import Awaitable, Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import structlog

from chassis.logs import configure_logs
from chassis.service import Hook, Service
from chassis.settings import ServiceSettings

if TYPE_CHECKING:
    from chassis.events.consumer import Consumer

log = structlog.get_logger("chassis.process")

SERVING = ("http", "grpc", "relay", "consume", "work", "schedule")
# The event loop hands the interpreter over at every wait and wants it back at once, while the threads of the broker's
# library decode what they fetched; the usual 5 ms would be longer than what the loop was waiting for.
SWITCH_INTERVAL_S = 0.0005
SettingsType = TypeVar("SettingsType", bound=ServiceSettings)


def run_package(package: str) -> None:
    """Play a role of the service whose `settings` and `bootstrap` lie in that package."""
    # What is imported stays: the collector looks through it neither now, a third of the whole start, nor ever.
    gc.disable()
    settings = import_module(f"{package}.settings").Settings
    build = import_module(f"{package}.bootstrap").build
    gc.freeze()
    gc.enable()
    main(service=package.replace("_", "-"), settings=settings, build=build)


def main(
    *,
    service: str,
    settings: type[SettingsType],
    build: Callable[[SettingsType], Service],
    argv: Sequence[str] | None = None,
) -> None:
    """Play the role named on the command line, then exit: 0 where all went well."""
    options = _parser(service).parse_args(argv)
    if options.role == "openapi":
        from chassis.serving.contract import print_openapi

        print_openapi(settings, build)
        sys.exit(0)
    try:
        given = settings()
    except ValueError as error:
        print(f"{service} cannot start, its settings are incomplete or unsafe:\n{error}", file=sys.stderr)  # noqa: T201
        sys.exit(78)
    configure_logs(service, level=given.log_level, role=options.role)
    sys.exit(_run(_play(options, given, build)))


def _run(playing: Any) -> int:
    import uvloop

    sys.setswitchinterval(SWITCH_INTERVAL_S)
    return int(uvloop.run(playing))


def _parser(service: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m {service.replace('-', '_')}")
    roles = parser.add_subparsers(dest="role", required=True, metavar="ROLE")
    roles.add_parser("serve", help="all of the following in one process")
    for name in SERVING:
        roles.add_parser(name)
    roles.add_parser("migrate", help="bring the database up to date")
    roles.add_parser("openapi", help="print the OpenAPI document")
    letters = roles.add_parser("dead-letters", help="events that could not be applied")
    letters.add_argument("action", choices=["list", "show", "replay"])
    letters.add_argument("id", nargs="?", type=int)
    audit = roles.add_parser("audit", help="walk the audit chain, or print the heads kept of another service's")
    audit.add_argument("action", choices=["verify", "heads"])
    audit.add_argument("--of", metavar="SERVICE", help="heads: whose")
    audit.add_argument(
        "--witnessed",
        metavar="FILE",
        type=argparse.FileType("rb"),
        help="verify: also against the heads that another service printed (- for standard input)",
    )
    return parser


async def _play(options: argparse.Namespace, settings: Any, build: Callable[[Any], Service]) -> int:
    if options.role == "migrate":
        from chassis.postgres.migrate import upgrade

        await upgrade(settings, settings.service.replace("-", "_"))
        return 0
    service = build(settings)
    if options.role in ("dead-letters", "audit"):
        from chassis.serving.upkeep import run_upkeep

        return await run_upkeep(service, options)
    return await serve(service, SERVING if options.role == "serve" else (options.role,))


async def serve(service: Service, names: Sequence[str]) -> int:
    """Run the named roles until SIGTERM; returns the exit code."""
    from chassis.http.health import Check
    from chassis.serving.health_app import HealthApp
    from chassis.serving.http_server import HttpServer
    from chassis.serving.roles import Role, run_roles
    from chassis.serving.wiring import runners

    settings = service.settings
    roles: list[Role] = runners(service, names)
    checks: dict[str, Check] = {"database": service.database.ping}
    if "consume" in names and "http" not in names and service.consumer is not None:
        checks["consumer"] = _assigned(service.consumer)
    health = HealthApp(checks)
    port, app = (settings.http_port, service.app) if "http" in names else (settings.health_port, health)
    if port:
        tls = settings.http_tls if "http" in names else None
        server = HttpServer(app, host=settings.bind_host, port=port, tls=tls)
        roles.append(Role("http" if "http" in names else "health", server.run, server.stop))

    def on_stopping() -> None:
        health.stopping = True
        service.app.state.drain.stopping = True

    async def may_serve() -> None:
        # The local stack has two roles as well; a developer's own database need not.
        if not settings.local_stack:
            await service.database.must_not_be_owned()

    start_clock, stop_clock = (getattr(service.clock, name, None) for name in ("start", "stop"))
    return await run_roles(
        roles,
        on_start=[may_serve, *([start_clock] if start_clock else []), *service.on_start],
        on_stopping=on_stopping,
        on_end=[
            *service.on_stop,
            *(peer.close for peer in service.peers),
            *_closing(service.app.state.sign_ins),
            *([stop_clock] if stop_clock else []),
            service.database.close,
        ],
    )


def _closing(part: object) -> list[Hook]:
    close = getattr(part, "close", None)
    return [close] if close else []


def _assigned(consumer: "Consumer") -> Callable[[], Awaitable[None]]:
    async def check() -> None:
        if not consumer.is_assigned:
            raise NoPartitions("the consumer has no partitions yet")

    return check


class NoPartitions(RuntimeError):
    """Not ready: the consumer has not joined its group."""
