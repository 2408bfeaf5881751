"""The supervisor keeps parts alive, and no crash leaves anything that blocks the next start."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from stack.console import root
from stack.control import Control, StackFailed
from stack.process import end_all_leftovers, start_ticks, wait_until

ONLY = frozenset({"postgres", "valkey"})
UP_S = 60.0


@pytest.fixture
def control(tmp_path: Path) -> Iterator[Control]:
    # A checkout of its own beside the real one: same files, other state. Deep, as some people's folders are.
    checkout = tmp_path / ("deep-" * 20) / "checkout"
    checkout.mkdir(parents=True)
    for name in ("deploy", "gateway", "libs", "services"):
        (checkout / name).symlink_to(root() / name)
    made = Control(checkout)
    yield made
    made.stop()
    end_all_leftovers(made.state, grace_s=10)


def pids(control: Control) -> dict[str, int]:
    status = control.status()
    assert status is not None
    return {unit.name: unit.pid for unit in status.units if unit.pid is not None}


def test_starts_once_and_starts_again_what_is_killed(control: Control) -> None:
    with ThreadPoolExecutor(2) as pool:  # two at once: one supervisor comes of it
        list(pool.map(lambda _: control.launch(only=ONLY), range(2)))
    control.await_up(timeout_s=UP_S)
    before = pids(control)
    assert before.keys() == ONLY
    control.launch(only=ONLY)
    assert pids(control) == before
    for name in ONLY:
        assert control.kill(name) != before[name]
    assert control.stop()
    assert control.status() is None
    assert not control.stop()


def test_comes_up_after_everything_was_killed(control: Control) -> None:
    control.launch(only=ONLY)
    status = control.await_up(timeout_s=UP_S)
    for pid in [status.pid, *pids(control).values()]:
        os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: control.status() is None, timeout_s=5)
    control.launch(only=ONLY)
    control.await_up(timeout_s=UP_S)


def test_ends_the_parts_that_outlived_their_supervisor(control: Control) -> None:
    control.launch(only=frozenset({"valkey"}))
    status = control.await_up(timeout_s=UP_S)
    orphan = pids(control)["valkey"]
    os.kill(status.pid, signal.SIGKILL)
    assert wait_until(lambda: control.status() is None, timeout_s=5)
    control.launch(only=frozenset({"valkey"}))
    control.await_up(timeout_s=UP_S)
    assert start_ticks(orphan) is None
    assert pids(control)["valkey"] != orphan


def test_says_what_a_plan_lacks(control: Control) -> None:
    with pytest.raises(StackFailed, match="no part called postgers"):
        control.launch(only=frozenset({"postgers"}))
