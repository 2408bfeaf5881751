"""Processes that are found again after a crash: by recorded id and start time, never by name."""

import contextlib
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

POLL_S = 0.02
MARK = "KEHOU_PROCESS_RECORD"


@dataclass(frozen=True, slots=True)
class Account:
    """The system account a part runs as."""

    uid: int
    gid: int


def start_ticks(pid: int) -> int | None:
    """Return when the process started, in kernel ticks since boot; None when there is no such live process."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The second field is the command in brackets and may itself contain blanks and brackets.
    fields = text.rpartition(")")[2].split()
    return None if fields[0] in {"Z", "X"} else int(fields[19])


def spawn(
    command: Sequence[str],
    *,
    record: Path,
    log: Path,
    environment: Mapping[str, str],
    folder: Path,
    account: Account | None = None,
) -> "subprocess.Popen[bytes]":
    """Start `command` in a session of its own, its output appended to `log`, and write down who it is."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**environment, MARK: str(record)},
            start_new_session=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
    write_record(record, process.pid)
    return process


def write_record(record: Path, pid: int) -> None:
    """Write down process id and start time, all or nothing."""
    draft = record.with_name(record.name + ".new")
    draft.write_text(json.dumps({"pid": pid, "started": start_ticks(pid)}))
    draft.replace(record)


def recorded_pid(record: Path) -> int | None:
    """Return the id of the recorded process if that very process still runs."""
    try:
        known = json.loads(record.read_text())
    except (FileNotFoundError, ValueError):
        return None
    pid = int(known["pid"])
    return pid if known["started"] is not None and start_ticks(pid) == known["started"] else None


def end_leftovers(record: Path, *, grace_s: float) -> bool:
    """End what an earlier run recorded and left behind, workers included; tell whether there was anything."""
    try:
        leader = int(json.loads(record.read_text())["pid"])
    except (FileNotFoundError, ValueError):
        return False
    members = [pid for pid in _session_members(leader) if _is_marked(pid, record)]
    alive = recorded_pid(record)
    if alive is not None:
        _signal(alive, signal.SIGTERM)
        wait_until(lambda: recorded_pid(record) is None, timeout_s=grace_s)
        members.append(alive)
    for pid in members:
        _signal(pid, signal.SIGKILL)
    wait_until(lambda: all(start_ticks(pid) is None for pid in members), timeout_s=grace_s)
    record.unlink(missing_ok=True)
    return bool(members)


def end_all_leftovers(state: Path, *, grace_s: float) -> None:
    """End whatever an earlier supervisor started and left behind, side by side, since they wait for one another."""
    threads = [
        threading.Thread(target=end_leftovers, args=(record,), kwargs={"grace_s": grace_s})
        for record in state.glob("*/process.json")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def kill_session(leader: int, record: Path) -> None:
    """SIGKILL a process and the workers it started."""
    for pid in [leader, *(pid for pid in _session_members(leader) if _is_marked(pid, record))]:
        _signal(pid, signal.SIGKILL)


def family(pid: int) -> list[int]:
    """Return a process and all it descends to."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
    found, queue = [], [pid]
    while queue:
        each = queue.pop()
        found.append(each)
        queue += children.get(each, [])
    return found


def wait_until(holds: Callable[[], bool], *, timeout_s: float, poll_s: float = POLL_S) -> bool:
    """Wait for a condition; tell whether it came true in time."""
    deadline = time.monotonic() + timeout_s
    while not holds():
        if time.monotonic() >= deadline:
            return False
        time.sleep(poll_s)
    return True


def _session_members(leader: int) -> list[int]:
    members = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == leader:
            continue
        try:
            if os.getsid(int(entry.name)) == leader:
                members.append(int(entry.name))
        except (ProcessLookupError, PermissionError):
            continue
    return members


def _is_marked(pid: int, record: Path) -> bool:
    # A session number may have been given out again since; the mark in the environment is ours alone.
    try:
        return f"{MARK}={record}".encode() in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return False


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
