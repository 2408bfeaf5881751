"""The end of a round: those who passed get a dated place on the whitelist."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from kernel.ids import new_id
from kernel.versions import must_be_shown
from vendor_registry.application.foresee_result import own_round, result_of
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.application import ApplicationState
from vendor_registry.domain.events import VendorListed, VendorNotListed
from vendor_registry.domain.listing import Listing
from vendor_registry.domain.selection_round import SelectionRound, close_round


@dataclass(frozen=True, slots=True)
class ListVendors:
    begin: UnitOfWork

    async def __call__(self, *, round_id: UUID, digest: str, by: Actor, on: date, now: datetime) -> SelectionRound:
        """The round with its list made; documents are checked once more, an upheld objection keeps a vendor off.

        Raises ContentChanged where the list is another than the one of which `digest` was shown.
        """
        async with self.begin() as transaction:
            round_ = await own_round(transaction, round_id, by, lock="update")
            result = await result_of(transaction, round_, on=on, lock=True)
            closed = close_round(round_, on=on, objections_open=result.objections_open)
            must_be_shown(digest, present=result.digest)
            decided = [each.decided for each in result.verdicts]
            passed = [each for each in decided if each.state is ApplicationState.LISTED]
            listings = [
                Listing(new_id(), each.vendor_id, round_.district, round_.id, each.course_ids, on, round_.listing_until)
                for each in passed
            ]
            await transaction.hold(VendorListed, [each.vendor_id for each in decided])
            await transaction.rounds.save_decisions(decided)
            await transaction.rounds.save(closed)
            await transaction.listings.add(listings)
            for listing in listings:
                event = VendorListed(listing.vendor_id, listing.district, listing.listed_from, listing.listed_until)
                transaction.publish(event, now=now)
            for each in decided:
                if each.state is ApplicationState.NOT_LISTED:
                    transaction.publish(VendorNotListed(each.vendor_id, round_.district, each.reason_code), now=now)
            transaction.record(
                by,
                "vendor_registry.vendors_listed",
                f"round/{round_id}",
                now=now,
                before={"state": round_.state},
                after={
                    "state": closed.state,
                    "listed": [str(each.vendor_id) for each in passed],
                    "of": len(decided),
                    "digest": digest,
                },
                rule=round_.pack,
            )
        return closed
