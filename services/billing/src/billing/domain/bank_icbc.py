"""The bank's statement in ICBC's layout: the real money of an accounting unit (DOMAIN C2)."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from billing.domain.paper_number import find_paper_number
from billing.domain.statement import CHINA_TIME, CellFault, Faults, StatementLine, Totals, day, fen
from kernel.money import Money

CHANNEL_PAYER = "财付通"
# A whole number, grouped in fours or not, or one that the bank shows with its middle starred out.
_ACCOUNT = re.compile(r"账号[:：]\s*([\d*＊][\d*＊ \t-]*)")
_MASKED = re.compile(r"(\d*)[*＊]+(\d*)")
# Fewer digits than these tell no account from another.
_DIGITS_SHOWN_MIN = 8
_AMOUNT = r"[:：]\s*(-?[\d,]*\d(?:\.\d{1,2})?)"
_OPENING = re.compile("期初余额" + _AMOUNT)
_CLOSING = re.compile("期末余额" + _AMOUNT)
_FROM = re.compile(r"起始日期[:：]\s*([\d/-]{8,10})")
_TO = re.compile(r"截止日期[:：]\s*([\d/-]{8,10})")
_TOTAL = "合计"
_VOUCHER = re.compile(r"[A-Za-z0-9]{8,64}")


class BankIcbc:
    """Preamble with account and balances, tab-padded cells, income and expense apart, a total row at the end."""

    needed = (
        "交易日期",
        "交易时间",
        "交易流水号",
        "摘要",
        "附言",
        "对方户名",
        "对方账号",
        "收入金额",
        "支出金额",
        "余额",
    )

    def __init__(self, account: str) -> None:
        self._account = account
        self._stated = ""
        self._at: dict[str, int] = {}
        self._before = ""
        self._balance_fen: int | None = None
        self._in_fen = 0
        self._out_fen = 0
        self._ending: list[list[str]] = []
        self._opening_fen: int | None = None
        self._period: tuple[date | None, date | None] = (None, None)

    def clean(self, cell: str) -> str:
        return cell.strip()

    def read_preamble(self, cells: Sequence[str]) -> None:
        self._before += "\n" + ",".join(cells)

    def use_headings(self, places: dict[str, int]) -> None:
        self._at = places
        opening = _OPENING.search(self._before)
        if opening is not None:
            self._opening_fen = self._balance_fen = fen(opening[1], "期初余额")

    def ends_rows(self, first_cell: str) -> bool:
        return first_cell.strip().startswith(_TOTAL)

    def read_row(self, cells: Sequence[str], number: int) -> StatementLine:
        on, time, identity, summary, remark, party, account, income_yuan, expense_yuan, balance_yuan = map(
            str.strip, cells
        )
        booked_on = day(on, "交易日期")
        income, expense = fen(income_yuan, "收入金额"), fen(expense_yuan, "支出金额")
        if (income > 0) == (expense > 0) or income < 0 or expense < 0:
            raise CellFault("收入金额", "billing.direction_unknown", "a row is either income or expense, above zero")
        self._in_fen += income
        self._out_fen += expense
        amount, balance = income - expense, fen(balance_yuan, "余额")
        if self._balance_fen is not None and self._balance_fen + amount != balance:
            detail = f"the balance before was {Money(self._balance_fen)}; with this row it is not what is written here"
            self._balance_fen = balance
            raise CellFault("余额", "billing.balance_does_not_run_on", detail)
        self._balance_fen = balance
        if not identity:
            raise CellFault("交易流水号", "billing.identity_missing", "every row carries the bank's own number")
        note = f"{summary} {remark}"
        return StatementLine(
            kind="credit" if amount > 0 else "debit",
            identity=identity,
            reference=_reference(note, party),
            amount_fen=amount,
            fee_e5=None,
            balance_fen=balance,
            occurred_at=_instant(booked_on, time),
            booked_on=booked_on,
            row_number=number,
            party=f"{party} {account}".strip() or None,
            note=note.strip() or None,
        )

    def read_ending(self, cells: Sequence[str], number: int) -> None:
        self._ending.append(list(cells))

    def check(self, totals: Totals, faults: Faults) -> None:
        if not self._is_of_account():
            detail = f"the line 账号 must name the unit's account …{self._account[-4:]}; choose the right unit"
            faults.add(None, "账号", "billing.statement_of_another_unit", detail)
        closing = _CLOSING.search(self._before)
        if self._opening_fen is None or closing is None:
            faults.add(None, "期初余额", "billing.balances_missing", "the lines before the headings state no balances")
        else:
            closing_fen = fen(closing[1], "期末余额")
            if self._opening_fen + totals.sum_fen != closing_fen:
                detail = (
                    f"opening balance and rows make {Money(self._opening_fen + totals.sum_fen)}, not what is stated"
                )
                faults.add(None, "期末余额", "billing.balances_do_not_add_up", detail)
            totals.opening_fen, totals.closing_fen = self._opening_fen, closing_fen
        self._check_period(totals, faults)
        self._check_total_row(faults)

    @property
    def is_masked(self) -> bool:
        """Whether the bank shows the account in part only, so that a person has to vouch for the rest."""
        return _MASKED.fullmatch(self._stated) is not None

    def _is_of_account(self) -> bool:
        found = _ACCOUNT.search(self._before)
        self._stated = re.sub(r"[ \t-]", "", found[1]) if found else ""
        masked = _MASKED.fullmatch(self._stated)
        if masked is None:
            return self._stated == self._account
        head, tail = masked.groups()
        shown = len(head) + len(tail)
        return shown >= _DIGITS_SHOWN_MIN and self._account.startswith(head) and self._account.endswith(tail)

    def _check_period(self, totals: Totals, faults: Faults) -> None:
        starts, ends = _FROM.search(self._before), _TO.search(self._before)
        if starts is None or ends is None:
            faults.add(None, "起始日期", "billing.period_missing", "the lines before the headings state no period")
            return
        first_on, last_on = day(starts[1], "起始日期"), day(ends[1], "截止日期")
        outside = (totals.first_on is not None and totals.first_on < first_on) or (
            totals.last_on is not None and totals.last_on > last_on
        )
        if outside or last_on < first_on:
            faults.add(None, "起始日期", "billing.row_outside_period", "a row lies outside the stated period")
        totals.first_on, totals.last_on = first_on, last_on

    def _check_total_row(self, faults: Faults) -> None:
        if not self._ending:
            detail = "the row 合计 at the end is missing; the file was cut off, export it again"
            faults.add(None, None, "billing.summary_missing", detail)
            return
        row, at = self._ending[0], self._at
        for column, found in (("收入金额", self._in_fen), ("支出金额", self._out_fen)):
            try:
                stated = fen(row[at[column]], column)
            except (CellFault, IndexError):
                stated = -1
            if stated != found:
                detail = f"the row 合计 differs from the rows, which make {Money(found)}; export the file again"
                faults.add(None, column, "billing.summary_differs", detail)


def _reference(note: str, party: str) -> str | None:
    number = find_paper_number(note)
    if number is not None:
        return number
    if party.startswith(CHANNEL_PAYER):
        voucher = max(_VOUCHER.findall(note), key=len, default=None)
        return f"{CHANNEL_PAYER}:{voucher}" if voucher else f"{CHANNEL_PAYER}:"
    return None


def _instant(on: date, time: str) -> datetime:
    try:
        return (
            datetime.fromisoformat(f"{on.isoformat()} {time or '00:00:00'}").replace(tzinfo=CHINA_TIME).astimezone(UTC)
        )
    except ValueError:
        raise CellFault("交易时间", "billing.not_a_time", "write a time like 10:11:12 or leave it blank") from None
