"""A registration ends before it is confirmed: the market office refuses it, or its registrant withdraws it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.actor import Actor
from kernel.versions import must_be_present
from vendor_registry.application.ports import Transaction, UnitOfWork
from vendor_registry.domain.vendor import Vendor, of_others, own, refuse_claim, withdraw_claim


@dataclass(frozen=True, slots=True)
class RefuseClaim:
    """By the market office that may confirm it."""

    begin: UnitOfWork

    async def __call__(self, *, vendor_id: UUID, reason: str, by: Actor, now: datetime, version: int) -> Vendor:
        """The claim, refused with a reason that its registrant can read.

        Raises PreconditionFailed where the registrant has filed a licence since it was shown.
        """
        async with self.begin() as transaction:
            vendor = of_others(await transaction.vendors.seen_by(by, vendor_id), by)
            must_be_present(version, present=vendor.version)
            refused = refuse_claim(vendor, reason=reason, by=by.id, now=now)
            await _keep(transaction, refused, before=vendor, by=by, now=now)
        return refused


@dataclass(frozen=True, slots=True)
class WithdrawClaim:
    begin: UnitOfWork

    async def __call__(self, *, vendor_id: UUID, by: Actor, now: datetime, version: int) -> Vendor:
        """The claim, withdrawn: no office has to look at it, and `by` may claim another code instead."""
        async with self.begin() as transaction:
            vendor = own(await transaction.vendors.get(vendor_id, lock=True), by)
            must_be_present(version, present=vendor.version)
            withdrawn = withdraw_claim(vendor, by=by.id, now=now)
            await _keep(transaction, withdrawn, before=vendor, by=by, now=now)
        return withdrawn


async def _keep(transaction: Transaction, ended: Vendor, *, before: Vendor, by: Actor, now: datetime) -> None:
    # No event, because claims are not published.
    await transaction.vendors.end(ended)
    transaction.record(
        by,
        f"vendor_registry.vendor_{ended.state}",
        f"vendor/{ended.id}",
        now=now,
        before={"state": before.state},
        after={"state": ended.state},
    )
