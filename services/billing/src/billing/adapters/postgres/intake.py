"""A statement's lines on their way into the books: COPY, then sets."""

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres import intake_sql as sql
from billing.adapters.postgres.ledger import PostgresLedgerStore
from billing.adapters.postgres.payments import party_blinds
from billing.adapters.postgres.sql import copy_records, first, rows, run, scalar, shaped, tuples
from billing.application.records import StatementRecord, TakenIn
from billing.domain import account
from billing.domain.account import Fact, Posting, ledger_term
from billing.domain.event import PaidBill, PaymentsProven, ProvenPayment
from billing.domain.party import Party
from billing.domain.statement import StatementKind, StatementLine, Totals
from chassis.seal import Sealer
from kernel.money import Money
from kernel.term import Month

PARTY_FIELD = "statement_line.party"
NOTE_FIELD = "statement_line.note"
_BANK = "bank"
# Channel files name nobody.
_WITHOUT_PARTIES = StatementLine._fields
_ANALYSE = "ANALYZE staged (kind, identity, reference)"
# By the rule a line came in by: debit, credit, fact.
_MOVES: dict[str, dict[str, tuple[str, str, Fact]]] = {
    "trade": {
        "order_number": (account.CHANNEL_WECHAT, account.RECEIVABLE_FAMILY, Fact.CHANNEL_PAID),
        "wrong_amount": (account.CHANNEL_WECHAT, account.SUSPENSE, Fact.UNIDENTIFIED),
        "unknown_payer": (account.CHANNEL_WECHAT, account.SUSPENSE, Fact.UNIDENTIFIED),
        "double_payment": (account.CHANNEL_WECHAT, account.PAYABLE_REFUND, Fact.OVERPAID),
        "refund_number": (account.PAYABLE_REFUND, account.CHANNEL_WECHAT, Fact.REFUND_PAID),
        "refund_one_sided": (account.SUSPENSE, account.CHANNEL_WECHAT, Fact.UNIDENTIFIED),
    },
    "fund": {"fee_kept": (account.RECEIVABLE_OPERATING, account.CHANNEL_WECHAT, Fact.FEE_KEPT)},
    "bank": {
        "bill_number": (_BANK, account.RECEIVABLE_FAMILY, Fact.BANK_PAID),
        "wrong_amount": (_BANK, account.SUSPENSE, Fact.UNIDENTIFIED),
        "unknown_payer": (_BANK, account.SUSPENSE, Fact.UNIDENTIFIED),
        "double_payment": (_BANK, account.PAYABLE_REFUND, Fact.OVERPAID),
        "wrong_account": (account.SUSPENSE, _BANK, Fact.UNIDENTIFIED),
        "unknown_debit": (account.SUSPENSE, _BANK, Fact.UNIDENTIFIED),
        "payout_differs": (account.SUSPENSE, _BANK, Fact.UNIDENTIFIED),
        "refund": (account.PAYABLE_REFUND, _BANK, Fact.REFUND_PAID),
        "settlement": (account.PAYABLE_VENDOR, _BANK, Fact.VENDOR_PAID),
        "allowance": (account.PAYABLE_STAFF, _BANK, Fact.ALLOWANCE_PAID),
        "subsidy": (_BANK, account.RECEIVABLE_BUDGET, Fact.BUDGET_RECEIVED),
        "waivers": (_BANK, account.RECEIVABLE_BUDGET, Fact.BUDGET_RECEIVED),
        "channel_fees": (_BANK, account.RECEIVABLE_OPERATING, Fact.BUDGET_RECEIVED),
    },
}
# Each time sees what was committed meanwhile; a bill changes a few times in its life.
_JUDGED_AGAIN_MAX = 10
_TAKE = {"trade": sql.TRADE, "fund": sql.FUND, "bank": sql.BANK}


class BillsChangedMeanwhile(Exception):
    """The lines could not be judged while their bills and payouts stood still; the worker tries again later."""


