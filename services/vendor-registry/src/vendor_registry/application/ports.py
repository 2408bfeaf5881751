"""What the use cases need from outside."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from kernel.actor import Actor
from kernel.official_calendar import OfficialCalendar
from kernel.organisation import OrganisationPath
from rulebook.adoption import AdoptedPack
from vendor_registry.domain.application import Application
from vendor_registry.domain.contract import Contract
from vendor_registry.domain.course import Course
from vendor_registry.domain.events import Event
from vendor_registry.domain.instructor import Clearance, Instructor
from vendor_registry.domain.licence import Licence
from vendor_registry.domain.listing import Listing, Standing
from vendor_registry.domain.objection import Objection
from vendor_registry.domain.selection_round import SelectionRound
from vendor_registry.domain.suspension import Suspension
from vendor_registry.domain.vendor import Vendor

# Everything on file about one vendor is read at once; a vendor that files more is told to tidy up.
PAPERS_MAX = 500
# Applicants of one round; a city has some 300 vendors.
APPLICANTS_MAX = 2_000
# More than anybody will answer in three working days; what lies beyond keeps the round open just the same.
OBJECTIONS_MAX = 2_000


class VendorStore(Protocol):
    """`add_…` answer False where the natural key is taken. `lock` holds the vendor's row until the commit."""

    async def add(self, vendor: Vendor) -> None: ...
    async def waiting_of(self, person_id: UUID) -> Sequence[str]:
        """Codes of the person's claims that have not ended and nobody holds; a person's registrations take turns."""
        ...

    async def is_district(self, path: OrganisationPath) -> bool: ...
    async def is_taken(self, uscc: str) -> bool:
        """Whether a vendor of this code is confirmed."""
        ...

    async def confirm(self, vendor: Vendor) -> bool:
        """False where another vendor of its code is confirmed."""
        ...

    async def end(self, vendor: Vendor) -> None:
        """Keep that its claim was refused or withdrawn."""
        ...

    async def get(self, vendor_id: UUID, *, lock: bool = False) -> Vendor | None: ...
    async def seen_by(self, officer: Actor, vendor_id: UUID) -> Vendor | None:
        """The vendor, locked, where it has applied in the officer's district."""
        ...

    async def add_licence(self, licence: Licence) -> bool: ...
    async def add_instructor(self, instructor: Instructor, *, now: datetime) -> bool: ...
    async def add_course(self, course: Course) -> bool: ...
    async def set_clearance(self, person_id: UUID, clearance: Clearance, *, cleared_until: date | None) -> None: ...
    async def confirm_clearances(self, last_days: Mapping[UUID, date], *, by: UUID) -> None:
        """Keep whose proof is confirmed, and until when it counts."""
        ...

    async def decide_licences(self, licences: Sequence[Licence]) -> None:
        """Keep what an office said of each."""
        ...

    async def set_left(self, person_id: UUID, *, on: date) -> None: ...
    async def licences(self, vendor_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Licence]]: ...
    async def instructors(self, vendor_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Instructor]]:
        """Those who have not left."""
        ...

    async def courses(self, course_ids: Collection[UUID]) -> Sequence[Course]: ...
    async def removals(self, vendor_ids: Collection[UUID]) -> Mapping[UUID, date]:
        """The latest day on which each was removed from any district's list."""
        ...


class RoundStore(Protocol):
    async def add(self, round_: SelectionRound) -> bool: ...
    async def get(self, round_id: UUID, *, lock: str = "") -> SelectionRound | None:
        """`lock` is "share" for those who add to the round, "update" for those who move it on."""
        ...

    async def save(self, round_: SelectionRound) -> None: ...
    async def put_application(self, application: Application) -> None: ...
    async def application_of(self, round_id: UUID, vendor_id: UUID) -> Application | None: ...
    async def application(self, application_id: UUID, *, lock: bool = False) -> Application | None: ...
    async def applications(self, round_id: UUID, *, lock: bool = False) -> Sequence[Application]: ...
    async def save_decisions(self, applications: Sequence[Application]) -> None: ...
    async def add_objection(self, objection: Objection) -> bool:
        """False where this person has objected to this vendor in this round already."""
        ...

    async def objection(self, objection_id: UUID, *, lock: bool = False) -> Objection | None: ...
    async def objections(self, round_id: UUID) -> Sequence[Objection]:
        """Those without an answer, and those upheld."""
        ...

    async def save_objection(self, objection: Objection) -> None: ...


class ListingStore(Protocol):
    async def add(self, listings: Sequence[Listing]) -> None:
        """Put on the list; an entry of an earlier round that still stands is replaced."""
        ...

    async def standing(
        self, vendor_id: UUID, district: OrganisationPath, *, on: date, lock: str = ""
    ) -> Standing | None:
        """The latest entry that had begun by that day, with the papers that carry it."""
        ...

    async def standings_in_force(self, *, on: date) -> Sequence[Standing]:
        """Every entry that has begun by that day and stands, locked until the commit, in the order of their ids."""
        ...

    async def save(self, listings: Sequence[Listing]) -> None: ...
    async def add_suspension(self, suspension: Suspension) -> bool: ...
    async def open_suspension(self, vendor_id: UUID, district: OrganisationPath) -> Suspension | None: ...
    async def save_suspension(self, suspension: Suspension) -> None: ...


class ContractStore(Protocol):
    async def add(self, contract: Contract) -> bool:
        """False where one of its courses is contracted for this school and term already."""
        ...

    async def get(self, contract_id: UUID, *, lock: bool = False) -> Contract | None: ...
    async def save(self, contracts: Sequence[Contract]) -> None: ...
    async def not_over(self, places: Collection[tuple[UUID, OrganisationPath]]) -> Sequence[Contract]:
        """Contracts, in force or being signed, of these vendors in these districts; locked."""
        ...


class RuleStore(Protocol):
    async def adopted(self, district: OrganisationPath, term: str) -> AdoptedPack:
        """The pack in force, or RulesNotAdopted."""
        ...


class Transaction(Protocol):
    """One unit of work: rows, events and audit entries commit together."""

    @property
    def vendors(self) -> VendorStore: ...
    @property
    def rounds(self) -> RoundStore: ...
    @property
    def listings(self) -> ListingStore: ...
    @property
    def contracts(self) -> ContractStore: ...
    @property
    def rules(self) -> RuleStore: ...

    async def keep_document(self, content: AsyncIterator[bytes], *, name: str, now: datetime) -> UUID: ...

    async def calendar(self, district: OrganisationPath) -> OfficialCalendar:
        """The official calendar that counts in the district."""
        ...

    async def hold(self, kind: type[Event], keys: Iterable[UUID]) -> None:
        """Let nobody else tell events of this kind about these until the commit; read what is told afterwards."""
        ...

    def publish(self, event: Event, *, now: datetime) -> None: ...

    def record(
        self,
        actor: Actor,
        action: str,
        subject: str,
        *,
        now: datetime,
        before: Mapping[str, object],
        after: Mapping[str, object],
        rule: str | None = None,
    ) -> None: ...


class UnitOfWork(Protocol):
    def __call__(self) -> AbstractAsyncContextManager[Transaction]: ...


@dataclass(frozen=True, slots=True)
class StoredDocument:
    name: str
    media_type: str
    content: bytes


class DocumentReader(Protocol):
    async def read(self, document_id: UUID) -> StoredDocument:
        """The whole document, at most 20 MiB."""
        ...
