"""The legal entity that offers courses in schools."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel import text
from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.errors import Conflict, Invalid, NotFound
from kernel.organisation import OrganisationPath
from vendor_registry.domain.licence import Licence, LicenceKind, LicenceState, RefusalReasonMissing
from vendor_registry.domain.uscc import read_uscc

_ACCOUNT_DIGITS = range(8, 31)
# What one person may have waiting for an office's word at a time.
REGISTRATIONS_MAX = 2


class VendorUnknown(NotFound):
    code = "vendor_registry.vendor_unknown"


class AlreadyRegistered(Conflict):
    code = "vendor_registry.already_registered"


class DistrictUnknown(Invalid):
    code = "vendor_registry.district_unknown"


class TooManyRegistrations(Conflict):
    code = "vendor_registry.too_many_registrations"


class VendorAlreadyConfirmed(Conflict):
    code = "vendor_registry.vendor_already_confirmed"


class ClaimEnded(Conflict):
    code = "vendor_registry.claim_ended"


class VendorNotConfirmed(Conflict):
    code = "vendor_registry.vendor_not_confirmed"


class BusinessLicenceMissing(Conflict):
    code = "vendor_registry.business_licence_missing"


class BusinessLicenceNotInForce(Conflict):
    code = "vendor_registry.business_licence_not_in_force"


class AccountNotInOwnName(Invalid):
    code = "vendor_registry.account_not_in_own_name"


class NotAnAccountNumber(Invalid):
    code = "vendor_registry.not_an_account_number"


class PlatformNumberMissing(Invalid):
    code = "vendor_registry.platform_number_missing"


class ClaimState(StrEnum):
    """Where the claim to a code stands; `SUPERSEDED` where another one to it was confirmed while this one waited."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Vendor:
    """`account` is unsealed in memory only; `clerk_id` is the person who registered it and acts for it.

    Until a market office, first of all that of its `district`, has confirmed that (`confirmed_by`), it is a claim, and
    others may claim the same code beside it. It ends where the office refuses it, which says why, or where its
    registrant withdraws it. `version` counts what was done to the claim and to its licences.
    """

    id: UUID
    uscc: str
    district: OrganisationPath
    name: str
    platform_number: str
    bank_name: str
    account: str
    clerk_id: UUID
    clerk_name: str
    registered_at: datetime
    confirmed_by: UUID | None = None
    confirmed_at: datetime | None = None
    ended_by: UUID | None = None
    ended_at: datetime | None = None
    refusal_reason: str = ""
    version: int = 1

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_by is not None

    @property
    def state(self) -> ClaimState:
        """Looks at this claim alone; the store knows whether another one holds the code."""
        if self.is_confirmed:
            return ClaimState.CONFIRMED
        if self.ended_at is None:
            return ClaimState.WAITING
        return ClaimState.REFUSED if self.refusal_reason else ClaimState.WITHDRAWN

    @property
    def path(self) -> OrganisationPath:
        return OrganisationPath(f"/vendor/{self.uscc}")

    @property
    def account_suffix(self) -> str:
        return self.account[-4:]

    def is_acted_for_by(self, actor: Actor) -> bool:
        """Its clerks, and, until staffing has granted that role, the applicant who registered it."""
        if actor.role == "vendor-clerk":
            return self.is_confirmed and actor.path == self.path
        return actor.role == "vendor-applicant" and actor.id == self.clerk_id


def register_vendor(
    vendor_id: UUID,
    *,
    uscc: str,
    district: OrganisationPath,
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
        district=district,
        name=called,
        platform_number=text.number(platform_number),
        bank_name=text.given(text.title(bank_name)),
        account=number,
        clerk_id=clerk_id,
        clerk_name=text.given(text.name(clerk_name)),
        registered_at=now,
    )


def confirm_vendor(vendor: Vendor, *, licence: Licence | None, by: UUID, now: datetime, on: date) -> Vendor:
    """The vendor of which the office has seen the business licence, in force `on` that day, and who acts for it."""
    if licence is None or licence.vendor_id != vendor.id or licence.kind is not LicenceKind.BUSINESS:
        raise BusinessLicenceMissing("name the business licence of this vendor that was looked at")
    if licence.state is LicenceState.REFUSED or not licence.is_valid(on):
        raise BusinessLicenceNotInForce(
            "this business licence was refused or is not in force; the vendor files another"
        )
    if vendor.is_confirmed:
        return vendor
    _must_wait(vendor)
    return replace(vendor, confirmed_by=by, confirmed_at=now, version=vendor.version + 1)


def refuse_claim(vendor: Vendor, *, reason: str, by: UUID, now: datetime) -> Vendor:
    """The claim ended by the office, with the reason that its registrant reads; the code may be claimed anew."""
    _must_wait(vendor)
    if not text.line(reason):
        raise RefusalReasonMissing("say why the registration is refused")
    return _ended(vendor, reason=reason.strip(), by=by, now=now)


def withdraw_claim(vendor: Vendor, *, by: UUID, now: datetime) -> Vendor:
    """The claim ended by whoever made it."""
    _must_wait(vendor)
    return _ended(vendor, reason="", by=by, now=now)


def _must_wait(vendor: Vendor) -> None:
    if vendor.is_confirmed:
        raise VendorAlreadyConfirmed("a market office has confirmed this vendor already")
    must_not_have_ended(vendor)


def must_not_have_ended(vendor: Vendor) -> None:
    """Raise ClaimEnded where the registration was refused or withdrawn."""
    if vendor.ended_at is not None:
        raise ClaimEnded("this registration has ended; register anew", params={"state": vendor.state})


def _ended(vendor: Vendor, *, reason: str, by: UUID, now: datetime) -> Vendor:
    return replace(vendor, ended_by=by, ended_at=now, refusal_reason=reason, version=vendor.version + 1)


def must_be_confirmed(vendor: Vendor | None) -> None:
    """Raise VendorNotConfirmed where no market office has confirmed who registered it."""
    if vendor is None or not vendor.is_confirmed:
        raise VendorNotConfirmed("the market office first confirms the licence and who acts for the vendor")


def must_be_of_others(vendor: Vendor, officer: Actor) -> None:
    """Raise SamePersonTwice where the officer is who registered the vendor, by whichever account."""
    check(Case.VETTING, acts(Function.PREPARE, vendor.clerk_id), actor=officer, function=Function.REVIEW)


def of_others(vendor: Vendor | None, officer: Actor) -> Vendor:
    """The vendor, for an officer who may see it; VendorUnknown without one, SamePersonTwice on one of their own."""
    if vendor is None:
        raise VendorUnknown("no vendor of your district has this id")
    must_be_of_others(vendor, officer)
    return vendor


def own(vendor: Vendor | None, actor: Actor) -> Vendor:
    """The vendor, for those who act for it and while its claim lasts; others do not learn that it exists."""
    if vendor is None or not vendor.is_acted_for_by(actor):
        raise VendorUnknown("no vendor of yours has this id")
    must_not_have_ended(vendor)
    return vendor
