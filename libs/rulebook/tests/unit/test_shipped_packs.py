"""Each shipped pack parses, says where every rule is from, and answers what the platform asks."""

from datetime import date, time

import pytest

from kernel.money import Money
from rulebook.adoption import AdoptedPack, adopt
from rulebook.pack import ENGINE_VERSION, pack_hash, parse_pack
from rulebook.shipped import NoSuchPack, shipped_pack_text, shipped_packs
from rulebook.words import (
    AccountModel,
    AllocationMode,
    Charging,
    ConsumablesWay,
    FeeKind,
    Financier,
    MarketPrice,
    Moment,
    Party,
    Payee,
    PerformanceTotal,
    PriorityGroup,
    ReviewStep,
    Settlement,
    Span,
    Stage,
    Step,
    Teacher,
    Unit,
)

TERM_DAY = date(2026, 4, 7)


def test_ships_three_packs() -> None:
    assert shipped_packs() == ("four-thirty-class", "hefei", "zhanggong")


@pytest.mark.parametrize("pack_id", ["nowhere", "../rules", "hefei.yaml", ""])
def test_refuses_a_pack_that_is_not_shipped(pack_id: str) -> None:
    with pytest.raises(NoSuchPack):
        shipped_pack_text(pack_id)


@pytest.mark.parametrize("pack_id", shipped_packs())
def test_each_rule_has_a_source_or_a_reason(pack_id: str, given: dict[str, dict[str, object]]) -> None:
    text = shipped_pack_text(pack_id)
    rules = adopt(parse_pack(text), given[pack_id])
    assert (rules.id, rules.pack.engine, rules.hash) == (pack_id, ENGINE_VERSION, pack_hash(text))
    for rule in rules.rules:
        source = rule.source
        assert source.reason if source.is_default else source.file and source.heading and source.words, rule.id
        assert rule.head.says.zh, rule.id
        assert rule.head.says.en, rule.id


@pytest.mark.parametrize("pack_id", shipped_packs())
def test_answers_every_question_for_every_product(pack_id: str, given: dict[str, dict[str, object]]) -> None:
    rules = adopt(parse_pack(shipped_pack_text(pack_id)), given[pack_id], on=TERM_DAY)
    for code in (product.code for product in rules.products):
        for ask in (rules.charging, rules.fee_kind, rules.price, rules.caps, rules.charging_period, rules.account):
            assert ask(code).explanation.pack_id == pack_id
        assert rules.waived(code, Money(100_00), ()).value == Money.ZERO
        assert rules.refund(code).explanation.as_dict()["pack_version"] == rules.version
    for code in (product.code for product in rules.products if product.after_school):
        assert rules.group_size_max(code).value == 40
        assert rules.group_size_min(code).value == 0
        assert rules.teaching(code).value.who
        assert rules.gates(code, Moment.SERVING)
        for ask_service in (rules.vendors, rules.allocation, rules.subsidy, rules.participation):
            assert ask_service(code).explanation.zh
        for stage in Stage:
            assert rules.window(code, TERM_DAY, stage).value.ends_by is not None
    for ask_pack in (rules.fee_lines, rules.consumables, rules.spending_purposes, rules.surplus, rules.allowance):
        assert ask_pack().explanation.en
    assert rules.learning_minutes_max().value is None
    assert rules.duties()


def test_hefei_care_is_bought_by_the_budget_and_free_for_families(hefei: AdoptedPack) -> None:
    assert hefei.charging("care").value is Charging.PRICED
    assert hefei.fee_kind("care").value is FeeKind.PUBLIC_PURCHASE
    assert hefei.price("care").value.exact == Money.ZERO
    assert not hefei.check_price("care", Money(1)).value
    account = hefei.account("care").value
    assert (account.model, account.financed_by, account.payee) == (
        AccountModel.M4,
        Financier.DISTRICT_BUDGET,
        Payee.NOBODY,
    )
    assert hefei.subsidy("care").value.amount == Money(150_00)
    assert hefei.participation("care").value.counted_by == date(2026, 6, 30)


