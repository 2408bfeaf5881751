"""Every day: seats kept for an answer that did not come go back, and to whoever waits next (P8)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from enrolment.application.end_placements import end_placements, offer_freed_seats
from enrolment.application.ports.work import UnitOfWork
from enrolment.application.wait_for_first_wish import wait_for_first_wish
from enrolment.domain.placement import EndReason
from kernel.actor import system_actor
from kernel.ids import digest_of_ids
from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True)
class ExpireOffers:
    """What is offered next follows from positions and draw keys alone, so that two runs agree."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, on: date, now: datetime) -> int:
        """How many seats went back on that day; running it again finds none."""
        expired = 0
        while True:
            async with self.unit_of_work() as work:
                overdue = await work.placements.school_terms_overdue(on=on)
            if not overdue:
                return expired
            for school_path, term in overdue:
                expired += await self._of_school(OrganisationPath(school_path), term, on=on, now=now)

    async def _of_school(self, school: OrganisationPath, term: str, *, on: date, now: datetime) -> int:
        async with self.unit_of_work() as work:
            overdue = await work.placements.lock_overdue(school.text, term, on=on)
            if not overdue:
                return 0
            await end_placements(work, overdue, reason=EndReason.EXPIRED, now=now, on=on)
            period = await work.terms.period(school.parent or school, term)
            offered = 0
            # Nobody waits for anything once the term is over.
            if period is not None and on <= period.last_on:
                await wait_for_first_wish(work, overdue)
                offered = await offer_freed_seats(work, Counter(one.offering_id for one in overdue), on=on)
            work.record(
                "enrolment.offers_expired",
                f"school/{school.code}/{term}",
                actor=system_actor("enrolment"),
                at=now,
                before={one.value: count for one, count in sorted(Counter(one.state for one in overdue).items())},
                after={"expired": len(overdue), "offered": offered, "on": on.isoformat()},
                digest=digest_of_ids(one.id for one in overdue),
            )
        return len(overdue)
