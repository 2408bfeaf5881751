"""A vendor's dated place on a district's whitelist, and when it is lost."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict
from kernel.organisation import OrganisationPath
from vendor_registry.domain.course import Category
from vendor_registry.domain.instructor import Instructor
from vendor_registry.domain.licence import Licence, LicenceKind, confirmed


class NotListed(Conflict):
    code = "vendor_registry.not_listed"


class Reason(StrEnum):
    """Why a vendor is not, or no longer, on the list; the words of VendorDelisted."""

    LICENCE_EXPIRED = "licence_expired"
    LISTING_EXPIRED = "listing_expired"
    SUSPENDED = "suspended"
    REMOVED = "removed"
    NEVER_LISTED = "never_listed"


@dataclass(frozen=True, slots=True)
class Listing:
    """Listed from `listed_from` through `listed_until`, unless `delisted_on` (the first day without) came before."""

    id: UUID
    vendor_id: UUID
    district: OrganisationPath
    round_id: UUID
    course_ids: tuple[UUID, ...]
    listed_from: date
    listed_until: date
    delisted_on: date | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The papers that carry a listing: those of the vendor and the categories it is listed for."""

    listing: Listing
    categories: tuple[Category, ...]
    licences: tuple[Licence, ...]
    instructors: tuple[Instructor, ...]


def why_lapsed(standing: Standing, *, on: date) -> Reason | None:
    """Why the vendor may not be in a school that day, or None while it may.

    Asks the papers themselves, so that the answer is right before the daily job has run, and of the licences those
    an office has confirmed: nobody keeps a place by what they say of themselves (R35). A single instructor whose
    proof ended is kept off the rota by their own dates; the vendor falls when the police office has confirmed the
    proof of nobody who is left (R33).
    """
    listing = standing.listing
    if on < listing.listed_from:
        return Reason.NEVER_LISTED
    if listing.delisted_on is not None and listing.delisted_on <= on:
        return listing.reason
    if listing.listed_until < on:
        return Reason.LISTING_EXPIRED
    valid = [paper for paper in confirmed(standing.licences) if paper.is_valid(on)]
    held = {paper.kind for paper in valid}
    licensed = {paper.category for paper in valid if paper.category is not None}
    if not held >= {LicenceKind.BUSINESS, LicenceKind.INSURANCE} or not licensed >= set(standing.categories):
        return Reason.LICENCE_EXPIRED
    if not any(person.is_cleared(on) for person in standing.instructors):
        return Reason.LICENCE_EXPIRED
    return None


def delist(listing: Listing, reason: Reason, *, on: date) -> Listing:
    """The listing ended; `on` is the first day the vendor is out."""
    return replace(listing, delisted_on=on, reason=reason)


def must_be_listed(standing: Standing | None, *, on: date) -> Standing:
    """The standing of a vendor that may be in a school that day, or NotListed with the reason."""
    reason = Reason.NEVER_LISTED if standing is None else why_lapsed(standing, on=on)
    if standing is None or reason is not None:
        raise NotListed(
            f"the vendor is not on the district's list on {on}", params={"reason": f"{reason}", "on": str(on)}
        )
    return standing
