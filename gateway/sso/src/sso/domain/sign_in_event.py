"""What happened at sign-in: who, when, from where, and what came of it. Names are left out."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SignInEvent:
    """`account_id` is the identity provider's; None where nobody has the name that was typed.

    `error` is None where it went well.
    """

    happened_at: datetime
    kind: str
    error: str | None
    account_id: str | None
    person_id: UUID | None
    address: str | None
    client: str | None


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are wanted; until is not included."""

    since: datetime | None
    until: datetime
    kinds: tuple[str, ...] = ()
    person_id: UUID | None = None
