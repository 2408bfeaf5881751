"""kehou bench"""

import os
import sys

import typer

from stack.console import errors, root


def bench(
    large: bool = typer.Option(False, "--large", help="Also the million."),
    only: str = typer.Option("", help="Only these works, separated by commas, as in bills,events."),
) -> None:
    """Measure, and write docs/benchmarks.md with the machine's description."""
    program = root() / "tests" / "bench" / "run.py"
    if not program.exists():
        errors.print(f"[red]There is nothing to measure with:[/] {program.relative_to(root())} is missing")
        raise typer.Exit(1)
    arguments = [sys.executable, str(program), *(["--large"] if large else []), *(["--only", only] if only else [])]
    os.execv(sys.executable, arguments)  # noqa: S606 - our own program
