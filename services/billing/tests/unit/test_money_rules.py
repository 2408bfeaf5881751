"""Money rules hold for whatever comes: books balance, caps hold, shares add up, refunds stay below payments."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.domain.account import STANDING, Fact, Posting, PostingNotPositive, balances, ledger_term
from billing.domain.basket import WAIVER, Service, price_basket
from billing.domain.delivery import earned_by_next, released_after
from billing.domain.paper_number import Paper, find_paper_number, paper_number
from billing.domain.price_notice import PriceItem, in_force_on
from billing.domain.refund import BilledLine, RefundExceedsPayments, RefundReason, calculate, must_be_paid_in
from chassis.holidays import published_years
from kernel.money import Money
from kernel.official_calendar import OfficialCalendar
from kernel.term import Month
from rulebook.adoption import adopt
from rulebook.pack import parse_pack
from rulebook.shipped import shipped_pack_text
from rulebook.words import Case, Stage

RULES = adopt(
    parse_pack(shipped_pack_text("hefei")),
    {
        "allowance_rate": 6000,
        "subsidy_per_participant": 15000,
        "participants_counted_by": "2026-06-30",
        "applications_close_on": "2026-03-20",
    },
)
CASE = Case(stage=Stage.PRIMARY, grade=3)
ON = date(2026, 3, 9)
fens = st.integers(min_value=1, max_value=10_000_000)


def posting(debit: str, credit: str, fen: int) -> Posting:
    return Posting(
        unit_code="U",
        debit=debit,
        credit=credit,
        amount=Money(fen),
        fact=Fact.BILLED,
        source_id=UUID(int=1),
        posted_on=ON,
    )


@given(st.lists(st.tuples(st.permutations(STANDING), fens), max_size=40))
def test_balances_for_any_sequence_of_postings(moves: list[tuple[list[str], int]]) -> None:
    postings = [posting(accounts[0], accounts[1], fen) for accounts, fen in moves]
    assert Money.total(balances(postings).values()) == Money.ZERO
    undone = [one.reversed(source_no=1, posted_on=ON) for one in postings]
    assert all(not left for left in balances(postings + undone).values())


@pytest.mark.parametrize("fen", [0, -1])
def test_refuses_a_posting_that_moves_nothing(fen: int) -> None:
    with pytest.raises(PostingNotPositive):
        posting("suspense", "opening", fen)


def service(number: int, fen: int, *, entrusted: bool = False, consumables: int = 0) -> Service:
    return Service(
        offering_id=UUID(int=number),
        product="course",
        course_id=UUID(int=number),
        contract_id=UUID(int=99),
        price=Money(fen),
        consumables=Money(consumables),
        entrusted=entrusted,
        lessons=16,
        sort_key=f"课程{number}",
    )


@given(st.lists(st.integers(0, 70_000), min_size=1, max_size=6), st.booleans(), st.booleans())
def test_never_charges_more_than_the_cap_and_always_says_why(prices: list[int], entrusted: bool, poor: bool) -> None:
    services = tuple(
        service(number, fen, entrusted=entrusted, consumables=500) for number, fen in enumerate(prices, start=1)
    )
    listed = {
        ("course", one.course_id): PriceItem("course", one.course_id, one.price, one.consumables) for one in services
    }
    classes = frozenset({"hardship"}) if poor else frozenset()
    priced = price_basket(RULES, services, classes, listed, CASE)
    fees = Money.total(line.amount for line in priced.lines if line.kind == "agency")
    assert fees <= Money(60_000)
    billed = {line.offering_id for line in priced.lines} | {one.offering_id for one in priced.refused}
    assert billed == {one.offering_id for one in services}
    assert priced.due == priced.amount - priced.waived
    assert Money.ZERO <= priced.waived <= fees
    assert all(line.explanation.rule_id and line.explanation.zh for line in priced.lines)
    kinds = {line.kind for line in priced.lines}
    assert kinds <= {"agency", "consumables", WAIVER}
    assert price_basket(RULES, services[::-1], classes, listed, CASE) == priced


def test_charges_nothing_that_the_notice_does_not_list_at_this_price() -> None:
    one = service(1, 30_000)
    unlisted = price_basket(RULES, (one,), frozenset(), {}, CASE)
    assert [refused.code for refused in unlisted.refused] == ["billing.not_in_price_notice"]
    other = {("course", one.course_id): PriceItem("course", one.course_id, Money(29_999), Money.ZERO)}
    differs = price_basket(RULES, (one,), frozenset(), other, CASE)
    assert [refused.code for refused in differs.refused] == ["billing.price_differs_from_notice"]


@given(fens, st.integers(1, 200))
def test_lessons_earn_exactly_the_price(fen: int, planned: int) -> None:
    price = Money(fen)
    steps = [earned_by_next(price, delivered=number, planned=planned) for number in range(planned + 3)]
    assert Money.total(steps) == price
    assert all(step >= Money.ZERO for step in steps)


def billed(price: Money, waived: Money, *, delivered: int, planned: int, unserved: int) -> BilledLine:
    return BilledLine(
        line_no=1,
        kind="agency",
        product="course",
        held="held:agency:x",
        amount=price,
        waived=waived,
        released=released_after(price, delivered=delivered, planned=planned),
        returned=Money.ZERO,
        planned=planned,
        delivered=delivered,
        unserved=unserved,
    )


@given(fens, st.integers(1, 200), st.integers(0, 200), st.integers(0, 100), fens)
def test_gives_back_what_is_left_and_never_more(
    fen: int, planned: int, delivered: int, waived_percent: int, paid: int
) -> None:
    delivered = min(delivered, planned)
    price = Money(fen)
    waived = price.share(waived_percent, 100)
    paid_in = min(Money(paid), price - waived)
    line = billed(price, waived, delivered=delivered, planned=planned, unserved=planned - delivered)
    found = calculate(RULES, (line,), still_due=price - waived - paid_in, reason=RefundReason.VENDOR_OUT)
    back = Money.total(share.amount + share.to_budget for share in found.lines)
    assert line.released + back == price
    assert found.cancelled + found.to_pay + found.to_budget == back
    assert found.cancelled <= price - waived - paid_in or not found.cancelled


@given(fens, st.integers(1, 200), st.integers(0, 200), st.integers(0, 200), st.integers(0, 100))
def test_leaves_nothing_held_when_the_term_is_over(
    fen: int, planned: int, delivered: int, by_timetable: int, waived_percent: int
) -> None:
    """First who left is given back what the timetable still had to come, at term end all the rest."""
    delivered = min(delivered, planned)
    price = Money(fen)
    waived = price.share(waived_percent, 100)
    unserved = max(planned - max(delivered, by_timetable), 0)
    line = billed(price, waived, delivered=delivered, planned=planned, unserved=unserved)
    left = calculate(RULES, (line,), still_due=Money.ZERO, reason=RefundReason.WITHDRAWN)
    returned = left.to_pay + left.to_budget
    over = calculate(RULES, (replace(line, returned=returned),), still_due=Money.ZERO, reason=RefundReason.TERM_END)
    assert line.released + returned + over.to_pay + over.to_budget == price
    # The family is never given back more than it was asked for.
    assert left.to_pay + over.to_pay <= price - waived


def test_refuses_one_fen_more_than_earlier_refunds_left() -> None:
    bill = UUID(int=1)
    must_be_paid_in(bill, Money(4000), paid=Money(10000), refunded=Money(6000))
    with pytest.raises(RefundExceedsPayments):
        must_be_paid_in(bill, Money(4001), paid=Money(10000), refunded=Money(6000))


@given(st.sampled_from(list(Paper)), st.integers(1, 10**10 - 1), st.integers(0, 9), st.integers(0, 9))
def test_finds_its_numbers_in_notes_and_no_mistyped_one(paper: Paper, serial: int, place: int, digit: int) -> None:
    number = paper_number(paper, serial)
    assert find_paper_number(f"课后服务费 {number} 王") == number
    wrong = number[: 2 + place] + str(digit) + number[3 + place :]
    assert find_paper_number(wrong) == (number if wrong == number else None)


@pytest.mark.parametrize(
    ("published_on", "expected"),
    [
        (date(2026, 3, 2), date(2026, 3, 6)),
        (date(2026, 3, 5), date(2026, 3, 11)),
        (date(2026, 3, 7), date(2026, 3, 12)),
    ],
)
def test_charges_only_after_three_working_days_of_publicity(published_on: date, expected: date) -> None:
    assert in_force_on(RULES, published_on, OfficialCalendar()).on == expected


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_puts_a_notice_into_force_whatever_the_year(published_on: date) -> None:
    known = published_years()
    starts = in_force_on(RULES, published_on, known)
    public = [published_on + timedelta(days=number) for number in range(1, (starts.on - published_on).days)]
    assert sum(map(known.is_working_day, public)) == 3


@pytest.mark.parametrize(
    ("month", "term"),
    [("2026-02", "2026-spring"), ("2026-07", "2026-spring"), ("2026-08", "2026-autumn"), ("2027-01", "2026-autumn")],
)
def test_keeps_a_terms_postings_in_one_partition(month: str, term: str) -> None:
    assert ledger_term(Month.parse(month)) == term
