"""kehou test"""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import typer
from rich.table import Table

from stack.console import console, errors, root
from stack.suites import Outcome, Suite, all_suites, run_suite

SHOWN_LINES_MAX = 400


def run_tests(
    only: str = typer.Option("", help="Only these suites, separated by commas."),
    soak: int | None = typer.Option(
        None, min=0, help="Live so many terms in which every process is killed once; else one."
    ),
    fuzz: int | None = typer.Option(
        None, min=1, help="Ask each operation of the contracts for so many things of chance; else for a few fixed ones."
    ),
) -> None:
    """Run every suite: lint, types, import rules, contracts, unit, integration, end to end."""
    results = root() / ".kehou" / "test"
    results.mkdir(parents=True, exist_ok=True)
    suites = all_suites(root(), results, soak=soak, fuzz=fuzz)
    wanted = {name.strip() for name in only.split(",") if name.strip()}
    if unknown := wanted - {suite.name for suite in suites}:
        errors.print(f"[red]There is no suite called {', '.join(sorted(unknown))}[/]; there are:")
        errors.print(", ".join(suite.name for suite in suites))
        raise typer.Exit(2)
    chosen = [suite for suite in suites if not wanted or suite.name in wanted]
    began = time.monotonic()
    outcomes = _run_all(chosen, results)
    console.print(_table(outcomes, time.monotonic() - began))
    passed, failed = sum(each.passed for each in outcomes), sum(each.failed for each in outcomes)
    print(f"{passed} passed, {failed} failed", flush=True)
    if failed or not passed:
        raise typer.Exit(1)


def _run_all(suites: list[Suite], results: Path) -> list[Outcome]:
    outcomes = []
    with ThreadPoolExecutor(max_workers=1) as lane:
        beside = []
        for number, suite in enumerate(suites, 1):
            console.print(
                f"[dim]{number:>2}/{len(suites)}[/] {suite.name} …{' beside the next' if suite.aside else ''}"
            )
            if suite.aside:
                beside.append(lane.submit(run_suite, suite, root(), results))
                continue
            outcomes.append(run_suite(suite, root(), results))
            _say(outcomes[-1])
        for each in beside:
            outcomes.append(each.result())
            _say(outcomes[-1])
    return outcomes


def _say(outcome: Outcome) -> None:
    verdict = "[red]failed[/]" if outcome.failed else "passed"
    console.print(f"      {outcome.suite.name} {verdict} after {outcome.seconds:.1f} s")
    for test, reason in outcome.skipped:
        console.print(f"      skipped {test}: {reason}", markup=False)
    if outcome.failed:
        lines = outcome.log.read_text(errors="replace").splitlines()
        if len(lines) > SHOWN_LINES_MAX:
            console.print(f"      … the first {len(lines) - SHOWN_LINES_MAX} lines are in {outcome.log}")
        print("\n".join(lines[-SHOWN_LINES_MAX:]), flush=True)


def _table(outcomes: list[Outcome], seconds: float) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading, side in (("suite", "left"), ("passed", "right"), ("failed", "right"), ("skipped", "right")):
        table.add_column(heading, justify="right" if side == "right" else "left")
    table.add_column("seconds", justify="right")
    for each in outcomes:
        figures = (str(each.passed), str(each.failed), str(len(each.skipped)), f"{each.seconds:.1f}")
        table.add_row(each.suite.name, *figures, style="red" if each.failed else None)
    table.add_row("all", *(str(sum(counts)) for counts in _columns(outcomes)), f"{seconds:.1f}", style="bold")
    return table


def _columns(outcomes: list[Outcome]) -> tuple[list[int], list[int], list[int]]:
    return (
        [each.passed for each in outcomes],
        [each.failed for each in outcomes],
        [len(each.skipped) for each in outcomes],
    )
