"""A course a vendor offers: art, sport or science, its price beside the price it asks elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, Invalid, NotFound
from kernel.money import Money
from kernel.text import line
from rulebook.words import MarketPrice

# The packs say "clearly lower" (R36, 明显低于) without a figure. A tenth is the smallest discount an official could
# defend as clear; a pack that gives a figure will replace it.
CLEARLY_BELOW_PERCENT = 90

# R09: no subject courses, drilling, tests or make-up lessons by vendors. A title with one of these is a subject course.
SUBJECT_WORDS = (
    "语文", "数学", "奥数", "英语", "外语", "物理", "化学", "生物课", "历史课", "地理", "政治", "道德与法治", "道法",
    "作文", "拼音", "识字", "口算", "珠心算", "应用题", "阅读理解", "同步", "预习", "复习", "补习", "补课", "辅导",
    "提分", "培优", "提优", "冲刺", "刷题", "测验", "考试", "中考", "小升初", "衔接", "学科",
)  # fmt: skip


class CourseUnknown(NotFound):
    code = "vendor_registry.course_unknown"


class CourseAlreadyFiled(Conflict):
    code = "vendor_registry.course_already_filed"


class SubjectCourse(Invalid):
    code = "vendor_registry.subject_course"


class PriceNotPositive(Invalid):
    code = "vendor_registry.price_not_positive"


class PriceAboveMarket(Invalid):
    code = "vendor_registry.price_above_market"


class ConsumableNotItemised(Invalid):
    code = "vendor_registry.consumable_not_itemised"


class Category(StrEnum):
    ART = "art"
    SPORT = "sport"
    SCIENCE = "science"


@dataclass(frozen=True, slots=True)
class Consumable:
    """One kind of material a pupil needs over the course, with its own price (R16)."""

    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Course:
    """`price` and `market_price` are per pupil for all `lessons`, without consumables."""

    id: UUID
    vendor_id: UUID
    title: str
    category: Category
    price: Money
    market_price: Money
    consumables: tuple[Consumable, ...]
    lessons: int
    filed_at: datetime

    @property
    def consumables_total(self) -> Money:
        return Money.total(item.amount for item in self.consumables)


def check_course(course: Course) -> Course:
    """The course itself, or what is wrong with it (R09, R16, R36)."""
    word = subject_word(course.title)
    if word is not None:
        raise SubjectCourse(f"vendors teach no school subjects; the title holds '{word}'", params={"word": word})
    if course.price <= Money.ZERO or course.market_price <= Money.ZERO or course.lessons < 1:
        raise PriceNotPositive("price, market price and number of lessons must be above zero")
    if course.price > course.market_price:
        raise PriceAboveMarket(f"{course.price} is more than the {course.market_price} asked for it elsewhere")
    if any(not line(item.name) or item.amount <= Money.ZERO for item in course.consumables):
        raise ConsumableNotItemised("name each consumable and give it a price above zero, or leave it out")
    return course


def subject_word(title: str) -> str | None:
    """The word that makes a title that of a subject course, or None (R09)."""
    squeezed = "".join(title.split())
    return next((word for word in SUBJECT_WORDS if word in squeezed), None)


def price_fits_market(course: Course, rule: MarketPrice) -> bool:
    """Whether the price stands to the market price as the pack asks (R36)."""
    if rule is MarketPrice.NOT_REQUIRED:
        return True
    if rule is MarketPrice.NOT_ABOVE:
        return course.price <= course.market_price
    # Compared exactly: a share rounded to whole fen would let a price of two fen equal its market price.
    return course.price * 100 <= course.market_price * CLEARLY_BELOW_PERCENT
