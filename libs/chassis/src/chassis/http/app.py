"""The app of a service: its routers, surrounded by what all services share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from starlette.types import Receive, Scope, Send

from chassis.auth.sign_ins import PeerSignIns, SignIns
from chassis.auth.tokens import TokenVerifier
from chassis.clock import Clock
from chassis.files.workbooks import WorkbookReader
from chassis.grpc.client import GrpcPeer
from chassis.http import health, operations
from chassis.http.characters import storable_text
from chassis.http.middleware import Drain, Surround
from chassis.http.openapi import openapi_document, operation_id
from chassis.http.problems import answer_problems
from chassis.http.taken import only_what_is_taken, taken_by_route
from chassis.logs import never_log_locals
from chassis.postgres.database import Database
from chassis.seal import Sealer
from chassis.settings import ServiceSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What routes reach through `request.app.state`; tests give their own `tokens` and `sign_ins`."""

    database: Database
    clock: Clock
    use_cases: object = None
    tokens: TokenVerifier | None = None
    sign_ins: SignIns | None = None
    readiness: Mapping[str, health.Check] = field(default_factory=dict)


class ServiceApp(FastAPI):
    """FastAPI with trace, metrics and problems as its outermost layer, outside even of its own error handling."""

    def __init__(self, *, package: str, drain: Drain, **options: Any) -> None:
        super().__init__(**options)
        self._package = package
        self._surround = Surround(self._answer, drain)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["app"] = self
        await self._surround(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.middleware_stack is None:
            self.middleware_stack = self.build_middleware_stack()
        await self.middleware_stack(scope, receive, send)

    def openapi(self) -> dict[str, Any]:
        if not self.openapi_schema:
            self.openapi_schema = openapi_document(self, self._package)
        return self.openapi_schema


def create_app(
    settings: ServiceSettings,
    parts: Parts,
    *,
    routers: Sequence[APIRouter],
    operation_roles: Mapping[str, operations.OperationRoles] | None = None,
    version: str = "1",
    title: str | None = None,
) -> FastAPI:
    """An app that answers `routers`, operations, health and metrics, and every error as problem+json.

    `operation_roles`: for each kind of operation the service starts, who may read and stop it.
    """
    never_log_locals()
    drain = Drain()
    app = ServiceApp(
        package=settings.service.replace("-", "_"),
        drain=drain,
        title=title or f"Kehou {settings.service}",
        version=version,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_id,
        max_body_size=settings.body_limit_bytes,
        separate_input_output_schemas=False,
        dependencies=[Depends(storable_text), Depends(only_what_is_taken)],
    )
    state = app.state
    state.settings = settings
    state.database = parts.database
    state.clock = parts.clock
    state.use_cases = parts.use_cases
    state.operation_roles = operation_roles or {}
    state.tokens = parts.tokens or TokenVerifier.from_settings(settings)
    state.sign_ins = parts.sign_ins or PeerSignIns(GrpcPeer(settings, "sso"))
    state.access_cookie = settings.access_cookie
    state.strong_acr = settings.strong_acr
    state.sealer = Sealer.from_settings(settings)
    state.drain = drain
    state.workbooks = WorkbookReader()
    state.readiness = {"database": parts.database.ping, **parts.readiness}
    answer_problems(app)
    app.include_router(health.router)
    for router in routers:
        app.include_router(router)
    app.include_router(operations.router)
    state.taken = taken_by_route(app)
    return app
