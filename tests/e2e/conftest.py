"""One stack and one finished term for all tests that look at what a term leaves behind."""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from genuine import Genuine, genuine_token
from natural_keys import Picture, picture
from own_stack import OwnStack

TIMEOUT_S = 1_800
BEGAN_S = time.monotonic()
# What only looks comes first, what changes the finished term later, then what begins a new one, and last what leaves
# no data as anybody meant it.
ORDER = (
    "test_demo",
    "test_personal_data",
    "test_access",
    "test_matrix",
    "test_browser",
    "test_service_down",
    "test_outsiders",
    "test_colleagues",
    "test_race",
    "test_faults",
    "test_fuzz",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in here:
        item.add_marker(pytest.mark.timeout(TIMEOUT_S))
    ordered = sorted(here, key=lambda item: ORDER.index(item.path.stem) if item.path.stem in ORDER else 0)
    places = [place for place, item in enumerate(items) if item in here]
    for place, item in zip(places, ordered, strict=True):
        items[place] = item


@dataclass(frozen=True)
class FinishedTerm:
    """The stack after an undisturbed term: what the demo printed, its figures, and what it left by natural keys."""

    stack: OwnStack
    printed: str
    figures: dict[str, Any]
    left: Picture


@pytest.fixture(scope="session")
def session_began_s() -> float:
    """When this run began, by the monotonic clock."""
    return BEGAN_S


@pytest.fixture(scope="session")
def own_stack() -> Iterator[OwnStack]:
    stack = OwnStack.make("term")
    yield stack
    stack.stop()


@pytest.fixture(scope="session")
def finished_term(own_stack: OwnStack) -> FinishedTerm:
    own_stack.empty()
    demo = own_stack.demo()
    assert demo.returncode == 0, demo.stderr
    own_stack.settle()
    return FinishedTerm(own_stack, demo.stdout, json.loads(demo.stdout), picture(own_stack))


@pytest.fixture(scope="session")
def genuine(finished_term: FinishedTerm) -> Genuine:
    return genuine_token(finished_term.stack)
