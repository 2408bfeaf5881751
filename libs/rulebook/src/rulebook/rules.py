"""What one rule of a pack can state: a frozen type per kind of rule, named in YAML by `about`."""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from kernel.money import Money
from rulebook.conditions import Conditional, MonthDay
from rulebook.decode import Range
from rulebook.words import (
    AccountModel,
    AllocationMode,
    AllowanceComponent,
    ApprovalStep,
    Charging,
    ConsumablesWay,
    FeeKind,
    Financier,
    Manager,
    MarketPrice,
    Moment,
    Party,
    Payee,
    PerformanceTotal,
    PriceSetBy,
    PriorityGroup,
    Purpose,
    RefundBasis,
    RefundFormula,
    ReviewStep,
    Rounding,
    Settlement,
    Span,
    Stacking,
    Stage,
    Step,
    SubsidyPer,
    SurplusDisposal,
    Teacher,
    Unit,
)

Percent = Annotated[int, Range(0, 100)]
Count = Annotated[int, Range(0, 10_000)]
Weekday = Annotated[int, Range(1, 7)]
Minutes = Annotated[int, Range(0, 24 * 60)]
Fen = Annotated[Money, Range(0, 100_000_000)]


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
class ServiceDays:
    """ISO weekdays of service, whether make-up days count, and whether lessons must be over first."""

    weekdays: frozenset[Weekday]
    make_up_days: bool
    after_lessons: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One named stretch of a day: morning, noon, study, clubs ..."""

    name: str
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceWindow:
    """When service may start and end; a missing edge is not limited, parts are where sessions must fit."""

    starts_from: time | None = None
    ends_from: time | None = None
    ends_by: time | None = None
    minutes_min: Minutes | None = None
    minutes_max: Minutes | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A window for some days of every year (both included, may span new year) and some stages."""

    window: ServiceWindow
    first_day: MonthDay | None = None
    last_day: MonthDay | None = None
    stages: tuple[Stage, ...] = ()

    def __post_init__(self) -> None:
        if (self.first_day is None) != (self.last_day is None):
            raise ValueError("give first_day and last_day, or neither")

    def covers(self, on: date, stage: Stage) -> bool:
        return (not self.stages or stage in self.stages) and self._has(MonthDay(on.month, on.day))

    def _has(self, day: MonthDay) -> bool:
        if self.first_day is None or self.last_day is None:
            return True
        if self.first_day <= self.last_day:
            return self.first_day <= day <= self.last_day
        return day >= self.first_day or day <= self.last_day


@dataclass(frozen=True, slots=True)
class Window:
    """The first season that covers the day counts; a season without dates must be left for every stage."""

    seasons: tuple[Season, ...]

    def __post_init__(self) -> None:
        rest = [season for season in self.seasons if season.first_day is None]
        if not all(any(not season.stages or stage in season.stages for season in rest) for stage in Stage):
            raise ValueError("add a season without dates, so that every day and stage has a window")


@dataclass(frozen=True, slots=True)
class Learning:
    """Homework help and the like a day."""

    minutes_max: Minutes | None


@dataclass(frozen=True, slots=True)
class Gate:
    """A step without which nothing may be applied for, billed or served."""

    step: Step
    before: tuple[Moment, ...]
    parties: tuple[Party, ...] = ()
    working_days: Count | None = None


@dataclass(frozen=True, slots=True)
class Teaching:
    who: tuple[Teacher, ...]


@dataclass(frozen=True, slots=True)
class Vendors:
    """Whether vendors may deliver the product, and what admits and removes them (R34–R38)."""

    allowed: bool
    publicity_working_days: Count | None = None
    look_back_years: Count | None = None
    satisfaction_min_percent: Percent | None = None
    price_below_market: MarketPrice = MarketPrice.NOT_REQUIRED
    subject_courses_banned: bool = True


@dataclass(frozen=True, slots=True)
class Groups:
    size_max: Annotated[int, Range(1, 200)]
    size_min: Count = 0

    def __post_init__(self) -> None:
        if self.size_min > self.size_max:
            raise ValueError("size_min is above size_max")


@dataclass(frozen=True, slots=True)
class Allocation:
    """How scarce seats are given out: first by priority group in this order, then by mode."""

    mode: AllocationMode
    priority: tuple[PriorityGroup, ...] = ()
    closes_on: date | None = None


@dataclass(frozen=True, slots=True)
class Review:
    steps: tuple[ReviewStep, ...]


@dataclass(frozen=True, slots=True)
class Words:
    zh: str
    en: str


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
class Allowance:
    """What staff get, inside or outside the performance-pay total, and who must sign before it is paid."""

    total: PerformanceTotal
    rate: Fen | None = None
    per: Unit | None = None
    components: tuple[AllowanceComponent, ...] = ()
    approval: tuple[ApprovalStep, ...] = ()
    paid_from: Financier | None = None
    in_assessment: bool = False

    def __post_init__(self) -> None:
        if (self.rate is None) != (self.per is None):
            raise ValueError("give rate_fen and per, or neither")
        if self.total is PerformanceTotal.NOT_PAID and self.rate is not None:
            raise ValueError("an allowance that is not paid has no rate")


@dataclass(frozen=True, slots=True)
class Subsidy:
    """What the budget pays for a product; no amount = none."""

    amount: Fen | None = None
    per: SubsidyPer = SubsidyPer.PARTICIPANT
    span: Span = Span.TERM
    financed_by: Financier = Financier.DISTRICT_BUDGET
    tied_to_assessment: bool = False


@dataclass(frozen=True, slots=True)
class Participation:
    """An actual participant attended at least so often by the cut-off date (none: by the end of term)."""

    attendances_min: Annotated[int, Range(1, 200)]
    counted_by: date | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done and proved; `code` is stable, its meaning is the rule's sentence."""

    code: str


PRODUCT_KINDS: dict[str, type] = {
    "charging": ChargingRule,
    "price": Price,
    "cap": Cap,
    "collection": Collection,
    "account": Account,
    "waivers": Waivers,
    "refund": Refund,
    "window": Window,
    "teaching": Teaching,
    "vendors": Vendors,
    "groups": Groups,
    "allocation": Allocation,
    "subsidy": Subsidy,
    "participation": Participation,
    "gate": Gate,
}
PACK_KINDS: dict[str, type] = {
    "fee_lines": FeeLines,
    "consumables": Consumables,
    "spending": Spending,
    "surplus": Surplus,
    "service_days": ServiceDays,
    "learning": Learning,
    "review": Review,
    "allowance": Allowance,
    "duty": Duty,
}
KINDS = PRODUCT_KINDS | PACK_KINDS
# Each product is asked for these, after-school services for the second row too; the rest depends on charging.
ALWAYS_ASKED = ("charging", "account", "waivers", "refund")
ASKED_OF_SERVICES = ("window", "teaching", "vendors", "groups", "allocation", "subsidy", "participation")
ASKED_WHEN_PRICED = ("price", "collection")
