"""kehou generate"""

import os
import subprocess
import sys
from pathlib import Path

import typer

from stack.console import console, root
from stack.generated import commands
from stack.ui import node_environment


def generate() -> None:
    """Write anew what is made from sources: protobuf code, OpenAPI files, access rules, the portal's types."""
    portal = root() / "gateway" / "ui"
    steps: list[tuple[list[str], Path, dict[str, str]]] = [
        (command, root(), {}) for command in commands(root(), write=True)
    ]
    if portal.is_dir():
        # Last: they are made from the OpenAPI files.
        steps.append(([sys.executable, "-m", "stack.ui", str(portal)], root(), {}))
        steps.append((["npm", "run", "--silent", "types"], portal, node_environment()))
    for command, folder, environment in steps:
        done = subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=False)
        if done.returncode:
            console.print(f"[red]failed:[/] {' '.join(command)}")
            raise typer.Exit(1)
    changed = subprocess.run(
        ["git", "status", "--short"], cwd=root(), capture_output=True, text=True, check=True
    ).stdout
    console.print(changed.rstrip() or "Everything was up to date.", markup=False)
