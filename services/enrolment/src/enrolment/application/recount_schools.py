"""Dashboards are told coarse counts of a school's term, shortly after something moved."""

from dataclasses import dataclass
from datetime import datetime

from enrolment.application.ports.work import UnitOfWork
from enrolment.domain.event import ApplicationsCounted, SurveyCounted

# Transactions that were open while the last count ran are seen by the next: it looks back further than any lasts.
LOOK_BACK_S = 60


@dataclass(frozen=True, slots=True)
class RecountSchools:
    """Nothing is counted per application: what was touched lately is counted anew, and told where it changed."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, now: datetime, everything: bool = False) -> int:
        """Return how many school terms were told."""
        async with self.unit_of_work() as work:
            if not await work.terms.lock_counts():
                return 0
            moved = await work.terms.moved_counts(within_s=None if everything else LOOK_BACK_S)
            await work.hold(ApplicationsCounted, [ApplicationsCounted.key_of(*one) for one in moved])
            changed = await work.terms.recount(moved)
            for one in changed:
                if one.answers is not None:
                    work.publish(SurveyCounted(school_path=one.school_path, term=one.term, answers=one.answers), at=now)
                if one.applications is not None:
                    work.publish(
                        ApplicationsCounted(school_path=one.school_path, term=one.term, **one.applications), at=now
                    )
        return len(changed)
