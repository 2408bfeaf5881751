"""A legal entity enters the registry."""

from dataclasses import dataclass
from datetime import datetime

from kernel.actor import Actor
from kernel.ids import new_id
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.events import VendorRegistered
from vendor_registry.domain.vendor import AlreadyRegistered, Vendor, register_vendor


@dataclass(frozen=True, slots=True)
class RegisterVendor:
    begin: UnitOfWork

    async def __call__(
        self,
        *,
        uscc: str,
        name: str,
        platform_number: str,
        bank_name: str,
        account: str,
        account_name: str,
        clerk_name: str,
        by: Actor,
        now: datetime,
    ) -> Vendor:
        """The registered vendor, once per unified social credit code; `by` acts for it from now on."""
        vendor = register_vendor(
            new_id(),
            uscc=uscc,
            name=name,
            platform_number=platform_number,
            bank_name=bank_name,
            account=account,
            account_name=account_name,
            clerk_id=by.id,
            clerk_name=clerk_name,
            now=now,
        )
        async with self.begin() as transaction:
            if not await transaction.vendors.add(vendor):
                raise AlreadyRegistered("this unified social credit code is registered already; ask its clerk")
            event = VendorRegistered(vendor.id, vendor.uscc, vendor.name, vendor.clerk_id)
            transaction.publish(event, now=now)
            transaction.record(
                by, "vendor_registry.vendor_registered", f"vendor/{vendor.id}", now=now, after={"uscc": vendor.uscc}
            )
        return vendor
