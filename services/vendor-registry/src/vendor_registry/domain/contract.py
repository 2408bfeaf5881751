"""What a school and a listed vendor agree for one term."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.errors import Conflict, Invalid, NotFound
from kernel.money import Money
from kernel.organisation import OrganisationPath
from kernel.versions import digest_of, must_be_shown
from vendor_registry.domain.course import Course


class ContractUnknown(NotFound):
    code = "vendor_registry.contract_unknown"


class CourseNotListed(Conflict):
    code = "vendor_registry.course_not_listed"


class CoursesMissing(Invalid):
    code = "vendor_registry.courses_missing"


class PriceAboveFiled(Conflict):
    code = "vendor_registry.price_above_filed"


class PriceAboveCap(Conflict):
    code = "vendor_registry.price_above_cap"


class CourseAlreadyContracted(Conflict):
    code = "vendor_registry.course_already_contracted"


class ContractNotOpen(Conflict):
    code = "vendor_registry.contract_not_open"


class SchoolSignsFirst(Conflict):
    code = "vendor_registry.school_signs_first"


class ContractState(StrEnum):
    DRAFT = "draft"
    SCHOOL_SIGNED = "school_signed"
    SIGNED = "signed"
    ENDED = "ended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class ContractCourse:
    """Price and consumables are per pupil and term, consumables always apart from the price (R16)."""

    course_id: UUID
    title: str
    price: Money
    consumables: Money
    lessons: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A course a school picks; a price left out is the filed one."""

    course_id: UUID
    price: Money | None
    lessons: int | None


@dataclass(frozen=True, slots=True)
class Contract:
    id: UUID
    vendor_id: UUID
    uscc: str
    school: OrganisationPath
    district: OrganisationPath
    term: str
    courses: tuple[ContractCourse, ...]
    state: ContractState
    pack: str
    drafted_by: UUID
    drafted_at: datetime
    school_signed_by: UUID | None = None
    school_signed_at: datetime | None = None
    vendor_signed_by: UUID | None = None
    vendor_signed_at: datetime | None = None
    ended_on: date | None = None
    ended_reason: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in (ContractState.DRAFT, ContractState.SCHOOL_SIGNED)

    @property
    def digest(self) -> str:
        """What both parties sign: who they are, for which term, and every course with its price and its lessons."""
        courses = [
            [str(one.course_id), one.title, one.price.fen, one.consumables.fen, one.lessons] for one in self.courses
        ]
        return digest_of([str(self.id), self.uscc, self.school.text, self.term, self.pack, courses])


def agree_course(course: Course, wanted: Wanted) -> ContractCourse:
    """The course as contracted: never dearer in all or per lesson than what the offices reviewed (R35)."""
    price = course.price if wanted.price is None else wanted.price
    lessons = wanted.lessons or course.lessons
    if price <= Money.ZERO or price > course.price or price * course.lessons > course.price * lessons:
        raise PriceAboveFiled(
            f"{price} for {lessons} lessons is more than the reviewed {course.price} for {course.lessons}",
            params={"price_fen": price.fen, "filed_fen": course.price.fen},
        )
    return ContractCourse(course.id, course.title, price, course.consumables_total, lessons)


def sign_for_school(contract: Contract, *, digest: str, by: Actor, now: datetime) -> Contract:
    """The contract with the principal's signature; whoever drafted it does not sign it.

    Raises ContentChanged where `digest` is that of other terms, here and in `sign_for_vendor`.
    """
    if contract.state is not ContractState.DRAFT:
        raise ContractNotOpen("the school has signed this contract, or it is over", params={"state": contract.state})
    must_be_shown(digest, present=contract.digest)
    check(Case.CONTRACT, acts(Function.PREPARE, contract.drafted_by), actor=by, function=Function.APPROVE)
    return replace(contract, state=ContractState.SCHOOL_SIGNED, school_signed_by=by.id, school_signed_at=now)


def sign_for_vendor(contract: Contract, *, digest: str, by: Actor, now: datetime) -> Contract:
    """The contract in force: the vendor countersigns what the school has signed, by nobody who acted for the school."""
    if contract.state is ContractState.DRAFT:
        raise SchoolSignsFirst("the principal signs first")
    if contract.state is not ContractState.SCHOOL_SIGNED:
        raise ContractNotOpen("this contract is signed or over", params={"state": contract.state})
    must_be_shown(digest, present=contract.digest)
    signed = acts(Function.APPROVE, contract.school_signed_by)
    earlier = (*acts(Function.PREPARE, contract.drafted_by), *signed)
    check(Case.CONTRACT, earlier, actor=by, function=Function.REVIEW)
    return replace(contract, state=ContractState.SIGNED, vendor_signed_by=by.id, vendor_signed_at=now)


def cancel(contract: Contract, *, on: date) -> Contract:
    """A contract not yet in force taken back, which frees its courses."""
    if not contract.is_open:
        raise ContractNotOpen(
            "only a contract that is not in force can be taken back", params={"state": contract.state}
        )
    return replace(contract, state=ContractState.CANCELLED, ended_on=on, ended_reason="cancelled")


def end(contract: Contract, *, on: date, reason: str) -> Contract:
    """The contract over from `on`: ended where it was in force, cancelled where it was not yet."""
    state = ContractState.ENDED if contract.state is ContractState.SIGNED else ContractState.CANCELLED
    return replace(contract, state=state, ended_on=on, ended_reason=reason)
