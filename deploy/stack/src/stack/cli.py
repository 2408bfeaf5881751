"""The `kehou` command."""

import typer

from stack.commands.bench import bench
from stack.commands.clock import clock
from stack.commands.demo import demo
from stack.commands.down import down
from stack.commands.logs import logs
from stack.commands.status import status
from stack.commands.test import run_tests
from stack.commands.up import up

app = typer.Typer(
    name="kehou",
    help="After-school service for a whole city, on this machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(demo)
app.command("test")(run_tests)
for command in (up, down, status, logs, bench):
    app.command()(command)
app.add_typer(clock, name="clock")
