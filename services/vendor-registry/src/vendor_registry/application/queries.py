"""What can be read; every query takes the reader and shows only what they may know of."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from kernel.actor import Actor
from vendor_registry.domain.application import Application
from vendor_registry.domain.contract import Contract
from vendor_registry.domain.course import Course
from vendor_registry.domain.instructor import Instructor
from vendor_registry.domain.licence import Licence, LicenceKind
from vendor_registry.domain.listing import Listing, Standing
from vendor_registry.domain.objection import Objection
from vendor_registry.domain.selection_round import SelectionRound
from vendor_registry.domain.suspension import Suspension
from vendor_registry.domain.vendor import ClaimState


@dataclass(frozen=True, slots=True)
class VendorRow:
    """A vendor without what is sealed."""

    id: UUID
    uscc: str
    name: str
    platform_number: str
    bank_name: str
    account_suffix: str
    state: ClaimState
    refusal_reason: str
    version: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What a market office looks at: who says to act for the vendor, and the business licences on file."""

    vendor: VendorRow
    registrant: str
    registered_at: datetime
    licences: Sequence[Licence]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything on file about one vendor; `registrant` is unsealed for the market office alone."""

    vendor: VendorRow
    registrant: str | None
    licences: Sequence[Licence]
    instructors: Sequence[Instructor]
    courses: Sequence[Course]
    listings: Sequence[Listing]


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    application: Application
    vendor: VendorRow
    round_title: str
    district_path: str


@dataclass(frozen=True, slots=True)
class LicenceRow:
    licence: Licence
    vendor: VendorRow


@dataclass(frozen=True, slots=True)
class WhitelistRow:
    listing: Listing
    vendor: VendorRow
    courses: Sequence[Course]


@dataclass(frozen=True, slots=True)
class ContractRow:
    contract: Contract
    vendor_name: str
    school_name: str


@dataclass(frozen=True, slots=True)
class PublicResult:
    """One vendor of a round as it is shown to everybody: legal entities and courses, no person."""

    vendor: VendorRow
    courses: Sequence[Course]
    state: str
    reason_code: str


@dataclass(frozen=True, slots=True)
class PublicRound:
    round: SelectionRound
    district_name: str
    results: Sequence[PublicResult]


@dataclass(frozen=True, slots=True)
class Payee:
    """Where a vendor's money goes; the account is unsealed."""

    name: str
    bank_name: str
    account: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    person_id: UUID
    name: str
    login: str


class Queries(Protocol):
    """Lists take `after`, the sort key of the last row seen, and at most `limit` rows."""

    async def vendors(self, reader: Actor, *, after: tuple[str, UUID] | None, limit: int) -> Sequence[VendorRow]: ...
    async def waiting_claims(self, officer: Actor, *, after: tuple[UUID] | None, limit: int) -> Sequence[ClaimRow]:
        """Those the officer may confirm, the oldest first."""
        ...

    async def dossier(self, vendor_id: UUID, reader: Actor) -> Dossier:
        """Raise VendorUnknown where the reader has nothing to do with the vendor."""
        ...

    async def licence_document(self, vendor_id: UUID, licence_id: UUID, reader: Actor) -> UUID:
        """The id of the scan; raise VendorUnknown or LicenceUnknown."""
        ...

    async def waiting_licences(
        self, officer: Actor, kinds: Collection[LicenceKind], *, after: tuple[UUID] | None, limit: int
    ) -> Sequence[LicenceRow]:
        """Of vendors that have applied in the officer's district; what is with a joint review waits for that."""
        ...

    async def rounds(self, *, after: tuple[UUID] | None, limit: int) -> Sequence[SelectionRound]: ...
    async def round(self, round_id: UUID) -> SelectionRound: ...
    async def public_round(self, round_id: UUID) -> PublicRound:
        """What is on display; before publicity there are no results. Raise RoundUnknown."""
        ...

    async def applications(
        self, reader: Actor, *, round_id: UUID | None, after: tuple[UUID] | None, limit: int
    ) -> Sequence[ApplicationRow]: ...
    async def application(self, application_id: UUID, reader: Actor) -> ApplicationRow: ...
    async def objections(
        self, round_id: UUID, reader: Actor, *, after: tuple[UUID] | None, limit: int
    ) -> Sequence[Objection]: ...
    async def suspensions(self, reader: Actor, *, after: tuple[UUID] | None, limit: int) -> Sequence[Suspension]: ...
    async def whitelist(
        self, reader: Actor, *, on: date, after: tuple[str, str] | None, limit: int
    ) -> Sequence[WhitelistRow]: ...
    async def contracts(self, reader: Actor, *, after: tuple[UUID] | None, limit: int) -> Sequence[ContractRow]: ...
    async def contract(self, contract_id: UUID, reader: Actor) -> ContractRow: ...
    async def standing(self, vendor_id: UUID, district_path: str, *, on: date) -> Standing | None:
        """For other services: a vendor's entry of that day in that district."""
        ...

    async def payee(self, vendor_id: UUID) -> Payee:
        """For billing: raise VendorUnknown."""
        ...

    async def people(self, person_ids: Collection[UUID]) -> Sequence[PersonRow]:
        """For other services: instructors and clerks by person id."""
        ...
