"""Statement files are read exactly, however they are cut, encoded and formatted."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.domain.bank_icbc import BankIcbc
from billing.domain.reconciliation import CoveredPeriod, find_gaps
from billing.domain.statement import CellFault, StatementFaulty, StatementLine, fee_e5, fen, instant
from billing.domain.statement_reader import Layout, StatementReader
from billing.domain.wechat_trade import WechatTrade
from kernel.money import Money
from kernel.period import Period
from kernel.term import Month
from sample_city.bank_files import Entry, statement
from sample_city.channel_files import Trade, trade_bill

MARCH = Month(2026, 3)
ACCOUNT, MERCHANT = "1302010109000123456", "1600000001"


def read(layout: Layout, content: bytes, size: int) -> list[StatementLine]:
    reader = StatementReader(layout, "账单.csv")
    lines: list[StatementLine] = []
    for start in range(0, len(content), size):
        lines += reader.feed(content[start : start + size])
    last, _, faults = reader.finish()
    if faults.found:
        faults.stop()
    return lines + last


amounts = st.lists(st.integers(-99_999_999, 99_999_999).filter(bool), min_size=1, max_size=30)


@given(amounts, st.integers(0, 10**9), st.integers(1, 700), st.sampled_from(["gbk", "utf-8", "utf-8-sig", "utf-16"]))
def test_reads_a_bank_statement_in_any_pieces_and_encoding(
    fens: list[int], opening: int, size: int, encoding: str
) -> None:
    entries = [
        Entry(date(2026, 3, 5), f"BK{number:06d}", "转账", "学费", Money(amount), "王先生")
        for number, amount in enumerate(fens)
    ]
    content = statement(ACCOUNT, "专户", Period(MARCH.first_on, MARCH.next().first_on), entries, opening=Money(opening))
    lines = read(BankIcbc(ACCOUNT), content.decode("gbk").encode(encoding), size)
    assert [line.amount_fen for line in lines] == fens
    assert lines[-1].balance_fen == opening + sum(fens)
    assert len({line.identity for line in lines}) == len(fens)


@given(st.lists(st.integers(1, 10**8), min_size=1, max_size=30), st.integers(1, 900))
def test_reads_a_trade_bill_in_any_pieces(fens: list[int], size: int) -> None:
    trades = [
        Trade(
            at=datetime(2026, 3, 5, 23, 59, number),  # noqa: DTZ001 the channel writes local time
            transaction_id=f"42{number:010d}",
            order_number="WX000000000196",
            payer="o",
            amount_fen=amount,
            title="课后服务",
        )
        for number, amount in enumerate(fens)
    ]
    lines = read(WechatTrade({MERCHANT}), trade_bill(MERCHANT, trades), size)
    assert [line.amount_fen for line in lines] == fens
    assert {line.booked_on for line in lines} == {date(2026, 3, 5)}


@given(st.integers(1, 2000))
def test_refuses_a_file_that_was_cut_off_anywhere(cut: int) -> None:
    entries = [Entry(date(2026, 3, 5), f"BK{n:06d}", "转账", "学费", Money(100), "王先生") for n in range(20)]
    content = statement(ACCOUNT, "专户", Period(MARCH.first_on, MARCH.next().first_on), entries, opening=Money.ZERO)
    with pytest.raises(StatementFaulty):
        read(BankIcbc(ACCOUNT), content[: max(1, len(content) - 14 - cut)], 4096)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1,234.56", 123456), ("¥12.5", 1250), ("+3", 300), ("-0.01", -1), ("", 0), ("0.00", 0), ("7.100", 710)],
)
def test_reads_amounts_exactly(text: str, expected: int) -> None:
    assert fen(text, "金额") == expected


@pytest.mark.parametrize("text", ["1.001", "1e3", "十元", "--1", "1.2.3", "NaN"])
def test_refuses_what_is_no_amount(text: str) -> None:
    with pytest.raises(CellFault):
        fen(text, "金额")


def test_reads_fees_to_five_decimals() -> None:
    assert fee_e5("1.92345", "手续费") == 192345
    with pytest.raises(CellFault):
        fee_e5("1.923456", "手续费")


def test_finds_missing_days_and_broken_balances() -> None:
    def period(first: int, last: int, opening: int, closing: int) -> CoveredPeriod:
        return CoveredPeriod(date(2026, 3, first), date(2026, 3, last), Money(opening), Money(closing))

    assert find_gaps(MARCH, (period(1, 15, 0, 5), period(16, 31, 5, 9))) == ()
    codes = [gap.code for gap in find_gaps(MARCH, (period(1, 15, 0, 5), period(17, 31, 6, 9)))]
    assert codes == ["billing.statement_missing", "billing.statements_not_continuous"]


@pytest.mark.parametrize("size", [64, 65_536])
def test_names_the_row_of_a_zero_byte(size: int) -> None:
    content = trade_bill(MERCHANT, [paid(1), paid(2)])
    row = content.splitlines().index(next(line for line in content.splitlines() if b"DD000002" in line)) + 1
    with pytest.raises(StatementFaulty) as refused:
        read(WechatTrade({MERCHANT}), content.replace(b"DD000002", b"DD00\x0002"), size)
    [fault] = refused.value.faults
    assert (fault.code, fault.params["row"]) == ("billing.encoding_broken", row)


def test_refuses_a_time_before_all_times() -> None:
    with pytest.raises(CellFault):
        instant("0001-01-01 00:00:00", "交易时间")


def paid(number: int) -> Trade:
    return Trade(
        at=datetime(2026, 3, 5, 10),  # noqa: DTZ001 the channel writes local time
        transaction_id=f"42{number:026d}",
        order_number=f"DD{number:06d}",
        payer="o",
        amount_fen=100,
        title="课后服务",
    )
