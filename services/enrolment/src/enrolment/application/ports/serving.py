"""Agreements, groups, sessions and rolls."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from enrolment.domain.agreement import Agreement, AgreementItem, AgreementState, OfferedDocument, Signer
from enrolment.domain.group import Member, Slot
from enrolment.domain.roll import MarkWord, RolledSession


@dataclass(frozen=True, slots=True)
class NewAgreement:
    id: UUID
    pupil_id: UUID
    items: tuple[AgreementItem, ...]
    draw_key: bytes


@dataclass(frozen=True, slots=True)
class Placed:
    placement_id: UUID
    pupil_id: UUID
    offering_id: UUID
    draw_key: bytes


class AgreementStore(Protocol):
    async def placed(self, placement_ids: Sequence[UUID]) -> tuple[Placed, ...]: ...

    async def prepare(
        self, agreements: Sequence[NewAgreement], *, school_path: str, term: str, rule: str, now: datetime
    ) -> None:
        """Number them in the order of their draw keys and store them with their placements."""

    async def lock(self, agreement_ids: Sequence[UUID]) -> tuple[Agreement, ...]: ...

    async def vendors_of(self, agreement_ids: Sequence[UUID]) -> tuple[tuple[UUID, str], ...]:
        """Vendors that teach under these agreements, with the district that lists them."""

    async def prepared_of_school(self, school_path: str, term: str) -> tuple[Agreement, ...]: ...

    async def waiting_for_vendor(self, offering_id: UUID) -> tuple[Agreement, ...]:
        """Prepared agreements with this course that the guardian has signed and the vendor has not, locked."""

    async def sign(
        self,
        agreement_ids: Sequence[UUID],
        *,
        as_signer: Signer,
        by: UUID,
        now: datetime,
    ) -> None: ...

    async def sign_course(
        self, agreement_ids: Sequence[UUID], offering_id: UUID, *, by: UUID, now: datetime
    ) -> None: ...

    async def offered(self, agreement_id: UUID) -> OfferedDocument | None:
        """The document offered last."""

    async def offer(self, agreement_id: UUID, document: OfferedDocument, *, content: bytes, now: datetime) -> None:
        """Keep the document, which is what is signed from now on."""

    async def entrust(self, agreement_id: UUID, placement_ids: Collection[UUID]) -> None: ...

    async def set_state(self, states: Mapping[UUID, tuple[AgreementState, str]]) -> None:
        """Per agreement its state and content hash; placements of those in force become agreed."""


@dataclass(frozen=True, slots=True)
class GroupMember:
    member: Member
    weekdays: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StoredGroup:
    id: UUID
    offering_id: UUID
    school_path: str
    term: str
    title: str
    number: int
    size_max: int
    members: int


@dataclass(frozen=True, slots=True)
class NewSession:
    id: UUID
    group_id: UUID
    offering_id: UUID
    follows: int
    slot: Slot


@dataclass(frozen=True, slots=True)
class SuspendedSession:
    session_id: UUID
    group_id: UUID
    offering_id: UUID
    school_path: str


@dataclass(frozen=True, slots=True)
class RollRow:
    session_id: UUID
    correction: int
    marks: Mapping[UUID, MarkWord]
    reason: str


class SessionStore(Protocol):
    async def ungrouped(self, offering_id: UUID) -> tuple[GroupMember, ...]:
        """Agreed pupils of an offering that are in no group yet."""

    async def groups_of(self, offering_id: UUID) -> tuple[StoredGroup, ...]: ...

    async def add_group(self, group: StoredGroup) -> None: ...

    async def add_members(self, group_id: UUID, members: Sequence[GroupMember], *, on: date) -> None: ...

    async def members_of(self, group_ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, ...]]: ...

    async def attended(self, placement_ids: Sequence[UUID], *, on: date) -> frozenset[UUID]:
        """Those of which the day's roll says that the child attended; waits for a roll that is being called."""

    async def leave_groups(self, ends: Mapping[UUID, date]) -> dict[UUID, dict[UUID, date]]:
        """Take placements out of their groups; per group that changed, each pupil's first day out of it."""

    async def add_sessions(self, sessions: Sequence[NewSession], *, school_path: str, term: str) -> None: ...

    async def suspend(
        self, offering_ids: Sequence[UUID], *, from_on: date, reason: str
    ) -> tuple[SuspendedSession, ...]: ...

    async def suspend_days(
        self, paths: Sequence[str], *, from_on: date, through_on: date, reason: str
    ) -> tuple[SuspendedSession, ...]:
        """Suspend everything that is not closed at or below the paths (C5.3)."""

    async def days_served(self, path: str, days: Sequence[date]) -> tuple[date, ...]:
        """Those of the days on which a roll was called below the path, in order."""

    async def lock(self, session_ids: Sequence[UUID]) -> dict[UUID, RolledSession]: ...

    async def on_shift(self, session_ids: Sequence[UUID], person_id: UUID) -> frozenset[UUID]: ...

    async def expected(self, session_ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, ...]]:
        """The children of each session: members on that weekday who are not in a course at the same time."""

    async def standing_marks(self, session_ids: Sequence[UUID]) -> dict[UUID, dict[UUID, MarkWord]]: ...

    async def released(self, session_ids: Sequence[UUID]) -> dict[UUID, frozenset[UUID]]: ...

    async def save_rolls(self, rolls: Sequence[RollRow], *, by: UUID, now: datetime) -> None: ...

    async def hand_over(
        self, session_id: UUID, *, step: str, pupil_ids: Sequence[UUID], by: UUID, now: datetime
    ) -> None: ...

    async def close(self, session_ids: Sequence[UUID]) -> None: ...

    async def assign_shifts(self, group_id: UUID, shifts: Sequence[tuple[UUID, UUID, str]]) -> bool:
        """Make (session, person, duty) the whole rota of a group; False when a session is not known."""
