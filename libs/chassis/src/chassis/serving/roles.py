"""Runs the roles of a process side by side, and ends all of them when it is told to or when one of them breaks."""

import asyncio
import gc
import os
import signal
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

log = structlog.get_logger("chassis.process")

# SIGTERM to exit; a supervisor kills after this, and we want to end by ourselves.
STOP_WITHIN_S = 4.0
FORCE_AFTER_S = 4.8


@dataclass(frozen=True, slots=True)
class Role:
    """Something that runs until `stop`: `run` returning by itself, or raising, is a failure."""

    name: str
    run: Callable[[], Awaitable[None]]
    stop: Callable[[], None]


async def run_roles(
    roles: list[Role],
    *,
    on_start: list[Callable[[], Awaitable[None]]],
    on_stopping: Callable[[], None],
    on_end: list[Callable[[], Awaitable[None]]],
) -> int:
    """The exit code: 0 after a graceful stop, 1 where a role ended by itself or did not stop in time."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    started_s = time.perf_counter()
    try:
        for hook in on_start:
            await hook()
        tasks = {asyncio.create_task(_run(role), name=role.name): role for role in roles}
        # What was made until now lives as long as the process; the collector need not look at it again.
        gc.collect()
        gc.freeze()
        log.info("started", roles=[role.name for role in roles], took_s=round(time.perf_counter() - started_s, 3))
        told = asyncio.create_task(stopping.wait())
        await asyncio.wait([*tasks, told], return_when=asyncio.FIRST_COMPLETED)
        failed = not stopping.is_set()
        told.cancel()
        _force_the_end()
        on_stopping()
        return int(await _stop(tasks) or failed)
    finally:
        for ending in on_end:
            try:
                await asyncio.wait_for(ending(), 1.0)
            except Exception as error:
                log.warning("closing_failed", exc_info=error)


async def _run(role: Role) -> None:
    try:
        await role.run()
    except asyncio.CancelledError:
        raise
    except Exception as error:
        log.error("role_failed", failed_role=role.name, exc_info=error)
        raise


async def _stop(tasks: dict["asyncio.Task[None]", Role]) -> bool:
    """Ask every role to stop and wait; True where one failed or had to be cancelled."""
    for task, role in tasks.items():
        if not task.done():
            role.stop()
    _, late = await asyncio.wait(tasks, timeout=STOP_WITHIN_S)
    for task in late:
        log.warning("role_did_not_stop", late_role=tasks[task].name)
        task.cancel()
    if late:
        await asyncio.wait(late, timeout=0.3)
    return bool(late) or any(not task.cancelled() and task.exception() is not None for task in tasks if task.done())


def _force_the_end() -> None:
    # A thread that hangs in a library must not keep the process from being started again.
    timer = threading.Timer(FORCE_AFTER_S, os._exit, args=(3,))
    timer.daemon = True
    timer.start()


def until_stopped(run: Callable[[], Awaitable[None]], name: str) -> Role:
    """A role made of a loop that knows no stop of its own: it is cancelled."""
    running: list[asyncio.Task[None]] = []

    async def cancellable() -> None:
        task = asyncio.ensure_future(run())
        running.append(task)
        stopped = False
        try:
            await task
        except asyncio.CancelledError:
            stopped = task.cancelled()
            if not stopped:
                task.cancel()
                raise

    def stop() -> None:
        for task in running:
            task.cancel()

    return Role(name, cancellable, stop)
