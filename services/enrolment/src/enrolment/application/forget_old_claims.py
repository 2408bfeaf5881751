"""Every day, claims that bound no child are deleted once nobody needs them any more."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from enrolment.application.ports.binding import OldClaims
from enrolment.application.ports.work import UnitOfWork
from enrolment.domain.binding import LIMITS

# For this long a family or a school may ask why a code did not work.
TRIED_KEPT = timedelta(days=90)
# A count says nothing once the longest of the windows is over.
COUNTS_KEPT = max(limit.within for limit in LIMITS)
# Small enough that nobody waits while one batch is deleted.
BATCH_ROWS = 500
# The rest is deleted the next day.
BATCHES_MAX = 2_000

Batch = Callable[[OldClaims], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Forgotten:
    counts: int
    phone_claims: int
    codes: int


@dataclass(frozen=True, slots=True)
class ForgetOldClaims:
    """Batch by batch, each in a transaction of its own; what is left when it stops goes the next time.

    Claims and codes by which somebody was bound stay: they tell who gave the proof. So does the last message to a
    child's number where it did not arrive, because the school is shown that.
    """

    unit_of_work: UnitOfWork
    timer: Callable[[], datetime]

    async def __call__(self) -> Forgotten:
        """Return how many rows of each kind were deleted."""
        at = self.timer()
        counted, tried = at - COUNTS_KEPT, at - TRIED_KEPT
        return Forgotten(
            counts=await self._batches(lambda old: old.forget_counts(before=counted, limit=BATCH_ROWS)),
            phone_claims=await self._batches(lambda old: old.forget_phone_claims(before=tried, limit=BATCH_ROWS)),
            codes=await self._batches(lambda old: old.forget_codes(before=tried, limit=BATCH_ROWS)),
        )

    async def _batches(self, batch: Batch) -> int:
        gone = 0
        for _ in range(BATCHES_MAX):
            async with self.unit_of_work() as work:
                rows = await batch(work.old_claims)
            gone += rows
            if rows < BATCH_ROWS:
                break
        return gone
