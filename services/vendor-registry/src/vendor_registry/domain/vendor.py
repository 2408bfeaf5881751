"""The legal entity that offers courses in schools."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel import text
from kernel.actor import Actor
from kernel.errors import Conflict, Invalid, NotFound
from kernel.organisation import OrganisationPath
from vendor_registry.domain.uscc import read_uscc

_ACCOUNT_DIGITS = range(8, 31)


class VendorUnknown(NotFound):
    code = "vendor_registry.vendor_unknown"


class AlreadyRegistered(Conflict):
    code = "vendor_registry.already_registered"


class AccountNotInOwnName(Invalid):
    code = "vendor_registry.account_not_in_own_name"


class NotAnAccountNumber(Invalid):
    code = "vendor_registry.not_an_account_number"


class PlatformNumberMissing(Invalid):
    code = "vendor_registry.platform_number_missing"


@dataclass(frozen=True, slots=True)
class Vendor:
    """`account` is unsealed in memory only; `clerk_id` is the person who registered it and acts for it."""

    id: UUID
    uscc: str
    name: str
    platform_number: str
    bank_name: str
    account: str
    clerk_id: UUID
    clerk_name: str
    registered_at: datetime

    @property
    def path(self) -> OrganisationPath:
        return OrganisationPath(f"/vendor/{self.uscc}")

    @property
    def account_suffix(self) -> str:
        return self.account[-4:]

    def is_acted_for_by(self, actor: Actor) -> bool:
        """Its clerks, and, until staffing has granted that role, the applicant who registered it."""
        if actor.role == "vendor-clerk":
            return actor.path == self.path
        return actor.role == "vendor-applicant" and actor.id == self.clerk_id


def register_vendor(
    vendor_id: UUID,
    *,
    uscc: str,
    name: str,
    platform_number: str,
    bank_name: str,
    account: str,
    account_name: str,
    clerk_id: UUID,
    clerk_name: str,
    now: datetime,
) -> Vendor:
    """A vendor with a valid code, a platform number (B6) and a corporate account in its own name (V1)."""
    number = text.number(account)
    if not number.isascii() or not number.isdigit() or len(number) not in _ACCOUNT_DIGITS:
        raise NotAnAccountNumber("give the account number in 8 to 30 digits")
    called = text.given(text.title(name))
    if text.title(account_name) != called:
        raise AccountNotInOwnName("the account's holder must be the vendor itself, word for word")
    if not text.number(platform_number):
        raise PlatformNumberMissing("give the number under which the national platform knows the vendor")
    return Vendor(
        id=vendor_id,
        uscc=read_uscc(uscc),
        name=called,
        platform_number=text.number(platform_number),
        bank_name=text.given(text.title(bank_name)),
        account=number,
        clerk_id=clerk_id,
        clerk_name=text.given(text.name(clerk_name)),
        registered_at=now,
    )


def own(vendor: Vendor | None, actor: Actor) -> Vendor:
    """The vendor, for those who act for it; anybody else learns nothing, not even that it exists."""
    if vendor is None or not vendor.is_acted_for_by(actor):
        raise VendorUnknown("no vendor of yours has this id")
    return vendor
