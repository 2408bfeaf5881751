"""What is said about vendors over HTTP."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.values import Day, Flag
from kernel.actor import Actor
from kernel.money import Money
from vendor_registry.application.queries import ClaimRow, Dossier, LicenceRow, VendorRow
from vendor_registry.domain.course import Category, Consumable, Course
from vendor_registry.domain.instructor import Clearance, ClearanceResult, Instructor
from vendor_registry.domain.licence import Licence, LicenceKind, LicenceState
from vendor_registry.domain.listing import Listing
from vendor_registry.domain.vendor import ClaimState, Vendor

# Control characters are not shown by a browser as what they are.
PLAIN = r"^[^\x00-\x1f\x7f]*$"
Line = Annotated[str, Field(min_length=1, max_length=100, pattern=PLAIN)]
Sentence = Annotated[str, Field(max_length=500)]
Words = Annotated[str, Field(max_length=2000)]
Price = Annotated[int, Field(strict=True, ge=0, le=100_000_000)]


_KNOW_REFERENCES = ("vendor-applicant", "vendor-clerk", "police-officer")


class VendorRequest(Body):
    """`account_name` must be the vendor's own name, word for word."""

    uscc: Line
    district: str = Field(
        pattern="^(/[0-9A-Za-z-]{1,40}){2}$",
        description="The district whose market office is asked to confirm it.",
        examples=["/3401/340104"],
    )
    name: Line
    platform_number: Line
    bank_name: Line
    account: Line
    account_name: Line
    clerk_name: Line


class VendorConfirmation(Body):
    """What the office has seen; nothing is confirmed by leaving it out."""

    licence_id: UUID = Field(description="The business licence on file.")
    registrant_acts_for_vendor: Literal[True]


class VendorView(BaseModel):
    id: UUID
    uscc: str
    name: str
    platform_number: str
    bank_name: str
    account_suffix: str
    state: ClaimState = Field(description="Confirmed: a market office has seen licence and registrant.")
    refusal_reason: str
    version: int = Field(description="Counts what was done to the registration and its licences.")

    @classmethod
    def of(cls, vendor: Vendor | VendorRow) -> "VendorView":
        return cls(
            id=vendor.id,
            uscc=vendor.uscc,
            name=vendor.name,
            platform_number=vendor.platform_number,
            bank_name=vendor.bank_name,
            account_suffix=vendor.account_suffix,
            state=vendor.state,
            refusal_reason=vendor.refusal_reason,
            version=vendor.version,
        )


class LicenceView(BaseModel):
    id: UUID
    kind: LicenceKind
    category: Category | None
    number: str
    issued_by: str
    scope: str
    valid_from: date
    valid_until: date
    filed_at: datetime
    state: LicenceState = Field(description="Only what an office has confirmed keeps a vendor on the list.")
    decided_at: datetime | None
    refusal_reason: str

    @classmethod
    def of(cls, licence: Licence) -> "LicenceView":
        return cls(
            id=licence.id,
            kind=licence.kind,
            category=licence.category,
            number=licence.number,
            issued_by=licence.issued_by,
            scope=licence.scope,
            valid_from=licence.valid_from,
            valid_until=licence.valid_until,
            filed_at=licence.filed_at,
            state=licence.state,
            decided_at=licence.decided_at,
            refusal_reason=licence.refusal_reason,
        )


class WaitingVendorView(VendorView):
    registrant: str = Field(description="Who says to act for the vendor.")
    registered_at: datetime
    licences: list[LicenceView] = Field(description="Its business licences.")

    @classmethod
    def of_row(cls, row: ClaimRow) -> "WaitingVendorView":
        return cls(
            **VendorView.of(row.vendor).model_dump(),
            registrant=row.registrant,
            registered_at=row.registered_at,
            licences=[LicenceView.of(each) for each in row.licences],
        )


class WaitingLicenceView(LicenceView):
    vendor_id: UUID
    uscc: str
    vendor_name: str

    @classmethod
    def of_row(cls, row: LicenceRow) -> "WaitingLicenceView":
        return cls(
            **LicenceView.of(row.licence).model_dump(),
            vendor_id=row.vendor.id,
            uscc=row.vendor.uscc,
            vendor_name=row.vendor.name,
        )


class RefusalRequest(Body):
    reason: Sentence


class ClearanceRequest(Body):
    """The answer of the police: result, day and reference, never the record itself."""

    result: ClearanceResult
    checked_on: Day
    reference: Line

    def to_domain(self) -> Clearance:
        return Clearance(self.result, self.checked_on, self.reference.strip())


