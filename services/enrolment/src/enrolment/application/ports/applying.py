"""Applications and placements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from enrolment.domain.application import Applicant, ApplicationState, Applying
from enrolment.domain.consent import ConsentState
from enrolment.domain.draw import Entrant
from enrolment.domain.placement import Placement, PlacementState


@dataclass(frozen=True, slots=True)
class StoredApplication:
    id: UUID
    pupil_id: UUID
    school_path: str
    term: str
    class_id: UUID
    state: ApplicationState
    wishes: tuple[UUID, ...]
    weekdays: tuple[int, ...]
    guardian_id: UUID
    version: int
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class NewApplication:
    id: UUID
    applying: Applying
    applicant: Applicant
    rule: str


@dataclass(frozen=True, slots=True)
class NewPlacement:
    id: UUID
    application_id: UUID
    pupil_id: UUID
    offering_id: UUID
    school_path: str
    term: str
    weekdays: tuple[int, ...]
    state: PlacementState
    position: int | None = None
    # The last day to answer an alternative.
    answer_by: date | None = None


@dataclass(frozen=True, slots=True)
class Drawable:
    """An approved application with what the pupil already got."""

    entrant: Entrant
    priorities: tuple[str, ...]
    weekdays: tuple[int, ...]
    placed_offerings: tuple[UUID, ...]
    consent: ConsentState


class ApplicationStore(Protocol):
    async def applicants(self, applyings: Sequence[Applying], *, on: date) -> dict[tuple[UUID, UUID, str], Applicant]:
        """Per (guardian, pupil, term) the child, locked, where it is the guardian's own."""

    async def save(self, applications: Sequence[NewApplication], *, now: datetime) -> None:
        """Insert, or replace a returned one of the same pupil and term; AlreadyApplied where a rival was faster."""

    async def remove(self, pupil_id: UUID, term: str) -> StoredApplication | None:
        """Take an application back as if it had never been sent, unless the school decided it; return it."""

    async def lock(self, application_ids: Sequence[UUID]) -> tuple[StoredApplication, ...]: ...

    async def lock_of_class_teacher(
        self, application_ids: Sequence[UUID], teacher_id: UUID
    ) -> tuple[StoredApplication, ...]: ...

    async def lock_reviewed(self, school_path: str, term: str) -> tuple[StoredApplication, ...]: ...

    async def set_state(
        self,
        application_ids: Sequence[UUID],
        state: ApplicationState,
        *,
        reason: str = "",
        suggestion: UUID | None = None,
    ) -> None: ...

    async def close_of_pupil(self, pupil_id: UUID) -> None:
        """Take back what is not decided yet: the school that the pupil leaves neither reviews nor draws it.

        Waits for a draw that is under way, so that placements read afterwards hold its outcome.
        """

    async def lock_of_pupil(self, pupil_id: UUID) -> tuple[StoredApplication, ...]:
        """The pupil's applications of all terms; waits for a draw that is under way."""

    async def keep_wishes(self, application_id: UUID, wishes: Sequence[UUID]) -> None:
        """Leave these of its wishes, in this order; whoever looked at the others has to look again."""

    async def drawable(self, school_path: str, term: str) -> tuple[Drawable, ...]: ...


class PlacementStore(Protocol):
    async def add(self, placements: Sequence[NewPlacement]) -> None: ...

    async def pupil_of(self, placement_id: UUID) -> UUID | None: ...

    async def lock(self, placement_id: UUID) -> Placement | None: ...

    async def of_applications(self, application_ids: Sequence[UUID]) -> tuple[Placement, ...]: ...

    async def standing(self, application_ids: Sequence[UUID]) -> set[tuple[UUID, UUID]]:
        """(Pupil, offering) of what runs for these applications, read without locking it."""

    async def running_of_pupil(self, pupil_id: UUID) -> tuple[Placement, ...]: ...

    async def running_of_offerings(self, offering_ids: Sequence[UUID]) -> tuple[Placement, ...]: ...

    async def set_state(self, placement_ids: Sequence[UUID], state: PlacementState) -> None: ...

    async def renew(self, kept: Mapping[UUID, tuple[PlacementState, Sequence[int]]]) -> None:
        """Give each its state and days; a place on a list is kept, a day by which to answer is lifted."""

    async def limit_holds(self, application_ids: Sequence[UUID], *, answer_by: date) -> None:
        """Keep the seats that are held for these applications through that day, and no longer."""

    async def end(self, ends: Mapping[UUID, date], *, reason: str) -> None:
        """End each placement on its day, the first one without the seat."""

    async def forget(self, placement_ids: Sequence[UUID]) -> None:
        """Leave no row of these ended placements, nor of an agreement that covered nothing else."""

    async def waiting_counts(self, offering_ids: Sequence[UUID]) -> dict[UUID, int]: ...

    async def first_waiting(self, seats: Mapping[UUID, int]) -> tuple[Placement, ...]:
        """The first so many of each offering's waiting list, locked.

        Who is just leaving the list is left out, and whose application was returned is passed over.
        """

    async def offer(self, placement_ids: Sequence[UUID], *, answer_by: date) -> None:
        """Make alternatives of them, to be answered through that day."""

    async def school_terms_overdue(self, *, on: date) -> tuple[tuple[str, str], ...]:
        """(School path, term) where a seat is kept that nobody may keep any longer, in their order."""

    async def lock_overdue(self, school_path: str, term: str, *, on: date) -> tuple[Placement, ...]:
        """Alternatives and holds past their day, and after the term's last day every seat that is still held."""

    async def record_draw(
        self,
        *,
        school_path: str,
        term: str,
        seed: str,
        by: UUID,
        now: datetime,
        entrants: int,
        digest: bytes,
    ) -> int:
        """Keep what was drawn so that anybody can check it; return the number of the draw."""
