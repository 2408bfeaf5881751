"""Measure everything and write docs/benchmarks.md: python tests/bench/run.py [--large] [--only events,reading]."""

import argparse
import asyncio
import importlib
import signal
import sys
import time
from pathlib import Path

import uvloop
from figures import Result, page
from machine import describe
from workbench import Workbench

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
# In the order of the page.
WORKS = ("starting", "bills", "statements", "applications", "events", "reading")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", action="store_true", help="also the million")
    parser.add_argument("--only", default=",".join(WORKS), help="some of: " + ", ".join(WORKS))
    options = parser.parse_args()
    names = [name for name in WORKS if name in options.only.split(",")]
    # Ended from outside, the parts must not outlive us.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    results, machine = uvloop.run(_measure(names, large=options.large))
    written = page(results, machine)
    if names == list(WORKS):
        PAGE.write_text(written)
    print(written)


async def _measure(names: list[str], *, large: bool) -> tuple[list[Result], str]:
    results: list[Result] = []
    with Workbench() as bench:
        for name in names:
            began = time.monotonic()
            print(f"measuring: {name} …", flush=True)
            measured = await importlib.import_module(name).measure(bench, large=large)
            results += measured if isinstance(measured, list) else [measured]
            print(f"measured: {name} in {time.monotonic() - began:.0f} s", flush=True)
        machine = await asyncio.to_thread(describe, bench.postgres)
    return results, machine


if __name__ == "__main__":
    main()
