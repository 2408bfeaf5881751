"""What a school offers in a term: care, or a course from a signed contract, inside the pack's limits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, Forbidden, Invalid, NotFound
from kernel.money import Money
from kernel.organisation import OrganisationPath
from rulebook.adoption import AdoptedPack
from rulebook.words import AllocationMode, Case, Nature, Span, Stage

SEATS_MAX = 5_000


class OfferingState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    ENDED = "ended"


class OfferingUnknown(NotFound):
    code = "enrolment.offering_unknown"


class OfferingAlreadyPublished(Conflict):
    code = "enrolment.offering_already_published"


class OfferingOutsideWindow(Conflict):
    code = "enrolment.offering_outside_window"


class OfferingPriceNotAllowed(Conflict):
    code = "enrolment.offering_price_not_allowed"


class WeekdayNotServed(Conflict):
    code = "enrolment.weekday_not_served"


class AllocationSetByPack(Conflict):
    code = "enrolment.allocation_set_by_pack"


class VendorsNotAllowed(Forbidden):
    code = "enrolment.vendors_not_allowed"


class CourseNotContracted(Conflict):
    code = "enrolment.course_not_contracted"


class CourseNeedsContract(Invalid):
    code = "enrolment.course_needs_contract"


class ConsumablesNotAllowed(Conflict):
    code = "enrolment.consumables_not_allowed"


class VendorNotListed(Conflict):
    code = "enrolment.vendor_not_listed"


class SeatsOutOfRange(Invalid):
    code = "enrolment.seats_out_of_range"


@dataclass(frozen=True, slots=True)
class ContractedCourse:
    """A course of a contract the school signed; the contract's price is the offering's price."""

    contract_id: UUID
    course_id: UUID
    vendor_id: UUID
    title: str
    price: Money
    consumables: Money
    lessons: int


@dataclass(frozen=True, slots=True)
class Offering:
    id: UUID
    school_path: OrganisationPath
    term: str
    product: str
    nature: str
    title: str
    vendor_id: UUID | None
    contract_id: UUID | None
    course_id: UUID | None
    price: Money
    consumables: Money
    seats: int
    weekdays: tuple[int, ...]
    grades: tuple[int, ...]
    lessons: int
    starts_at: time
    ends_at: time
    mode: str
    state: OfferingState
    version: int

    @property
    def first_come(self) -> bool:
        return self.mode == AllocationMode.FIRST_COME.value

    @property
    def needs_consent(self) -> bool:
        """Whether a child takes part only with its guardian's consent: basic care never asks for it (D02)."""
        return self.nature != Nature.CARE.value

    @property
    def natural_key(self) -> tuple[str, str, tuple[int, ...], time]:
        """What orders offerings the same way in every run; ids do not."""
        return (self.product, self.title, self.weekdays, self.starts_at)

    def open_to(self, grade: int) -> bool:
        return not self.grades or grade in self.grades


def stages_of(school_stage: str) -> tuple[Stage, ...]:
    """The stages whose rules a school keeps; a nine-year school keeps both."""
    if school_stage == "nine-year":
        return (Stage.PRIMARY, Stage.JUNIOR)
    return (Stage.JUNIOR,) if school_stage == "junior" else (Stage.PRIMARY,)


def check_offering(offering: Offering, *, rules: AdoptedPack, stages: tuple[Stage, ...], first_on: date) -> None:
    """Raise the rule the offering breaks: window R06, weekdays R04, price R15, vendors R34, consumables R16."""
    if not 1 <= offering.seats <= SEATS_MAX:
        raise SeatsOutOfRange(f"give 1 to {SEATS_MAX} seats", params={"seats_max": SEATS_MAX})
    days = rules.service_days()
    outside = [day for day in offering.weekdays if day not in days.value.weekdays]
    if outside or not offering.weekdays:
        raise WeekdayNotServed("the rules serve other weekdays", params={"clause": days.explanation.rule_id})
    for stage in stages:
        fits = rules.check_window(
            offering.product, first_on, stage, starts_at=offering.starts_at, ends_at=offering.ends_at
        )
        if not fits.value:
            why = fits.explanation
            raise OfferingOutsideWindow(why.en, params={"clause": why.rule_id, "zh": why.zh})
    if offering.vendor_id is not None and not rules.vendors(offering.product).value.allowed:
        raise VendorsNotAllowed("these rules let no vendor teach", params={"product": offering.product})
    if offering.price:
        allowed = rules.check_price(offering.product, offering.price)
        if not allowed.value:
            why = allowed.explanation
            raise OfferingPriceNotAllowed(why.en, params={"clause": why.rule_id, "zh": why.zh})
    if offering.consumables and not rules.consumables().value.ways:
        raise ConsumablesNotAllowed("these rules let nobody ask for consumables")


def nature_of(product: str, rules: AdoptedPack) -> Nature:
    """Whether a product of the pack is care or a course; an unknown one raises rulebook.product_unknown."""
    rules.charging(product)
    return next(one.nature for one in rules.products if one.code == product)


def choose_mode(asked: str, *, product: str, rules: AdoptedPack) -> str:
    """The allocation mode: the pack's; where the pack's text is silent the school may choose another."""
    answer = rules.allocation(product)
    mode = answer.value.mode.value
    if not asked or asked == mode:
        return mode
    if not answer.explanation.source.is_default:
        raise AllocationSetByPack("the rules say how seats are given out", params={"mode": mode})
    return AllocationMode(asked).value


def term_cap_fen(products: Iterable[str], rules: AdoptedPack) -> int | None:
    """The most that one pupil may be charged in a term for these products, in fen; None where the rules set no cap."""
    caps = [
        limit.amount.fen
        for product in set(products)
        for limit in rules.caps(product, Case()).value
        if limit.per is Span.TERM
    ]
    return min(caps, default=None)
