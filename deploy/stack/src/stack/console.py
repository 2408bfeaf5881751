"""What the commands say."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from stack.control import StackStatus

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


# What runs is told as often as this where no bar can be drawn: in a log or a pipe.
SAY_EVERY_S = 10.0


def root() -> Path:
    """The checkout whose stack is meant: the one named by KEHOU_ROOT, else that of this package."""
    named = os.environ.get("KEHOU_ROOT")
    return Path(named) if named else Path(__file__).resolve().parents[4]


def announcer(say: Console = console) -> Callable[[StackStatus], None]:
    """Return a function that says once of each part that it starts and, with the time it took, that it is ready."""
    said: set[tuple[str, str]] = set()

    def announce(status: StackStatus) -> None:
        for unit in status.units:
            if unit.status in {"waiting", "stopped"} or (unit.name, unit.status) in said:
                continue
            said.add((unit.name, unit.status))
            words = {"ready": "is ready", "done": "done"}.get(unit.status, unit.status)
            took = f" after {unit.seconds:.1f} s" if unit.status in {"ready", "done"} else ""
            ready = sum(each.status in {"ready", "done"} for each in status.units)
            say.print(f"[dim]{ready:>2}/{len(status.units)}[/] {unit.name} {words}{took}")

    return announce


@contextmanager
def telling(say: Console) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that shows how far something is (what, done, total): bars on a terminal, lines elsewhere."""
    if not say.is_terminal:
        yield _line_by_line(say)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=say) as bars:
        tasks: dict[str, Any] = {}

        def draw(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield draw


def _line_by_line(say: Console) -> Callable[[str, int, int], None]:
    said_at: dict[str, float] = {}

    def tell(what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if done >= total or now - said_at.get(what, now - SAY_EVERY_S) >= SAY_EVERY_S:
            said_at[what] = now
            say.print(f"{what}: {done} of {total}")

    return tell


def status_table(status: StackStatus) -> Table:
    """Return the parts with address, process, restarts and log."""
    table = Table(box=None, pad_edge=False)
    for heading in ("part", "state", "address", "process", "restarts", "log"):
        table.add_column(heading)
    for unit in status.units:
        if unit.is_part:
            log = Path(unit.log).name if unit.log else ""
            table.add_row(unit.name, unit.status, unit.address, str(unit.pid or ""), str(unit.restarts), log)
    return table
