"""Warm start and memory of the whole stack, in an installation of the bench's own beside the checkout's."""

# ruff: noqa: E501 - sentences of the page read better unbroken

import asyncio
import os
import time
from pathlib import Path

from figures import Result, Spread
from workbench import Workbench

from stack.commands.status import memory_bytes
from stack.control import Control
from stack.process import end_all_leftovers

CHECKOUT = Path(__file__).parents[2]
WARM_MAX_S = 30.0
MEMORY_MAX_GB = 2.2
ROUNDS = 2
UP_TIMEOUT_S = 600.0
SETTLED_AFTER_S = 5.0
GRACE_S = 15.0


async def measure(bench: Workbench, *, large: bool) -> Result:
    return await asyncio.to_thread(_measure)


def _measure() -> Result:
    control = Control(_installation())
    try:
        first = _up_s(control)
        control.stop()
        seconds, memory = [], []
        for _ in range(ROUNDS):
            seconds.append(_up_s(control))
            time.sleep(SETTLED_AFTER_S)
            status = control.status()
            assert status is not None
            memory.append(memory_bytes(status) / 1e9)
            control.stop()
            print(f"  up after {seconds[-1]:.1f} s, {memory[-1]:.2f} GB", flush=True)
    finally:
        control.stop()
        end_all_leftovers(control.state, grace_s=GRACE_S)
    warm, held = Spread.of(seconds), Spread.of(memory)
    return Result(
        work="warm start, memory",
        measured=f"{warm.text('.1f')} s; {held.text('.2f')} GB",
        beside="–",
        ratio="–",
        aim="30 s warm, 2.2 GB",
        holds=warm.middle <= WARM_MAX_S and held.middle <= MEMORY_MAX_GB,
        notes=(
            "From the start of the supervisor until every part says that it is ready, as `./kehou up` after `./kehou down`; memory is the "
            f"proportional set size of all its processes {SETTLED_AFTER_S:.0f} s later. The first start of all, which makes databases, migrates "
            f"them and imports the realm, took {first:.1f} s.",
            "A cold start from nothing also makes the environment and downloads 43 MB for Kafka; it depends on the network and is not part "
            "of this run. To measure it: a fresh clone, an empty `XDG_CACHE_HOME`, then `time ./kehou up`.",
        ),
    )


def _installation() -> Path:
    """A folder that links to the checkout's code and holds its own data, ports and secrets."""
    root = CHECKOUT / ".kehou" / "bench"
    root.mkdir(parents=True, exist_ok=True)
    for entry in CHECKOUT.iterdir():
        link = root / entry.name
        if not entry.name.startswith(".") and not link.is_symlink():
            link.symlink_to(os.path.relpath(entry, root))
    return root


def _up_s(control: Control) -> float:
    began = time.monotonic()
    control.launch()
    control.await_up(timeout_s=UP_TIMEOUT_S)
    return time.monotonic() - began
