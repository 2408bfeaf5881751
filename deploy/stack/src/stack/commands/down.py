"""kehou down"""

import shutil
import time

import typer

from stack.console import console, errors, root
from stack.control import Control, StackFailed
from stack.process import end_all_leftovers

GRACE_S = 15.0


def down(wipe: bool = typer.Option(False, help="Also delete the data; ports and secrets stay.")) -> None:
    """Stop every part. What was stored stays for the next `up`."""
    control = Control(root())
    began = time.monotonic()
    try:
        ran = control.stop()
    except StackFailed as problem:
        errors.print(f"[red]{problem}[/]")
        raise typer.Exit(1) from None
    # After a crash of the supervisor its parts may still run.
    end_all_leftovers(control.state, grace_s=GRACE_S)
    console.print(f"The stack is down after {time.monotonic() - began:.1f} s" if ran else "The stack was down already.")
    if wipe:
        wipe_data(control)
        console.print("Its data is deleted.")


def wipe_data(control: Control) -> None:
    """Delete the data folders of a stack that is down."""
    for name in ("postgres", "kafka", "valkey", "keycloak", "sample"):
        shutil.rmtree(control.state / name, ignore_errors=True)
