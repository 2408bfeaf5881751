"""The words rule packs are written in; the values are stable and appear in YAML, events and APIs."""

from dataclasses import dataclass
from enum import StrEnum


class Charging(StrEnum):
    """Whether anything may be charged: a clause forbids it, a clause sets it, or the text says nothing."""

    FORBIDDEN = "forbidden"
    PRICED = "priced"
    NOT_STATED = "not_stated"


class FeeKind(StrEnum):
    """Whose money a fee is (R19): the school's, the vendor's in full, the price of goods, or the budget's."""

    SERVICE = "service"
    AGENCY = "agency"
    CONSUMABLES = "consumables"
    PUBLIC_PURCHASE = "public_purchase"


class Nature(StrEnum):
    CARE = "care"
    COURSE = "course"
    GOODS = "goods"
    MEAL = "meal"
    REST = "rest"


class Unit(StrEnum):
    """What one price or rate is for."""

    ITEM = "item"
    LESSON = "lesson"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    TERM = "term"


class Span(StrEnum):
    """The span over which something is summed up, capped or collected once."""

    LESSON = "lesson"
    DAY = "day"
    MONTH = "month"
    TERM = "term"
    YEAR = "year"


class PriceSetBy(StrEnum):
    """The pack names the price itself, or the school's published price notice does."""

    PACK = "pack"
    NOTICE = "notice"


class Settlement(StrEnum):
    AS_BILLED = "as_billed"
    BY_ACTUAL_SERVICE = "by_actual_service"


class AccountModel(StrEnum):
    """DOMAIN C1: school dedicated account, treasury, pass-through to the vendor, bought by government."""

    M1 = "M1"
    M2 = "M2"
    M3 = "M3"
    M4 = "M4"


class Financier(StrEnum):
    FAMILY = "family"
    SERVICE_FEES = "service_fees"
    SCHOOL_BUDGET = "school_budget"
    DISTRICT_BUDGET = "district_budget"
    CITY_BUDGET = "city_budget"
    VENDOR = "vendor"


class Payee(StrEnum):
    """Who may collect from families (R20): never a parent committee, never a vendor."""

    SCHOOL_ACCOUNT = "school_account"
    TREASURY_ACCOUNT = "treasury_account"
    NOBODY = "nobody"


class Manager(StrEnum):
    SCHOOL = "school"
    PARENT_COMMITTEE = "parent_committee"
    DISTRICT = "district"


class ConsumablesWay(StrEnum):
    PARENT_BUYS = "parent_buys"
    ENTRUSTED_TO_VENDOR = "entrusted_to_vendor"


class Purpose(StrEnum):
    """What the dedicated account may be spent on (R22)."""

    LABOUR = "labour"
    VENDOR_FEES = "vendor_fees"
    WATER_AND_ELECTRICITY = "water_and_electricity"
    CONSUMABLES = "consumables"
    VENUE_AND_EQUIPMENT = "venue_and_equipment"
    ACTIVITIES = "activities"
    EDUCATION = "education"


class SurplusDisposal(StrEnum):
    REFUND = "refund"
    CARRY = "carry"
    REMIT = "remit"


class Stage(StrEnum):
    PRIMARY = "primary"
    JUNIOR = "junior"


class Area(StrEnum):
    URBAN = "urban"
    TOWN = "town"
    RURAL = "rural"


class Moment(StrEnum):
    """What a gate must come before."""

    APPLYING = "applying"
    BILLING = "billing"
    SERVING = "serving"


class Step(StrEnum):
    """A procedure that must be done and provable."""

    SURVEY = "survey"
    PLAN_FILED = "plan_filed"
    EMERGENCY_PLAN_FILED = "emergency_plan_filed"
    PLAN_APPROVED = "plan_approved"
    CATALOGUE_PUBLISHED = "catalogue_published"
    PRICE_NOTICE_PUBLISHED = "price_notice_published"
    APPLICATION_APPROVED = "application_approved"
    AGREEMENT_SIGNED = "agreement_signed"
    INFORMATION_PUBLISHED = "information_published"


class Party(StrEnum):
    SCHOOL = "school"
    PARENT = "parent"
    VENDOR = "vendor"


class Teacher(StrEnum):
    """Who may stand before the group."""

    OWN_STAFF = "own_staff"
    HIRED = "hired"
    VENDOR = "vendor"
    VOLUNTEER = "volunteer"
    PARENT = "parent"


class MarketPrice(StrEnum):
    """How a vendor's price must stand to its own market price (R36)."""

    NOT_REQUIRED = "not_required"
    NOT_ABOVE = "not_above"
    CLEARLY_BELOW = "clearly_below"


class AllocationMode(StrEnum):
    LOTTERY = "lottery"
    PRIORITY_GROUPS = "priority_groups"
    FIRST_COME = "first_come"


class PriorityGroup(StrEnum):
    """Pupils in pressing need (R13); the order of a list is the order of allocation."""

    DISABLED = "disabled"
    LEFT_BEHIND = "left_behind"
    MIGRANT = "migrant"
    POOR = "poor"
    LOWER_GRADES = "lower_grades"


class ReviewStep(StrEnum):
    PARENT_APPLIES = "parent_applies"
    PUPIL_APPLIES = "pupil_applies"
    CLASS_REVIEWS = "class_reviews"
    SCHOOL_APPROVES = "school_approves"
    SCHOOL_ARRANGES = "school_arranges"


class Stacking(StrEnum):
    """Two waiver classes at once: the larger percentage counts, they never add up (B5)."""

    MAX = "max"


class RefundFormula(StrEnum):
    """How a refund is calculated (B4)."""

    NOTHING_CHARGED = "nothing_charged"
    PRO_RATA = "pro_rata"
    FIXED_BASE = "fixed_base"
    UNIT_PRICE = "unit_price"


class RefundBasis(StrEnum):
    LESSONS_NOT_SERVED = "lessons_not_served"
    DAYS_NOT_SERVED = "days_not_served"
    ITEMS_NOT_ISSUED = "items_not_issued"


class Rounding(StrEnum):
    """To the fen; half a fen goes up, the last refund takes the rest (B4.6)."""

    HALF_UP = "half_up"


class PerformanceTotal(StrEnum):
    """Whether allowances lie inside or outside the performance-pay total (R30)."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    NOT_PAID = "not_paid"


class AllowanceComponent(StrEnum):
    BASIC = "basic"
    SAFETY = "safety"
    ASSESSMENT = "assessment"
    CLASS_MANAGEMENT = "class_management"
    GRADE_HEAD = "grade_head"
    INTEREST_CLASS = "interest_class"


class ApprovalStep(StrEnum):
    SCHOOL_PREPARES = "school_prepares"
    PRINCIPAL_SIGNS = "principal_signs"
    DISTRICT_APPROVES = "district_approves"


class SubsidyPer(StrEnum):
    PARTICIPANT = "participant"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of the pupil and the month; a rule that depends on a part left out says so."""

    stage: Stage | None = None
    grade: int | None = None
    month: int | None = None
    area: Area | None = None
