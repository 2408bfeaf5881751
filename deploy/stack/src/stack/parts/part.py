"""A part of the stack: a process with a data folder, a port on the loopback address and a way to tell it is ready."""

import os
import signal
import subprocess
from abc import ABC, abstractmethod
from pathlib import Path

from stack import ports
from stack.process import POLL_S, Account, end_leftovers, kill_session, spawn, wait_until

GRACE_S = 15.0
LOG_TAIL_LINES = 25


class PartFailed(Exception):
    """A part did not become ready; the message says why and where its log is."""


class Part(ABC):
    """One process. `folder` keeps its data between runs; without a `port` a free one is chosen.

    start() returns when the part is ready, stop() when it has ended; both may be called again.
    """

    name: str
    start_timeout_s: float = 60.0
    poll_s: float = POLL_S
    stop_signal: int = signal.SIGTERM

    def __init__(self, folder: Path, *, port: int | None = None, log: Path | None = None) -> None:
        self.folder = folder
        self.port = ports.free_port() if port is None else port
        self.log = folder / f"{self.name}.log" if log is None else log
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def record(self) -> Path:
        """The file that says which process runs this part."""
        return self.folder / "process.json"

    @property
    def address(self) -> str:
        """Host and port."""
        return f"{ports.HOST}:{self.port}"

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self.process.pid if self.is_running() and self.process else None

    def prepare(self) -> None:  # noqa: B027 - most parts need none
        """Bring the data folder into being; does nothing the second time."""

    @abstractmethod
    def command(self) -> list[str]:
        """The command line of the part."""

    def environment(self) -> dict[str, str]:
        """The environment of the part."""
        return dict(os.environ)

    def account(self) -> Account | None:
        """The system account to run as; None for the present one."""
        return None

    def working_folder(self) -> Path:
        """Where the process runs."""
        return self.folder

    def is_ready(self) -> bool:
        """Tell whether the part answers."""
        return ports.answers(self.port)

    def is_running(self) -> bool:
        """Tell whether the process that this object started is alive."""
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start the part and wait until it is ready. Raises PartFailed with the end of its log."""
        if self.is_running():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        end_leftovers(self.record, grace_s=GRACE_S)
        self.prepare()
        self._launch()
        self._await_ready()

    def stop(self) -> None:
        """Ask the part to end, insist after a while, and return when it has ended."""
        process = self.process
        if process is None:
            return
        if process.poll() is None:
            process.send_signal(self.stop_signal)
            try:
                process.wait(GRACE_S)
            except subprocess.TimeoutExpired:
                kill_session(process.pid, self.record)
                process.wait()
        self.process = None
        # Workers of a leader that died by itself.
        end_leftovers(self.record, grace_s=GRACE_S)

    def kill(self) -> None:
        """End the part at once with SIGKILL, as a crash would."""
        process = self.process
        if process is not None and process.poll() is None:
            kill_session(process.pid, self.record)
            process.wait()

    def log_tail(self) -> str:
        """Return the last lines of the log."""
        try:
            lines = self.log.read_text(errors="replace").splitlines()
        except FileNotFoundError:
            return ""
        return "\n".join(lines[-LOG_TAIL_LINES:])

    def _launch(self) -> None:
        self.process = spawn(
            self.command(),
            record=self.record,
            log=self.log,
            environment=self.environment(),
            folder=self.working_folder(),
            account=self.account(),
        )

    def _await_ready(self) -> None:
        in_time = wait_until(
            lambda: not self.is_running() or self.is_ready(), timeout_s=self.start_timeout_s, poll_s=self.poll_s
        )
        if self.is_running() and in_time:
            return
        reason = (
            f"was not ready after {self.start_timeout_s:.0f} s"
            if self.is_running()
            else f"ended with code {self.process.returncode if self.process else None} while starting"
        )
        self.kill()
        raise PartFailed(f"{self.name} {reason}; its log is {self.log}\n{self.log_tail()}")
