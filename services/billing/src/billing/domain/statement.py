"""Statement files as a channel or a bank writes them: kinds, rows and what can be wrong with one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from kernel.errors import Conflict, Fault, Invalid
from kernel.money import Money

CHINA_TIME = timezone(timedelta(hours=8))
FAULTS_MAX = 100
PREAMBLE_ROWS_MAX = 24
PART_BYTES = 16 * 2**20
STATEMENT_BYTES_MAX = 2**30


class StatementKind(StrEnum):
    WECHAT_TRADE = "wechat_trade"
    WECHAT_FUND_FLOW = "wechat_fund_flow"
    BANK_ICBC = "bank_icbc"

    @property
    def source(self) -> str:
        """Which of the three books of C3.1 its lines belong to."""
        return {"wechat_trade": "trade", "wechat_fund_flow": "fund", "bank_icbc": "bank"}[self.value]


class StatementFaulty(Invalid):
    code = "billing.statement_faulty"


class StatementAlreadyImported(Conflict):
    code = "billing.statement_already_imported"


class StatementOfAnotherUnit(Invalid):
    code = "billing.statement_of_another_unit"


class StatementLine(NamedTuple):
    """One row in the order in which it is copied to the database; amounts are fen, money in is positive."""

    kind: str
    identity: str
    reference: str | None
    amount_fen: int
    # The channel states its fee in 1/100,000 yuan.
    fee_e5: int | None
    balance_fen: int | None
    occurred_at: datetime
    booked_on: date
    row_number: int
    party: str | None
    note: str | None


@dataclass(slots=True)
class Totals:
    """What a whole file adds up to, and what it says about itself."""

    lines: int = 0
    sum_fen: int = 0
    opening_fen: int | None = None
    closing_fen: int | None = None
    first_on: date | None = None
    last_on: date | None = None

    def add(self, lines: Sequence[StatementLine]) -> None:
        if not lines:
            return
        self.lines += len(lines)
        self.sum_fen += sum([line.amount_fen for line in lines])
        days = {line.booked_on for line in lines}
        if self.first_on is not None and self.last_on is not None:
            days |= {self.first_on, self.last_on}
        self.first_on, self.last_on = min(days), max(days)


class CellFault(Exception):
    """One cell that cannot be read; the reader adds file and row."""

    def __init__(self, column: str, code: str, detail: str) -> None:
        super().__init__(detail)
        self.column = column
        self.code = code
        self.detail = detail


@dataclass(slots=True)
class Faults:
    """Collects what is wrong with a file; stops it at FAULTS_MAX."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def add(self, row: int | None, column: str | None, code: str, detail: str) -> None:
        params: dict[str, str | int] = {"file": self.file}
        if row is not None:
            params["row"] = row
        if column is not None:
            params["column"] = column
        where = "/".join(str(part) for part in (self.file, row, column) if part is not None)
        self.found.append(Fault(where, code, detail, params))
        if len(self.found) >= FAULTS_MAX:
            self.stop()

    def stop(self) -> None:
        """Raise StatementFaulty with what was found; nothing of such a file is kept."""
        rows = len(self.found)
        raise StatementFaulty(f"{self.file} has {rows} faults; nothing of it was imported", faults=tuple(self.found))


_YUAN = re.compile(r"^([+-]?)(\d{1,13})(?:\.(\d{1,2})0*)?$")
_FEE = re.compile(r"^(-?)(\d{1,10})(?:\.(\d{1,5}))?$")


# Fees of a school are a few amounts over and over, rows of one second stand together: most cells were read before.
_CELLS_KEPT = 4_096


def unticked(cell: str) -> str:
    """A cell of the channel's files without the back-tick that leads it."""
    cell = cell.strip()
    return cell[1:].strip() if cell[:1] == "`" else cell


# For the columns in which a file says the same over and over.
unticked_again = lru_cache(_CELLS_KEPT)(unticked)


@lru_cache(_CELLS_KEPT)
def _fen(text: str) -> int | None:
    match = _YUAN.match(text)
    if match is None:
        match = _YUAN.match(text.replace(",", "").replace("¥", "").replace("￥", "").strip())
    if match is None:
        return None
    sign, yuan, cents = match.groups()
    value = int(yuan) * 100 + int((cents or "").ljust(2, "0"))
    return -value if sign == "-" else value


def fen(text: str, column: str) -> int:
    """Yuan as written to fen, exactly; blank is zero."""
    value = _fen(text) if text else 0
    if value is None:
        raise CellFault(column, "billing.not_an_amount", "write an amount in yuan with at most two decimals")
    return value


@lru_cache(_CELLS_KEPT)
def _fee_e5(text: str) -> int | None:
    match = _FEE.match(text or "0")
    if match is None:
        return None
    sign, yuan, rest = match.groups()
    value = int(yuan) * 100_000 + int((rest or "").ljust(5, "0"))
    return -value if sign else value


def fee_e5(text: str, column: str) -> int:
    """A channel fee with five decimals, in 1/100,000 yuan."""
    value = _fee_e5(text)
    if value is None:
        raise CellFault(column, "billing.not_a_fee", "write a fee in yuan with at most five decimals")
    return value


@lru_cache(_CELLS_KEPT)
def _instant(text: str) -> tuple[datetime, date] | None:
    try:
        local = datetime.fromisoformat(text)
        return local.replace(tzinfo=CHINA_TIME).astimezone(UTC), local.date()
    except (ValueError, OverflowError):
        return None


def instant(text: str, column: str) -> tuple[datetime, date]:
    """A local date and time as an aware UTC instant, and its business date."""
    found = _instant(text)
    if found is None:
        raise CellFault(column, "billing.not_a_time", "write date and time like 2026-03-05 10:11:12")
    return found


def day(text: str, column: str) -> date:
    """A date in one of the three forms banks use."""
    try:
        return date.fromisoformat(text.replace("/", "-"))
    except ValueError:
        raise CellFault(column, "billing.not_a_date", "write a date like 2026-03-05") from None


def check_claims(faults: Faults, totals: Totals, *, claimed_lines: int | None, claimed_sum: Money | None) -> None:
    """What the sender said the file holds must be what it holds."""
    if claimed_lines is not None and claimed_lines != totals.lines:
        detail = f"the sender counted {claimed_lines} rows, the file has {totals.lines}; send the complete file"
        faults.add(None, None, "billing.claimed_count_differs", detail)
    if claimed_sum is not None and claimed_sum.fen != totals.sum_fen:
        detail = f"the sender's sum is {claimed_sum}, the file's is {Money(totals.sum_fen)}; send the complete file"
        faults.add(None, None, "billing.claimed_sum_differs", detail)
