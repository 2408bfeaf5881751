"""Organisations, terms and pupils, as the use cases store and find them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from enrolment.domain.adoption import Adoption
from enrolment.domain.consent import ConsentState
from enrolment.domain.filing import Filing, FilingState
from enrolment.domain.gate import TermFacts
from enrolment.domain.organisation import Organisation
from enrolment.domain.pupil import Pupil, SchoolClass
from enrolment.domain.roster import RosterLine
from enrolment.domain.school_calendar import Day
from kernel.organisation import OrganisationPath
from kernel.period import Period


class OrganisationStore(Protocol):
    async def by_codes(self, codes: Sequence[str]) -> dict[str, Organisation]: ...

    async def keep(self, codes: Sequence[str]) -> dict[str, Organisation]:
        """As by_codes; no import changes them until the end of the work."""

    async def lock(self, codes: Sequence[str]) -> dict[str, Organisation]:
        """As by_codes, to be changed: whoever keeps one of them ends first."""

    async def with_pupils(self, codes: Sequence[str]) -> frozenset[str]:
        """Those of these organisations at or below which pupils are enrolled."""

    async def save(self, organisations: Sequence[Organisation]) -> tuple[Organisation, ...]:
        """Insert or update; return those that are new or differ from what was stored."""

    async def imported(self, *, kind: str, path: str, sha256: bytes) -> Mapping[str, object] | None:
        """The result of the last import where it took the same file, or None. Imports of one kind and place take
        turns."""

    async def remember_import(
        self, *, kind: str, path: str, sha256: bytes, result: Mapping[str, object], now: datetime
    ) -> None:
        """Keep this as the last import of its kind and place, and above and below it."""


@dataclass(frozen=True, slots=True)
class SchoolTerm:
    """Where a school stands in a term; its first price notice is in force from `notice_in_force_on`."""

    school_path: OrganisationPath
    term: str
    notice_in_force_on: date | None
    opened: bool
    closes_on: date | None


@dataclass(frozen=True, slots=True)
class SchoolCounts:
    """Coarse counts of a school's term; None where they are what was told last."""

    school_path: OrganisationPath
    term: str
    answers: int | None
    applications: Mapping[str, int] | None


class TermStore(Protocol):
    async def open_term(self, district_path: OrganisationPath, term: str, period: Period) -> bool:
        """False when the term was opened before."""

    async def period(self, district_path: OrganisationPath, term: str) -> Period | None: ...

    async def adopt(self, adoption: Adoption, *, by: UUID, now: datetime) -> bool:
        """False when the district adopted a pack for the term before."""

    async def adoption(self, district_path: OrganisationPath, term: str) -> Adoption | None: ...

    async def save_calendar(self, district_path: OrganisationPath, term: str, days: Sequence[Day]) -> None: ...

    async def calendar(self, district_path: OrganisationPath, term: str) -> tuple[Day, ...]:
        """The days as published last, none where no calendar was; nobody publishes others until the end of the work."""

    async def lock_calendar(self, district_path: OrganisationPath, term: str) -> Period | None:
        """The term, whose days are published anew once everybody has ended who goes by the earlier ones."""

    async def lock_school_term(self, school_path: OrganisationPath, term: str) -> SchoolTerm:
        """The school's term, made when it is new, locked until the end of the work."""

    async def facts(self, school_path: OrganisationPath, term: str, *, on: date) -> TermFacts: ...

    async def open_applications(
        self, school_path: OrganisationPath, term: str, *, closes_on: date | None, by: UUID, now: datetime
    ) -> None: ...

    async def save_notice(
        self,
        school_path: OrganisationPath,
        term: str,
        *,
        notice_id: str,
        in_force_on: date,
        items: Sequence[tuple[str, str, int, int]],
    ) -> None:
        """Add the prices (product, course, fen, fen of consumables) of a notice to those of earlier ones."""

    async def answer_survey(
        self,
        *,
        pupil: Pupil,
        term: str,
        guardian_id: UUID,
        wants_care: bool,
        weekdays: Sequence[int],
        categories: Sequence[str],
        now: datetime,
    ) -> None: ...

    async def file_plan(self, filing: Filing, *, plan_document: UUID, emergency_document: UUID, now: datetime) -> bool:
        """False when a filing of this school and term is undecided or approved already."""

    async def lock_filing(self, filing_id: UUID) -> Filing | None: ...

    async def decide_filing(
        self, filing_id: UUID, *, state: FilingState, by: UUID, reason: str, rule: str, now: datetime
    ) -> None: ...

    async def lock_counts(self) -> bool:
        """Whether we are the counter now: one works at a time."""

    async def moved_counts(self, *, within_s: int | None) -> tuple[tuple[OrganisationPath, str], ...]:
        """The school terms touched lately (None: all) whose counts are not those told last."""

    async def recount(self, school_terms: Sequence[tuple[OrganisationPath, str]]) -> tuple[SchoolCounts, ...]:
        """Count these anew and remember what is told of them; return what changed."""


class PupilStore(Protocol):
    async def other_people(
        self, school_path: OrganisationPath, lines: Sequence[RosterLine]
    ) -> Mapping[str, Sequence[str]]:
        """By pupil number of the school, the headings under which these lines say otherwise than what is kept."""

    async def known_numbers(self, numbers: Sequence[str], *, locked: bool = False) -> dict[str, Pupil]: ...

    async def save_classes(
        self, school_path: OrganisationPath, places: Sequence[tuple[int, int]]
    ) -> dict[tuple[int, int], SchoolClass]: ...

    async def save_roster(
        self,
        school_path: OrganisationPath,
        lines: Sequence[RosterLine],
        classes: Mapping[tuple[int, int], UUID],
        *,
        on: date,
    ) -> tuple[UUID, ...]:
        """Insert the new pupils in bulk, bring the others up to date; return those new or moved to another class.

        Pupils of other schools stay as they are, also those who become so while we write.
        """

    async def by_ids(self, pupil_ids: Sequence[UUID]) -> tuple[Pupil, ...]:
        """These pupils in the order of their draw keys."""

    async def class_sizes(self, class_ids: Sequence[UUID]) -> dict[UUID, int]: ...

    async def assign_teacher(self, class_id: UUID, person_id: UUID) -> bool:
        """False when the class is not known."""

    async def taught_by(self, pupil_id: UUID, teacher_id: UUID) -> bool:
        """Whether that person is the teacher of the pupil's class."""

    async def own_child(self, pupil_id: UUID, guardian_id: UUID) -> Pupil | None: ...

    async def decide_consent(
        self, pupil_id: UUID, guardian_id: UUID, *, given: bool, version: str, text_hash: str, now: datetime
    ) -> str | None:
        """Keep the decision; return the version of the text that this guardian decided about before."""

    async def consent_of(self, pupil_id: UUID) -> ConsentState: ...

    async def lock(self, pupil_id: UUID) -> Pupil | None: ...

    async def find_class(self, school_path: OrganisationPath, grade: int, number: int) -> SchoolClass | None: ...

    async def move(self, pupil_id: UUID, to: SchoolClass, *, on: date) -> None: ...
