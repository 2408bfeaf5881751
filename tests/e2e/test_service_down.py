"""One service after another is down: the others answer, what is stale says so, and the way back needs nobody."""

import asyncio
import errno
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from uuid import uuid4

import httpx
import pytest
from natural_keys import differences, picture

from stack import ports

SERVICES = ("enrolment", "billing", "staffing", "vendor-registry", "inspection")
# What somebody can ask each service: post, role, path.
QUESTIONS = {
    "enrolment": ("教育局经办", "district-officer", "/api/enrolment/v1/organisations?limit=5"),
    "billing": ("财政经办", "finance-officer", "/api/billing/v1/exceptions?limit=5"),
    "staffing": ("教育局经办", "district-officer", "/api/staffing/v1/people?limit=5"),
    "vendor-registry": ("教育局经办", "district-officer", "/api/vendor-registry/v1/whitelist?limit=5"),
    "inspection": ("教育局经办", "district-officer", "/api/inspection/v1/overview?term=2026-spring"),
}
BACK_WITHIN_S = 90.0
STALE_WITHIN_S = 60.0


@contextmanager
def down(stack: Any, service: str) -> Iterator[None]:
    """Kill the service and hold its port, so that its supervisor tries in vain until the block ends."""
    unit = next(one for one in stack.control.status().units if one.name == service)
    port = stack.installation.ports[f"{service}-http"]
    # Both of its ports: a process that comes up half for a moment would still be heard of.
    taken = (port, stack.installation.ports[f"{service}-grpc"])
    with ExitStack() as holders:
        waiting = {one: holders.enter_context(socket.socket()) for one in taken}
        for holder in waiting.values():
            holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        stack.control._ask({"do": "kill", "name": service})  # kill() would wait until it is back
        deadline = time.monotonic() + 10
        while waiting:
            for one, holder in list(waiting.items()):
                try:
                    holder.bind((ports.HOST, one))
                    # Only a listening socket keeps the service from taking its port back; whoever calls is cut off.
                    holder.listen()
                    # Closing alone would leave the port to a thread that still waits in accept().
                    holders.callback(holder.shutdown, socket.SHUT_RDWR)
                    threading.Thread(target=_cut_off, args=(holder,), daemon=True).start()
                    del waiting[one]
                except OSError as problem:
                    if problem.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                        raise
            time.sleep(0.01)
        assert unit.pid is not None
        yield
    deadline = time.monotonic() + BACK_WITHIN_S
    while not ports.get_succeeds(port, "/health/ready"):
        assert time.monotonic() < deadline, f"{service} did not come back"
        time.sleep(0.2)


def _cut_off(holder: socket.socket) -> None:
    while True:
        try:
            caller, _ = holder.accept()
        except OSError:
            return
        caller.close()


def ask(stack: Any, service: str) -> httpx.Response:
    post, role, path = QUESTIONS[service]
    officer = next(one for one in stack.city().officers if post in one.posts)
    with stack.browserless(officer.number.lower(), f"{role}@{stack.city().district_path}") as client:
        return client.get(path)


@pytest.mark.parametrize("service", SERVICES)
def test_leaves_the_others_answering_and_comes_back(finished_term: Any, service: str) -> None:
    stack = finished_term.stack
    with down(stack, service):
        answers = {name: ask(stack, name) for name in SERVICES}
        codes = {name: answer.status_code for name, answer in answers.items()}
        assert codes == {name: 503 if name == service else 200 for name in SERVICES}
        assert answers[service].json()["code"] == "edge.unavailable"
        if service != "inspection":
            assert service in _stale(stack, service), (
                "the overview does not say that it no longer hears from the service"
            )
    deadline = time.monotonic() + BACK_WITHIN_S
    while ask(stack, service).status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.5)


def _stale(stack: Any, awaited: str) -> set[str]:
    deadline = time.monotonic() + STALE_WITHIN_S
    while True:
        sources = ask(stack, "inspection").json()["freshness"]["sources"]
        stale = {one["service"] for one in sources if one["stale"]}
        if awaited in stale or time.monotonic() > deadline:
            return stale
        time.sleep(1)


def test_makes_a_dropped_read_model_anew_from_the_events(finished_term: Any) -> None:
    stack = finished_term.stack
    people = stack.people()

    async def rebuild() -> None:
        token = await people.token("system-administrator")
        headers = {
            "Authorization": f"Bearer {token}",
            "Kehou-Acting": "system-administrator@/3401",
            "Idempotency-Key": str(uuid4()),
        }
        async with httpx.AsyncClient(base_url=stack.origin, headers=headers, timeout=60) as client:
            answer = await client.post("/api/inspection/v1/read-models/school-terms/rebuild")
        assert answer.status_code == httpx.codes.ACCEPTED, answer.text
        await people.close()

    before = picture(stack)
    asyncio.run(rebuild())
    # The figures follow the rows within a second of the last event.
    deadline = time.monotonic() + 120
    while differences(before, picture(stack)):
        assert time.monotonic() < deadline, differences(before, picture(stack))
        stack.settle()
        time.sleep(1)
