"""Contracts, vendors, offerings and their seats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from enrolment.domain.offering import ContractedCourse, Offering
from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True)
class CatalogueText:
    """What families read before applying (P3)."""

    content: str
    place: str
    teacher: str
    fee_basis: str
    fee_pays_for: str
    safety: str
    complaint_phone: str


class OfferStore(Protocol):
    async def contracted(
        self, school_path: OrganisationPath, term: str, *, contract_id: UUID, course_id: UUID, on: date
    ) -> ContractedCourse | None: ...

    async def contractor(self, contract_id: UUID) -> str | None:
        """Credit code of the vendor that signed the contract."""

    async def add(self, offering: Offering, text: CatalogueText, *, rule: str) -> None: ...

    async def lock(self, offering_id: UUID) -> Offering | None: ...

    async def by_ids(self, offering_ids: Sequence[UUID]) -> dict[UUID, Offering]: ...

    async def outside_notice(self, offering_ids: Sequence[UUID], *, on: date) -> frozenset[UUID]:
        """Those that cost something at which no price notice is in force on that day."""

    async def of_school(self, school_path: OrganisationPath, term: str) -> tuple[Offering, ...]: ...

    async def publish(self, offering_id: UUID) -> None:
        """Mark as published and open its seat counter."""

    async def end(self, offering_ids: Sequence[UUID]) -> None: ...

    async def save_vendor(self, vendor_id: UUID, *, uscc: str, name: str) -> None: ...

    async def list_vendor(
        self, vendor_id: UUID, district_path: str, *, listed_from: date, listed_until: date
    ) -> None: ...

    async def delist_vendor(self, vendor_id: UUID, district_path: str, *, on: date, reason: str) -> None: ...

    async def save_contract(
        self,
        *,
        contract_id: UUID,
        vendor_id: UUID,
        uscc: str,
        school_path: str,
        term: str,
        courses: Sequence[Mapping[str, object]],
    ) -> None: ...

    async def end_contract(self, contract_id: UUID, *, on: date, reason: str) -> bool:
        """False when the contract is not known."""

    async def offerings_of_vendor(self, vendor_id: UUID, district_path: str) -> tuple[UUID, ...]: ...

    async def offerings_of_contract(self, contract_id: UUID) -> tuple[UUID, ...]: ...

    async def lock_seats(self, offering_ids: Sequence[UUID]) -> dict[UUID, int]:
        """Seats left per offering, locked in a fixed order until the end of the work."""

    async def change_seats(self, changes: Mapping[UUID, tuple[int, int]]) -> None:
        """Add (held, taken) per offering; the database refuses what would exceed the capacity."""
