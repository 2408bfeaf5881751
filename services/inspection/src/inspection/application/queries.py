"""What can be asked of inspection; the adapter reads, nobody writes here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from inspection.domain.anomaly import Anomaly
from inspection.domain.board import Board
from inspection.domain.complaint import Complaint
from inspection.domain.finding import Finding
from inspection.domain.freshness import Source
from inspection.domain.plan import Plan
from inspection.domain.told import Figures
from inspection.domain.visit import Visit
from kernel.actor import Actor
from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True)
class StepShown:
    round: int
    kind: str
    said: str
    passed: bool | None
    by: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class FindingShown:
    finding: Finding
    seen: str
    steps: tuple[StepShown, ...] = ()
    evidence: tuple[tuple[UUID, int], ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ComplaintShown:
    """`said` and `filed_by` are None for who may not see them."""

    complaint: Complaint
    said: str | None
    answer: str | None
    filed_by: UUID | None


@dataclass(frozen=True, slots=True)
class CourseRated:
    """`ratings` counts the earliest ones, in whole lots: none while there are fewer."""

    offering_id: UUID
    title: str
    ratings: int
    content: int


@dataclass(frozen=True, slots=True)
class AnomalyShown:
    anomaly: Anomaly
    school_code: str
    school_name: str
    # The facts as they were told last; of the district, the counts that stand beside them.
    told: Figures
    district: Collection[int]
    # What whoever looked into it wrote down, for its district alone.
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Freshness:
    """Business time, and how far behind it each service's facts are."""

    as_of: datetime
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictFigures:
    path: str
    code: str
    name: str
    schools: int
    opened: int
    pupils: int
    served: int
    care_served: int
    course_served: int
    participants: int
    amount_fen: int
    waived_fen: int
    due_fen: int
    received_fen: int
    refunded_fen: int
    subsidy_fen: int
    # How many bills and refunds the amounts are of.
    bills: int
    bills_changed: int
    waived_bills: int
    paid_bills: int
    refunds_paid: int
    subsidy_participants: int
    plan_approved: int
    notice_in_force: int
    agreed: int
    billed: int
    reconciled: int
    month_closed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictMonth:
    """A month's money of a district, and of how many bills and refunds it is."""

    district_path: str
    month: str
    due_fen: int
    received_fen: int
    refunded_fen: int
    bills: int
    bills_changed: int
    paid_bills: int
    refunds: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures as they are; what of them is told is another thing (domain/told.py)."""

    term: str
    districts: tuple[DistrictFigures, ...]
    months: tuple[DistrictMonth, ...]
    anomalies_open: int
    anomalies_total: int
    newest: tuple[AnomalyShown, ...]
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class BoardShown:
    school_code: str
    school_name: str
    term: str
    first_on: date
    last_on: date
    pack: str
    board: Board
    freshness: Freshness


class Queries(Protocol):
    async def plans(self, within: OrganisationPath, *, after: UUID | None, limit: int) -> Sequence[Plan]: ...
    async def visits(self, within: OrganisationPath, *, after: UUID | None, limit: int) -> Sequence[Visit]: ...
    async def findings(
        self, within: OrganisationPath, *, state: str | None, after: UUID | None, limit: int
    ) -> Sequence[FindingShown]: ...
    async def finding(self, finding_id: UUID, *, within: OrganisationPath) -> FindingShown: ...
    async def evidence(self, finding_id: UUID, document_id: UUID, *, within: OrganisationPath) -> EvidenceFile: ...
    async def complaints(
        self, by: Actor, *, state: str | None, after: UUID | None, limit: int
    ) -> Sequence[ComplaintShown]: ...
    async def complaint(self, complaint_id: UUID, *, by: Actor) -> ComplaintShown: ...
    async def ratings(
        self, within: OrganisationPath, term: str, *, lot: int, after: UUID | None, limit: int
    ) -> Sequence[CourseRated]: ...
    async def anomalies(
        self, by: Actor, *, term: str | None, state: str | None, rule: str | None, after: UUID | None, limit: int
    ) -> Sequence[AnomalyShown]: ...
    async def any_stale(self) -> bool:
        """Whether any school's figures must be made anew."""
        ...

    async def overview(self, term: str, *, within: OrganisationPath) -> Overview: ...
    async def board(self, school_code: str, term: str, *, within: OrganisationPath) -> BoardShown: ...
