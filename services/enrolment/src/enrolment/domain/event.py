"""What enrolment tells the other services; fields are named as in the messages of contracts.enrolment.v1."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar
from uuid import UUID

from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(ABC):
    """A fact; `topic` is where it is told, `key` which aggregate it is about."""

    topic: ClassVar[str]

    @property
    @abstractmethod
    def key(self) -> str:
        """The aggregate's key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRegistered(Event):
    topic: ClassVar[str] = "enrolment.organisation"
    code: str
    path: OrganisationPath
    kind: str
    name: str
    stage: str
    accounting_unit: str
    district_code: str

    @property
    def key(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfDistrictTerm(Event):
    topic: ClassVar[str] = "enrolment.term"
    district_path: OrganisationPath
    term: str

    @staticmethod
    def key_of(district_path: OrganisationPath, term: str) -> str:
        return f"{district_path}:{term}"

    @property
    def key(self) -> str:
        return self.key_of(self.district_path, self.term)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermOpened(_OfDistrictTerm):
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAdopted(_OfDistrictTerm):
    pack_id: str
    pack_version: str
    pack_text: str
    pack_hash: str
    engine_version: str
    parameters_json: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPublished(_OfDistrictTerm):
    school_days: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedDay:
    on: date
    off: bool
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidaysAnnounced(Event):
    topic: ClassVar[str] = "enrolment.holiday-notice"
    path: OrganisationPath
    year: int
    source: str
    issued_on: date
    days: tuple[AnnouncedDay, ...]

    @staticmethod
    def key_of(path: OrganisationPath, year: int) -> str:
        return f"{path.code}-{year}"

    @property
    def key(self) -> str:
        return self.key_of(self.path, self.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfSchoolTerm(Event):
    topic: ClassVar[str] = "enrolment.school-term"
    school_path: OrganisationPath
    term: str

    @staticmethod
    def key_of(school_path: OrganisationPath, term: str) -> str:
        return f"{school_path.code}:{term}"

    @property
    def key(self) -> str:
        return self.key_of(self.school_path, self.term)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyCounted(_OfSchoolTerm):
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFiled(_OfSchoolTerm):
    filing_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDecided(_OfSchoolTerm):
    filing_id: UUID
    approved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationsOpened(_OfSchoolTerm):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationsCounted(_OfSchoolTerm):
    submitted: int
    reviewed: int
    placed: int
    alternatives: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfPupil(Event):
    topic: ClassVar[str] = "enrolment.pupil"
    pupil_id: UUID

    @property
    def key(self) -> str:
        return str(self.pupil_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilEnrolled(_OfPupil):
    school_path: OrganisationPath
    class_id: UUID
    grade: int
    draw_key: bytes
    boards: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilMoved(_OfPupil):
    from_school_path: OrganisationPath
    to_school_path: OrganisationPath
    to_class_id: UUID
    grade: int
    moved_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianBound(_OfPupil):
    guardian_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianUnbound(_OfPupil):
    guardian_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRegistered(Event):
    topic: ClassVar[str] = "enrolment.class"
    class_id: UUID
    school_path: OrganisationPath
    grade: int
    number: int
    name: str
    pupils: int

    @property
    def key(self) -> str:
        return str(self.class_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferingPublished(Event):
    topic: ClassVar[str] = "enrolment.offering"
    offering_id: UUID
    school_path: OrganisationPath
    term: str
    product: str
    title: str
    vendor_id: UUID | None
    contract_id: UUID | None
    course_id: UUID | None
    price_fen: int
    consumables_fen: int
    seats: int
    weekdays: tuple[int, ...]
    lessons: int
    starts_at: time
    ends_at: time

    @property
    def key(self) -> str:
        return str(self.offering_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfPlacement(Event):
    topic: ClassVar[str] = "enrolment.placement"
    placement_id: UUID
    offering_id: UUID
    pupil_id: UUID
    school_path: OrganisationPath
    term: str

    @property
    def key(self) -> str:
        return str(self.placement_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementAgreed(_OfPlacement):
    agreement_id: UUID
    consumables_entrusted: bool
    agreed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementEnded(_OfPlacement):
    ended_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfGroup(Event):
    topic: ClassVar[str] = "enrolment.group"
    group_id: UUID

    @property
    def key(self) -> str:
        return str(self.group_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFormed(_OfGroup):
    offering_id: UUID
    school_path: OrganisationPath
    term: str
    title: str
    pupil_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Session:
    session_id: UUID
    held_on: date
    starts_at: time
    ends_at: time
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsScheduled(_OfGroup):
    school_path: OrganisationPath
    offering_id: UUID
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsSuspended(_OfGroup):
    school_path: OrganisationPath
    offering_id: UUID
    session_ids: tuple[UUID, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Leaver:
    pupil_id: UUID
    left_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMembersChanged(_OfGroup):
    pupil_ids: tuple[UUID, ...]
    leavers: tuple[Leaver, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    pupil_id: UUID
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCalled(_OfGroup):
    session_id: UUID
    school_path: OrganisationPath
    term: str
    held_on: date
    offering_id: UUID
    marks: tuple[Mark, ...]
    correction: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionClosed(_OfGroup):
    session_id: UUID
    school_path: OrganisationPath
    held_on: date
    handed_over: int
