"""多退少不补: what is held for lessons neither delivered nor refunded when a term is over goes back (R26).

A pupil who left was given back what the timetable still had to come; what it had before and nobody confirmed is given
back here, so that nothing stays held for a term that is over.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from billing.application.ports import UnitOfWork
from billing.application.propose_refund import propose_by_itself
from billing.domain.refund import RefundReason

# Schools confirm the last lessons within these days; what is confirmed later is for a person to look at.
DAYS_AFTER_TERM = 7
# One day's worth; what is left over follows on the next day.
PROPOSALS_MAX = 5_000


@dataclass(frozen=True, slots=True)
class SettleTermEnd:
    unit_of_work: UnitOfWork

    async def __call__(self, *, on: date, now: datetime) -> int:
        """Return how many refunds were proposed; each still needs an accountant and a principal."""
        async with self.unit_of_work() as work:
            placements = await work.bills.still_held(on - timedelta(days=DAYS_AFTER_TERM), most=PROPOSALS_MAX)
            for placement_id in placements:
                await propose_by_itself(
                    work, placement_id=placement_id, reason=RefundReason.TERM_END, ended_on=on, now=now
                )
        return len(placements)
