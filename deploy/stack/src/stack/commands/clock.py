"""kehou clock"""

from datetime import UTC, datetime

import typer

from chassis.clock import SHANGHAI, ClockNotSet, ClockWouldGoBack
from stack import clock as stack_clock
from stack.console import console, errors, root
from stack.installation import open_installation

clock = typer.Typer(help="Show or move the local stack's business clock.", invoke_without_command=True)


@clock.callback()
def show(context: typer.Context) -> None:
    """Show where the business clock stands."""
    if context.invoked_subcommand is not None:
        return
    try:
        instant = stack_clock.stands_at(open_installation(root()))
    except (ClockNotSet, OSError) as problem:
        errors.print(f"[red]The clock cannot be read:[/] {problem or type(problem).__name__}; is the stack up?")
        raise typer.Exit(1) from None
    console.print(f"{instant.astimezone(SHANGHAI):%Y-%m-%d %H:%M} in Shanghai")


@clock.command()
def advance(date: datetime = typer.Argument(formats=["%Y-%m-%d"], help="Move to 08:00 of this day.")) -> None:  # noqa: B008
    """Move the clock forward day by day, each step when everything is level."""
    target = date.replace(hour=stack_clock.MORNING_HOUR, tzinfo=SHANGHAI).astimezone(UTC)
    try:
        stack_clock.advance_to(
            open_installation(root()),
            target,
            progress=lambda at: console.print(f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"),
        )
    except (ClockWouldGoBack, ClockNotSet, stack_clock.NotLevel, OSError) as problem:
        errors.print(f"[red]{problem}[/]")
        raise typer.Exit(1) from None
