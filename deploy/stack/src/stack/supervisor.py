"""The one process that starts the parts, keeps them alive and outlives the command that asked for them."""

import contextlib
import fcntl
import json
import os
import signal
import socket
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stack import ports
from stack.certificates import make_certificates
from stack.installation import ADMINISTRATOR, SERVICES, Installation, open_installation, replace_ports
from stack.parts.kafka import BROKER
from stack.parts.part import GRACE_S, PartFailed
from stack.plan import Unit, make_plan
from stack.process import end_all_leftovers, end_leftovers, write_record

WATCH_S = 0.05
BACKOFF_FIRST_S = 0.1
BACKOFF_MAX_S = 5.0
RESTARTS_PER_MINUTE_MAX = 12
REQUEST_BYTES_MAX = 65_536


@dataclass(slots=True)
class State:
    """How one unit is doing. `status`: waiting, starting, ready, done, restarting, failed, stopped."""

    unit: Unit
    status: str = "waiting"
    began_at: float = 0.0
    seconds: float = 0.0
    message: str = ""
    restarts: int = 0
    recent: deque[float] = field(default_factory=deque)
    settled: threading.Event = field(default_factory=threading.Event)

    def as_json(self) -> dict[str, Any]:
        part = self.unit.part
        seconds = time.monotonic() - self.began_at if self.status in {"starting", "restarting"} else self.seconds
        return {
            "name": self.unit.name,
            "status": self.status,
            "seconds": round(seconds, 2),
            "message": self.message,
            "restarts": self.restarts,
            "pid": part.pid if part else None,
            "address": part.address if part else None,
            "log": str(part.log) if part else None,
            "is_part": part is not None,
        }


class Supervisor:
    """Starts units as their needs are met and starts again what dies, with growing pauses and a limit per minute."""

    def __init__(self, installation: Installation, *, roles: str, only: frozenset[str]) -> None:
        self.installation = installation
        self.roles = roles
        self.states = {unit.name: State(unit) for unit in make_plan(installation, roles=roles, only=only)}
        self._stopping = threading.Event()
        self._lock = threading.Lock()

    def run(self) -> None:
        """Serve until asked to stop, then end every part."""
        server = _listen(self.installation.state)
        threading.Thread(target=self._serve, args=(server,), daemon=True).start()
        for state in self.states.values():
            threading.Thread(target=self._bring_up, args=(state,), daemon=True).start()
        while not self._stopping.wait(WATCH_S):
            self._watch()
        self._end_all()
        server.close()

    def stop(self) -> None:
        """Ask run() to end."""
        self._stopping.set()

    def _bring_up(self, state: State) -> None:
        for need in state.unit.needs:
            self.states[need].settled.wait()
            if self.states[need].status not in {"ready", "done"}:
                self._settle(state, "failed", f"not started, because {need} is not there")
                return
        if self._stopping.is_set():
            return
        self._attempt(state, "starting")

    def _attempt(self, state: State, status: str) -> None:
        state.status, state.began_at = status, time.monotonic()
        unit = state.unit
        try:
            if unit.part:
                unit.part.start()
            elif unit.task:
                unit.task()
        except Exception as problem:  # noqa: BLE001 - whatever it was, it is reported to whoever asked
            if not isinstance(problem, PartFailed):
                traceback.print_exc()
            if not self._stopping.is_set():
                self._settle(state, "failed", str(problem) or repr(problem))
            return
        self._settle(state, "ready" if unit.part else "done", "")

    def _settle(self, state: State, status: str, message: str) -> None:
        with self._lock:
            state.seconds = time.monotonic() - state.began_at if state.began_at else 0.0
            state.status, state.message = status, message
        state.settled.set()

    def _watch(self) -> None:
        for state in self.states.values():
            part = state.unit.part
            if part is None or state.status != "ready" or part.is_running():
                continue
            now = time.monotonic()
            while state.recent and now - state.recent[0] > 60:
                state.recent.popleft()
            if len(state.recent) >= RESTARTS_PER_MINUTE_MAX:
                self._settle(state, "failed", f"died {len(state.recent)} times within a minute; the log is {part.log}")
                continue
            state.status, state.began_at = "restarting", now
            pause_s = 0.0 if not state.recent else min(BACKOFF_MAX_S, BACKOFF_FIRST_S * 2 ** (len(state.recent) - 1))
            state.recent.append(now)
            state.restarts += 1
            print(f"{state.unit.name} died, starting it again in {pause_s:.1f} s", flush=True)
            threading.Thread(target=self._start_again, args=(state, pause_s), daemon=True).start()

    def _start_again(self, state: State, pause_s: float) -> None:
        if not self._stopping.wait(pause_s):
            self._attempt(state, "restarting")
            if state.status == "failed" and not self._stopping.is_set():
                # The next round of _watch tries again and counts.
                state.status = "ready"

    def _end_all(self) -> None:
        remaining = [state for state in reversed(self.states.values()) if state.unit.part]
        # What others stand on ends last; what nobody needs any more ends together.
        while remaining:
            needed = {need for state in remaining for need in _needs(self.states, state.unit)}
            round_ = [state for state in remaining if state.unit.name not in needed]
            threads = [threading.Thread(target=self._end_one, args=(state,)) for state in round_]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            remaining = [state for state in remaining if state not in round_]

    def _end_one(self, state: State) -> None:
        part = state.unit.part
        if part is not None:
            part.stop()
            # A start that was under way when the stop came in.
            end_leftovers(part.record, grace_s=GRACE_S)
            state.status = "stopped"

    def _serve(self, server: socket.socket) -> None:
        while not self._stopping.is_set():
            with contextlib.suppress(OSError):
                connection, _ = server.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError), connection, connection.makefile("rwb") as stream:
            request = json.loads(stream.readline(REQUEST_BYTES_MAX))
            requests: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
                "status": lambda _: self._status(),
                "stop": lambda _: self._stop(),
                "kill": self._kill,
            }
            answer = requests[request["do"]](request)
            stream.write(json.dumps(answer).encode() + b"\n")

    def _status(self) -> dict[str, Any]:
        return {
            "pid": os.getpid(),
            "roles": self.roles,
            "stopping": self._stopping.is_set(),
            "units": [state.as_json() for state in self.states.values()],
        }

    def _stop(self) -> dict[str, Any]:
        self.stop()
        return {"pid": os.getpid()}

    def _kill(self, request: dict[str, Any]) -> dict[str, Any]:
        state = self.states.get(str(request["name"]))
        part = state.unit.part if state else None
        pid = part.pid if part else None
        if state is None or part is None or pid is None:
            return {"pid": None}
        before = state.restarts
        part.kill()
        return {"pid": pid, "restarts": before}


