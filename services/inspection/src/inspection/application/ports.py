"""What the use cases need from the outside."""

from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from inspection.domain.anomaly import Anomaly
from inspection.domain.complaint import Complaint, ComplaintAnswered, ComplaintFiled
from inspection.domain.finding import Finding, FindingClosed, FindingRaised
from inspection.domain.plan import Plan
from inspection.domain.rating import Rating
from inspection.domain.visit import Visit
from kernel.actor import Actor
from kernel.errors import Conflict, NotFound
from kernel.official_calendar import OfficialCalendar
from kernel.organisation import OrganisationPath
from kernel.small_groups import Figure
from rulebook.adoption import AdoptedPack

Event = FindingRaised | FindingClosed | ComplaintFiled | ComplaintAnswered


class PlanUnknown(NotFound):
    code = "inspection.plan_unknown"


class VisitUnknown(NotFound):
    code = "inspection.visit_unknown"


class FindingUnknown(NotFound):
    code = "inspection.finding_unknown"


class ComplaintUnknown(NotFound):
    code = "inspection.complaint_unknown"


class AnomalyUnknown(NotFound):
    code = "inspection.anomaly_unknown"


class SchoolUnknown(NotFound):
    code = "inspection.school_unknown"


class TermUnknown(NotFound):
    code = "inspection.term_unknown"


class NotYourChild(NotFound):
    code = "inspection.not_your_child"


class NoPackAdopted(Conflict):
    code = "inspection.no_pack_adopted"


@dataclass(frozen=True, slots=True)
class School:
    code: str
    path: OrganisationPath
    district_path: OrganisationPath
    name: str


@dataclass(frozen=True, slots=True)
class Course:
    """A child's placement in a course, for its rating."""

    offering_id: UUID
    pupil_id: UUID
    school_path: str
    term: str


class Schools(Protocol):
    async def of_district(self, district: OrganisationPath) -> Collection[str]: ...
    async def by_code(self, code: str) -> School: ...
    async def rules(self, district: OrganisationPath, term: str) -> AdoptedPack: ...
    async def has_officer(self, district: OrganisationPath, person_id: UUID) -> bool: ...


class Families(Protocol):
    async def has_child_at(self, guardian_id: UUID, school_path: OrganisationPath) -> bool: ...
    async def bill_is_of_child(self, guardian_id: UUID, bill_id: UUID, school_path: OrganisationPath) -> bool: ...
    async def course_of_child(self, guardian_id: UUID, offering_id: UUID, pupil_id: UUID) -> Course: ...


class Inspections(Protocol):
    async def add_plan(self, plan: Plan, *, by: UUID) -> None: ...
    async def plan(self, plan_id: UUID, *, within: OrganisationPath) -> Plan: ...
    async def add_visit(self, visit: Visit) -> None: ...
    async def visit(self, visit_id: UUID, *, within: OrganisationPath) -> Visit: ...
    async def add_finding(self, finding: Finding, *, seen: str) -> None: ...
    async def finding(self, finding_id: UUID, *, within: OrganisationPath) -> Finding: ...
    async def save_finding(self, finding: Finding) -> None: ...
    async def add_step(
        self, finding: Finding, *, kind: str, said: str, passed: bool | None, by: UUID, now: datetime
    ) -> None: ...
    async def add_evidence(
        self, finding: Finding, content: AsyncIterator[bytes], *, name: str, by: UUID, now: datetime
    ) -> UUID: ...


class Complaints(Protocol):
    async def add(self, complaint: Complaint, *, said: str) -> None: ...
    async def get(self, complaint_id: UUID, *, within: OrganisationPath) -> Complaint: ...
    async def save(self, complaint: Complaint, *, answer: str | None = None) -> None: ...
    async def flag_overdue(self, on: date) -> int: ...


class Ratings(Protocol):
    async def put(self, rating: Rating, course: Course) -> bool:
        """Keep the rating; whether it replaced an earlier one of the same child."""
        ...


class Anomalies(Protocol):
    async def get(self, anomaly_id: UUID, *, within: OrganisationPath) -> Anomaly: ...
    async def save(self, anomaly: Anomaly, *, note: str | None = None) -> None: ...


class Told(Protocol):
    """What readers from above were told last of districts in a term."""

    async def of_districts(self, paths: Sequence[str], term: str) -> Mapping[str, Mapping[str, Figure]]: ...
    async def lock(self, term: str) -> None: ...
    async def keep(self, path: str, term: str, figures: Mapping[str, Figure]) -> None: ...


class Figures(Protocol):
    """The read model: what to make anew, and making it."""

    async def mark(self, school_path: str) -> None: ...
    async def mark_running_terms(self, on: date) -> None: ...
    async def refresh(self, on: date) -> int: ...


class Operations(Protocol):
    async def start_rebuild(self, name: str, *, by: Actor, now: datetime) -> UUID: ...


class Audit(Protocol):
    def record(
        self,
        actor: Actor,
        action: str,
        subject: str,
        *,
        now: datetime,
        before: Mapping[str, object],
        after: Mapping[str, object],
        rule: str | None = None,
    ) -> None: ...


class UnitOfWork(Protocol):
    """One transaction: it commits on a clean exit and takes events and audit rows with it."""

    @property
    def schools(self) -> Schools: ...
    @property
    def families(self) -> Families: ...
    @property
    def inspections(self) -> Inspections: ...
    @property
    def complaints(self) -> Complaints: ...
    @property
    def ratings(self) -> Ratings: ...
    @property
    def anomalies(self) -> Anomalies: ...
    @property
    def figures(self) -> Figures: ...
    @property
    def told(self) -> Told: ...
    @property
    def operations(self) -> Operations: ...
    @property
    def audit(self) -> Audit: ...

    async def calendar(self, path: str) -> OfficialCalendar:
        """The official calendar that counts at an organisation."""
        ...

    async def hold(self, kind: type[Event], keys: Iterable[UUID]) -> None:
        """Let nobody else tell events of this kind about these until the commit; read what is told afterwards."""
        ...

    def publish(self, *events: Event, now: datetime) -> None: ...


UnitOfWorkFactory = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
