"""What rules about money state: charging, prices, caps, accounts, waivers, refunds, subsidies."""

from dataclasses import dataclass
from typing import Annotated

from kernel.money import Money
from rulebook.bounds import Count, Fen, Minutes, Percent, Words
from rulebook.conditions import Conditional
from rulebook.decode import Range
from rulebook.words import (
    AccountModel,
    Charging,
    ConsumablesWay,
    FeeKind,
    Financier,
    Manager,
    Payee,
    PriceSetBy,
    Purpose,
    RefundBasis,
    RefundFormula,
    Rounding,
    Settlement,
    Span,
    Stacking,
    SubsidyPer,
    SurplusDisposal,
    Unit,
)


@dataclass(frozen=True, slots=True)
class ChargingRule:
    """Whether a product may be charged at all, and whose money it then is."""

    charging: Charging
    fee_kind: FeeKind | None = None

    def __post_init__(self) -> None:
        if self.charging is Charging.PRICED and self.fee_kind is None:
            raise ValueError("a priced product needs its fee_kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTier(Conditional):
    """One price per unit, either exact or a ceiling, and for whom; the first tier that fits counts."""

    exact: Fen | None = None
    most: Fen | None = None

    def __post_init__(self) -> None:
        if (self.exact is None) == (self.most is None):
            raise ValueError("give exact_fen or most_fen, one of them")


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit costs; without tiers the published notice alone says so."""

    unit: Unit
    set_by: PriceSetBy
    tiers: tuple[PriceTier, ...] = ()
    lesson_minutes: Minutes | None = None

    def __post_init__(self) -> None:
        if self.set_by is PriceSetBy.PACK and not self.tiers:
            raise ValueError("a price set by the pack needs tiers")


@dataclass(frozen=True, slots=True, kw_only=True)
class CapTier(Conditional):
    """The most one pupil is charged over a span; of the tiers of one span the first that fits counts."""

    amount: Fen
    per: Span


@dataclass(frozen=True, slots=True)
class Cap:
    """Ceilings over the products the rule names, taken together."""

    limits: tuple[CapTier, ...] = ()
    lessons_per_day: Count | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """How often a pupil is charged (`every`), and whether by what was billed or by what was delivered."""

    every: Span | None
    settled: Settlement


@dataclass(frozen=True, slots=True)
class FeeLines:
    mixing_allowed: bool
    consumables_separate: bool


@dataclass(frozen=True, slots=True)
class Consumables:
    """How a family may come by consumables; no way at all = none may be asked for."""

    ways: tuple[ConsumablesWay, ...] = ()
    separate_line: bool = True


@dataclass(frozen=True, slots=True)
class Account:
    """Where the money goes (C1), who finances the product and who alone may collect."""

    model: AccountModel
    financed_by: Financier
    payee: Payee
    dedicated: bool
    managed_by: Manager = Manager.SCHOOL

    @property
    def remit_to_treasury(self) -> bool:
        return self.model is AccountModel.M2

    @property
    def passed_on_in_full(self) -> bool:
        return self.model is AccountModel.M3


@dataclass(frozen=True, slots=True)
class Spending:
    purposes: tuple[Purpose, ...] = ()


@dataclass(frozen=True, slots=True)
class Surplus:
    disposals: tuple[SurplusDisposal, ...] = ()


@dataclass(frozen=True, slots=True)
class WaiverClass:
    code: str
    name: Words
    percent: Percent
    financed_by: Financier


@dataclass(frozen=True, slots=True)
class Waivers:
    classes: tuple[WaiverClass, ...] = ()
    stacking: Stacking = Stacking.MAX


@dataclass(frozen=True, slots=True)
class Refund:
    """How a refund is calculated; `base_units` is the divisor of a fixed base (100 days, for one)."""

    formula: RefundFormula
    basis: RefundBasis | None = None
    base_units: Annotated[int, Range(1, 10_000)] | None = None
    rounding: Rounding = Rounding.HALF_UP
    offset_next_term: bool = False

    def __post_init__(self) -> None:
        if (self.formula is RefundFormula.FIXED_BASE) != (self.base_units is not None):
            raise ValueError("base_units belongs to fixed_base, and to it only")
        if (self.formula is RefundFormula.NOTHING_CHARGED) != (self.basis is None):
            raise ValueError("give a basis, unless nothing is charged")


@dataclass(frozen=True, slots=True)
class Subsidy:
    """What the budget pays for a product; no amount = none."""

    amount: Fen | None = None
    per: SubsidyPer = SubsidyPer.PARTICIPANT
    span: Span = Span.TERM
    financed_by: Financier = Financier.DISTRICT_BUDGET
    tied_to_assessment: bool = False


@dataclass(frozen=True, slots=True)
class PriceTerms:
    """The price of one unit: the pack's exact price, or its ceiling, or neither (the notice sets it)."""

    unit: Unit | None
    set_by: PriceSetBy
    exact: Money | None = None
    most: Money | None = None
    lesson_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `amount` per pupil and span over all `products` together."""

    amount: Money
    per: Span
    products: tuple[str, ...]
