"""Answering other services: tokens, deadlines, traces and errors are dealt with before a servicer is asked."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import grpc
import structlog
from grpc import aio
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from chassis import metrics, trace
from chassis.auth.errors import TokenMissing, Unauthenticated
from chassis.auth.service_tokens import ServiceTokenVerifier
from chassis.events.failures import is_passing
from chassis.events.outflow import HEALTH_NAME, Outflow
from chassis.grpc.errors import CODE_KEY, metadata_of, status_of
from chassis.settings import ServiceSettings
from kernel.errors import Refusal

if TYPE_CHECKING:
    Context = aio.ServicerContext[Any, Any]
else:
    # The class cannot be given types at run time.
    Context = aio.ServicerContext

log = structlog.get_logger("chassis.grpc")

MESSAGE_BYTES_MAX = 16 * 2**20
CONCURRENT_CALLS_MAX = 256
_HEALTH = "grpc.health.v1.Health"
_SERVING = health_pb2.HealthCheckResponse.SERVING
_NOT_SERVING = health_pb2.HealthCheckResponse.NOT_SERVING


@dataclass(frozen=True, slots=True)
class Servicer:
    """A servicer with the generated function that adds it, and the services that may call it (None: any of ours)."""

    add: Callable[[Any, Any], None]
    servicer: Any
    callers: Sequence[str] | None = None


class _Names:
    """Stands in for the server while a servicer is added, to learn the service's full name."""

    def __init__(self, server: aio.Server) -> None:
        self._server = server
        self.found: set[str] = set()

    def add_generic_rpc_handlers(self, handlers: Any) -> None:
        self.found.update(handler.service_name() for handler in handlers)
        self._server.add_generic_rpc_handlers(handlers)

    def add_registered_method_handlers(self, service: str, handlers: Any) -> None:
        self.found.add(service)
        self._server.add_registered_method_handlers(service, handlers)


