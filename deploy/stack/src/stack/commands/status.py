"""kehou status"""

import dataclasses
import json
from pathlib import Path

import typer

from stack.console import console, root, status_table
from stack.control import Control, StackStatus
from stack.installation import open_installation
from stack.process import family


def memory_bytes(status: StackStatus) -> int:
    """Return what the stack's processes hold alone, plus their share of what they hold together (PSS)."""
    pids = [status.pid, *(pid for unit in status.units if unit.pid for pid in family(unit.pid))]
    return sum(_pss_bytes(pid) for pid in pids)


def _pss_bytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # ended meanwhile, or another account's
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def status(as_json: bool = typer.Option(False, "--json", help="Print one JSON document and nothing else.")) -> None:
    """Say which parts run, where, and how much memory they hold; exits with 3 when the stack is down."""
    found = Control(root()).status()
    if as_json:
        print(json.dumps(dataclasses.asdict(found) if found else None))
    elif found is None:
        console.print("The stack is down.")
    else:
        console.print(status_table(found))
        console.print(f"{memory_bytes(found) / 1e9:.2f} GB of memory; portal: {open_installation(root()).origin}")
    if found is None:
        raise typer.Exit(3)
