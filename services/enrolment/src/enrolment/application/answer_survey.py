"""A family says what it would like, before the catalogue is fixed; it binds nobody (P2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enrolment.application.ports.work import UnitOfWork
from enrolment.application.rules_in_force import adoption_for
from enrolment.application.stand_against import compare_answers
from enrolment.domain.application import ChildNotOwn
from enrolment.domain.consent import must_allow
from kernel.actor import Actor
from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True)
class AnswerSurvey:
    """The last answer of each guardian counts; the survey opens with the district's adoption.

    Of different answers only what all of them wish is counted.
    """

    unit_of_work: UnitOfWork

    async def __call__(
        self,
        *,
        pupil_id: UUID,
        term: str,
        wants_care: bool,
        weekdays: Sequence[int],
        categories: Sequence[str],
        by: Actor,
        now: datetime,
    ) -> None:
        async with self.unit_of_work() as work:
            await work.pupils.lock(pupil_id)
            pupil = await work.pupils.own_child(pupil_id, by.id)
            if pupil is None:
                raise ChildNotOwn("no child of yours by that id; claim it first")
            must_allow(await work.pupils.consent_of(pupil_id), needed_beyond_care=bool(categories))
            await adoption_for(work, OrganisationPath(pupil.school_path), term)
            await work.terms.answer_survey(
                pupil=pupil,
                term=term,
                guardian_id=by.id,
                wants_care=wants_care,
                weekdays=sorted(set(weekdays)),
                categories=sorted(set(categories)),
                now=now,
            )
            await compare_answers(work, pupil_id, term, by=by.id, now=now)