class ConfirmationRequest(Body):
    """The proof the officer looked at, by its day and its reference."""

    checked_on: Day
    reference: Line


class ClearanceView(BaseModel):
    result: ClearanceResult
    checked_on: date
    reference: str | None = Field(description="Shown to its vendor and to the police office.")
    valid_until: date
    is_confirmed: bool = Field(description="Whether the police office has confirmed it; before that it counts nowhere.")

    @classmethod
    def of(cls, clearance: Clearance, reader: Actor) -> "ClearanceView":
        return cls(
            result=clearance.result,
            checked_on=clearance.checked_on,
            reference=clearance.reference if reader.role in _KNOW_REFERENCES else None,
            valid_until=clearance.last_on,
            is_confirmed=clearance.confirmed_by is not None,
        )


class InstructorRequest(Body):
    """`handle` is the first part of the sign-in name; the vendor's code follows it."""

    name: Line
    handle: Line
    certificate_kind: Line
    certificate_number: Annotated[str, Field(max_length=100, pattern=PLAIN)] = ""
    certificate_until: Day | None = None
    labour_contract_until: Day | None = None
    health_until: Day | None = None
    full_time: Flag
    clearance: ClearanceRequest | None = None


class InstructorView(BaseModel):
    person_id: UUID
    name: str
    login: str
    certificate_kind: str
    certificate_until: date | None
    labour_contract_until: date | None
    health_until: date | None
    full_time: bool
    clearance: ClearanceView | None
    cleared_until: date | None = Field(description="The last day of the latest proof the police office has confirmed.")

    @classmethod
    def of(cls, person: Instructor, reader: Actor) -> "InstructorView":
        return cls(
            person_id=person.person_id,
            name=person.name,
            login=person.login,
            certificate_kind=person.certificate_kind,
            certificate_until=person.certificate_until,
            labour_contract_until=person.labour_contract_until,
            health_until=person.health_until,
            full_time=person.full_time,
            clearance=None if person.clearance is None else ClearanceView.of(person.clearance, reader),
            cleared_until=person.cleared_until,
        )


class DepartureView(BaseModel):
    person_id: UUID
    left_on: date


class ConsumableItem(Body):
    name: Line
    amount_fen: Price


class CourseRequest(Body):
    """Amounts are per pupil for all lessons; consumables are itemised and never part of the price."""

    title: Line
    category: Category
    price_fen: Price
    market_price_fen: Price
    consumables: Annotated[list[ConsumableItem], Field(max_length=50)]
    lessons: Annotated[int, Field(strict=True, ge=1, le=400)]

    def consumables_to_domain(self) -> tuple[Consumable, ...]:
        return tuple(Consumable(item.name, Money(item.amount_fen)) for item in self.consumables)


class CourseView(BaseModel):
    id: UUID
    vendor_id: UUID
    title: str
    category: Category
    price_fen: int
    market_price_fen: int
    consumables_fen: int
    consumables: list[ConsumableItem]
    lessons: int

    @classmethod
    def of(cls, course: Course) -> "CourseView":
        return cls(
            id=course.id,
            vendor_id=course.vendor_id,
            title=course.title,
            category=course.category,
            price_fen=course.price.fen,
            market_price_fen=course.market_price.fen,
            consumables_fen=course.consumables_total.fen,
            consumables=[ConsumableItem(name=item.name, amount_fen=item.amount.fen) for item in course.consumables],
            lessons=course.lessons,
        )


class ListingView(BaseModel):
    id: UUID
    district_path: str
    round_id: UUID
    listed_from: date
    listed_until: date
    delisted_on: date | None
    reason_code: str | None

    @classmethod
    def of(cls, listing: Listing) -> "ListingView":
        return cls(
            id=listing.id,
            district_path=listing.district.text,
            round_id=listing.round_id,
            listed_from=listing.listed_from,
            listed_until=listing.listed_until,
            delisted_on=listing.delisted_on,
            reason_code=listing.reason,
        )


class DossierView(VendorView):
    registrant: str | None = Field(description="Who registered it, for the market office that confirms it.")
    licences: list[LicenceView]
    instructors: list[InstructorView]
    courses: list[CourseView]
    listings: list[ListingView]

    @classmethod
    def of_dossier(cls, dossier: Dossier, reader: Actor) -> "DossierView":
        return cls(
            **VendorView.of(dossier.vendor).model_dump(),
            registrant=dossier.registrant,
            licences=[LicenceView.of(each) for each in dossier.licences],
            instructors=[InstructorView.of(each, reader) for each in dossier.instructors],
            courses=[CourseView.of(each) for each in dossier.courses],
            listings=[ListingView.of(each) for each in dossier.listings],
        )
