"""What one pupil is billed for: pricing a basket of agreed services under an adopted pack.

A basket is priced once, however many pupils share it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from billing.domain.account import HELD_CONSUMABLES, HELD_SERVICE, held_agency
from billing.domain.price_notice import PriceItem
from kernel.money import Money
from rulebook.adoption import AdoptedPack
from rulebook.answer import Explanation
from rulebook.words import Case, Charging, ConsumablesWay, FeeKind, Financier, Nature, Span

WAIVER = "waiver"


@dataclass(frozen=True, slots=True)
class Service:
    """One agreed service of a basket, as the offering and the agreement have it."""

    offering_id: UUID
    product: str
    course_id: UUID | None
    contract_id: UUID | None
    price: Money
    consumables: Money
    entrusted: bool
    lessons: int
    # Natural order of offerings, so that what fits under a cap never depends on identifiers.
    sort_key: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bill; `amount` is negative on a waiver line, which says who finances it."""

    offering_id: UUID
    kind: str
    product: str
    amount: Money
    held: str | None
    financed_by: str | None
    planned: int
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Refused:
    """A service that may not be charged, and why; shown to the accountant, never dropped."""

    offering_id: UUID
    code: str
    amount: Money
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class PricedBasket:
    lines: tuple[Line, ...]
    refused: tuple[Refused, ...]

    @property
    def amount(self) -> Money:
        return Money.total(line.amount for line in self.lines if line.kind != WAIVER)

    @property
    def waived(self) -> Money:
        return -Money.total(line.amount for line in self.lines if line.kind == WAIVER)

    @property
    def due(self) -> Money:
        return self.amount - self.waived


PriceList = Mapping[tuple[str, UUID | None], PriceItem]


def price_basket(
    rules: AdoptedPack, services: tuple[Service, ...], classes: frozenset[str], prices: PriceList, case: Case
) -> PricedBasket:
    """Bill lines for services that keep every rule of the pack, and a reason for each that does not (R15, R16, R24)."""
    lines: list[Line] = []
    refused: list[Refused] = []
    charged: dict[str, Money] = {}
    for service in sorted(services, key=lambda one: (one.product, one.sort_key, str(one.offering_id))):
        reason = _refusal(rules, service, prices, charged, case)
        if reason is not None:
            refused.append(reason)
            continue
        charged[service.product] = charged.get(service.product, Money.ZERO) + service.price
        lines += _lines(rules, service, classes)
    return PricedBasket(tuple(lines), tuple(refused))


def _refusal(
    rules: AdoptedPack, service: Service, prices: PriceList, charged: Mapping[str, Money], case: Case
) -> Refused | None:
    def refuse(code: str, explanation: Explanation) -> Refused:
        return Refused(service.offering_id, code, service.price, explanation)

    charging = rules.charging(service.product)
    if service.price == Money.ZERO and service.consumables == Money.ZERO:
        return None
    if charging.value is Charging.FORBIDDEN:
        return refuse("billing.charging_forbidden", charging.explanation)
    item = prices.get((service.product, service.course_id))
    if item is None:
        return refuse("billing.not_in_price_notice", rules.price(service.product, case).explanation)
    if item.price != service.price or (service.entrusted and item.consumables != service.consumables):
        return refuse("billing.price_differs_from_notice", rules.price(service.product, case).explanation)
    allowed = rules.check_price(service.product, service.price, case, approved_item="price-notice")
    if not allowed.value:
        return refuse("billing.price_not_allowed", allowed.explanation)
    caps = rules.caps(service.product, case)
    for limit in caps.value:
        if limit.per is not Span.TERM:
            continue
        total = Money.total(fen for product, fen in charged.items() if product in limit.products) + service.price
        if total > limit.amount:
            return refuse("billing.cap_exceeded", caps.explanation)
    return None


def _lines(rules: AdoptedPack, service: Service, classes: frozenset[str]) -> list[Line]:
    kind = rules.fee_kind(service.product)
    fee_kind = kind.value or FeeKind.PUBLIC_PURCHASE
    why = rules.charging_period(service.product).explanation if service.price else kind.explanation
    held = _held(fee_kind, service) if service.price else None
    lines = [
        Line(service.offering_id, fee_kind.value, service.product, service.price, held, None, service.lessons, why)
    ]
    lines += _waiver_lines(rules, service, service.product, service.price, held, classes)
    consumables = _consumables_product(rules, service.product)
    if service.entrusted and service.consumables and consumables is not None:
        ways = rules.consumables()
        if ConsumablesWay.ENTRUSTED_TO_VENDOR in ways.value.ways:
            lines.append(
                Line(
                    service.offering_id,
                    FeeKind.CONSUMABLES.value,
                    consumables,
                    service.consumables,
                    HELD_CONSUMABLES,
                    None,
                    1,
                    ways.explanation,
                )
            )
    return lines


def _waiver_lines(
    rules: AdoptedPack, service: Service, product: str, amount: Money, held: str | None, classes: frozenset[str]
) -> list[Line]:
    if not classes:
        return []
    known = {one.code: one for one in rules.waivers(product).value.classes}
    granted = sorted(classes & known.keys())
    waived = rules.waived(product, amount, granted)
    if not waived.value:
        return []
    largest = max(granted, key=lambda code: (known[code].percent, code))
    financed_by = known[largest].financed_by.value
    return [Line(service.offering_id, WAIVER, product, -waived.value, held, financed_by, 0, waived.explanation)]


def _held(kind: FeeKind, service: Service) -> str:
    if kind is FeeKind.AGENCY and service.contract_id is not None:
        return held_agency(service.contract_id)
    return HELD_CONSUMABLES if kind is FeeKind.CONSUMABLES else HELD_SERVICE


def _consumables_product(rules: AdoptedPack, course: str) -> str | None:
    found = (product.code for product in rules.products if product.nature is Nature.GOODS and product.part_of == course)
    return next(found, None)


def financed_by_budget(financed_by: str | None) -> bool:
    """True where somebody's budget pays the waived part; what nobody finances is simply not earned."""
    return financed_by in {Financier.SCHOOL_BUDGET, Financier.DISTRICT_BUDGET, Financier.CITY_BUDGET}


def charging_period_key(rules: AdoptedPack, product: str, *, term: str, month: str) -> str:
    """The span a charge is claimed for, so that nobody pays twice within it: the term, or a month."""
    every = rules.charging_period(product).value.every
    return month if every is Span.MONTH else term
