"""Liveness, readiness and metrics, for whoever supervises the process; the gateway does not route them."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import orjson
from fastapi import APIRouter, Request, Response

from chassis import metrics

Check = Callable[[], Awaitable[None]]

CHECK_TIMEOUT_S = 2.0

router = APIRouter(include_in_schema=False)


async def readiness(checks: Mapping[str, Check], *, stopping: bool) -> tuple[bool, dict[str, str]]:
    """Whether the process can take work, and each dependency's state: `ok`, or the kind of what went wrong."""

    async def state_of(check: Check) -> str:
        try:
            await asyncio.wait_for(check(), CHECK_TIMEOUT_S)
        except Exception as error:  # noqa: BLE001 whatever a dependency throws means that it is not ready
            return type(error).__name__
        return "ok"

    states = dict(zip(checks, await asyncio.gather(*map(state_of, checks.values())), strict=True))
    if stopping:
        states["process"] = "stopping"
    return all(state == "ok" for state in states.values()), states


def readiness_response(ready: bool, states: Mapping[str, str]) -> Response:
    body = orjson.dumps({"status": "ready" if ready else "not_ready", "parts": dict(states)})
    return Response(body, status_code=200 if ready else 503, media_type="application/json")


@router.get("/health/live")
async def live() -> Response:
    return Response(b'{"status":"live"}', media_type="application/json")


@router.get("/health/ready")
async def ready(request: Request) -> Response:
    state = request.app.state
    return readiness_response(*await readiness(state.readiness, stopping=state.drain.stopping))


@router.get("/metrics")
async def metrics_page() -> Response:
    return Response(metrics.exposition(), media_type=metrics.CONTENT_TYPE)
