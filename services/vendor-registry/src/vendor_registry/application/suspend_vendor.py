"""A district takes a vendor off its list: one officer proposes, another approves."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from kernel.errors import PreconditionFailed
from kernel.ids import new_id
from vendor_registry.application.end_listings import end_listings
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.listing import Reason, must_be_listed
from vendor_registry.domain.suspension import (
    Suspension,
    SuspensionAlreadyProposed,
    SuspensionUnknown,
    approve,
    propose,
)
from vendor_registry.domain.vendor import VendorUnknown


@dataclass(frozen=True, slots=True)
class ProposeSuspension:
    begin: UnitOfWork

    async def __call__(
        self, *, vendor_id: UUID, kind: Reason, reason: str, by: Actor, on: date, now: datetime
    ) -> Suspension:
        """The proposal, for a vendor on the list of the officer's own district; nothing changes yet."""
        proposal = propose(Suspension(new_id(), vendor_id, by.path, kind, reason.strip(), by.id, now))
        async with self.begin() as transaction:
            standing = await transaction.listings.standing(vendor_id, by.path, on=on, lock="share")
            if standing is None:
                raise VendorUnknown("no vendor on your district's list has this id")
            must_be_listed(standing, on=on)
            if not await transaction.listings.add_suspension(proposal):
                raise SuspensionAlreadyProposed("a suspension of this vendor awaits its approval")
            transaction.record(
                by,
                "vendor_registry.suspension_proposed",
                f"vendor/{vendor_id}",
                now=now,
                before={},
                after={"suspension": str(proposal.id), "kind": kind},
            )
        return proposal


@dataclass(frozen=True, slots=True)
class ApproveSuspension:
    begin: UnitOfWork

    async def __call__(self, *, vendor_id: UUID, suspension_id: UUID, by: Actor, on: date, now: datetime) -> Suspension:
        """The suspension in force: off the list from today, contracts of the district's schools ended.

        Raises PreconditionFailed where another proposal waits than the one that was shown; what one says never changes.
        """
        async with self.begin() as transaction:
            standing = await transaction.listings.standing(vendor_id, by.path, on=on, lock="update")
            proposal = await transaction.listings.open_suspension(vendor_id, by.path)
            if standing is None or proposal is None:
                raise SuspensionUnknown("no suspension of this vendor awaits approval in your district")
            if proposal.id != suspension_id:
                raise PreconditionFailed("another suspension waits by now; look at that one before you approve it")
            approved = approve(proposal, by=by, now=now)
            await transaction.listings.save_suspension(approved)
            # It may have run out by itself since; then there is nothing left to end.
            if standing.listing.delisted_on is None:
                await end_listings(transaction, [(standing.listing, proposal.kind)], by=by, on=on, now=now)
            transaction.record(
                by,
                "vendor_registry.suspension_approved",
                f"vendor/{vendor_id}",
                now=now,
                before={"delisted_on": _said(standing.listing.delisted_on)},
                after={
                    "suspension": str(proposal.id),
                    "kind": proposal.kind,
                    "delisted_on": _said(standing.listing.delisted_on or on),
                },
            )
        return approved


def _said(day: date | None) -> str | None:
    return None if day is None else str(day)
