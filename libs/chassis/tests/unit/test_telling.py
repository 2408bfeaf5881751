"""Every event says in its contract what it tells, and events leave by `Transaction.publish` only."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from chassis.events.telling import TellsNothing, tells_state
from contracts.billing.v1.events_pb2 import PriceItem

ROOT = Path(__file__).resolve().parents[4]
SERVICES = ("billing", "enrolment", "inspection", "staffing", "vendor_registry")


def events_of(service: str) -> list[Any]:
    """The messages of a service that are no part of another one."""
    file = import_module(f"contracts.{service}.v1.events_pb2")
    kinds = file.DESCRIPTOR.message_types_by_name
    parts = {field.message_type.name for kind in kinds.values() for field in kind.fields if field.message_type}
    return [getattr(file, name) for name in kinds if name not in parts]


@pytest.mark.parametrize("service", SERVICES)
def test_each_event_tells_a_fact_or_a_state(service: str) -> None:
    told = {kind.DESCRIPTOR.name: tells_state(kind()) for kind in events_of(service)}
    assert any(told.values())
    # Whoever counts, lists or says "all of" tells a state.
    assert {name for name in told if name.endswith("Counted")} <= {name for name, state in told.items() if state}


@pytest.mark.parametrize("service", SERVICES)
def test_each_state_has_a_publisher_in_a_service_that_holds(service: str) -> None:
    [folder] = ROOT.glob(f"services/*/src/{service}")
    publishing = "\n".join(file.read_text() for file in folder.glob("a*/**/*.py"))
    states = {kind.DESCRIPTOR.name for kind in events_of(service) if tells_state(kind())}
    held = set(re.findall(r"\.hold\((\w+)", publishing))
    assert held <= states | {"TOPICS", "kind"}
    assert {name for name in states if not re.search(rf"\b{name}\(", publishing)} == set()


def test_a_message_that_declares_nothing_is_refused() -> None:
    with pytest.raises(TellsNothing):
        tells_state(PriceItem())


def test_nothing_else_writes_into_the_outbox() -> None:
    writers = {
        file.name
        for folder in ("libs", "services", "gateway")
        for file in (ROOT / folder).glob("*/src/**/*.py")
        if re.search(r"INSERT INTO chassis\.(outbox|aggregate)\b", file.read_text())
    }
    assert writers == {"transaction.py"}
