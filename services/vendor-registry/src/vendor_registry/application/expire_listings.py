"""Every day: vendors whose listing, licence, insurance or last cleared instructor has run out leave the list."""

from dataclasses import dataclass
from datetime import date, datetime

from kernel.actor import system_actor
from vendor_registry.application.end_listings import end_listings
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.listing import why_lapsed


@dataclass(frozen=True, slots=True)
class ExpireListings:
    begin: UnitOfWork

    async def __call__(self, *, on: date, now: datetime) -> int:
        """How many vendors left the list on that day; running it again finds none."""
        async with self.begin() as transaction:
            standings = await transaction.listings.standings_in_force(on=on)
            found = [(standing.listing, why_lapsed(standing, on=on)) for standing in standings]
            lapsed = [(listing, reason) for listing, reason in found if reason is not None]
            if lapsed:
                await end_listings(transaction, lapsed, by=system_actor("vendor-registry"), on=on, now=now)
        return len(lapsed)
