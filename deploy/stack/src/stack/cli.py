"""The `kehou` command."""

from importlib import import_module

import typer

# Where each command is. Only the one that is asked for is imported: `kehou status` must answer at once.
COMMANDS = {
    "demo": ("stack.commands.demo", "demo"),
    "test": ("stack.commands.test", "run_tests"),
    "up": ("stack.commands.up", "up"),
    "down": ("stack.commands.down", "down"),
    "status": ("stack.commands.status", "status"),
    "logs": ("stack.commands.logs", "logs"),
    "bench": ("stack.commands.bench", "bench"),
    "generate": ("stack.commands.generate", "generate"),
    "clock": ("stack.commands.clock", "clock"),
}


def make_app(wanted: str | None = None) -> typer.Typer:
    """Return the command line with the command `wanted`; with all of them when it is none of ours."""
    app = typer.Typer(
        name="kehou",
        help="After-school service for a whole city, on this machine.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    # With a callback typer keeps the name of a single command.
    app.callback()(lambda: None)
    for name in [wanted] if wanted in COMMANDS else COMMANDS:
        module, attribute = COMMANDS[str(name)]
        command = getattr(import_module(module), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app
