"""A bank's statement in ICBC's layout (DOMAIN C2): GBK, a preamble, tab-padded quoted cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kernel.money import Money
from kernel.period import Period

HEADINGS = (
    "交易日期",
    "摘要",
    "交易详情",
    "记账金额(收入)",
    "记账金额(支出)",
    "记账币种",
    "余额",
    "对方户名",
    "对方账户",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the account; `amount` is positive for money in."""

    on: date
    summary: str
    detail: str
    amount: Money
    counterparty: str
    counterparty_account: str


def statement(account: str, holder: str, period: Period, entries: Sequence[Entry], *, opening: Money) -> bytes:
    """The statement of one account over `period`: opening + movement = closing, the totals in the last row."""
    lines = [
        "明细查询文件下载",
        f"账号: {account}\t户名: {holder}",
        f"起始日期: {period.starts_on:%Y-%m-%d}\t截止日期: {period.last_on:%Y-%m-%d}",
        f"期初余额: {opening}",
        "",
        ",".join(HEADINGS),
    ]
    balance = opening
    for entry in entries:
        balance += entry.amount
        lines.append(_row(entry, balance))
    income = Money.total(entry.amount for entry in entries if entry.amount > Money.ZERO)
    spent = Money.total(-entry.amount for entry in entries if entry.amount < Money.ZERO)
    lines.append(",".join(_cell(text) for text in ("合计", "", "", str(income), str(spent), "", str(balance), "", "")))
    return ("\r\n".join(lines) + "\r\n").encode("gbk")


def _cell(text: str) -> str:
    return f'"{text}\t"'


def _row(entry: Entry, balance: Money) -> str:
    moves_in = entry.amount > Money.ZERO
    cells = (
        entry.on.isoformat(),
        entry.summary,
        entry.detail,
        str(entry.amount) if moves_in else "",
        "" if moves_in else str(-entry.amount),
        "人民币",
        str(balance),
        entry.counterparty,
        entry.counterparty_account,
    )
    return ",".join(_cell(text) for text in cells)