def test_hefei_courses_cost_at_most_600_yuan_once_a_term(hefei: AdoptedPack) -> None:
    assert hefei.fee_kind("course").value is FeeKind.AGENCY
    assert hefei.price("course").value.most == Money(600_00)
    assert hefei.charging_period("course").value.every is Span.TERM
    (limit,) = hefei.caps("course").value
    assert (limit.amount, limit.per, limit.products) == (Money(600_00), Span.TERM, ("course",))
    account = hefei.account("course").value
    assert account.model is AccountModel.M3
    assert account.passed_on_in_full
    assert account.dedicated


def test_hefei_consumables_need_the_parents_commission_and_a_line_of_their_own(hefei: AdoptedPack) -> None:
    consumables = hefei.consumables().value
    assert consumables.ways == (ConsumablesWay.PARENT_BUYS, ConsumablesWay.ENTRUSTED_TO_VENDOR)
    assert consumables.separate_line
    assert not hefei.fee_lines().value.mixing_allowed
    assert hefei.caps("consumables").value == ()
    assert hefei.product("consumables").part_of == "course"


def test_hefei_lunch_is_no_after_school_service(hefei: AdoptedPack) -> None:
    assert not hefei.product("lunch").after_school
    assert hefei.charging("lunch").value is Charging.NOT_STATED
    assert not hefei.check_price("lunch", Money(10_00)).value
    assert hefei.check_price("lunch", Money(10_00), approved_item="合教〔20xx〕194号").value


def test_hefei_asks_for_the_three_gates_before_anything_is_charged(hefei: AdoptedPack) -> None:
    before_applying = [answer.value.step for answer in hefei.gates("course", Moment.APPLYING)]
    assert before_applying == [
        Step.SURVEY,
        Step.PLAN_FILED,
        Step.EMERGENCY_PLAN_FILED,
        Step.PLAN_APPROVED,
        Step.CATALOGUE_PUBLISHED,
        Step.PRICE_NOTICE_PUBLISHED,
    ]
    before_billing = [answer.value.step for answer in hefei.gates("course", Moment.BILLING)]
    assert before_billing == [*before_applying, Step.APPLICATION_APPROVED, Step.AGREEMENT_SIGNED]


def test_hefei_has_the_vendor_sign_where_one_teaches(hefei: AdoptedPack) -> None:
    def parties(product: str) -> tuple[Party, ...]:
        gates = [gate.value for gate in hefei.gates(product, Moment.SERVING)]
        return next(gate.parties for gate in gates if gate.step is Step.AGREEMENT_SIGNED)

    assert parties("care") == (Party.SCHOOL, Party.PARENT)
    assert parties("course") == (Party.SCHOOL, Party.PARENT, Party.VENDOR)


def test_hefei_lets_vetted_vendors_teach_courses_only(hefei: AdoptedPack) -> None:
    assert hefei.teaching("care").value.who == (Teacher.OWN_STAFF,)
    assert not hefei.vendors("care").value.allowed
    vendors = hefei.vendors("course").value
    assert vendors.allowed
    assert (vendors.publicity_working_days, vendors.look_back_years, vendors.satisfaction_min_percent) == (3, 3, 80)
    assert vendors.price_below_market is MarketPrice.CLEARLY_BELOW


def test_hefei_pays_staff_outside_the_total_at_the_adopted_rate(hefei: AdoptedPack) -> None:
    answer = hefei.allowance()
    assert (answer.value.total, answer.value.rate, answer.value.per) == (
        PerformanceTotal.OUTSIDE,
        Money(60_00),
        Unit.LESSON,
    )
    assert "60.00" in answer.explanation.zh
    assert "60.00" in answer.explanation.en
    assert answer.explanation.source.words == "不列入绩效工资总量,由学校报所属教育主管部门审核发放"


