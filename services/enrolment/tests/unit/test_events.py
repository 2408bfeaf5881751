"""Every event fits its message."""

from dataclasses import fields
from datetime import date, time
from typing import Any, get_type_hints
from uuid import uuid4

import pytest

from contracts.enrolment.v1 import events_pb2
from enrolment.adapters.kafka.translate import message_of
from enrolment.domain import event as events
from kernel.organisation import OrganisationPath

KINDS = [
    kind
    for kind in vars(events).values()
    if isinstance(kind, type) and issubclass(kind, events.Event) and hasattr(events_pb2, kind.__name__)
]
SAMPLES = {
    "UUID": uuid4,
    "str": lambda: "x",
    "int": lambda: 3,
    "bool": lambda: True,
    "bytes": lambda: b"k",
    "date": lambda: date(2026, 3, 2),
    "time": lambda: time(16),
    "OrganisationPath": lambda: OrganisationPath("/3401/340104/2134010001"),
}


def sample(kind: Any) -> Any:
    text = str(kind)
    if "Session" in text and "tuple" in text:
        return (events.Session(uuid4(), date(2026, 3, 2), time(16), time(17, 30), 1),)
    if "AnnouncedDay" in text:
        return (events.AnnouncedDay(on=date(2027, 1, 1), off=True, name="元旦"),)
    if "Mark" in text and "tuple" in text:
        return (events.Mark(uuid4(), "present"),)
    if "Leaver" in text and "tuple" in text:
        return (events.Leaver(uuid4(), date(2026, 3, 2)),)
    for name, make in SAMPLES.items():
        if name in text:
            return (make(),) if "tuple" in text else make()
    raise AssertionError(text)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_travels_whole(kind: Any) -> None:
    hints = get_type_hints(kind)
    event = kind(**{one.name: sample(hints[one.name]) for one in fields(kind)})
    message = message_of(event)
    assert event.key
    assert {one.name for one in message.DESCRIPTOR.fields} == {one.name for one in fields(kind)}
    assert {found.name for found, _ in message.ListFields()} == {one.name for one in fields(kind)}


def test_every_message_has_its_event() -> None:
    parts = {"AnnouncedDay", "Session", "Mark", "Leaver", "GuardianUnbound"}
    assert {kind.__name__ for kind in KINDS} | parts == set(events_pb2.DESCRIPTOR.message_types_by_name)
