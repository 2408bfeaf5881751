"""The bank reconciliation statement (银行存款余额调节表) and what a month needs before it may close (C3.4–C3.6)."""

from dataclasses import dataclass
from datetime import date

from kernel.errors import Conflict, PreconditionFailed
from kernel.money import Money
from kernel.term import Month


class MonthNotReady(Conflict):
    code = "billing.month_not_ready"


class MonthNotOver(Conflict):
    code = "billing.month_not_over"


class MonthNotAsShown(PreconditionFailed):
    """A figure or an item of the month has changed since it was shown."""

    code = "billing.month_not_as_shown"


class MonthNotSigned(Conflict):
    code = "billing.month_not_signed"


@dataclass(frozen=True, slots=True)
class Unreached:
    """One item that one side has and the other has not (未达账项)."""

    booked_on: date
    identity: str
    what: str
    amount: Money


@dataclass(frozen=True, slots=True)
class BalanceStatement:
    """Bank and books of one unit and month, each adjusted by what has not reached it yet."""

    unit_code: str
    month: Month
    bank: Money
    ledger: Money
    bank_received: tuple[Unreached, ...]
    bank_paid: tuple[Unreached, ...]
    books_received: tuple[Unreached, ...]
    books_paid: tuple[Unreached, ...]

    @property
    def bank_adjusted(self) -> Money:
        """What the bank will show once what the books already have has arrived there."""
        return self.bank + _sum(self.books_received) - _sum(self.books_paid)

    @property
    def ledger_adjusted(self) -> Money:
        return self.ledger + _sum(self.bank_received) - _sum(self.bank_paid)

    @property
    def difference(self) -> Money:
        """Zero where the statement foots; the tolerance is zero."""
        return self.bank_adjusted - self.ledger_adjusted


@dataclass(frozen=True, slots=True)
class InTransit:
    """Money on its way between books, channel and bank at the month's end (在途资金); `amount` as the books hold it."""

    booked_on: date
    identity: str
    what: str
    amount: Money


@dataclass(frozen=True, slots=True)
class ChannelStatement:
    """What the books hold at the channel, and what the channel's own fund flow says it holds (账户结余)."""

    ledger: Money
    closing: Money
    in_transit: tuple[InTransit, ...]
    # Rows of the trade bill that no fund flow shows to this day, and the days of them that no fund flow covers.
    missing: int = 0
    missing_sum: Money = Money.ZERO
    days_uncovered: int = 0
    # Carried withdrawals that the bank has not shown to this day, less what came back to the channel.
    withdrawals: int = 0
    withdrawn_sum: Money = Money.ZERO

    @property
    def difference(self) -> Money:
        """Zero where every fen is accounted for; the tolerance is zero."""
        return self.ledger - self.closing - Money.total(item.amount for item in self.in_transit)


@dataclass(frozen=True, slots=True)
class CoveredPeriod:
    """What one imported statement of bank or fund flow covers."""

    first_on: date
    last_on: date
    opening: Money
    closing: Money


@dataclass(frozen=True, slots=True)
class Blocker:
    code: str
    detail: str
    count: int


def blockers(
    statement: BalanceStatement,
    *,
    open_lines: int,
    open_exceptions: int,
    refunds_waiting: int,
    gaps: tuple[Blocker, ...],
    channel: ChannelStatement,
    fund_periods: tuple[CoveredPeriod, ...] = (),
) -> tuple[Blocker, ...]:
    """What keeps the month from closing, in the order in which an officer deals with it.

    Refunds are decided before a month closes (C3.6); one that is approved and not paid yet is a payable in the books.
    """
    found = [*gaps, *_of_channel(channel, fund_periods)]
    if open_lines:
        found.append(Blocker("billing.lines_open", "lines are not matched yet", open_lines))
    if open_exceptions:
        found.append(Blocker("billing.exceptions_open", "exceptions are not resolved yet", open_exceptions))
    if refunds_waiting:
        found.append(Blocker("billing.refunds_waiting", "refunds wait for their decision", refunds_waiting))
    if statement.difference:
        found.append(Blocker("billing.balances_differ", f"bank and books differ by {statement.difference}", 1))
    return tuple(found)


def _of_channel(channel: ChannelStatement, periods: tuple[CoveredPeriod, ...]) -> list[Blocker]:
    """A month does not close over channel money that never arrived, nor over a fund flow that does not run on."""
    found: list[Blocker] = []
    if channel.days_uncovered:
        detail = "days of the trade bill are covered by no fund flow; import theirs"
        found.append(Blocker("billing.fund_flow_missing", detail, channel.days_uncovered))
    if channel.missing:
        detail = f"{channel.missing} rows of the trade bill, {channel.missing_sum} together, are in no fund flow"
        found.append(Blocker("billing.channel_money_missing", detail, channel.missing))
    if channel.withdrawn_sum > Money.ZERO:
        detail = f"{channel.withdrawals} withdrawals left the channel, and {channel.withdrawn_sum} reached no account"
        found.append(Blocker("billing.withdrawal_missing", detail, channel.withdrawals))
    broken = _breaks(periods)
    if broken:
        detail = "the opening balance of a fund flow is not the closing before"
        found.append(Blocker("billing.fund_flows_not_continuous", detail, broken))
    if channel.difference:
        detail = f"the channel holds {channel.closing}, the books {channel.ledger} and in transit: {channel.difference}"
        found.append(Blocker("billing.channel_balance_differs", detail, 1))
    return found


def find_gaps(month: Month, periods: tuple[CoveredPeriod, ...]) -> tuple[Blocker, ...]:
    """Days no statement covers, and openings that are not the closing before (closing(n) = opening(n+1))."""
    found: list[Blocker] = []
    days_missing = set(month.period)
    for period in periods:
        days_missing -= {day for day in days_missing if period.first_on <= day <= period.last_on}
    if days_missing:
        detail = f"no bank statement covers {min(days_missing)} and {len(days_missing) - 1} more days"
        found.append(Blocker("billing.statement_missing", detail, len(days_missing)))
    broken = _breaks(periods)
    if broken:
        found.append(
            Blocker("billing.statements_not_continuous", "an opening balance is not the closing before", broken)
        )
    return tuple(found)


def _breaks(periods: tuple[CoveredPeriod, ...]) -> int:
    """How often an opening is not the closing before. A file that repeats days of another one breaks nothing:
    its rows are known, and the balance it ends with is the one that counts.
    """
    broken = 0
    reached: date | None = None
    closings: set[Money] = set()
    for period in sorted(periods, key=lambda period: (period.first_on, period.last_on)):
        if reached is not None and period.first_on > reached and period.opening not in closings:
            broken += 1
        if reached is None or period.last_on > reached:
            reached, closings = period.last_on, set()
        if period.last_on == reached:
            closings.add(period.closing)
    return broken


def _sum(items: tuple[Unreached, ...]) -> Money:
    return Money.total(item.amount for item in items)