class PostgresIntake:
    """One file; lives in the transaction that imports it, alone in its accounting unit."""

    def __init__(
        self, connection: AsyncConnection, statement: StatementRecord, sealer: Sealer, ledger: PostgresLedgerStore
    ) -> None:
        self._connection = connection
        self._statement = statement
        self._sealer = sealer
        self._ledger = ledger
        self._unit = statement.unit_code
        self._source = StatementKind(statement.kind).source
        self._staged = 0
        self._paid: list[PaidBill] = []
        self._proven: list[PaymentsProven] = []

    async def stage(self, lines: Sequence[StatementLine]) -> None:
        """Copy lines beside the books; who paid and what they wrote is sealed on the way."""
        if not lines:
            return
        self._staged += len(lines)
        columns = None if self._source == _BANK else _WITHOUT_PARTIES
        await copy_records(self._connection, "staged", [self._sealed(line) for line in lines], columns=columns)

    async def duplicates(self) -> list[tuple[int, int]]:
        """Rows of this file that carry the same number: (first row, other row)."""
        await run(self._connection, _ANALYSE)
        return [(row["first"], row["second"]) for row in await rows(self._connection, sql.DUPLICATES)]

    @property
    def staged(self) -> int:
        """How many lines wait to be taken in."""
        return self._staged

    async def set_aside(self, totals: Totals, *, masked: bool) -> None:
        """Nothing is wrong with the file: keep what it adds up to, and its lines beside the books."""
        await run(
            self._connection,
            sql.READ,
            id=self._statement.id,
            rows_read=self._staged,
            masked=masked,
            source=self._source,
            sum_fen=totals.sum_fen,
            opening_fen=totals.opening_fen,
            closing_fen=totals.closing_fen,
            first_on=totals.first_on,
            last_on=totals.last_on,
        )
        await run(self._connection, sql.SET_ASIDE, id=self._statement.id)

    async def take_up(self, *, most: int) -> bool:
        """Bring back that many of the lines set aside; tells whether more are left."""
        self._staged = await run(self._connection, sql.TAKE_UP, id=self._statement.id, most=most)
        await run(self._connection, _ANALYSE)
        return bool(await scalar(self._connection, sql.WAITING, id=self._statement.id))

    async def proven(self) -> list[PaymentsProven]:
        """Payments told of before that the lines taken in have shown at the bank, by the line that shows them."""
        return self._proven

    async def is_of_unit(self) -> bool:
        """Whether a fund flow moves our payments: all of another merchant's are strange to us."""
        found = await first(self._connection, sql.OF_OURS, unit=self._unit)
        return found is None or not found["moves"] or bool(found["ours"])

    async def paid_bills(self) -> list[PaidBill]:
        """What the lines taken in paid, bill by bill."""
        return self._paid

    async def take_in(self) -> tuple[str, ...]:
        """Insert, match, post, pay what is staged; returns its months. A line known from an earlier file is left."""
        accounts = await self._accounts()
        days = [row["booked_on"] for row in await rows(self._connection, "SELECT DISTINCT booked_on FROM staged")]
        months = sorted({str(Month.of(day)) for day in days})
        opened = await self._ledger.open_months(self._unit, months)
        calendar: dict[str, list[Any]] = {
            "days": days,
            "opened": [opened[str(Month.of(day))] for day in days],
            "terms": [ledger_term(Month.parse(opened[str(Month.of(day))])) for day in days],
        }
        await run(self._connection, sql.KNOWN, unit=self._unit, source=self._source)
        counts = await self._insert(accounts, calendar)
        again = await self._match_again(accounts)
        known = self._staged - counts["lines"]
        await run(self._connection, sql.COUNT, id=self._statement.id, known=known, **counts)
        # The lines of this file that found their other half in the second look count on their statements.
        await run(self._connection, sql.COUNT_MATCHED, statements=again)
        return tuple(months)

    async def finish(self) -> TakenIn:
        """The file is in the books; returns what it brought."""
        [counts] = await rows(self._connection, sql.FINISH, id=self._statement.id)
        return shaped(TakenIn, counts)

    async def _insert(self, accounts: dict[str, int], calendar: dict[str, list[Any]]) -> dict[str, int]:
        """Judge and post the lines; once more where a bill or a payout changed since the judgement."""
        for _ in range(_JUDGED_AGAIN_MAX):
            async with self._connection.begin_nested() as attempt:
                found = await self._judge(accounts, calendar)
                lines, matched, exceptions, paying, settling, settled, *_ = found[0]
                self._paid = [bill for row in found if row[6] is not None for bill in _paid_bills(*row[6:])]
                if (len(self._paid), settled) == (paying, settling):
                    return {"lines": lines, "matched": matched, "exceptions": exceptions}
                await attempt.rollback()
        raise BillsChangedMeanwhile(
            f"bills or payouts of this file changed {_JUDGED_AGAIN_MAX} times while it was taken in"
        )

    async def _judge(self, accounts: dict[str, int], calendar: dict[str, list[Any]]) -> Sequence[Sequence[Any]]:
        moves = _MOVES[self._source]
        return await tuples(
            self._connection,
            _TAKE[self._source],
            statement=self._statement.id,
            unit=self._unit,
            source=self._source,
            rules=list(moves),
            debits=[accounts[debit] for debit, _, _ in moves.values()],
            credits=[accounts[credit] for _, credit, _ in moves.values()],
            facts=[fact.value for _, _, fact in moves.values()],
            **calendar,
        )

    async def _match_again(self, accounts: dict[str, int]) -> list[UUID]:
        """Look again at what is open; returns the statement of each line that found its other half."""
        statements: list[UUID] = []
        matched: list[UUID] = []
        for statement in sql.REMATCH:
            found = await rows(self._connection, statement, unit=self._unit)
            statements += [row["statement_id"] for row in found]
            matched += [row["id"] for row in found]
        # Settlements of an earlier month may find their credit in this file: post in the credit's month.
        span = await rows(
            self._connection,
            "SELECT DISTINCT to_char(booked_on, 'YYYY-MM') AS month FROM statement_line"
            " WHERE id = ANY(CAST(:ids AS uuid[]))",
            ids=matched,
        )
        opened = await self._ledger.open_months(self._unit, [row["month"] for row in span])
        await run(
            self._connection,
            sql.SETTLED,
            ids=matched,
            bank=accounts[_BANK],
            channel=accounts[account.CHANNEL_WECHAT],
            months=list(opened),
            opened=list(opened.values()),
            terms=[ledger_term(Month.parse(month)) for month in opened.values()],
        )
        statements += await self._prove_refunds()
        now = await scalar(self._connection, "SELECT clock_timestamp()")
        await run(self._connection, sql.LATE_RESOLVED, ids=matched, now=now)
        shown = await rows(self._connection, sql.FUND_SHOWN, unit=self._unit)
        await run(self._connection, sql.SHORTFALL_ENDED, ids=[row["id"] for row in shown], now=now)
        # A trade bill alone takes nothing to the bank; one whose fund rows were there before may tell of what did.
        if shown or self._source != "trade":
            self._proven = await proven_payments(self._connection, self._unit)
        return statements

    async def _prove_refunds(self) -> list[UUID]:
        proved = await rows(self._connection, sql.REFUND_PROVED, unit=self._unit)
        await self._ledger.post(
            [
                Posting(
                    unit_code=self._unit,
                    debit=account.PAYABLE_REFUND,
                    credit=account.CHANNEL_WECHAT,
                    amount=Money(row["amount_fen"]),
                    fact=Fact.REFUND_PAID,
                    source_id=row["id"],
                    posted_on=row["proved_on"],
                )
                for row in proved
            ]
        )
        return [row["statement_id"] for row in proved]

    async def open_account(self) -> None:
        """Post what the bank's account, or the channel's, held before its first file came to us."""
        found = await first(self._connection, sql.OPENING, id=self._statement.id, unit=self._unit)
        if found is None:
            return
        opening = found["opening_fen"]
        held = account.bank(await self._suffix()) if self._source == _BANK else account.CHANNEL_WECHAT
        posting = Posting(
            unit_code=self._unit,
            debit=held if opening > 0 else account.OPENING,
            credit=account.OPENING if opening > 0 else held,
            amount=Money(abs(opening)),
            fact=Fact.OPENING,
            source_id=self._statement.id,
            posted_on=found["first_on"],
        )
        await self._ledger.post([posting])

    async def _accounts(self) -> dict[str, int]:
        ids = await self._ledger.account_ids(self._unit)
        return ids | {_BANK: ids[account.bank(await self._suffix())]}

    async def _suffix(self) -> str:
        suffix: str = await scalar(
            self._connection, "SELECT account_suffix FROM accounting_unit WHERE code = :unit", unit=self._unit
        )
        return suffix

    def _sealed(self, line: StatementLine) -> tuple[object, ...]:
        if self._source != _BANK:
            return line
        party = None if line.party is None else self._sealer.seal(line.party, field=PARTY_FIELD)
        note = None if line.note is None else self._sealer.seal(line.note, field=NOTE_FIELD)
        # Whom money went to is compared with whom it was for; whom it came from is compared with nobody.
        compared = line.party is not None and line.amount_fen < 0 and line.reference is not None
        blinds = party_blinds(self._sealer, Party.parse(line.party or "")) if compared else (None, None)
        return (*line[:9], party, note, *blinds)


async def proven_payments(connection: AsyncConnection, unit: str) -> list[PaymentsProven]:
    """Mark every payment of the unit that has reached the bank by now; what is new of it."""
    return payments_by_line(await rows(connection, sql.PROVEN, unit=unit))


def payments_by_line(found: Sequence[RowMapping]) -> list[PaymentsProven]:
    by_line: dict[UUID, list[ProvenPayment]] = {}
    for row in found:
        payment = ProvenPayment(row["bill_id"], row["school_path"], row["term"], row["proven_fen"])
        by_line.setdefault(row["line_id"], []).append(payment)
    return [PaymentsProven(line_id, tuple(payments)) for line_id, payments in by_line.items()]


def _paid_bills(
    bills: Sequence[UUID],
    pupils: Sequence[UUID],
    school_path: str,
    term: str,
    paid_fen: Sequence[int],
    still_due_fen: Sequence[int],
) -> Iterable[PaidBill]:
    """Those of one school and term, of which the database gives a column each."""
    return map(PaidBill, bills, pupils, repeat(school_path), repeat(term), paid_fen, still_due_fen)
