"""What still waits for its other half on the second day becomes an exception with an owner (C3.5)."""

from dataclasses import dataclass
from datetime import date, datetime

from billing.application.ports import UnitOfWork
from billing.application.report_progress import report_progress


@dataclass(frozen=True, slots=True)
class RaiseLateArrivals:
    unit_of_work: UnitOfWork

    async def __call__(self, *, on: date, now: datetime) -> int:
        """Return how many units and months have new exceptions; running it again finds none."""
        async with self.unit_of_work() as work:
            touched = await work.differences.raise_late(on)
            await report_progress(work, months=touched, now=now)
        return len(touched)
