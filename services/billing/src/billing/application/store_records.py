"""Small rows that pass between stores and use cases about endings, lessons, payouts and budget money."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from billing.domain.difference import Resolution
from kernel.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedPlacement:
    pupil_id: UUID
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
class Proposal:
    """How one person wants an exception closed, before a second one agrees.

    Money in is assigned to a bill, money out to a payment by its paper number; an offset names the other exception.
    """

    resolution: Resolution
    reason: str
    bill_id: UUID | None = None
    purpose: str | None = None
    payment_number: str | None = None
    counterpart_id: UUID | None = None

    @property
    def target_id(self) -> UUID | None:
        return self.counterpart_id if self.resolution is Resolution.OFFSET else self.bill_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    """What is still to leave under a number of ours."""

    number: str
    kind: str
    source_id: UUID
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRoute:
    """By which way money goes back; `original_order` is the order the channel pays it back against."""

    route: str
    original_order: str | None
