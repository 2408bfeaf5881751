"""One term in which every process dies once, at a moment chosen by a seed, ends as one in which none does."""

import os
import random
import threading
import time
from typing import Any

import pytest
from natural_keys import differences, picture

from stack.control import StackFailed

ROUNDS = int(os.environ.get("KEHOU_SOAK") or 0)
BACK_WITHIN_S = 120.0
PATIENCE_S = 120.0
# Envoy and Keycloak are not ours to break here: what they hold is asked for anew by whoever signs in.
SPARED = frozenset({"envoy", "keycloak"})
FIRST_KILL_S = 5.0


class Killer:
    """Kills each process once while the term goes by, one after another, with pauses of chance between them."""

    def __init__(self, control: Any, *, seed: int, within_s: float) -> None:
        self._control = control
        self._chance = random.Random(seed)
        units = control.status().units
        self.waiting = [one.name for one in units if one.is_part and one.name not in SPARED]
        self._chance.shuffle(self.waiting)
        self._pause_s = within_s / len(self.waiting)
        self.killed: list[str] = []
        self.problems: list[str] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Killer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(BACK_WITHIN_S)

    def _run(self) -> None:
        self._over.wait(FIRST_KILL_S)
        while self.waiting and not self._over.is_set():
            began = time.monotonic()
            name = self.waiting.pop()
            try:
                self._control.kill(name, timeout_s=BACK_WITHIN_S)
                self.killed.append(name)
            except StackFailed as problem:
                self.problems.append(str(problem))
            took = time.monotonic() - began
            self._over.wait(max(0.0, self._chance.uniform(0.5, 1.5) * self._pause_s - took))


@pytest.mark.skipif(
    not ROUNDS, reason="ten minutes of both cores, for which half an hour has no room: `./kehou test --soak 1`"
)
@pytest.mark.parametrize("round_", range(max(1, ROUNDS)))
def test_ends_as_an_undisturbed_term_although_every_process_was_killed(finished_term: Any, round_: int) -> None:
    stack = finished_term.stack
    stack.start(roles="split", empty=True)
    stack.add_accounts()
    began = time.monotonic()
    with Killer(stack.control, seed=finished_term.figures["pupils"] + round_, within_s=finished_term.seconds) as killer:
        figures = stack.run_term(patience_s=PATIENCE_S)
    seconds = time.monotonic() - began
    stack.settle()
    assert killer.problems == []
    assert killer.waiting == [], f"the term of {seconds:.0f} s was over before they were killed"
    assert differences(finished_term.left, picture(stack)) == {}
    assert figures == {name: finished_term.figures[name] for name in figures}
