"""Running parts of a service inside a test, and waiting for what they do."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol

_LOOK_EVERY_S = 0.001


class Runs(Protocol):
    """A part with a loop of its own: relay, consumer, worker, scheduler."""

    async def run(self) -> None: ...

    def stop(self) -> None: ...


@asynccontextmanager
async def running(*parts: Runs) -> AsyncIterator[None]:
    """Run the parts beside the block, and end them gracefully after it."""
    tasks = [asyncio.create_task(part.run()) for part in parts]
    try:
        yield
    finally:
        for part in parts:
            part.stop()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await asyncio.wait_for(task, 15)


async def eventually(holds: Callable[[], Awaitable[bool]], *, within_s: float = 90, poll_s: float = 0.05) -> None:
    """Return as soon as `holds()` does. Raises TimeoutError."""
    deadline = asyncio.get_running_loop().time() + within_s
    while not await holds():
        if asyncio.get_running_loop().time() > deadline:
            raise TimeoutError(f"it did not come true within {within_s:.0f} s")
        await asyncio.sleep(poll_s)


async def longest_turn_s(work: Awaitable[Any]) -> tuple[Any, float]:
    """What the work comes to, and for how long at most the event loop computed without giving others a turn.

    The thread's own time: how busy the machine is does not count.
    """
    task, longest_s = asyncio.ensure_future(work), 0.0
    while not task.done():
        began_s = time.thread_time()
        await asyncio.sleep(_LOOK_EVERY_S)
        longest_s = max(longest_s, time.thread_time() - began_s)
    return await task, longest_s
