"""kehou logs"""

import os

import typer

from stack.console import console, errors, root


def logs(
    part: str = typer.Argument("", help="Whose log; without it the logs are listed."),
    lines: int = typer.Option(50, "--lines", "-n", help="How many of the last lines."),
    follow: bool = typer.Option(False, "--follow", "-f", help="Go on as the log grows."),
) -> None:
    """Show the log of a part."""
    folder = root() / ".kehou" / "stack" / "logs"
    known = sorted(file.stem for file in folder.glob("*.log"))
    if not part:
        console.print("\n".join(known) or "There are no logs yet.")
        return
    if part not in known:
        errors.print(f"[red]There is no log of {part}[/]; there are {', '.join(known) or 'none'}")
        raise typer.Exit(2)
    arguments = ["tail", "-n", str(lines), *(["-F"] if follow else []), str(folder / f"{part}.log")]
    os.execvp("tail", arguments)  # noqa: S606 - a fixed program
