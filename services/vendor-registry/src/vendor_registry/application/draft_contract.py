"""A school picks a vendor from the whitelist for a term."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from kernel.ids import new_id
from kernel.organisation import OrganisationPath
from kernel.term import TermCode
from rulebook.adoption import AdoptedPack
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.contract import (
    Contract,
    ContractCourse,
    ContractState,
    CourseAlreadyContracted,
    CourseNotListed,
    CoursesMissing,
    Wanted,
    agree_course,
)
from vendor_registry.domain.course import Course
from vendor_registry.domain.listing import must_be_listed
from vendor_registry.domain.rules import admitted_product, check_terms, clause
from vendor_registry.domain.vendor import VendorUnknown


@dataclass(frozen=True, slots=True)
class DraftContract:
    begin: UnitOfWork

    async def __call__(
        self,
        *,
        vendor_id: UUID,
        term: str,
        wanted: tuple[Wanted, ...],
        by: Actor,
        on: date,
        now: datetime,
    ) -> Contract:
        """The draft of the actor's own school, with a vendor listed that day and courses it is listed for (R35)."""
        _must_name_each_once(wanted)
        district = by.path.parent or OrganisationPath("/none")
        async with self.begin() as transaction:
            rules = await transaction.rules.adopted(district, str(TermCode.parse(term)))
            product, admission = admitted_product(rules)
            vendor = await transaction.vendors.get(vendor_id)
            if vendor is None:
                raise VendorUnknown("no vendor of the whitelist has this id")
            found = await transaction.listings.standing(vendor_id, district, on=on, lock="share")
            standing = must_be_listed(found, on=on)
            if not {each.course_id for each in wanted} <= set(standing.listing.course_ids):
                raise CourseNotListed("the vendor is listed, but not with all of these courses")
            filed = {course.id: course for course in await transaction.vendors.courses(standing.listing.course_ids)}
            courses = _agreed(wanted, filed, rules, product)
            contract = Contract(
                id=new_id(),
                vendor_id=vendor.id,
                uscc=vendor.uscc,
                school=by.path,
                district=district,
                term=term,
                courses=courses,
                state=ContractState.DRAFT,
                pack=f"{rules.id}@{rules.version}",
                drafted_by=by.id,
                drafted_at=now,
            )
            if not await transaction.contracts.add(contract):
                raise CourseAlreadyContracted("one of these courses is contracted for this term already")
            transaction.record(
                by,
                "vendor_registry.contract_drafted",
                f"contract/{contract.id}",
                now=now,
                before={},
                after={"vendor": str(vendor.id), "term": term, "courses": [str(each.course_id) for each in courses]},
                rule=clause(admission.explanation),
            )
        return contract


def _agreed(
    wanted: tuple[Wanted, ...], filed: Mapping[UUID, Course], rules: AdoptedPack, product: str
) -> tuple[ContractCourse, ...]:
    """The courses as contracted, each within what the rules let a pupil pay."""
    courses = tuple(agree_course(filed[each.course_id], each) for each in wanted)
    for course in courses:
        check_terms(rules, product, course)
    return courses


def _must_name_each_once(wanted: tuple[Wanted, ...]) -> None:
    if not wanted or len({each.course_id for each in wanted}) != len(wanted):
        raise CoursesMissing("name at least one course, each of them once")
