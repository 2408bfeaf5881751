"""月清月结: reconcile, sign by two persons, lock for good."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from billing.application.ports import UnitOfWork, Work
from billing.application.records import MonthRecord, ReconciliationFigures
from billing.domain.account import MonthIsClosed
from billing.domain.event import MonthClosed
from billing.domain.reconciliation import (
    BalanceStatement,
    Blocker,
    ChannelStatement,
    CoveredPeriod,
    InTransit,
    MonthNotAsShown,
    MonthNotOver,
    MonthNotReady,
    MonthNotSigned,
    Unreached,
    blockers,
    find_gaps,
)
from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.errors import Fault
from kernel.money import Money
from kernel.term import Month


def balance_statement(unit_code: str, month: Month, figures: ReconciliationFigures) -> BalanceStatement:
    """The month's balance statement from its figures; what is open on the bank's side has not reached the books."""
    items = tuple(
        (Unreached(on, identity, what, Money(abs(fen))), fen) for on, identity, what, fen in figures.unreached
    )
    return BalanceStatement(
        unit_code=unit_code,
        month=month,
        bank=Money(figures.bank_fen),
        ledger=Money(figures.ledger_fen),
        bank_received=tuple(item for item, fen in items if fen > 0),
        bank_paid=tuple(item for item, fen in items if fen < 0),
        books_received=(),
        books_paid=(),
    )


def channel_statement(figures: ReconciliationFigures) -> ChannelStatement:
    """The channel's side of the month's balance statement from its figures."""
    return ChannelStatement(
        ledger=Money(figures.channel_ledger_fen),
        closing=Money(figures.channel_closing_fen),
        in_transit=tuple(InTransit(on, identity, what, Money(fen)) for on, identity, what, fen in figures.in_transit),
        missing=figures.channel_missing,
        missing_sum=Money(figures.channel_missing_fen),
        days_uncovered=figures.fund_days_missing,
        withdrawals=figures.withdrawals_missing,
        withdrawn_sum=Money(figures.withdrawals_missing_fen),
    )


def month_blockers(month: Month, statement: BalanceStatement, figures: ReconciliationFigures) -> tuple[Blocker, ...]:
    gaps = find_gaps(month, _covered(figures.periods))
    return blockers(
        statement,
        open_lines=figures.open_lines,
        open_exceptions=figures.open_exceptions,
        refunds_waiting=figures.refunds_waiting,
        gaps=gaps,
        channel=channel_statement(figures),
        fund_periods=_covered(figures.fund_periods),
    )


def _covered(periods: tuple[tuple[date, date, int, int], ...]) -> tuple[CoveredPeriod, ...]:
    return tuple(
        CoveredPeriod(first_on, last_on, Money(opening), Money(closing))
        for first_on, last_on, opening, closing in periods
    )


def digest_of(statement: BalanceStatement, figures: ReconciliationFigures) -> str:
    """What two persons put their names to; another figure or item needs new signatures."""
    content: dict[str, object] = {
        "bank": statement.bank.fen,
        "ledger": statement.ledger.fen,
        "items": [[item.identity, item.amount.fen] for item in (*statement.bank_received, *statement.bank_paid)],
        "carried": [[identity, fen] for _, identity, _, fen in figures.carried],
    }
    # A month that owes nothing reads as it did before refunds were listed: what was signed stays signed.
    if figures.refunds_owed:
        owed = [[number, fen] for _, number, fen in figures.refunds_owed]
        content["refunds_owed"] = [figures.refunds_owed_fen, owed]
    if figures.channel_ledger_fen or figures.channel_closing_fen or figures.in_transit:
        transit = [[identity, fen] for _, identity, _, fen in figures.in_transit]
        content["channel"] = [figures.channel_ledger_fen, figures.channel_closing_fen, transit]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SignMonth:
    unit_of_work: UnitOfWork

    async def __call__(
        self, *, unit_code: str, month: Month, signs_as: str, seen: str, by: Actor, now: datetime
    ) -> None:
        """Sign as preparer, or after that, as another person, as reviewer; `seen` is the digest that was shown."""
        async with self.unit_of_work() as work:
            await work.units.get(unit_code, scope=by.path.text)
            found = await work.months.locked(unit_code, str(month))
            if found.state == "closed":
                raise MonthIsClosed(f"{month} is closed")
            figures = await work.months.figures(unit_code, month)
            digest = digest_of(balance_statement(unit_code, month, figures), figures)
            _must_be_seen(seen, digest)
            if signs_as == "preparer":
                await work.months.sign_prepared(unit_code, str(month), by=by.id, now=now, digest=digest)
            else:
                if found.prepared_by is None or found.signed_digest != digest:
                    raise MonthNotSigned("the preparer signs first, and again when figures have changed since")
                earlier = acts(Function.PREPARE, found.prepared_by)
                check(Case.MONTH, earlier, actor=by, function=Function.REVIEW)
                await work.months.sign_reviewed(unit_code, str(month), by=by.id, now=now)
            work.record(
                "billing.month_signed",
                f"month/{unit_code}/{month}",
                actor=by,
                now=now,
                before=_signatures(found),
                after={"as": signs_as, "digest": digest},
            )


@dataclass(frozen=True, slots=True)
class CloseMonth:
    unit_of_work: UnitOfWork

    async def __call__(self, *, unit_code: str, month: Month, seen: str, by: Actor, now: datetime, on: date) -> None:
        """Lock the month: no posting enters it any more. Postings under way are waited for first."""
        async with self.unit_of_work() as work:
            await work.units.get(unit_code, scope=by.path.text)
            if on <= month.last_on:
                raise MonthNotOver(f"{month} ends on {month.last_on}; close it afterwards")
            found = await work.months.locked(unit_code, str(month))
            if found.state == "closed":
                raise MonthIsClosed(f"{month} is closed already")
            figures = await work.months.figures(unit_code, month)
            statement = balance_statement(unit_code, month, figures)
            await _must_be_ready(work, unit_code, month, statement, figures)
            digest = digest_of(statement, figures)
            _must_be_seen(seen, digest)
            if not (found.prepared_by and found.reviewed_by) or found.signed_digest != digest:
                raise MonthNotSigned("preparer and reviewer sign the balance statement as it stands, then close")
            progress = await work.months.progress(unit_code, str(month))
            await work.months.close(unit_code, str(month), by=by.id, now=now, figures=figures, progress=progress)
            work.publish(MonthClosed(unit_code, str(month), statement.bank.fen, statement.ledger.fen), now=now)
            before, after = {"state": found.state, **_signatures(found)}, {"state": "closed"}
            subject = f"month/{unit_code}/{month}"
            work.record("billing.month_closed", subject, actor=by, now=now, before=before, after=after)


def _signatures(month: MonthRecord) -> dict[str, object]:
    """Who had signed, under which figures."""
    people = {"prepared_by": month.prepared_by, "reviewed_by": month.reviewed_by}
    return {"digest": month.signed_digest, **{name: None if one is None else str(one) for name, one in people.items()}}


def _must_be_seen(seen: str, present: str) -> None:
    if seen != present:
        raise MonthNotAsShown("the month's figures are not those you were shown; look at the balance statement again")


async def _must_be_ready(
    work: Work, unit_code: str, month: Month, statement: BalanceStatement, figures: ReconciliationFigures
) -> None:
    found = list(month_blockers(month, statement, figures))
    if await work.months.earlier_open(unit_code, str(month)):
        found.insert(0, Blocker("billing.earlier_month_open", "close the month before first", 1))
    if found:
        faults = tuple(Fault(f"/months/{month}", one.code, one.detail, {"count": one.count}) for one in found)
        raise MonthNotReady(f"{month} cannot close yet; see what is missing", faults=faults)
