"""What surrounds every request: trace, metrics, one log line for what failed, and how many are under way.

Plain ASGI: a BaseHTTPMiddleware would put a task group and two queues around each request.
"""

import time
from typing import Any

import structlog
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis import metrics, trace
from chassis.http.problems import http_problem, unexpected_problem

log = structlog.get_logger("chassis.http")

_QUIET = ("/health/", "/metrics")
SLOW_S = 5.0


class Drain:
    """How many requests are under way, and whether the process is about to end."""

    def __init__(self) -> None:
        self.in_flight = 0
        self.stopping = False


def route_template(scope: Scope) -> str:
    """The path of the route that answered, with its parameters unfilled."""
    context = scope.get("fastapi", {}).get("effective_route_context")
    path = getattr(context, "path", None) or getattr(scope.get("route"), "path", None)
    return str(path) if path else "unmatched"


class Surround:
    """The outermost layer of an app."""

    def __init__(self, app: ASGIApp, drain: Drain) -> None:
        self._app = app
        self._drain = drain
        self._counters: dict[tuple[str, str, int], tuple[Any, Any]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"].startswith(_QUIET):
            await self._app(scope, receive, send)
            return
        await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        header = next((value for name, value in scope["headers"] if name == b"traceparent"), None)
        token = trace.enter(header.decode("latin-1") if header else None)
        structlog.contextvars.clear_contextvars()
        self._drain.in_flight += 1
        started_s = time.perf_counter()
        status = 0
        trace_id = (trace.trace_id() or "").encode()

        async def send_traced(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if status == 413 and (b"content-type", b"text/plain; charset=utf-8") in message["headers"]:
                    # The framework's own answer to a body that is too large, in our form.
                    await _problem_of_413(trace_id)(scope, receive, send)
                    return
                message["headers"] = [*message["headers"], (b"trace-id", trace_id)]
            elif status == 413 and message.get("body") == b"Content Too Large":
                return
            await send(message)

        try:
            await self._app(scope, receive, send_traced)
        except Exception as error:
            log.error("request_failed", method=scope["method"], route=route_template(scope), exc_info=error)
            if status == 0:
                status = 500
                answer = unexpected_problem()
                answer.headers["trace-id"] = trace_id.decode()
                await answer(scope, receive, send)
        finally:
            took_s = time.perf_counter() - started_s
            self._count(scope, status, took_s)
            self._drain.in_flight -= 1
            trace.leave(token)

    def _count(self, scope: Scope, status: int, took_s: float) -> None:
        method, route = scope["method"], route_template(scope)
        key = (method, route, status)
        found = self._counters.get(key)
        if found is None:
            if len(self._counters) > 5000:
                self._counters.clear()
            found = (
                metrics.http_requests.labels(method, route, str(status)),
                metrics.http_seconds.labels(method, route),
            )
            self._counters[key] = found
        found[0].inc()
        found[1].observe(took_s)
        if took_s > SLOW_S:
            log.warning("request_slow", method=method, route=route, status=status, took_s=round(took_s, 3))


def _problem_of_413(trace_id: bytes) -> Response:
    answer = http_problem(HTTPException(413))
    answer.headers["trace-id"] = trace_id.decode()
    return answer