class _Surround(aio.ServerInterceptor):
    """What surrounds every call but health checks."""

    def __init__(
        self, tokens: ServiceTokenVerifier, callers: dict[str, frozenset[str] | None], *, certified: bool
    ) -> None:
        self._tokens = tokens
        self._callers = callers
        self._certified = certified

    async def intercept_service(
        self, continuation: Callable[[Any], Awaitable[Any]], details: grpc.HandlerCallDetails
    ) -> Any:
        handler = await continuation(details)
        method: str = details.method
        service = method.split("/")[1]
        if handler is None or service == _HEALTH:
            return handler
        if handler.unary_unary is None:
            raise TypeError(f"{method} streams, which the chassis does not serve")
        answer = handler.unary_unary

        async def surrounded(request: Any, context: aio.ServicerContext[Any, Any]) -> Any:
            metadata = dict(context.invocation_metadata() or ())
            token = trace.enter(_text(metadata.get("traceparent")))
            started_s = time.perf_counter()
            status = grpc.StatusCode.OK
            try:
                await self._let_in(metadata, service, _certified_names(context) if self._certified else None)
                if context.time_remaining() is None:
                    status = grpc.StatusCode.INVALID_ARGUMENT
                    await context.abort(status, "give the call a deadline", ((CODE_KEY, "chassis.deadline_missing"),))
                return await answer(request, context)
            except Refusal as refusal:
                status = status_of(type(refusal))
                await context.abort(status, refusal.detail, metadata_of(refusal))
            except aio.AbortError:
                raise
            except Exception as error:
                passing = is_passing(error)
                status = grpc.StatusCode.UNAVAILABLE if passing else grpc.StatusCode.INTERNAL
                log.error("call_failed", method=method, exc_info=error)
                code = "chassis.part_down" if passing else "chassis.unexpected"
                await context.abort(status, "something went wrong", ((CODE_KEY, code),))
            finally:
                metrics.grpc_requests.labels(method, status.name).inc()
                metrics.grpc_seconds.labels(method).observe(time.perf_counter() - started_s)
                trace.leave(token)

        return grpc.unary_unary_rpc_method_handler(
            surrounded,
            request_deserializer=handler.request_deserializer,
            response_serializer=handler.response_serializer,
        )

    async def _let_in(self, metadata: dict[str, Any], service: str, names: frozenset[str] | None) -> None:
        scheme, _, token = (_text(metadata.get("authorization")) or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise TokenMissing("a call between services carries a service token")
        caller = await self._tokens.caller(token)
        if names is not None and caller not in names:
            raise CallerNotAllowed(f"the token is {caller}'s, the certificate is not")
        allowed = self._callers.get(service)
        if allowed is not None and caller not in allowed:
            raise CallerNotAllowed(f"{caller} may not call {service}")


class CallerNotAllowed(Unauthenticated):
    code = "chassis.caller_not_allowed"


def _certified_names(context: "aio.ServicerContext[Any, Any]") -> frozenset[str]:
    """The names that the caller's certificate bears; the handshake found who vouches for it."""
    return frozenset(name.decode() for name in context.auth_context().get("x509_subject_alternative_name", ()))


def _text(value: str | bytes | None) -> str | None:
    return value.decode("latin-1") if isinstance(value, bytes) else value


class _Health(health.aio.HealthServicer):  # type: ignore[misc]
    """The usual health service, which also tells whether the service's events reach the broker."""

    def __init__(self, outflow: Outflow | None) -> None:
        super().__init__()
        self._outflow = outflow

    async def Check(  # noqa: N802 - the name it has in the contract
        self, request: health_pb2.HealthCheckRequest, context: Any
    ) -> health_pb2.HealthCheckResponse:
        if request.service == HEALTH_NAME and self._outflow is not None:
            await self.set(HEALTH_NAME, _SERVING if await self._outflow.flows() else _NOT_SERVING)
        return await super().Check(request, context)


def _listen(server: aio.Server, settings: ServiceSettings) -> int:
    address, files = f"{settings.bind_host}:{settings.grpc_port}", settings.grpc_tls
    if files is None:
        return server.add_insecure_port(address)
    pair = (files.key_file.read_bytes(), files.certificate_file.read_bytes())
    credentials = grpc.ssl_server_credentials([pair], files.ca_file.read_bytes(), require_client_auth=True)
    return server.add_secure_port(address, credentials)


class GrpcServer:
    """Serves servicers on settings.grpc_port; `start`, then `stop` lets calls under way finish."""

    def __init__(
        self, settings: ServiceSettings, *, servicers: Sequence[Servicer], outflow: Outflow | None = None
    ) -> None:
        self._settings = settings
        self._servicers = servicers
        self._server: aio.Server | None = None
        self._health = _Health(outflow)
        self._stopping: asyncio.Task[None] | None = None
        self.port = settings.grpc_port

    async def start(self) -> None:
        callers: dict[str, frozenset[str] | None] = {}
        tokens = ServiceTokenVerifier.from_settings(self._settings)
        server = aio.server(
            interceptors=[_Surround(tokens, callers, certified=self._settings.grpc_tls is not None)],
            maximum_concurrent_rpcs=CONCURRENT_CALLS_MAX,
            options=[
                ("grpc.max_receive_message_length", MESSAGE_BYTES_MAX),
                ("grpc.max_send_message_length", MESSAGE_BYTES_MAX),
                # Two processes on one port would share calls at random after a crash.
                ("grpc.so_reuseport", 0),
            ],
        )
        for entry in self._servicers:
            names = _Names(server)
            entry.add(entry.servicer, names)
            for name in names.found:
                callers[name] = frozenset(entry.callers) if entry.callers is not None else None
        health_pb2_grpc.add_HealthServicer_to_server(self._health, server)
        self.port = _listen(server, self._settings)
        if not self.port:
            raise OSError(f"port {self._settings.grpc_port} is taken")
        await server.start()
        await self._health.set("", _SERVING)
        self._server = server

    async def wait(self) -> None:
        """Return when the server has ended."""
        if self._server is not None:
            await self._server.wait_for_termination()

    async def stop(self, *, grace_s: float = 3.0) -> None:
        if self._server is None:
            return
        await self._health.enter_graceful_shutdown()
        await self._server.stop(grace_s)

    def stop_soon(self) -> None:
        """Begin to stop; `wait` returns when the calls under way are answered."""
        self._stopping = asyncio.create_task(self.stop())
