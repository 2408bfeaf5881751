"""What is said about the whitelist, suspensions and contracts over HTTP."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.values import Digest, TermWord
from kernel.actor import Actor
from kernel.money import Money
from vendor_registry.application.queries import ContractRow, WhitelistRow
from vendor_registry.domain.contract import Contract, ContractState, Wanted
from vendor_registry.domain.suspension import Suspension
from vendor_registry.entrypoints.http.vendor_schemas import CourseView, Price, Sentence


class WhitelistView(BaseModel):
    vendor_id: UUID
    vendor_name: str
    uscc: str
    district_path: str
    listed_from: date
    listed_until: date
    courses: list[CourseView]

    @classmethod
    def of(cls, row: WhitelistRow) -> "WhitelistView":
        return cls(
            vendor_id=row.vendor.id,
            vendor_name=row.vendor.name,
            uscc=row.vendor.uscc,
            district_path=row.listing.district.text,
            listed_from=row.listing.listed_from,
            listed_until=row.listing.listed_until,
            courses=[CourseView.of(course) for course in row.courses],
        )


class SuspensionRequest(Body):
    """`removed` also counts in the look-back of later rounds."""

    kind: Literal["suspended", "removed"]
    reason: Sentence


class SuspensionApproval(Body):
    suspension_id: Annotated[UUID, Field(description="The proposal that was shown.")]


class SuspensionView(BaseModel):
    id: UUID
    vendor_id: UUID
    district_path: str
    kind: str
    reason: str
    proposed_at: datetime
    approved_at: datetime | None

    @classmethod
    def of(cls, suspension: Suspension) -> "SuspensionView":
        return cls(
            id=suspension.id,
            vendor_id=suspension.vendor_id,
            district_path=suspension.district.text,
            kind=suspension.kind,
            reason=suspension.reason,
            proposed_at=suspension.proposed_at,
            approved_at=suspension.approved_at,
        )


class WantedCourse(Body):
    """Left out, price and lessons are those on file; they are never dearer."""

    course_id: UUID
    price_fen: Price | None = None
    lessons: Annotated[int, Field(strict=True, ge=1, le=400)] | None = None

    def to_domain(self) -> Wanted:
        price = None if self.price_fen is None else Money(self.price_fen)
        return Wanted(self.course_id, price, self.lessons)


class ContractRequest(Body):
    vendor_id: UUID
    term: TermWord
    courses: Annotated[list[WantedCourse], Field(min_length=1, max_length=50)]


class SignatureRequest(Body):
    digest: Annotated[Digest, Field(description="That of the contract as it was shown.")]


class ContractCourseView(BaseModel):
    course_id: UUID
    title: str
    price_fen: int
    consumables_fen: int
    lessons: int


class ContractView(BaseModel):
    id: UUID
    vendor_id: UUID
    uscc: str
    school_path: str
    term: str
    courses: list[ContractCourseView]
    state: ContractState
    pack: str
    digest: str = Field(description="SHA-256 over parties, term, courses and prices; a signature names it.")
    drafted_at: datetime
    school_signed_at: datetime | None
    vendor_signed_at: datetime | None
    ended_on: date | None
    ended_reason: str
    allowed_actions: list[str]

    @classmethod
    def of(cls, contract: Contract, reader: Actor) -> "ContractView":
        return cls(
            id=contract.id,
            vendor_id=contract.vendor_id,
            uscc=contract.uscc,
            school_path=contract.school.text,
            term=contract.term,
            courses=[
                ContractCourseView(
                    course_id=course.course_id,
                    title=course.title,
                    price_fen=course.price.fen,
                    consumables_fen=course.consumables.fen,
                    lessons=course.lessons,
                )
                for course in contract.courses
            ],
            state=contract.state,
            pack=contract.pack,
            digest=contract.digest,
            drafted_at=contract.drafted_at,
            school_signed_at=contract.school_signed_at,
            vendor_signed_at=contract.vendor_signed_at,
            ended_on=contract.ended_on,
            ended_reason=contract.ended_reason,
            allowed_actions=_allowed(contract, reader),
        )


class ContractRowView(ContractView):
    vendor_name: str
    school_name: str

    @classmethod
    def of_row(cls, row: ContractRow, reader: Actor) -> "ContractRowView":
        shown = ContractView.of(row.contract, reader)
        return cls(**shown.model_dump(), vendor_name=row.vendor_name, school_name=row.school_name)


def _allowed(contract: Contract, reader: Actor) -> list[str]:
    signs_now = {ContractState.DRAFT: "principal", ContractState.SCHOOL_SIGNED: "vendor-clerk"}.get(contract.state)
    acted = reader.accounts & {contract.drafted_by, contract.school_signed_by}
    allowed = ["sign"] if reader.role == signs_now and not acted else []
    return [*allowed, "cancel"] if contract.is_open and reader.role == "school-administrator" else allowed
