"""kehou demo"""

import asyncio
import json
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from chassis.events.levels import measure
from chassis.postgres.database import Database
from stack.clock import MovingClock
from stack.commands.down import wipe_data
from stack.commands.up import bring_up
from stack.console import console, errors, root, telling
from stack.control import Control, StackFailed
from stack.environment import cluster, database_url
from stack.installation import SERVICES, Installation
from stack.mailbox import Mailbox
from stack.sample_accounts import add_accounts, realm_url
from stack.second_factor import tell_second_factor

PUPILS = 1_200
SEED = 20_260_302
# What a term comes to, in the order in which it is told.
DOCUMENT = (
    "pack",
    "pupils",
    "applications",
    "placements",
    "bills",
    "billed_fen",
    "waived_fen",
    "collected_fen",
    "refunded_fen",
    "statement_lines",
    "matched_lines",
    "exceptions_found",
    "exceptions_open",
    "allowance_lines",
    "allowance_fen",
    "settlement_fen",
    "subsidy_fen",
    "events_published",
    "events_applied",
    "events_lost",
    "events_dead",
    "ledger_balanced",
    "month_closed",
    "seconds",
)
# Counts told now and then for the dashboard: how many are told depends on the moment, so they are no facts of a term.
COUNTS = (
    "contracts.enrolment.v1.SurveyCounted",
    "contracts.enrolment.v1.ApplicationsCounted",
    "contracts.billing.v1.ReconciliationProgressed",
)
# Says that what the data folders hold came from a demo, so that the next one may wipe it.
MARK = "demo-data"


def demo(
    pupils: int = typer.Option(PUPILS, min=30, help="How many pupils, in three schools of one district."),
    once: bool = typer.Option(False, "--once", help="Stop the stack at the end."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document and nothing else."),
    seed: int = typer.Option(SEED, help="The seed of the sample city."),
) -> None:
    """Run one whole term of a sample city, from the adopted rules to the closed month."""
    say = Console(stderr=True, quiet=True) if as_json else console
    try:
        figures = _run(pupils=pupils, seed=seed, say=say)
    except Exception as problem:  # noqa: BLE001 - whatever stopped it is told, with where the logs are
        log = _logs(Control(root())) / "demo.log"
        log.write_text(traceback.format_exc())
        errors.print("[red]The demo stopped.[/]")
        errors.print(
            f"{problem}\nWhere it stood is in {log}, the logs of the parts beside it; see `kehou status`.", markup=False
        )
        raise typer.Exit(1) from None
    finally:
        if once:
            Control(root()).stop()
    if as_json:
        print(json.dumps(figures, ensure_ascii=False))


def _logs(control: Control) -> Path:
    folder = control.state / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def prepare_empty_stack(
    control: Control, say: Console, *, start: Callable[[Console], Installation] = lambda say: bring_up(say=say)
) -> Installation:
    """Bring up a stack that holds nothing, deleting what an earlier demo left. Raises StackFailed otherwise."""
    mark = control.state / MARK
    if mark.exists():
        say.print("Deleting what the demo before left")
        control.stop()
        wipe_data(control)
        mark.unlink()
    installation = start(say)
    if not is_untouched(installation):
        raise StackFailed("this stack holds data that no demo made; keep it, or say `kehou down --wipe` first")
    mark.touch()
    return installation


def is_untouched(installation: Installation) -> bool:
    """Tell whether no service has ever published anything."""
    server = cluster(installation)
    there = "SELECT to_regclass('chassis.outbox') IS NOT NULL"
    return not any(
        server.execute(there, database=name) == "t"
        and server.execute("SELECT EXISTS (SELECT 1 FROM chassis.outbox)", database=name) == "t"
        for name in SERVICES.values()
    )


def _run(*, pupils: int, seed: int, say: Console) -> dict[str, Any]:
    # Found when it is wanted: the sample city stands above the stack, and only this command needs it.
    term = import_module("sample_city.journey.term")
    control = Control(root())
    installation = prepare_empty_stack(control, say)
    began = time.monotonic()
    city = term.sample_city(pupils=pupils, seed=seed)
    with telling(say) as progress:
        accounts = term.accounts(city)
        add_accounts(installation, accounts, done=lambda count: progress("people sign up", count, len(accounts)))
        ready = term.Ready(
            gateway_url=installation.origin,
            realm_url=realm_url(installation),
            password=str(installation.secrets["sample_password"]),
            totp_secret=str(installation.secrets["sample_totp_secret"]),
            passwords={"system-administrator": str(installation.secrets["system_administrator_password"])},
            clock=MovingClock(installation),
            telephones=Mailbox(installation),
        )
        outcome = term.run_term(ready, city=city, progress=progress, folder=installation.folder("sample"))
    seconds = round(time.monotonic() - began, 1)
    figures = document({**outcome, **asyncio.run(_events(installation)), "seconds": seconds})
    say.print(_summary(figures))
    tell_people(say, installation, term.people_to_try(city))
    return figures


def document(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figures of a term in the order of the document; raises ValueError where one is missing or unknown."""
    if figures.keys() != set(DOCUMENT):
        raise ValueError(f"these figures are missing or unknown: {sorted(figures.keys() ^ set(DOCUMENT))}")
    return {name: figures[name] for name in DOCUMENT}


async def _events(installation: Installation) -> dict[str, int]:
    """How many events were told and applied, read when nothing is under way."""
    databases = {
        service: Database(
            database_url(installation, package).replace("postgresql://", "postgresql+asyncpg://"), name="demo"
        )
        for service, package in SERVICES.items()
    }
    try:
        levels = await measure(databases)
        facts = await measure(databases, besides=COUNTS)
    finally:
        for database in databases.values():
            await database.close()
    return {
        "events_published": facts.published,
        "events_applied": facts.applied,
        "events_lost": levels.lost,
        "events_dead": levels.dead,
    }


def _summary(figures: Mapping[str, Any]) -> Table:
    """What the term came to; amounts in yuan."""
    table = Table("the term", "", box=None, pad_edge=False)
    table.columns[1].justify = "right"
    for name, value in figures.items():
        if name.endswith("_fen"):
            table.add_row(f"{name.removesuffix('_fen').replace('_', ' ')} (yuan)", f"{value / 100:,.2f}")
        elif isinstance(value, bool):
            table.add_row(name.replace("_", " "), "yes" if value else "no")
        else:
            table.add_row(name.replace("_", " "), f"{value:,}" if isinstance(value, int) else str(value))
    return table


def tell_people(say: Console, installation: Installation, people: Sequence[tuple[str, str, str]]) -> None:
    """Where the portal is and who may sign in; what has to be typed is never cut off, however narrow the terminal."""
    say.print(f"Portal: [bold]{installation.origin}[/]", soft_wrap=True)
    say.print(f"Password of everybody below: {installation.secrets['sample_password']}", soft_wrap=True)
    tell_second_factor(say, installation)
    table = Table(box=None, pad_edge=False)
    table.add_column("sign-in name", min_width=max(len(name) for name, _, _ in people))
    table.add_column("role", overflow="fold")
    table.add_column("organisation", overflow="fold")
    for name, role, organisation in people:
        table.add_row(name, role, organisation)
    say.print(table)
