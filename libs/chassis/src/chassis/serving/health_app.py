"""Health and metrics of a process that serves no routes of its own."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from chassis import metrics
from chassis.http.health import Check, readiness, readiness_response


class HealthApp:
    """A bare ASGI app: /health/live, /health/ready, /metrics."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks
        self.stopping = False

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        path = scope["path"]
        if path == "/health/live":
            response = Response(b'{"status":"live"}', media_type="application/json")
        elif path == "/health/ready":
            response = readiness_response(*await readiness(self._checks, stopping=self.stopping))
        elif path == "/metrics":
            response = Response(metrics.exposition(), media_type=metrics.CONTENT_TYPE)
        else:
            response = Response(status_code=404)
        await response(scope, receive, send)
