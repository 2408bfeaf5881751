"""Papers that let a vendor work: registration, the sector's licence, insurance; each with its last day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, Invalid, NotFound
from vendor_registry.domain.course import Category

_SIGNATURES = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


class LicenceEndsBeforeItStarts(Invalid):
    code = "vendor_registry.licence_ends_before_it_starts"


class CategoryMissing(Invalid):
    code = "vendor_registry.category_missing"


class LicenceAlreadyFiled(Conflict):
    code = "vendor_registry.licence_already_filed"


class LicenceUnknown(NotFound):
    code = "vendor_registry.licence_unknown"


class NotAScan(Invalid):
    code = "vendor_registry.not_a_scan"


class LicenceKind(StrEnum):
    """What B6 asks for; `SECTOR` is the licence of the art, sport or science authority."""

    BUSINESS = "business"
    SECTOR = "sector"
    INSURANCE = "insurance"


@dataclass(frozen=True, slots=True)
class Licence:
    """`valid_until` is the last day; `category` is set for a sector licence only."""

    id: UUID
    vendor_id: UUID
    kind: LicenceKind
    category: Category | None
    number: str
    issued_by: str
    scope: str
    valid_from: date
    valid_until: date
    document_id: UUID

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on <= self.valid_until


def check_licence(licence: Licence) -> Licence:
    """The licence itself, or what is wrong with it."""
    if licence.valid_until < licence.valid_from:
        raise LicenceEndsBeforeItStarts("the last day of validity lies before the first; compare both with the paper")
    if (licence.kind is LicenceKind.SECTOR) != (licence.category is not None):
        raise CategoryMissing("a sector licence names its category (art, sport or science), no other paper does")
    return licence


def scan_type(content: bytes) -> str:
    """The media type by what the file holds, not by what its sender says; raise NotAScan for any other kind."""
    for signature, media_type in _SIGNATURES.items():
        if content.startswith(signature):
            return media_type
    raise NotAScan("a scan is a PDF, a JPEG or a PNG file; save it as one of these and upload it again")
