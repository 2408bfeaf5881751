"""What a service does about the events of others."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from google.protobuf.message import Message

from chassis.postgres.transaction import Transaction

_M = TypeVar("_M", bound=Message)


@dataclass(frozen=True, slots=True)
class EventInfo:
    """Where an event comes from; `version` counts the events of its aggregate (topic, key) from 1."""

    id: UUID
    source: str
    type: str
    topic: str
    key: str
    version: int
    occurred_at: datetime


class NotYetKnown(Exception):
    """The event refers to something whose own event has not been applied yet; it is tried again by itself."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is not known yet")
        self.what = what


Apply = Callable[[Any, EventInfo, Transaction], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Handler:
    """One type of event and what to do about it."""

    message: type[Message]
    apply: Apply

    @property
    def type(self) -> str:
        return self.message.DESCRIPTOR.full_name


def handles(message: type[_M], apply: Callable[[_M, EventInfo, Transaction], Awaitable[None]]) -> Handler:
    """Return the handler that gives each `message` to `apply`, inside the transaction that marks it as applied.

    `apply` raises NotYetKnown where it must wait for another event; any other exception makes a dead letter after a
    few tries. It never talks to the network.
    """
    return Handler(message, apply)
