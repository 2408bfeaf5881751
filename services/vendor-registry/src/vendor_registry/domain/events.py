"""Facts other services are told; they carry ids, dates and amounts, never names of persons."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kernel.organisation import OrganisationPath
from vendor_registry.domain.contract import Contract
from vendor_registry.domain.course import Course


@dataclass(frozen=True, slots=True)
class VendorRegistered:
    vendor_id: UUID
    uscc: str
    name: str
    clerk_id: UUID


@dataclass(frozen=True, slots=True)
class VendorListed:
    vendor_id: UUID
    district: OrganisationPath
    listed_from: date
    listed_until: date


@dataclass(frozen=True, slots=True)
class VendorNotListed:
    vendor_id: UUID
    district: OrganisationPath
    reason_code: str


@dataclass(frozen=True, slots=True)
class VendorDelisted:
    vendor_id: UUID
    district: OrganisationPath
    delisted_on: date
    reason_code: str


@dataclass(frozen=True, slots=True)
class CourseFiled:
    course: Course


@dataclass(frozen=True, slots=True)
class InstructorFiled:
    """`cleared_until` before `cleared_from` = the person may not work any more."""

    person_id: UUID
    vendor_id: UUID
    uscc: str
    cleared_from: date
    cleared_until: date


@dataclass(frozen=True, slots=True)
class ContractSigned:
    contract: Contract


@dataclass(frozen=True, slots=True)
class ContractEnded:
    contract_id: UUID
    vendor_id: UUID
    school: OrganisationPath
    ended_on: date
    reason_code: str


Event = (
    VendorRegistered
    | VendorListed
    | VendorNotListed
    | VendorDelisted
    | CourseFiled
    | InstructorFiled
    | ContractSigned
    | ContractEnded
)
