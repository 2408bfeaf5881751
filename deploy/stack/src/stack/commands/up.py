"""kehou up"""

import json
import os
import time

import typer
from rich.console import Console

from stack.console import announcer, console, errors, root
from stack.control import Control, StackFailed, StackStatus
from stack.installation import Given, GivenElsewhere, Installation, open_installation
from stack.second_factor import tell_second_factor

UP_TIMEOUT_S = 600.0


def bring_up(*, roles: str = "serve", only: frozenset[str] = frozenset(), say: Console = console) -> Installation:
    """Bring the stack up and return the installation; a stack that is up is left as it is. Raises StackFailed."""
    try:
        Given.from_environment(os.environ)
    except GivenElsewhere as problem:
        raise StackFailed(str(problem)) from None
    control = Control(root())
    began = time.monotonic()
    running = control.status()
    if running is not None and running.roles != roles:
        raise StackFailed(f"the stack runs with --roles {running.roles}; say `kehou down` first")
    if running is not None and only and not only <= {unit.name for unit in running.units}:
        raise StackFailed("the stack runs without some of these parts; say `kehou down` first")
    if running is not None and running.is_up:
        return open_installation(root())
    if running is None:
        say.print("Starting the stack; its logs are in .kehou/stack/logs")
        control.launch(roles=roles, only=only)
    try:
        control.await_up(timeout_s=UP_TIMEOUT_S, progress=announcer(say))
    except StackFailed:
        # What is half up would only be in the way of the next attempt.
        control.stop()
        raise
    say.print(f"The stack is up after {time.monotonic() - began:.1f} s")
    return open_installation(root())


def up(
    roles: str = typer.Option("serve", help="serve: one process per service; split: one per role."),
    only: str = typer.Option("", help="Only these parts and what they need, separated by commas."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document and nothing else."),
) -> None:
    """Bring the stack up; does nothing when it is up."""
    say = Console(stderr=True, quiet=True) if as_json else console
    wanted = frozenset(name for name in only.split(",") if name)
    already = Control(root()).status()
    try:
        installation = bring_up(roles=roles, only=wanted, say=say)
    except StackFailed as problem:
        errors.print(f"[red]The stack did not come up.[/] {problem}", markup=True)
        raise typer.Exit(1) from None
    if as_json:
        print(json.dumps({"portal": installation.origin, "installation": installation.id}))
        return
    if already is not None and already.is_up:
        console.print("The stack is up already.")
    _say_where(installation, Control(root()).status())


def _say_where(installation: Installation, status: StackStatus | None) -> None:
    if status is not None and any(unit.name == "envoy" for unit in status.units):
        console.print(f"Portal: {installation.origin}")
        for who in ("system", "security"):
            password = installation.secrets[f"{who}_administrator_password"]
            console.print(f"Sign in as {who}-administrator, password {password}")
        tell_second_factor(console, installation)
