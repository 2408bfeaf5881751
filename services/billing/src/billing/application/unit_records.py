"""Changes of accounting units on their way from one person to the other."""

from dataclasses import dataclass
from uuid import UUID

from billing.domain.unit import UnitParticulars


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedUnit:
    """`before` is None where the unit is new."""

    id: UUID
    code: str
    district_path: str
    before: UnitParticulars | None
    after: UnitParticulars
    digest: bytes
    state: str
    proposed_by: UUID
