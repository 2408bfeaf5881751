"""A course is no school subject, itemises its consumables and costs clearly less than elsewhere."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money
from rulebook.words import MarketPrice
from vendor_registry.domain.course import (
    Category,
    Consumable,
    ConsumableNotItemised,
    Course,
    PriceAboveMarket,
    PriceNotPositive,
    SubjectCourse,
    check_course,
    price_fits_market,
)

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


def course(title: str = "少儿陶艺", *, price: int = 300_00, market: int = 500_00, clay: int = 20_00) -> Course:
    items = (Consumable("陶泥", Money(clay)),)
    return Course(UUID(int=1), UUID(int=2), title, Category.ART, Money(price), Money(market), items, 16, NOON)


@pytest.mark.parametrize("title", ["趣味数学", "英 语戏剧", "作文写作", "小升初衔接", "同步辅导"])
def test_refuses_a_title_of_a_school_subject(title: str) -> None:
    with pytest.raises(SubjectCourse):
        check_course(course(title))


@pytest.mark.parametrize("title", ["少儿陶艺", "国际象棋", "科学实验", "篮球", "合唱", "编程机器人", "中国画"])
def test_accepts_art_sport_and_science(title: str) -> None:
    assert check_course(course(title)).title == title


def test_refuses_a_price_above_the_market() -> None:
    with pytest.raises(PriceAboveMarket):
        check_course(course(price=500_01))


def test_refuses_a_course_for_nothing() -> None:
    with pytest.raises(PriceNotPositive):
        check_course(course(price=0))


def test_refuses_a_consumable_without_a_price() -> None:
    with pytest.raises(ConsumableNotItemised):
        check_course(course(clay=0))


def test_asks_for_at_least_a_tenth_less_than_the_market() -> None:
    assert price_fits_market(course(price=450_00), MarketPrice.CLEARLY_BELOW)
    assert not price_fits_market(course(price=450_01), MarketPrice.CLEARLY_BELOW)


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_never_calls_clearly_lower_what_is_not_lower(price: int, market: int) -> None:
    offered = course(price=price, market=market)
    if price_fits_market(offered, MarketPrice.CLEARLY_BELOW):
        assert price < market
    assert price_fits_market(offered, MarketPrice.NOT_ABOVE) == (price <= market)
    assert price_fits_market(offered, MarketPrice.NOT_REQUIRED)
