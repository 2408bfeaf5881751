"""What the commands say."""

from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from stack.control import StackStatus

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def root() -> Path:
    """The checkout this package was installed from."""
    return Path(__file__).resolve().parents[4]


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
