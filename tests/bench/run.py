"""Measure everything and write docs/benchmarks.md: python tests/bench/run.py [--large] [--only events,reading]."""

import argparse
import asyncio
import importlib
import json
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path

import uvloop
from figures import Result, page
from machine import describe
from workbench import Workbench

CHECKOUT = Path(__file__).parents[2]
PAGE = CHECKOUT / "docs" / "benchmarks.md"
KEPT = CHECKOUT / ".kehou" / "bench-results"
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
    machine = uvloop.run(_measure(names, large=options.large))
    kept = {name: KEPT / f"{name}.json" for name in WORKS}
    written = page([one for file in kept.values() if file.exists() for one in _read(file)], machine)
    # Each line was measured beside its own comparison, so lines of several runs make one page.
    missing = [name for name, file in kept.items() if not file.exists()]
    if missing:
        written += f"\nNot measured here yet: {', '.join(missing)}.\n"
    PAGE.write_text(written)
    print(written)


def _read(file: Path) -> list[Result]:
    return [Result(**fields) for fields in json.loads(file.read_text())]


async def _measure(names: list[str], *, large: bool) -> str:
    KEPT.mkdir(parents=True, exist_ok=True)
    with Workbench() as bench:
        for name in names:
            began = time.monotonic()
            print(f"measuring: {name} …", flush=True)
            measured = await importlib.import_module(name).measure(bench, large=large)
            results = measured if isinstance(measured, list) else [measured]
            (KEPT / f"{name}.json").write_text(json.dumps([asdict(one) for one in results], ensure_ascii=False))
            print(f"measured: {name} in {time.monotonic() - began:.0f} s", flush=True)
        return await asyncio.to_thread(describe, bench.postgres)


if __name__ == "__main__":
    main()
