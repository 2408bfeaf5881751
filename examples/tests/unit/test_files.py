"""The sample city's files are what the offices, the channel and the bank would have sent."""

import random
from datetime import date

from kernel.money import Money
from sample_city import names
from sample_city.city import build
from sample_city.money_world import MoneyWorld, Transfer
from sample_city.workbooks import roster, staff

MONDAY = date(2026, 3, 30)


def order(number: int, fen: int) -> dict[str, object]:
    return {"merchant_order_number": f"WX{number:010d}00", "amount_fen": fen}


def test_gives_the_same_city_for_the_same_seed_and_another_for_another() -> None:
    assert build(pupils=120, seed=1) == build(pupils=120, seed=1)
    assert build(pupils=120, seed=1) != build(pupils=120, seed=2)


def test_names_nobody_twice_by_number() -> None:
    numbers = [pupil.number for pupil in build(pupils=1_200).pupils]
    assert len(numbers) == len(set(numbers)) == 1_200


def test_writes_workbooks_that_begin_like_a_zip() -> None:
    city = build(pupils=120)
    assert roster(city.schools[0])[:2] == staff(city.officers)[:2] == b"PK"


def test_a_code_of_the_unused_division_checks_out() -> None:
    assert len(names.uscc(1)) == 18
    assert names.child_name(random.Random(1)) == names.child_name(random.Random(1))


def test_what_the_channel_keeps_and_settles_is_what_people_paid() -> None:
    world = MoneyWorld(build(pupils=120).units[0])
    first = world.day(MONDAY, orders=[order(1, 360_00), order(2, 600_00)], due=[], transfers=[])
    assert first.bank is not None
    assert world.merchant_balance == Money(960_00) - Money(2_16) - Money(3_60)
    world.day(MONDAY.replace(day=31), orders=[], due=[], transfers=[Transfer("王女士", "", Money(1))])
    assert world.merchant_balance == Money.ZERO
    assert world.bank_balance == Money(960_00 - 5_76 + 1)


def test_a_late_row_comes_with_the_next_days_bill() -> None:
    world = MoneyWorld(build(pupils=120).units[0])
    late = order(1, 360_00)
    world.day(MONDAY, orders=[late], due=[], transfers=[], late=frozenset({str(late["merchant_order_number"])}))
    files = world.day(MONDAY.replace(day=31), orders=[], due=[], transfers=[])
    assert files.trade_bill is not None
    assert str(late["merchant_order_number"]).encode() in files.trade_bill
