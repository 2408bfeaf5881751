"""Two guardians of a child want contrary things: both see it, nobody overrules the other, and the stricter holds."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, Forbidden, NotFound


class Matter(StrEnum):
    """What they disagree about; the subject is the pupil, the application or the placement."""

    CONSENT = "consent"
    SURVEY = "survey"
    APPLICATION = "application"
    PLACEMENT = "placement"


class Outcome(StrEnum):
    """Which of the two acts stands."""

    WANTED = "wanted"
    UNWANTED = "unwanted"


class DisagreementUnknown(NotFound):
    code = "enrolment.disagreement_unknown"


class GuardiansDisagree(Conflict):
    """Nothing is signed for a child while its guardians disagree about it."""

    code = "enrolment.guardians_disagree"


class ActOfAnother(Forbidden):
    """Only who did something may take it back."""

    code = "enrolment.act_of_another"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Who wanted what and who did not, and when; open until one takes the act back or the school decides.

    A later act of either changes it and its version: who wanted a thing may be who does not want it by now.
    """

    id: UUID
    pupil_id: UUID
    matter: Matter
    subject_id: UUID
    term: str | None
    wanted_by: UUID
    wanted_at: datetime
    unwanted_by: UUID
    unwanted_at: datetime
    is_referred: bool = False
    version: int = 1

    def taken_back_by(self, guardian_id: UUID) -> Outcome:
        """What stands once this guardian takes the own act back."""
        if guardian_id == self.wanted_by:
            return Outcome.UNWANTED
        if guardian_id == self.unwanted_by:
            return Outcome.WANTED
        raise ActOfAnother("this is between two other guardians of the child")
