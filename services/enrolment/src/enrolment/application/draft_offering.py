"""A school drafts what it offers, inside the adopted rules (A4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from enrolment.application.ports.offers import CatalogueText
from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.application.rules_in_force import adoption_for, rules_of
from enrolment.domain.offering import (
    ContractedCourse,
    CourseNeedsContract,
    CourseNotContracted,
    Offering,
    OfferingState,
    check_offering,
    choose_mode,
    nature_of,
    stages_of,
)
from enrolment.domain.organisation import OrganisationUnknown
from enrolment.domain.school_calendar import TermUnknown
from kernel.actor import Actor
from kernel.ids import new_id
from kernel.money import Money
from kernel.text import given, title
from rulebook.words import Nature


@dataclass(frozen=True, slots=True)
class Draft:
    term: str
    product: str
    title: str
    contract_id: UUID | None
    course_id: UUID | None
    seats: int
    weekdays: Sequence[int]
    grades: Sequence[int]
    starts_at: time
    ends_at: time
    mode: str
    text: CatalogueText


@dataclass(frozen=True, slots=True)
class DraftOffering:
    """Care is the school's own and costs what the pack says; a course comes with title and price from its contract."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, draft: Draft, by: Actor, now: datetime, on: date) -> Offering:
        async with self.unit_of_work() as work:
            school = (await work.organisations.by_codes([by.path.code])).get(by.path.code)
            if school is None:
                raise OrganisationUnknown("import the organisations first; this school is not among them")
            adoption = await adoption_for(work, by.path, draft.term)
            rules = rules_of(adoption)
            period = await work.terms.period(adoption.district_path, draft.term)
            if period is None:
                raise TermUnknown(f"{draft.term} is not open")
            nature = nature_of(draft.product, rules)
            course = await _course(work, draft, by=by, on=on) if nature is Nature.COURSE else None
            exact = rules.price(draft.product).value.exact if course is None else None
            offering = Offering(
                id=new_id(),
                school_path=by.path,
                term=draft.term,
                product=draft.product,
                nature=nature.value,
                title=course.title if course is not None else given(title(draft.title)),
                vendor_id=course.vendor_id if course is not None else None,
                contract_id=course.contract_id if course is not None else None,
                course_id=course.course_id if course is not None else None,
                price=course.price if course is not None else (exact or Money.ZERO),
                consumables=course.consumables if course is not None else Money.ZERO,
                seats=draft.seats,
                weekdays=tuple(sorted(set(draft.weekdays))),
                grades=tuple(sorted(set(draft.grades))),
                lessons=course.lessons if course is not None else 0,
                starts_at=draft.starts_at,
                ends_at=draft.ends_at,
                mode=choose_mode(draft.mode, product=draft.product, rules=rules),
                state=OfferingState.DRAFT,
                version=1,
            )
            check_offering(offering, rules=rules, stages=stages_of(school.stage), first_on=period.starts_on)
            await work.offers.add(offering, draft.text, rule=adoption.rule)
            work.record(
                "enrolment.offering_drafted",
                f"offering/{offering.id}",
                actor=by,
                at=now,
                before={},
                after={"product": offering.product, "price_fen": offering.price.fen, "seats": offering.seats},
                rule=adoption.rule,
            )
        return offering


async def _course(work: Work, draft: Draft, *, by: Actor, on: date) -> ContractedCourse:
    if draft.contract_id is None or draft.course_id is None:
        raise CourseNeedsContract("name the signed contract and the course of it")
    course = await work.offers.contracted(
        by.path, draft.term, contract_id=draft.contract_id, course_id=draft.course_id, on=on
    )
    if course is None:
        raise CourseNotContracted("your school has no running contract of this term with that course")
    return course
