"""The end of a round: those who passed get a dated place on the whitelist."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from kernel.ids import new_id
from vendor_registry.application.check_documents import shortcomings_of
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.application import ApplicationState, decide, why_not
from vendor_registry.domain.events import VendorListed, VendorNotListed
from vendor_registry.domain.listing import Listing
from vendor_registry.domain.selection_round import RoundUnknown, SelectionRound, close_round


@dataclass(frozen=True, slots=True)
class ListVendors:
    begin: UnitOfWork

    async def __call__(self, *, round_id: UUID, by: Actor, on: date, now: datetime) -> SelectionRound:
        """The round with its list made; documents are checked once more, an upheld objection keeps a vendor off."""
        async with self.begin() as transaction:
            round_ = await transaction.rounds.get(round_id, lock="update")
            if round_ is None or round_.district != by.path:
                raise RoundUnknown("no round of your district has this id")
            objections = await transaction.rounds.objections(round_id)
            closed = close_round(round_, on=on, objections_open=sum(each.upheld is None for each in objections))
            shown = [
                each
                for each in await transaction.rounds.applications(round_id)
                if each.state is ApplicationState.COMPLETE
            ]
            lacking = await shortcomings_of(transaction, round_, shown, on=on, reviewed=True)
            upheld = {each.vendor_id for each in objections if each.upheld}
            decided = [
                decide(each, why_not(each, objection_upheld=each.vendor_id in upheld, shortcomings=lacking[each.id]))
                for each in shown
            ]
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
                after={"state": closed.state, "listed": [str(each.vendor_id) for each in passed], "of": len(shown)},
                rule=round_.pack,
            )
        return closed
