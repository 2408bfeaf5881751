"""A legal entity asks to enter the registry, and a market office confirms that it is who it says."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from kernel.ids import new_id
from kernel.organisation import OrganisationPath
from kernel.versions import must_be_present
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.events import VendorRegistered
from vendor_registry.domain.vendor import (
    REGISTRATIONS_MAX,
    AlreadyRegistered,
    DistrictUnknown,
    TooManyRegistrations,
    Vendor,
    confirm_vendor,
    of_others,
    register_vendor,
)


@dataclass(frozen=True, slots=True)
class RegisterVendor:
    begin: UnitOfWork

    async def __call__(
        self,
        *,
        uscc: str,
        district: OrganisationPath,
        name: str,
        platform_number: str,
        bank_name: str,
        account: str,
        account_name: str,
        clerk_name: str,
        by: Actor,
        now: datetime,
    ) -> Vendor:
        """The vendor as claimed; `by` files its papers, and acts for it once the market office has confirmed it.

        A code may be claimed by several until one of them is confirmed; one person claims few at a time.
        """
        vendor = register_vendor(
            new_id(),
            uscc=uscc,
            district=district,
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
            if not await transaction.vendors.is_district(district):
                raise DistrictUnknown("no district by that path", params={"district": district.text})
            waiting = await transaction.vendors.waiting_of(by.id)
            if len(waiting) >= REGISTRATIONS_MAX:
                detail = f"{len(waiting)} registrations of yours wait for the market office"
                raise TooManyRegistrations(detail, params={"waiting": len(waiting)})
            if vendor.uscc in waiting or await transaction.vendors.is_taken(vendor.uscc):
                raise AlreadyRegistered("this unified social credit code is registered already; ask its clerk")
            await transaction.vendors.add(vendor)
            transaction.record(
                by,
                "vendor_registry.vendor_registered",
                f"vendor/{vendor.id}",
                now=now,
                before={},
                after={"uscc": vendor.uscc},
            )
        return vendor


@dataclass(frozen=True, slots=True)
class ConfirmVendor:
    """By the market office of the district that the vendor asked, or of one in which it has applied."""

    begin: UnitOfWork

    async def __call__(
        self, *, vendor_id: UUID, licence_id: UUID, by: Actor, now: datetime, on: date, version: int
    ) -> Vendor:
        """The vendor, with its registrant as its clerk; confirming it again says nothing new.

        Raises AlreadyRegistered where another holds the code, and PreconditionFailed where the registrant has filed a
        licence since it was shown.
        """
        async with self.begin() as transaction:
            vendor = of_others(await transaction.vendors.seen_by(by, vendor_id), by)
            licences = (await transaction.vendors.licences([vendor.id])).get(vendor.id, ())
            licence = next((one for one in licences if one.id == licence_id), None)
            confirmed = confirm_vendor(vendor, licence=licence, by=by.id, now=now, on=on)
            if confirmed == vendor:
                return vendor
            must_be_present(version, present=vendor.version)
            if not await transaction.vendors.confirm(confirmed):
                raise AlreadyRegistered("another registration by this code is confirmed already")
            event = VendorRegistered(vendor.id, vendor.uscc, vendor.name, vendor.clerk_id)
            transaction.publish(event, now=now)
            transaction.record(
                by,
                "vendor_registry.vendor_confirmed",
                f"vendor/{vendor.id}",
                now=now,
                before={"confirmed": False},
                after={"confirmed": True, "licence": str(licence_id), "clerk": str(vendor.clerk_id)},
            )
        return confirmed