def _with_free_ports(installation: Installation) -> Installation:
    taken = [name for name, port in installation.ports.items() if not ports.is_free(port)]
    if not taken:
        return installation
    print(f"taken by somebody else, others are chosen: the ports of {', '.join(taken)}", flush=True)
    replace_ports(installation, taken)
    return open_installation(installation.root)


def _needs(states: dict[str, State], unit: Unit) -> set[str]:
    """Everything a unit stands on, however indirectly."""
    found: set[str] = set()
    queue = list(unit.needs)
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue += states[name].unit.needs
    return found


def _listen(state: Path) -> socket.socket:
    path = state / "supervisor.sock"
    path.unlink(missing_ok=True)
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    # A path through an open folder: the name of a socket may have 107 bytes, the way to a checkout more.
    folder = os.open(state, os.O_RDONLY)
    try:
        server.bind(f"/proc/self/fd/{folder}/{path.name}")
    finally:
        os.close(folder)
    path.chmod(0o600)
    server.listen(16)
    return server


def main(root: Path, roles: str, only: frozenset[str]) -> int:
    """Run the supervisor of the checkout; another one that runs already is left alone."""
    # Whatever the parts write is read by their owner only.
    os.umask(0o077)
    state = root / ".kehou" / "stack"
    state.mkdir(parents=True, exist_ok=True)
    with (state / "supervisor.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        write_record(state / "supervisor.json", os.getpid())
        problem_file = state / "supervisor.problem"
        problem_file.unlink(missing_ok=True)
        try:
            end_all_leftovers(state, grace_s=GRACE_S)
            installation = _with_free_ports(open_installation(root))
            make_certificates(installation.certificates, listening=[BROKER], callers=[*SERVICES, ADMINISTRATOR])
            supervisor = Supervisor(installation, roles=roles, only=only)
        except Exception as problem:  # noqa: BLE001 - told to the command that waits
            problem_file.write_text(str(problem) or repr(problem))
            traceback.print_exc()
            return 1
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: supervisor.stop())
        supervisor.run()
        (state / "supervisor.sock").unlink(missing_ok=True)
        (state / "supervisor.json").unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], frozenset(sys.argv[3:])))
