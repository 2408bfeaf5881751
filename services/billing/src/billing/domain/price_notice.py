"""What a school publishes before it may charge (R24): the price notice and the day it comes into force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from kernel.errors import Conflict, Fault, Invalid
from kernel.money import Money
from kernel.official_calendar import Deadline, OfficialCalendar
from kernel.versions import digest_of
from rulebook.adoption import AdoptedPack
from rulebook.words import Moment, Span, Step


class PriceNotAllowed(Invalid):
    code = "billing.price_not_allowed"


class PriceNoticeEmpty(Invalid):
    code = "billing.price_notice_empty"


class PriceNoticeMissing(Conflict):
    code = "billing.price_notice_missing"


@dataclass(frozen=True, slots=True)
class PriceItem:
    """Price per pupil and term of a product (of one course, where it is one), consumables apart."""

    product: str
    course_id: UUID | None
    price: Money
    consumables: Money


@dataclass(frozen=True, slots=True)
class ContractPrice:
    price: Money
    consumables: Money


def digest_of_prices(*, school_path: str, term: str, basis: str, items: Iterable[PriceItem]) -> str:
    """What whoever publishes a notice was shown: another basis or another fen anywhere changes it."""
    prices = sorted([one.product, str(one.course_id or ""), one.price.fen, one.consumables.fen] for one in items)
    return digest_of([school_path, term, basis, prices])


def check_items(
    rules: AdoptedPack, items: tuple[PriceItem, ...], contracts: Mapping[UUID, ContractPrice], *, basis: str
) -> None:
    """Raise PriceNotAllowed with one fault per item the pack or the contract does not bear out (R15, R16, R24)."""
    if not items:
        raise PriceNoticeEmpty("a price notice lists at least one item")
    faults = [fault for place, item in enumerate(items) for fault in _faults(rules, item, contracts, place, basis)]
    if faults:
        raise PriceNotAllowed("some prices may not be published; see each item", faults=tuple(faults))


def _faults(
    rules: AdoptedPack, item: PriceItem, contracts: Mapping[UUID, ContractPrice], place: int, basis: str
) -> list[Fault]:
    faults = []
    at = f"/items/{place}"
    allowed = rules.check_price(item.product, item.price, approved_item=basis or None)
    if not allowed.value:
        detail = f"the pack does not allow this price: {allowed.explanation.en}"
        faults.append(Fault(f"{at}/price_fen", PriceNotAllowed.code, detail, {"rule": allowed.explanation.rule_id}))
    caps = rules.caps(item.product).value
    if any(item.price > cap.amount for cap in caps if cap.per is Span.TERM):
        faults.append(Fault(f"{at}/price_fen", "billing.cap_exceeded", "one item alone is above the term's cap"))
    if item.course_id is not None:
        contract = contracts.get(item.course_id)
        if contract is None:
            detail = "no signed contract of this school and term has this course"
            faults.append(Fault(f"{at}/course_id", "billing.course_not_contracted", detail))
        elif contract.price != item.price or contract.consumables != item.consumables:
            detail = f"the contract says {contract.price} and {contract.consumables} for consumables"
            faults.append(Fault(f"{at}/price_fen", "billing.price_differs_from_contract", detail))
    return faults


def in_force_on(rules: AdoptedPack, published_on: date, calendar: OfficialCalendar) -> Deadline:
    """The first day on which charging is allowed: the day after the pack's working days of publicity."""
    needed = 0
    products = [product.code for product in rules.products if product.after_school]
    for product in products:
        for gate in rules.gates(product, Moment.BILLING):
            if gate.value.step is Step.PRICE_NOTICE_PUBLISHED:
                needed = max(needed, gate.value.working_days or 0)
    if not needed:
        return Deadline(published_on, provisional=False)
    last = calendar.after(published_on, working_days=needed)
    return replace(last, on=last.on + timedelta(days=1))
