"""What guardians of one child disagree about."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from enrolment.domain.disagreement import Disagreement, Matter, Outcome
from kernel.actor import Actor


class DisagreementStore(Protocol):
    async def open(self, disagreement: Disagreement) -> UUID:
        """Keep it, or bring the open one about the same subject up to date; return its id."""

    async def lock(self, disagreement_id: UUID) -> Disagreement | None:
        """An open one, held together with its child."""

    async def close(self, pupil_id: UUID, matter: Matter, *, subject_id: UUID) -> None:
        """The guardians are of one mind again; nothing is left of it."""

    async def close_of_guardian(self, pupil_id: UUID, guardian_id: UUID) -> None:
        """Who is no longer a guardian disagrees no longer."""

    async def close_unwanted_by(self, pupil_id: UUID, guardian_id: UUID, *, subject_id: UUID) -> None:
        """That guardian, who did not want it, wants it now."""

    async def refer(self, disagreement_id: UUID, *, by: UUID, now: datetime) -> None: ...

    async def decide(
        self, disagreement_id: UUID, *, outcome: Outcome, reason: str, by: Actor, now: datetime
    ) -> None: ...

    async def wanted_by(self, placement_id: UUID) -> tuple[UUID, datetime] | None:
        """Which bound guardian signed for a placement, else applied for it, and when."""

    async def on_agreements(self, agreement_ids: Sequence[UUID]) -> frozenset[UUID]:
        """Those of which the guardians disagree about what they cover."""

    async def consents(self, pupil_id: UUID) -> Sequence[tuple[UUID, bool, datetime]]:
        """The decision that counts of each bound guardian: who, given or not, and when; the latest first."""

    async def set_aside_consent(self, pupil_id: UUID, guardian_id: UUID, *, now: datetime) -> None:
        """That guardian's decisions so far count no longer; they are kept."""

    async def recount_consent(self, pupil_id: UUID) -> None:
        """The child's consent from what its guardians decided: refused by one is refused (D02)."""

    async def answers(self, pupil_id: UUID, term: str) -> Sequence[tuple[UUID, object, datetime]]:
        """Each bound guardian's answer to the survey, comparable, and when; the latest first."""

    async def drop_answer(self, pupil_id: UUID, term: str, guardian_id: UUID) -> None: ...
