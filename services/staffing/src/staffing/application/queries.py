"""What can be asked of staffing; the adapter reads, nobody writes here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol
from uuid import UUID

from kernel.actor import Actor
from kernel.organisation import OrganisationPath
from staffing.domain.account_link import AccountLink
from staffing.domain.allowance_sheet import AllowanceSheet
from staffing.domain.lesson import Lesson
from staffing.domain.role_change import RoleChange
from staffing.domain.staff_import import StaffImport


@dataclass(frozen=True, slots=True)
class PersonDescribed:
    id: UUID
    name: str
    login: str


@dataclass(frozen=True, slots=True)
class PersonListed:
    id: UUID
    number: str
    name: str
    assignments: tuple[str, ...]
    cleared_until: date | None


# Day, session and duty: what a list of shifts is sorted by.
ShiftPlace = tuple[date, UUID, str]


@dataclass(frozen=True, slots=True)
class ShiftListed:
    session_id: UUID
    group_id: UUID
    held_on: date
    starts_at: time
    ends_at: time
    duty: str
    person_id: UUID | None
    suspended: bool
    logged: bool
    confirmed: bool
    struck_reason: str | None


@dataclass(frozen=True, slots=True)
class SheetListed:
    id: UUID
    school_path: str
    month: str
    state: str
    version: int
    lines: int
    amount_fen: int
    prepared_at: datetime


@dataclass(frozen=True, slots=True)
class ReturnListed:
    """A version that was sent back: the step it was sent back from, and its figures."""

    version: int
    state: str
    reason: str
    lines: int
    amount_fen: int
    returned_at: datetime


@dataclass(frozen=True, slots=True)
class ClearanceListed:
    """A check that waits for an office."""

    id: UUID
    person_id: UUID
    name: str
    school_path: str
    checked_on: date
    valid_until: date
    evidence_sha256: bytes | None


@dataclass(frozen=True, slots=True)
class AssignmentListed:
    id: UUID
    person_id: UUID
    assignment: str
    starts_on: date
    ends_on: date | None
    suspended: bool


@dataclass(frozen=True, slots=True)
class NoticeListed:
    id: UUID
    person_id: UUID
    kind: str
    assignment: str
    told_at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    name: str
    content: bytes


class RoleQueries(Protocol):
    async def names(self, person_ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Names of the staff among them; a vendor's people and families are named elsewhere."""
        ...

    async def held_by(
        self, person_ids: Collection[UUID], *, within: OrganisationPath
    ) -> Mapping[UUID, Sequence[AssignmentListed]]:
        """Roles of each that are not over, at the organisation and below it."""
        ...

    async def role_changes(
        self, within: OrganisationPath, *, state: str | None, after: UUID | None, limit: int
    ) -> Sequence[RoleChange]: ...
    async def role_change(self, change_id: UUID, *, within: OrganisationPath) -> RoleChange: ...
    async def staff_imports(
        self, within: OrganisationPath, *, state: str | None, after: UUID | None, limit: int
    ) -> Sequence[StaffImport]: ...
    async def assignments(
        self, within: OrganisationPath, *, after: UUID | None, limit: int
    ) -> Sequence[AssignmentListed]: ...
    async def links(
        self, within: OrganisationPath, *, state: str | None, after: UUID | None, limit: int
    ) -> Sequence[AccountLink]: ...
    async def link(self, link_id: UUID, *, within: OrganisationPath) -> AccountLink: ...
    async def links_of(self, person_id: UUID, *, after: UUID | None, limit: int) -> Sequence[AccountLink]:
        """Every link of one of the person's accounts to another."""
        ...

    async def clearances_waiting(
        self, within: OrganisationPath, *, after: UUID | None, limit: int
    ) -> Sequence[ClearanceListed]: ...
    async def evidence(self, person_id: UUID, checked_on: date, *, within: OrganisationPath) -> EvidenceFile:
        """The answer of the police that waits for an office."""
        ...

    async def notices(self, recipient_id: UUID, *, after: UUID | None, limit: int) -> Sequence[NoticeListed]: ...


class Accounts(Protocol):
    """The accounts by which people sign in."""

    async def refusals(self, person_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """The code for each whose account could not be made as wanted; nobody where that cannot be asked now."""
        ...


class Queries(Protocol):
    async def describe_people(self, person_ids: Collection[UUID]) -> Sequence[PersonDescribed]: ...
    async def held_now(self, person_id: UUID) -> Collection[str] | None:
        """The assignments in force at this moment; None for somebody whom nobody employs."""
        ...

    async def cleared(self, person_ids: Collection[UUID], *, on: date) -> Collection[UUID]: ...
    async def people(self, within: OrganisationPath, *, after: UUID | None, limit: int) -> Sequence[PersonListed]: ...
    async def shifts_of(
        self, person_id: UUID, *, first_on: date, last_on: date, after: ShiftPlace | None, limit: int
    ) -> Sequence[ShiftListed]: ...
    async def rota(
        self, school: OrganisationPath, *, first_on: date, last_on: date, after: ShiftPlace | None, limit: int
    ) -> Sequence[ShiftListed]: ...
    async def waiting_lessons(self, school: OrganisationPath, *, held_on: date) -> Sequence[Lesson]:
        """What a confirmation of the day would confirm: a school has no more of them than sessions."""
        ...

    async def sheets(self, within: OrganisationPath, *, after: UUID | None, limit: int) -> Sequence[SheetListed]: ...
    async def sheet(self, sheet_id: UUID, *, by: Actor) -> tuple[AllowanceSheet, Sequence[ReturnListed]]:
        """The sheet, and the latest versions of it that were sent back, latest first."""
        ...
