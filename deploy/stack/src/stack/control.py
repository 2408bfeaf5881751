"""Talking to the supervisor: start it, ask it, stop it, and kill a part to see it come back."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stack.process import recorded_pid, wait_until

ANSWER_TIMEOUT_S = 30.0
LAUNCH_TIMEOUT_S = 20.0
STOP_TIMEOUT_S = 90.0
POLL_S = 0.1


class StackFailed(Exception):
    """The stack did not come up, or a part did not come back; the message says what and where its log is."""


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """How one part or task is doing."""

    name: str
    status: str
    seconds: float
    message: str
    restarts: int
    pid: int | None
    address: str | None
    log: str | None
    is_part: bool


@dataclass(frozen=True, slots=True)
class StackStatus:
    """How the stack is doing."""

    pid: int
    roles: str
    units: Sequence[UnitStatus]

    @property
    def is_up(self) -> bool:
        """Everything is ready."""
        return all(unit.status in {"ready", "done"} for unit in self.units)

    @property
    def failures(self) -> list[UnitStatus]:
        """What failed, causes before consequences."""
        failed = [unit for unit in self.units if unit.status == "failed"]
        return sorted(failed, key=lambda unit: unit.message.startswith("not started"))


class Control:
    """One checkout's supervisor, running or not."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.state = root / ".kehou" / "stack"

    def status(self) -> StackStatus | None:
        """Return how the stack is doing; None when it is down."""
        answer = self._ask({"do": "status"})
        if answer is None:
            return None
        return StackStatus(answer["pid"], answer["roles"], [UnitStatus(**unit) for unit in answer["units"]])

    def launch(self, *, roles: str = "serve", only: frozenset[str] = frozenset()) -> None:
        """Start the supervisor in a session of its own and return when it answers. Raises StackFailed."""
        self.state.joinpath("logs").mkdir(parents=True, exist_ok=True)
        log = self.state / "logs" / "supervisor.log"
        problem = self.state / "supervisor.problem"
        problem.unlink(missing_ok=True)
        with log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "stack.supervisor", str(self.root), roles, *sorted(only)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.state,
                start_new_session=True,
            )
        # It ends with 0 when another one was quicker: then that one will answer.
        wait_until(lambda: bool(process.poll()) or self.status() is not None, timeout_s=LAUNCH_TIMEOUT_S)
        running = self.status()
        if running is None:
            said = problem.read_text() if problem.exists() else "it does not answer"
            raise StackFailed(f"the supervisor did not start: {said}; its log is {log}")
        if running.pid != process.pid:
            # Ours was slower and has begun nothing: left alone, it could start the stack again after a quick stop.
            process.kill()
            process.wait()
        # It lives on by itself; nobody waits for it here.
        process.returncode = 0

    def await_up(self, *, timeout_s: float, progress: Callable[[StackStatus], None] | None = None) -> StackStatus:
        """Wait until everything is ready. Raises StackFailed naming the first thing that failed and its log."""
        deadline = time.monotonic() + timeout_s
        while True:
            status = self.status()
            if status is None:
                raise StackFailed(f"the supervisor has ended; its log is {self.state / 'logs' / 'supervisor.log'}")
            if progress is not None:
                progress(status)
            if status.failures:
                first = status.failures[0]
                raise StackFailed(f"{first.name}: {first.message}")
            if status.is_up:
                return status
            if time.monotonic() >= deadline:
                late = ", ".join(unit.name for unit in status.units if unit.status not in {"ready", "done"})
                raise StackFailed(f"not up after {timeout_s:.0f} s; still waiting for {late}")
            time.sleep(POLL_S)

    def stop(self) -> bool:
        """End the stack and return when it has ended; tell whether it ran. Raises StackFailed."""
        record = self.state / "supervisor.json"
        if recorded_pid(record) is None:
            return False
        if self._ask({"do": "stop"}) is None:
            pid = recorded_pid(record)
            if pid is not None:
                os.kill(pid, 15)
        if not wait_until(lambda: recorded_pid(record) is None, timeout_s=STOP_TIMEOUT_S, poll_s=POLL_S):
            raise StackFailed(f"the supervisor did not end within {STOP_TIMEOUT_S:.0f} s")
        return True

    def kill(self, name: str, *, timeout_s: float = 60.0) -> int:
        """SIGKILL a part, wait until the supervisor has started it again, and return its new process id."""
        answer = self._ask({"do": "kill", "name": name})
        if answer is None or answer["pid"] is None:
            raise StackFailed(f"{name} does not run")

        def is_back() -> bool:
            unit = self._unit(name)
            return unit is not None and unit.status == "ready" and unit.restarts > answer["restarts"]

        if not wait_until(is_back, timeout_s=timeout_s, poll_s=0.05):
            raise StackFailed(f"{name} was not back {timeout_s:.0f} s after it was killed")
        unit = self._unit(name)
        if unit is None or unit.pid is None:
            raise StackFailed(f"{name} came back and died again")
        return unit.pid

    def _unit(self, name: str) -> UnitStatus | None:
        status = self.status()
        return next((unit for unit in status.units if unit.name == name), None) if status else None

    def _ask(self, request: dict[str, Any]) -> dict[str, Any] | None:
        try:
            folder = os.open(self.state, os.O_RDONLY)
        except FileNotFoundError:
            return None
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                connection.settimeout(ANSWER_TIMEOUT_S)
                connection.connect(f"/proc/self/fd/{folder}/supervisor.sock")
                with connection.makefile("rwb") as stream:
                    stream.write(json.dumps(request).encode() + b"\n")
                    stream.flush()
                    line = stream.readline()
            return json.loads(line) if line else None
        except (OSError, ValueError):
            return None
        finally:
            os.close(folder)
