"""Papers that let a vendor work: registration, the sector's licence, insurance; each with its last day.

A vendor files its papers, but none of them counts before an office has looked at it: with the dossier under joint
review, or, where it is filed later, by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, Forbidden, Invalid, NotFound
from kernel.text import line
from vendor_registry.domain.course import Category
from vendor_registry.domain.selection_round import Office


class LicenceEndsBeforeItStarts(Invalid):
    code = "vendor_registry.licence_ends_before_it_starts"


class CategoryMissing(Invalid):
    code = "vendor_registry.category_missing"


class LicenceAlreadyFiled(Conflict):
    code = "vendor_registry.licence_already_filed"


class LicenceUnknown(NotFound):
    code = "vendor_registry.licence_unknown"


class LicenceAlreadyDecided(Conflict):
    code = "vendor_registry.licence_already_decided"


class LicenceOfAnotherOffice(Forbidden):
    code = "vendor_registry.licence_of_another_office"


class RefusalReasonMissing(Invalid):
    code = "vendor_registry.refusal_reason_missing"


class LicenceKind(StrEnum):
    """What B6 asks for; `SECTOR` is the licence of the art, sport or science authority."""

    BUSINESS = "business"
    SECTOR = "sector"
    INSURANCE = "insurance"


class LicenceState(StrEnum):
    """`WAITING` for the word of an office; a `REFUSED` paper counts nowhere and may be filed anew."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


# Whose paper it is; the education office, which every joint review has, may speak for the others (B6).
_OFFICE = {LicenceKind.BUSINESS: Office.MARKET, LicenceKind.SECTOR: Office.CULTURE}


@dataclass(frozen=True, slots=True)
class Licence:
    """`valid_until` is the last day; `category` is set for a sector licence only.

    `decided_by` is the officer who confirmed or refused it, `refusal_reason` empty unless it is refused.
    """

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
    filed_at: datetime
    state: LicenceState = LicenceState.WAITING
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    refusal_reason: str = ""

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on <= self.valid_until


def check_licence(licence: Licence) -> Licence:
    """The licence itself, or what is wrong with it."""
    if licence.valid_until < licence.valid_from:
        raise LicenceEndsBeforeItStarts("the last day of validity lies before the first; compare both with the paper")
    if (licence.kind is LicenceKind.SECTOR) != (licence.category is not None):
        raise CategoryMissing("a sector licence names its category (art, sport or science), no other paper does")
    return licence


def confirmed(licences: Iterable[Licence]) -> tuple[Licence, ...]:
    """Those an office has looked at and found good, the only ones that keep a vendor on the list."""
    return tuple(paper for paper in licences if paper.state is LicenceState.CONFIRMED)


def not_refused(licences: Iterable[Licence]) -> tuple[Licence, ...]:
    """What a vendor may apply with: the offices are still to look at it."""
    return tuple(paper for paper in licences if paper.state is not LicenceState.REFUSED)


def confirm_reviewed(
    licences: Iterable[Licence], *, filed_by: datetime, by: UUID, now: datetime
) -> tuple[Licence, ...]:
    """Those of a dossier that passed the joint review, confirmed: what was on file by then and waits (B6)."""
    return tuple(
        replace(paper, state=LicenceState.CONFIRMED, decided_by=by, decided_at=now)
        for paper in licences
        if paper.state is LicenceState.WAITING and paper.filed_at <= filed_by
    )


def kinds_of(office: Office) -> frozenset[LicenceKind]:
    """The papers an office may confirm or refuse: its own, and all of them where it is the education office."""
    if office is Office.EDUCATION:
        return frozenset(LicenceKind)
    return frozenset(kind for kind, issued_by in _OFFICE.items() if issued_by is office)


def confirm(licence: Licence, *, office: Office, by: UUID, now: datetime) -> Licence:
    """The licence confirmed; confirming it again says nothing new."""
    _must_be_of(office, licence)
    if licence.state is LicenceState.CONFIRMED:
        return licence
    _must_wait(licence)
    return replace(licence, state=LicenceState.CONFIRMED, decided_by=by, decided_at=now)


def refuse(licence: Licence, *, office: Office, reason: str, by: UUID, now: datetime) -> Licence:
    """The licence refused, which its vendor is told with the reason."""
    _must_be_of(office, licence)
    _must_wait(licence)
    if not line(reason):
        raise RefusalReasonMissing("say why the licence is refused")
    return replace(licence, state=LicenceState.REFUSED, decided_by=by, decided_at=now, refusal_reason=reason.strip())


def _must_be_of(office: Office, licence: Licence) -> None:
    if licence.kind not in kinds_of(office):
        raise LicenceOfAnotherOffice("another office looks at licences of this kind", params={"kind": licence.kind})


def _must_wait(licence: Licence) -> None:
    if licence.state is not LicenceState.WAITING:
        raise LicenceAlreadyDecided(f"this licence is {licence.state} already", params={"state": licence.state})
