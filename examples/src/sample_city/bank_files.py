"""A bank's statement in ICBC's layout (DOMAIN C2): GBK, a preamble, tab-padded quoted cells, totals in the last row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kernel.money import Money
from kernel.period import Period

HEADINGS = "交易日期,交易时间,交易流水号,摘要,附言,对方户名,对方账号,收入金额,支出金额,余额"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the account; `amount` is positive for money in."""

    on: date
    number: str
    summary: str
    remark: str
    amount: Money
    counterparty: str
    counterparty_account: str = ""


def statement(account: str, holder: str, period: Period, entries: Sequence[Entry], *, opening: Money) -> bytes:
    """The statement of one account over `period`: opening + movement = closing, row by row."""
    closing = opening + Money.total(entry.amount for entry in entries)
    span = f"起始日期: {period.starts_on},截止日期: {period.last_on}"
    lines = [
        "明细查询文件下载",
        f"账号: {account},户名: {holder}",
        f'"期初余额: {opening}","期末余额: {closing}",{span}',
        "",
        HEADINGS,
    ]
    balance = opening
    for entry in entries:
        balance += entry.amount
        lines.append(_row(entry, balance))
    income = Money.total(entry.amount for entry in entries if entry.amount > Money.ZERO)
    spent = Money.total(-entry.amount for entry in entries if entry.amount < Money.ZERO)
    totals = ("合计", "", "", "", "", "", "", str(income), str(spent), "")
    lines.append(",".join(_cell(text) for text in totals))
    return ("\r\n".join(lines) + "\r\n").encode("gbk")


def _cell(text: str) -> str:
    return f'"{text}\t"'


def _row(entry: Entry, balance: Money) -> str:
    moves_in = entry.amount > Money.ZERO
    cells = (
        entry.on.isoformat(),
        "10:00:00",
        entry.number,
        entry.summary,
        entry.remark,
        entry.counterparty,
        entry.counterparty_account,
        str(entry.amount) if moves_in else "",
        "" if moves_in else str(-entry.amount),
        str(balance),
    )
    return ",".join(_cell(text) for text in cells)
