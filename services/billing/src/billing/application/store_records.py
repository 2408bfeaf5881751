"""Small rows that pass between stores and use cases about endings, lessons and budget money."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kernel.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedPlacement:
    school_path: str
    term: str
    ended_on: date | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLesson:
    """A confirmed lesson whose share is still held."""

    session_id: UUID
    offering_id: UUID
    group_id: UUID
    contract_id: UUID | None
    unit_code: str
    held_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetClaim:
    id: UUID
    number: str
    unit_code: str
    participants: int
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRoute:
    """By which way money goes back; `original_order` is the order the channel pays it back against."""

    route: str
    original_order: str | None
