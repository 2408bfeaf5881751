"""Dashboards are told coarse counts of a school's term, shortly after something moved."""

from dataclasses import dataclass
from datetime import datetime

from enrolment.application.ports.work import UnitOfWork
from enrolment.domain.event import ApplicationsCounted, SurveyCounted
from kernel.organisation import OrganisationPath

# Transactions that were open while the last count ran are seen by the next: it looks back further than any lasts.
LOOK_BACK_S = 60


@dataclass(frozen=True, slots=True)
class RecountSchools:
    """Nothing is counted per application: what was touched lately is counted anew, and told where it changed."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, now: datetime, everything: bool = False) -> int:
        """Return how many school terms were told."""
        async with self.unit_of_work() as work:
            touched = await work.terms.changed_school_terms(within_s=None if everything else LOOK_BACK_S)
        told = 0
        for school_path, term in touched:
            async with self.unit_of_work() as work:
                answers, counts = await work.terms.recount(school_path, term)
                path = OrganisationPath(school_path)
                if answers is not None:
                    work.publish(SurveyCounted(school_path=path, term=term, answers=answers), at=now)
                if counts is not None:
                    work.publish(ApplicationsCounted(school_path=path, term=term, **counts), at=now)
                told += answers is not None or counts is not None
        return told
