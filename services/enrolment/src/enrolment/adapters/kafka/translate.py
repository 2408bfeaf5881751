"""Events as their messages: each field has the same name in contracts.enrolment.v1."""

from dataclasses import fields, is_dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from google.protobuf.message import Message

from contracts.enrolment.v1 import events_pb2
from enrolment.domain.event import Event
from kernel.organisation import OrganisationPath


def message_of(event: Event) -> Message:
    """The protobuf message that carries an event; raises AttributeError where the contract lacks it."""
    kind: type[Message] = getattr(events_pb2, type(event).__name__)
    return kind(**_values(event))


def _values(value: Any) -> dict[str, Any]:
    # None stays away: an absent text field is empty in the contract.
    return {one.name: _plain(found) for one in fields(value) if (found := getattr(value, one.name)) is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, OrganisationPath):
        return value.text
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return getattr(events_pb2, type(value).__name__)(**_values(value))
    return value