def test_hefei_draws_lots_and_says_so(hefei: AdoptedPack) -> None:
    allocation = hefei.allocation("course")
    assert allocation.value.mode is AllocationMode.LOTTERY
    assert allocation.value.closes_on == date(2026, 3, 6)
    assert allocation.explanation.source.is_default


def test_zhanggong_charges_lessons_monthly_through_the_treasury(zhanggong: AdoptedPack) -> None:
    price = zhanggong.price("care").value
    assert (price.exact, price.unit, price.lesson_minutes) == (Money(3_75), Unit.LESSON, 40)
    collection = zhanggong.charging_period("care").value
    assert (collection.every, collection.settled) == (Span.MONTH, Settlement.BY_ACTUAL_SERVICE)
    account = zhanggong.account("care").value
    assert account.model is AccountModel.M2
    assert account.remit_to_treasury
    assert zhanggong.fee_kind("care").value is FeeKind.SERVICE
    assert zhanggong.caps("care").value == ()


def test_zhanggong_refunds_lessons_at_their_price(zhanggong: AdoptedPack) -> None:
    back = zhanggong.refund_amount(
        "care", paid=Money(75_00), refunded=Money.ZERO, unserved=3, planned=20, unit_price=Money(3_75)
    )
    assert back.value == Money(11_25)


def test_zhanggong_takes_its_six_procedures_in_order(zhanggong: AdoptedPack) -> None:
    steps = [answer.value.step for answer in zhanggong.gates("care", Moment.BILLING)]
    assert steps == [
        Step.SURVEY,
        Step.PLAN_FILED,
        Step.EMERGENCY_PLAN_FILED,
        Step.PLAN_APPROVED,
        Step.APPLICATION_APPROVED,
        Step.AGREEMENT_SIGNED,
        Step.PRICE_NOTICE_PUBLISHED,
        Step.INFORMATION_PUBLISHED,
    ]


def test_zhanggong_waives_what_adoption_settled(zhanggong: AdoptedPack) -> None:
    assert zhanggong.waived("care", Money(75_00), ["low_income", "disabled"]).value == Money(37_50)
    assert "50%" in zhanggong.waivers("care").explanation.zh


def test_four_thirty_class_forbids_every_fen(four_thirty: AdoptedPack) -> None:
    assert four_thirty.charging("care").value is Charging.FORBIDDEN
    refused = four_thirty.check_price("care", Money(1), approved_item="any")
    assert not refused.value
    assert refused.explanation.source.words == "坚持自愿免费原则"
    assert four_thirty.check_price("care", Money.ZERO).value
    assert four_thirty.fee_kind("care").value is None
    assert four_thirty.charging_period("care").value.every is None
    assert four_thirty.account("care").value.payee is Payee.NOBODY


def test_four_thirty_class_runs_at_the_adopted_hours(four_thirty: AdoptedPack) -> None:
    window = four_thirty.window("care", TERM_DAY, Stage.PRIMARY)
    assert (window.value.starts_from, window.value.ends_by) == (time(16, 30), time(17, 10))
    assert "16:30" in window.explanation.zh


def test_four_thirty_class_lets_volunteers_but_no_vendors_in(four_thirty: AdoptedPack) -> None:
    assert Teacher.VOLUNTEER in four_thirty.teaching("care").value.who
    assert not four_thirty.vendors("care").value.allowed
    assert four_thirty.allocation("care").value.priority == (PriorityGroup.LEFT_BEHIND, PriorityGroup.MIGRANT)
    assert four_thirty.review_steps().value == (
        ReviewStep.PARENT_APPLIES,
        ReviewStep.CLASS_REVIEWS,
        ReviewStep.SCHOOL_APPROVES,
    )
    assert four_thirty.allowance().value.total is PerformanceTotal.NOT_PAID
