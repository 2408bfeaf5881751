"""What may be charged, by whom, up to how much, and what goes back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kernel.errors import Invalid
from kernel.money import Money
from rulebook.answer import Answer
from rulebook.in_force import RulesInForce
from rulebook.rules import (
    Account,
    Cap,
    CapTier,
    ChargingRule,
    Collection,
    Consumables,
    FeeLines,
    Limit,
    Price,
    PriceTerms,
    Refund,
    Spending,
    Subsidy,
    Surplus,
    Waivers,
)
from rulebook.words import (
    Case,
    Charging,
    FeeKind,
    PriceSetBy,
    Purpose,
    RefundFormula,
    Settlement,
    Span,
    SurplusDisposal,
)

ANY_CASE = Case()


class TotalMissing(Invalid):
    code = "rulebook.total_missing"


class WaiverClassUnknown(Invalid):
    code = "rulebook.waiver_class_unknown"


class RefundNotCalculable(Invalid):
    code = "rulebook.refund_not_calculable"


@dataclass(frozen=True)
class MoneyQuestions(RulesInForce):
    """The money part of an adopted pack."""

    def charging(self, product: str) -> Answer[Charging]:
        """Whether a clause forbids charging, sets a price, or says nothing."""
        rule, stated = self.must_find(ChargingRule, product)
        return self.answer(rule, stated.charging)

    def fee_kind(self, product: str) -> Answer[FeeKind | None]:
        """Service fee, agency fee, consumables or public purchase (R19); None where nothing is charged."""
        rule, stated = self.must_find(ChargingRule, product)
        return self.answer(rule, stated.fee_kind)

    def price(self, product: str, case: Case = ANY_CASE) -> Answer[PriceTerms]:
        """The price per unit in this case; CaseIncomplete where the tiers need to know more."""
        found = self.find(Price, product)
        if found is None:
            return self.answer(self.must_find(ChargingRule, product)[0], PriceTerms(None, PriceSetBy.NOTICE))
        rule, price = found
        tier = next((tier for tier in price.tiers if tier.fits(case)), None)
        exact, most = (tier.exact, tier.most) if tier else (None, None)
        return self.answer(rule, PriceTerms(price.unit, price.set_by, exact, most, price.lesson_minutes))

    def check_price(
        self, product: str, price: Money, case: Case = ANY_CASE, approved_item: str | None = None
    ) -> Answer[bool]:
        """Whether `price` per unit may be charged; `approved_item` is the document number of an approved price item."""
        charging = self.charging(product)
        if price < Money.ZERO:
            return Answer(False, charging.explanation)
        if charging.value is not Charging.PRICED:
            stated_elsewhere = charging.value is Charging.NOT_STATED and bool(approved_item)
            return Answer(not price or stated_elsewhere, charging.explanation)
        terms = self.price(product, case)
        return Answer(_within(terms.value, price), terms.explanation)

    def caps(self, product: str, case: Case = ANY_CASE) -> Answer[tuple[Limit, ...]]:
        """The ceilings that hold for this case, one per span; none where the pack sets none."""
        found = self.find(Cap, product)
        if found is None:
            return self.answer(self.must_find(ChargingRule, product)[0], ())
        rule, cap = found
        products = rule.head.products or tuple(each.code for each in self.products)
        first: dict[Span, CapTier] = {}
        for tier in cap.limits:
            if tier.per not in first and tier.fits(case):
                first[tier.per] = tier
        return self.answer(rule, tuple(Limit(tier.amount, tier.per, products) for tier in first.values()))

    def check_caps(self, product: str, charged: Mapping[Span, Money], case: Case = ANY_CASE) -> Answer[bool]:
        """Whether these totals per span, over all products of the limit and with the new line, keep every cap."""
        caps = self.caps(product, case)
        for limit in caps.value:
            if limit.per not in charged:
                raise TotalMissing(f"give the total per {limit.per} for '{product}'", params={"span": limit.per.value})
        return Answer(all(charged[limit.per] <= limit.amount for limit in caps.value), caps.explanation)

    def lessons_per_day_max(self, product: str) -> Answer[int | None]:
        found = self.find(Cap, product)
        if found is None:
            return self.answer(self.must_find(ChargingRule, product)[0], None)
        return self.answer(found[0], found[1].lessons_per_day)

    def charging_period(self, product: str) -> Answer[Collection]:
        """How often a pupil is charged: `every` term = once per pupil and term, None = nothing is charged."""
        found = self.find(Collection, product)
        if found is None:
            return self.answer(self.must_find(ChargingRule, product)[0], Collection(None, Settlement.AS_BILLED))
        return self.answer(*found)

    def fee_lines(self) -> Answer[FeeLines]:
        """Whether kinds of fee may share a bill line (R19), and whether consumables stand apart (R16)."""
        return self.answer(*self.must_find(FeeLines, None))

    def consumables(self) -> Answer[Consumables]:
        return self.answer(*self.must_find(Consumables, None))

    def account(self, product: str) -> Answer[Account]:
        """The account model (C1), who finances the product, and who alone may collect (R20)."""
        return self.answer(*self.must_find(Account, product))

    def spending_purposes(self) -> Answer[tuple[Purpose, ...]]:
        """All that the dedicated account may be spent on (R22)."""
        rule, spending = self.must_find(Spending, None)
        return self.answer(rule, spending.purposes)

    def surplus(self) -> Answer[tuple[SurplusDisposal, ...]]:
        """What may become of a term's surplus, the preferred way first."""
        rule, surplus = self.must_find(Surplus, None)
        return self.answer(rule, surplus.disposals)

    def subsidy(self, product: str) -> Answer[Subsidy]:
        """What the budget pays (R14); amount None = nothing."""
        return self.answer(*self.must_find(Subsidy, product))

    def waivers(self, product: str) -> Answer[Waivers]:
        return self.answer(*self.must_find(Waivers, product))

    def waived(self, product: str, amount: Money, classes: Iterable[str]) -> Answer[Money]:
        """How much of `amount` is waived for a pupil in these classes: the largest percentage, never their sum (B5)."""
        waivers = self.waivers(product)
        percents = {waiver.code: waiver.percent for waiver in waivers.value.classes}
        held = list(classes)
        for code in held:
            if code not in percents:
                detail = f"pack {self.id} has no waiver class '{code}' for '{product}'"
                raise WaiverClassUnknown(detail, params={"class": code})
        most = max((percents[code] for code in held), default=0)
        return Answer(amount.share(most, 100), waivers.explanation)

    def refund(self, product: str) -> Answer[Refund]:
        return self.answer(*self.must_find(Refund, product))

    def refund_amount(
        self,
        product: str,
        *,
        paid: Money,
        refunded: Money,
        unserved: int,
        planned: int,
        unit_price: Money | None = None,
    ) -> Answer[Money]:
        """What goes back now, never above `paid - refunded`.

        `unserved` counts all units not served so far, those refunded earlier too, so that rounding never adds up
        and the last refund takes the rest (B4.6). `unit_price` is needed where the formula is UNIT_PRICE.
        """
        if not Money.ZERO <= refunded <= paid or not 0 <= unserved <= planned or not planned:
            raise RefundNotCalculable("give 0 <= refunded <= paid and 0 <= unserved <= planned, planned above 0")
        refund = self.refund(product)
        due = _due_back(refund.value, paid, unserved, planned, unit_price)
        return Answer(max(min(due, paid) - refunded, Money.ZERO), refund.explanation)


def _within(terms: PriceTerms, price: Money) -> bool:
    if terms.exact is not None:
        return price == terms.exact
    if terms.most is not None:
        return price <= terms.most
    # A pack that sets the price and has no tier for the case sells nothing in that case.
    return terms.set_by is PriceSetBy.NOTICE


def _due_back(refund: Refund, paid: Money, unserved: int, planned: int, unit_price: Money | None) -> Money:
    if refund.formula is RefundFormula.NOTHING_CHARGED:
        return Money.ZERO
    if refund.formula is RefundFormula.UNIT_PRICE:
        if unit_price is None:
            raise RefundNotCalculable("this pack refunds unserved units at their price; give unit_price")
        return unit_price * unserved
    base = refund.base_units or planned
    return paid.share(min(unserved, base), base)
