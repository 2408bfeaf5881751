"""One term in which every process dies once, at a moment chosen by a seed, ends as one in which none does."""

import os
import random
import threading
import time
from typing import Any

import pytest
from natural_keys import differences, picture

from stack.control import StackFailed

ASKED_FOR = os.environ.get("KEHOU_SOAK") or None
ROUNDS = 1 if ASKED_FOR is None else int(ASKED_FOR)
# A term of kills takes some four fifths of all that came before it, and a whole run of the suite has half an hour.
BEGINS_WITHIN_S = 14 * 60
BACK_WITHIN_S = 120.0
PATIENCE_S = 120.0
# Envoy and Keycloak are not ours to break here: what they hold is asked for anew by whoever signs in.
SPARED = frozenset({"envoy", "keycloak"})
# How much of a term goes by while each part of it is told of; the last kills fall some days before its end.
SHARES = {"before lessons begin": (0.0, 0.35), "the term goes by": (0.35, 1.0)}
LAST_KILL_AT = 0.85
WITHIN_STEP_S = 2.0


class Killer:
    """Kills each process once while the term goes by: at moments of chance, counted in how much of it has gone by."""

    def __init__(self, control: Any, *, seed: int) -> None:
        self._control = control
        chance = random.Random(seed)
        names = [one.name for one in control.status().units if one.is_part and one.name not in SPARED]
        chance.shuffle(names)
        moments = sorted(chance.uniform(0, LAST_KILL_AT) for _ in names)
        # Within its step, too, a kill comes when it comes.
        pauses = [chance.uniform(0, WITHIN_STEP_S) for _ in names]
        self.waiting = list(zip(moments, pauses, names, strict=True))
        self.killed: list[str] = []
        self.problems: list[str] = []
        self._gone_by = 0.0
        self._over = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def progress(self, what: str, done: int, total: int) -> None:
        """Hear how far the term is."""
        begin, end = SHARES.get(what, (0.0, 0.0))
        with self._changed:
            self._gone_by = max(self._gone_by, begin + (end - begin) * done / total)
            self._changed.notify()

    def __enter__(self) -> "Killer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._over = True
            self._changed.notify()
        self._thread.join(WITHIN_STEP_S + BACK_WITHIN_S)

    def _run(self) -> None:
        while self.waiting and self._reaches(self.waiting[0][0]):
            _, pause_s, name = self.waiting.pop(0)
            time.sleep(pause_s)
            try:
                self._control.kill(name, timeout_s=BACK_WITHIN_S)
                self.killed.append(name)
            except StackFailed as problem:
                self.problems.append(str(problem))

    def _reaches(self, moment: float) -> bool:
        """Wait until so much of the term has gone by; false where it ended first."""
        with self._changed:
            self._changed.wait_for(lambda: self._over or self._gone_by >= moment)
            return not self._over


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_ends_as_an_undisturbed_term_although_every_process_was_killed(
    finished_term: Any, session_began_s: float, round_: int
) -> None:
    gone_s = time.monotonic() - session_began_s
    if ASKED_FOR is None and gone_s > BEGINS_WITHIN_S:
        pytest.skip(f"{gone_s / 60:.0f} minutes have gone by on this machine; `./kehou test --soak 1` asks for it")
    stack = finished_term.stack
    stack.start(roles="split", empty=True)
    stack.add_accounts()
    began = time.monotonic()
    with Killer(stack.control, seed=finished_term.figures["pupils"] + round_) as killer:
        figures = stack.run_term(killer.progress, patience_s=PATIENCE_S)
    seconds = time.monotonic() - began
    stack.settle()
    assert killer.problems == []
    assert killer.waiting == [], f"the term of {seconds:.0f} s was over before they were killed"
    assert differences(finished_term.left, picture(stack)) == {}
    assert figures == {name: finished_term.figures[name] for name in figures}
