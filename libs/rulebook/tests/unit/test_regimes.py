"""The schema carries the regimes whose packs are not shipped yet: one sketch for each row that differs."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money
from rulebook.adoption import AdoptedPack, adopt
from rulebook.conditions import CaseIncomplete
from rulebook.pack import parse_pack
from rulebook.words import (
    AllocationMode,
    AllowanceComponent,
    Area,
    Case,
    Charging,
    Manager,
    Payee,
    PerformanceTotal,
    PriorityGroup,
    Purpose,
    ReviewStep,
    Span,
    Stage,
    SubsidyPer,
    SurplusDisposal,
    Teacher,
)

Variant = Callable[..., str]
HOURS: dict[str, object] = {"starts_at": "16:30", "ends_at": "17:10"}
SERVICE_FEE = ("charging", {"charging": "priced", "fee_kind": "service"})
MONTHLY = ("collection", {"every": "month", "settled": "as_billed"})
WINTER_AND_REST = (
    "window",
    {
        "seasons": [
            {"first_day": "12-01", "last_day": "03-31", "window": {"ends_by": "17:00"}},
            {"window": {"ends_by": "18:00"}},
        ]
    },
)


def adopted(text: str, **parameters: object) -> AdoptedPack:
    pack = parse_pack(text)
    given = HOURS | parameters
    return adopt(pack, {spec.name: given[spec.name] for spec in pack.open_parameters})


def test_monthly_by_grade(variant: Variant) -> None:
    tiers = [
        {"exact_fen": 10000, "months": [4]},
        {"exact_fen": 8000, "months": [5, 6], "grades": list(range(1, 9))},
        {"exact_fen": 6000, "months": [5, 6], "grades": [9]},
    ]
    fund = {"model": "M1", "financed_by": "family", "payee": "school_account", "dedicated": True}
    rules = adopted(
        variant(
            SERVICE_FEE,
            MONTHLY,
            ("price", {"unit": "month", "set_by": "pack", "tiers": tiers}),
            ("account", fund | {"managed_by": "parent_committee"}),
        )
    )
    assert rules.price("care", Case(month=4)).value.exact == Money(100_00)
    assert rules.price("care", Case(month=5, grade=8)).value.exact == Money(80_00)
    assert rules.price("care", Case(month=6, grade=9)).value.exact == Money(60_00)
    assert not rules.check_price("care", Money(1), Case(month=3)).value
    with pytest.raises(CaseIncomplete):
        rules.price("care", Case(month=5))
    account = rules.account("care").value
    assert (account.payee, account.managed_by) == (Payee.SCHOOL_ACCOUNT, Manager.PARENT_COMMITTEE)


def test_monthly_flat(variant: Variant) -> None:
    free = [
        {"code": code, "name": {"zh": code, "en": code}, "percent": 100, "financed_by": "service_fees"}
        for code in ("poor", "hardship", "teachers_child")
    ]
    parts = ["basic", "safety", "assessment", "class_management", "grade_head", "interest_class"]
    rules = adopted(
        variant(
            SERVICE_FEE,
            MONTHLY,
            ("price", {"unit": "month", "set_by": "pack", "tiers": [{"exact_fen": 12000}]}),
            ("waivers", {"classes": free}),
            ("allowance", {"total": "inside", "components": parts, "paid_from": "service_fees"}),
            ("surplus", {"disposals": ["carry"]}),
            ("teaching", {"who": ["own_staff", "hired"]}),
        )
    )
    assert rules.check_price("care", Money(120_00)).value
    assert rules.waived("care", Money(120_00), ["teachers_child"]).value == Money(120_00)
    assert rules.allowance().value.components == tuple(AllowanceComponent)
    assert rules.surplus().value == (SurplusDisposal.CARRY,)
    assert Teacher.HIRED in rules.teaching("care").value.who


def test_hebi(variant: Variant) -> None:
    price = {"name": "price", "type": "fen", "min": "0", "max": "100000", "description": {"zh": "价格", "en": "price"}}
    seasons = [
        {"stages": ["primary"], "window": {"ends_by": "18:00", "minutes_max": 90}},
        {"stages": ["junior"], "window": {"ends_by": "18:30", "minutes_max": 90}},
    ]
    purposes = ["labour", "water_and_electricity", "consumables", "venue_and_equipment"]
    steps = ["parent_applies", "class_reviews", "school_approves", "school_arranges"]
    text = variant(
        SERVICE_FEE,
        ("collection", {"every": "term", "settled": "as_billed"}),
        ("price", {"unit": "term", "set_by": "pack", "tiers": [{"exact_fen": {"parameter": "price"}}]}),
        ("window", {"seasons": seasons}),
        ("learning", {"minutes_max": 40}),
        ("spending", {"purposes": purposes}),
        ("review", {"steps": steps}),
        ("teaching", {"who": ["own_staff", "hired", "parent"]}),
        ("duty", {"code": "no_written_homework_grades_1_2"}),
        parameters=(price,),
    )
    rules = adopted(text, price=30000)
    assert rules.price("care").value.exact == Money(300_00)
    day = date(2026, 4, 7)
    late = {"starts_at": time(17), "ends_at": time(18, 30)}
    assert not rules.check_window("care", day, Stage.PRIMARY, **late).value
    assert rules.check_window("care", day, Stage.JUNIOR, **late).value
    assert not rules.check_window("care", day, Stage.JUNIOR, starts_at=time(16, 59), ends_at=time(18, 30)).value
    assert rules.learning_minutes_max().value == 40
    assert rules.spending_purposes().value[0] is Purpose.LABOUR
    assert rules.review_steps().value[-1] is ReviewStep.SCHOOL_ARRANGES
    assert not rules.vendors("care").value.allowed


def test_county_seasonal(variant: Variant) -> None:
    grant = {
        "name": "grant",
        "type": "fen",
        "min": "0",
        "max": "10000000",
        "description": {"zh": "奖补", "en": "grant"},
    }
    subsidy = {"amount_fen": {"parameter": "grant"}, "per": "school", "span": "year", "financed_by": "district_budget"}
    rules = adopted(
        variant(
            ("charging", {"charging": "not_stated"}),
            WINTER_AND_REST,
            ("subsidy", subsidy),
            ("allowance", {"total": "inside", "in_assessment": True, "paid_from": "district_budget"}),
            ("allocation", {"mode": "priority_groups", "priority": [group.value for group in PriorityGroup]}),
            parameters=(grant,),
        ),
        grant=5_000_000,
    )
    assert rules.charging("care").value is Charging.NOT_STATED
    assert rules.check_price("care", Money(1), approved_item="price item 7").value
    assert rules.subsidy("care").value.per is SubsidyPer.SCHOOL
    assert rules.subsidy("care").value.amount == Money(50_000_00)
    allocation = rules.allocation("care").value
    assert (allocation.mode, allocation.priority) == (AllocationMode.PRIORITY_GROUPS, tuple(PriorityGroup))


@pytest.fixture(scope="module")
def seasonal(variant: Variant) -> AdoptedPack:
    return adopted(variant(WINTER_AND_REST))


@given(on=st.dates(date(2020, 1, 1), date(2040, 12, 31)), stage=st.sampled_from(Stage))
def test_winter_spans_new_year(seasonal: AdoptedPack, on: date, stage: Stage) -> None:
    in_winter = on.month in (12, 1, 2, 3)
    assert seasonal.window("care", on, stage).value.ends_by == (time(17) if in_winter else time(18))


def test_experimental_primary(variant: Variant) -> None:
    rules = adopted(
        variant(
            WINTER_AND_REST,
            ("teaching", {"who": ["own_staff", "parent", "hired"]}),
            ("groups", {"size_max": 40}),
            ("duty", {"code": "special_weather_notice"}),
            ("duty", {"code": "hand_over_at_east_and_west_gate"}),
        )
    )
    assert rules.charging("care").value is Charging.FORBIDDEN
    assert [duty.value.code for duty in rules.duties()] == ["special_weather_notice", "hand_over_at_east_and_west_gate"]


def day_parts(*parts: tuple[str, str, str]) -> tuple[str, dict[str, Any]]:
    named = [{"name": name, "starts_at": starts_at, "ends_at": ends_at} for name, starts_at, ends_at in parts]
    return ("window", {"seasons": [{"window": {"parts": named}}]})


def test_vocational_free(variant: Variant) -> None:
    hours = day_parts(("morning", "07:00", "07:40"), ("noon", "12:30", "13:30"), ("evening", "18:30", "20:30"))
    steps = ["pupil_applies", "class_reviews", "school_approves"]
    rules = adopted(variant(hours, ("review", {"steps": steps}), ("duty", {"code": "attendance_published_monthly"})))
    assert [part.name for part in rules.window("care", date(2026, 4, 7), Stage.JUNIOR).value.parts] == [
        "morning",
        "noon",
        "evening",
    ]
    assert rules.review_steps().value[0] is ReviewStep.PUPIL_APPLIES


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "allowed"),
    [
        (time(15, 40), time(16, 20), True),
        (time(16, 25), time(17), True),
        (time(15, 40), time(17), False),
        (time(16, 20), time(16, 25), False),
    ],
)
def test_two_session(variant: Variant, starts_at: time, ends_at: time, allowed: bool) -> None:
    rules = adopted(variant(day_parts(("study", "15:40", "16:20"), ("clubs", "16:25", "17:00"))))
    answer = rules.check_window("care", date(2026, 4, 7), Stage.PRIMARY, starts_at=starts_at, ends_at=ends_at)
    assert answer.value is allowed


def test_lunch_and_afternoon(variant: Variant) -> None:
    nap = {"code": "nap", "name": {"zh": "午休", "en": "Nap"}, "nature": "rest", "after_school": False}
    noon = {"starts_from": "12:00", "ends_by": "14:00", "minutes_min": 30}
    rules = adopted(
        variant(
            ("charging", {"charging": "not_stated"}),
            (*WINTER_AND_REST, ["care"]),
            ("window", {"seasons": [{"window": noon}]}, ["nap"]),
            ("gate", {"step": "agreement_signed", "before": ["serving"], "parties": ["school", "parent"]}),
            products=(nap,),
        )
    )
    day = date(2026, 4, 7)
    assert not rules.product("nap").after_school
    assert not rules.check_window("nap", day, Stage.PRIMARY, starts_at=time(13), ends_at=time(13, 29)).value
    assert rules.check_window("nap", day, Stage.PRIMARY, starts_at=time(13), ends_at=time(13, 30)).value
    assert rules.window("care", day, Stage.PRIMARY).value.ends_by == time(18)


def test_commission(variant: Variant) -> None:
    rules = adopted(
        variant(
            ("charging", {"charging": "not_stated", "fee_kind": "public_purchase"}),
            ("allowance", {"total": "not_paid", "in_assessment": True}),
            ("teaching", {"who": ["own_staff", "parent", "volunteer"]}),
        )
    )
    assert rules.allowance().value.total is PerformanceTotal.NOT_PAID
    assert rules.allowance().value.in_assessment


def test_lesson_rates_by_area_with_two_caps(variant: Variant) -> None:
    tiers = [{"most_fen": 300, "areas": ["rural"]}, {"most_fen": 350}]
    limits = [
        {"amount_fen": 45000, "per": "term", "areas": ["urban"], "stages": ["primary"]},
        {"amount_fen": 38000, "per": "term"},
        {"amount_fen": 16000, "per": "month"},
    ]
    rules = adopted(
        variant(
            SERVICE_FEE,
            MONTHLY,
            ("price", {"unit": "lesson", "set_by": "pack", "lesson_minutes": 40, "tiers": tiers}),
            ("cap", {"limits": limits, "lessons_per_day": 2}),
            ("refund", {"formula": "fixed_base", "basis": "days_not_served", "base_units": 100}),
        )
    )
    rural, urban = Case(Stage.PRIMARY, area=Area.RURAL), Case(Stage.PRIMARY, area=Area.URBAN)
    assert rules.price("care", rural).value.most == Money(3_00)
    assert rules.price("care", urban).value.most == Money(3_50)
    assert {limit.per: limit.amount for limit in rules.caps("care", urban).value} == {
        Span.TERM: Money(450_00),
        Span.MONTH: Money(160_00),
    }
    charged = {Span.TERM: Money(380_00), Span.MONTH: Money(160_00)}
    assert rules.check_caps("care", charged, rural).value
    assert not rules.check_caps("care", charged | {Span.MONTH: Money(160_01)}, rural).value
    assert not rules.check_caps("care", charged | {Span.TERM: Money(380_01)}, rural).value
    assert rules.lessons_per_day_max("care").value == 2
    back = rules.refund_amount("care", paid=Money(360_00), refunded=Money.ZERO, unserved=25, planned=100)
    assert back.value == Money(90_00)
