"""What may be read: plain records, already limited to what the reader may see."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from enrolment.domain.binding import PhoneClaim
from enrolment.domain.gate import GateStanding
from kernel.official_calendar import HolidayNotice, OfficialCalendar
from kernel.organisation import OrganisationPath

Record = Mapping[str, Any]


class CityQueries(Protocol):
    async def organisations(self, *, under: str, kind: str | None, after: str, limit: int) -> Sequence[Record]: ...

    async def terms(self, *, path: str) -> Sequence[Record]: ...

    async def terms_of_children(self, guardian_id: UUID) -> Sequence[Record]:
        """Terms of the districts in which the guardian's children go to school."""

    async def adoption(self, *, district_path: str, term: str) -> Record | None: ...

    async def calendar(self, *, district_path: str, term: str) -> Sequence[Record]: ...

    async def official_calendar(self, path: str) -> OfficialCalendar:
        """The official calendar that counts at an organisation."""

    async def holiday_notices(self, path: str) -> Sequence[HolidayNotice]:
        """Those that count there, in the order of their years."""

    async def filings(self, *, under: str, state: str | None, after: UUID | None, limit: int) -> Sequence[Record]: ...

    async def filing_document(self, filing_id: UUID, *, under: str, which: str) -> tuple[Record, bytes] | None:
        """Name, media type and content of a filed document, where the filing lies at or below `under`."""

    async def survey_summary(self, *, under: str, term: str, lot: int) -> Record: ...

    async def gates(self, school_path: OrganisationPath, term: str, *, on: date) -> tuple[GateStanding, ...]: ...

    async def school_term(self, school_path: str, term: str) -> Record | None: ...


class ApplyingQueries(Protocol):
    async def children(self, guardian_id: UUID, *, term: str | None) -> Sequence[Record]: ...

    async def catalogue(
        self, *, school_path: str, term: str, states: Sequence[str], after: Sequence[object] | None, limit: int
    ) -> Sequence[Record]: ...

    async def contracts(self, *, school_path: str, term: str) -> Sequence[Record]: ...

    async def review_queue(
        self, teacher_id: UUID, *, term: str, after: UUID | None, limit: int
    ) -> Sequence[Record]: ...

    async def applications(self, *, school_path: str, term: str, after: UUID | None, limit: int) -> Sequence[Record]:
        """Those that the class has reviewed and the school has not decided."""

    async def application(
        self, application_id: UUID, *, guardian_id: UUID | None, school_path: str | None
    ) -> Record | None: ...

    async def placements(
        self, *, school_path: str, term: str, state: str | None, after: UUID | None, limit: int
    ) -> Sequence[Record]: ...

    async def draws(self, *, school_path: str, term: str) -> Sequence[Record]: ...

    async def agreements(
        self,
        *,
        guardian_id: UUID | None,
        school_path: str | None,
        term: str,
        state: str | None,
        after: UUID | None,
        limit: int,
    ) -> Sequence[Record]:
        """A guardian's own, whatever became of them; a school's without what has ended (C5.8)."""

    async def approvals_waiting(self, *, school_path: str, term: str) -> Record:
        """How many applications wait for the school's approval, and the digest of their ids and versions."""

    async def signatures_waiting(self, *, school_path: str, term: str) -> Record:
        """How many agreements wait for the school, and the digest of their documents."""

    async def waiting_for_vendor(self, code: str, *, term: str) -> Sequence[Record]:
        """Per course of the vendor with that credit code, how many agreements wait for it and how many it signed."""


class ServingQueries(Protocol):
    async def groups(self, *, school_path: str, term: str, after: UUID | None, limit: int) -> Sequence[Record]: ...

    async def sessions(
        self,
        *,
        school_path: str | None,
        person_id: UUID | None,
        from_on: date,
        through_on: date,
        group_id: UUID | None,
        after: UUID | None,
        limit: int,
    ) -> Sequence[Record]: ...

    async def roll(self, session_id: UUID, *, person_id: UUID, office_path: str | None) -> Record | None:
        """The children of a session for who has a shift there, or the school's office; None for everybody else."""

    async def roll_history(self, session_id: UUID, *, after: int | None, limit: int) -> Sequence[Record]: ...

    async def attendance(
        self, pupil_id: UUID, *, guardian_id: UUID, after: date | None, limit: int
    ) -> Sequence[Record]: ...

    async def pupils(
        self,
        *,
        school_path: str,
        class_id: UUID | None,
        number: str | None,
        after: UUID | None,
        limit: int,
    ) -> Sequence[Record]: ...

    async def class_roster(self, teacher_id: UUID, *, term: str) -> Sequence[Record]:
        """Who of the own class takes part (never who does not, T8)."""

    async def classes(self, *, school_path: str) -> Sequence[Record]: ...


class BindingQueries(Protocol):
    async def phone_claim(self, claim_id: UUID, *, guardian_id: UUID) -> PhoneClaim | None: ...

    async def notices(self, guardian_id: UUID, *, before: UUID | None, limit: int) -> Sequence[Record]:
        """Newest first."""

    async def bindings(
        self,
        *,
        school_path: str | None,
        teacher_id: UUID | None,
        class_id: UUID | None,
        pupil_id: UUID | None,
        after: tuple[UUID, UUID] | None,
        limit: int,
    ) -> Sequence[Record]:
        """Who is bound to the pupils of a school or of a teacher's class, with the roster's telephone masked."""

    async def disagreements(
        self, *, guardian_id: UUID | None, school_path: str | None, after: UUID | None, limit: int
    ) -> Sequence[Record]:
        """Open ones of a guardian's children, or those that guardians referred to the school."""

    async def of_own_class(self, teacher_id: UUID, *, name: str) -> Sequence[Record]:
        """The children of that name in the own class, with how many guardians and unused codes each has.

        No list: beside who takes part it would tell who does not.
        """


class PupilDirectory(Protocol):
    """Names for other services, over gRPC only."""

    async def describe(self, pupil_ids: Sequence[UUID]) -> Sequence[Record]: ...

    async def find(self, school_path: str, numbers: Sequence[str]) -> Mapping[str, UUID]: ...


class Queries(CityQueries, ApplyingQueries, ServingQueries, BindingQueries, Protocol):
    """Everything that can be read over HTTP."""
