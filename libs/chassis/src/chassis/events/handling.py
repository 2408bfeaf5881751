"""What a service does about the events of others."""

from collections.abc import Awaitable, Callable, Sequence
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
ApplyMany = Callable[[Sequence[tuple[Any, EventInfo]], Transaction], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Handler:
    """One type of event and what to do about it, one by one or, where `apply_many` is given, a run at a time."""

    message: type[Message]
    apply: Apply
    apply_many: ApplyMany | None = None

    @property
    def type(self) -> str:
        return self.message.DESCRIPTOR.full_name


def handles(message: type[_M], apply: Callable[[_M, EventInfo, Transaction], Awaitable[None]]) -> Handler:
    """Return the handler that gives each `message` to `apply`, inside the transaction that marks it as applied.

    `apply` raises NotYetKnown where it must wait for another event; any other exception makes a dead letter after a
    few tries. It never talks to the network.
    """
    return Handler(message, apply)


def handles_many(
    message: type[_M], apply_many: Callable[[Sequence[tuple[_M, EventInfo]], Transaction], Awaitable[None]]
) -> Handler:
    """Return the handler that gives each run of `message` to `apply_many`, for busy topics: sets instead of rows.

    A run holds what comes next of the same type, in order, also several events of one aggregate. Where `apply_many`
    raises, the run is halved until the event that is to blame stands alone; the rest is as with `handles`.
    """

    async def apply(one: _M, event: EventInfo, transaction: Transaction) -> None:
        await apply_many([(one, event)], transaction)

    return Handler(message, apply, apply_many)
