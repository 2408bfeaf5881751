"""A service as a real process: starts soon, ends when asked, and never limps."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from pydantic import BaseModel

from chassis.settings import ServiceSettings
from testkit.settings import make_settings

PROBE = Path(__file__).with_name("probe_service.py")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def environment(settings: ServiceSettings) -> dict[str, str]:
    given = {**os.environ}
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if value is None or name == "service":
            continue
        value = value.get_secret_value() if hasattr(value, "get_secret_value") else value
        if isinstance(value, BaseModel):
            value = value.model_dump_json(exclude_none=True)
        if isinstance(value, dict | frozenset):
            value = orjson.dumps(list(value) if isinstance(value, frozenset) else value).decode()
        given[f"PROBE_{name.upper()}"] = str(value)
    return given


@pytest.fixture
async def start(fresh_database: Callable[..., Any]) -> AsyncIterator[Callable[..., Any]]:
    started: list[asyncio.subprocess.Process] = []

    async def begin(role: str, **overrides: Any) -> tuple[asyncio.subprocess.Process, str]:
        port = free_port()
        overrides.setdefault("database_url", await fresh_database())
        settings = make_settings(ServiceSettings, "probe", http_port=port, health_port=port, **overrides)
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(PROBE), role, env=environment(settings), stderr=asyncio.subprocess.PIPE
        )
        started.append(process)
        return process, f"http://127.0.0.1:{port}"

    yield begin
    for process in started:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def ready(address: str) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(300):
            try:
                if (await client.get(f"{address}/health/ready")).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)
    raise AssertionError("not ready within 15 s")


@pytest.mark.parametrize("role", ["serve", "http"])
async def test_answers_the_request_under_way_and_ends_within_five_seconds(
    start: Any, kafka_bootstrap: str, role: str
) -> None:
    process, address = await start(role, kafka_bootstrap=kafka_bootstrap, grpc_port=free_port())
    await ready(address)
    async with httpx.AsyncClient() as client:
        slow = asyncio.create_task(client.get(f"{address}/v1/things/slow"))
        await asyncio.sleep(0.3)
        asked_at_s = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert (await slow).json() == {"done": "yes"}
    assert await asyncio.wait_for(process.wait(), 5) == 0
    assert time.monotonic() - asked_at_s < 5


async def test_ends_with_a_failure_when_one_role_breaks(start: Any) -> None:
    process, _ = await start("work", log_level="ERROR")
    assert await asyncio.wait_for(process.wait(), 15) == 1
    log = (await process.stderr.read()).decode()
    line = next(orjson.loads(line) for line in log.splitlines() if "role_failed" in line)
    assert (line["failed_role"], line["exception"]["type"]) == ("broken", "builtins.OSError")


async def test_serves_health_in_a_role_without_routes(start: Any, kafka_bootstrap: str) -> None:
    process, address = await start("relay", kafka_bootstrap=kafka_bootstrap)
    await ready(address)
    async with httpx.AsyncClient() as client:
        assert "process_cpu_seconds_total" in (await client.get(f"{address}/metrics")).text
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 5) == 0


async def test_refuses_placeholder_secrets_outside_the_local_stack(start: Any) -> None:
    process, _ = await start("http", local_stack=True)
    process.kill()
    settings = make_settings(ServiceSettings, "probe", database_url="postgresql+asyncpg://u:changeme@127.0.0.1:1/x")
    refused = await asyncio.create_subprocess_exec(
        sys.executable,
        str(PROBE),
        "http",
        env={**environment(settings), "PROBE_LOCAL_STACK": "false"},
        stderr=asyncio.subprocess.PIPE,
    )
    _, words = await refused.communicate()
    assert refused.returncode == 78
    assert b"placeholder" in words
    assert b"changeme" not in words


async def test_prints_the_same_contract_twice_without_any_environment() -> None:
    printed = []
    for _ in range(2):
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(PROBE), "openapi", stdout=asyncio.subprocess.PIPE, env={"PATH": os.environ["PATH"]}
        )
        printed.append((await process.communicate())[0])
        assert process.returncode == 0
    assert printed[0] == printed[1]
    document = orjson.loads(printed[0])
    operation = document["paths"]["/v1/things"]["post"]
    assert operation["operationId"] == "post_thing"
    assert operation["x-roles"] == ["school-cashier"]
    assert "chassis.idempotency_key_reused" in document["components"]["schemas"]["ProblemCode"]["enum"]
