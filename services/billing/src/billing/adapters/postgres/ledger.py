"""The ledger: append-only postings, months that close."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.sql import rows, run, scalar
from billing.domain.account import Posting, ledger_term
from kernel.term import Month

# Twelve closed months in a row mean that somebody posts into the far past.
_MONTHS_AHEAD_MAX = 240

_POST = """
INSERT INTO posting (term, unit_code, month, posted_on, debit, credit, amount_fen, fact, source_id, source_no)
SELECT p.term, p.unit_code, p.month, p.posted_on, d.id, c.id, p.amount_fen, p.fact, p.source_id, p.source_no
FROM unnest(CAST(:terms AS text[]), CAST(:units AS text[]), CAST(:months AS text[]), CAST(:days AS date[]),
            CAST(:debits AS text[]), CAST(:credits AS text[]), CAST(:amounts AS bigint[]), CAST(:facts AS text[]),
            CAST(:sources AS uuid[]), CAST(:numbers AS int[]))
     AS p (term, unit_code, month, posted_on, debit, credit, amount_fen, fact, source_id, source_no)
JOIN ledger_account d ON d.unit_code = p.unit_code AND d.code = p.debit
JOIN ledger_account c ON c.unit_code = p.unit_code AND c.code = p.credit
ON CONFLICT DO NOTHING
"""
_REVERSE = """
INSERT INTO posting (term, unit_code, month, posted_on, debit, credit, amount_fen, fact, source_id, source_no)
SELECT :term, unit_code, :month, :on, credit, debit, amount_fen, 'reversed', source_id,
       1000 * (:generation + 1) + row_number() OVER (ORDER BY id)
FROM posting WHERE source_id = :source AND source_no = :generation AND fact <> 'reversed'
"""


class PostgresLedgerStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open_accounts(self, unit_code: str, codes: Sequence[str]) -> None:
        """Make sure the accounts exist; returns when they do, whoever makes them."""
        await run(
            self._connection,
            "INSERT INTO ledger_account (unit_code, code) SELECT :unit, code FROM unnest(CAST(:codes AS text[]))"
            " AS code ORDER BY code ON CONFLICT DO NOTHING",
            unit=unit_code,
            codes=sorted(set(codes)),
        )

    async def account_ids(self, unit_code: str) -> dict[str, int]:
        found = await rows(
            self._connection, "SELECT id, code FROM ledger_account WHERE unit_code = :unit", unit=unit_code
        )
        return {row["code"]: row["id"] for row in found}

    async def open_month(self, unit_code: str, on: date) -> Month:
        """The month a fact of that day is posted in: its own, or the first later one that is not closed.

        Its row stays locked shared until the transaction ends, so that a close waits for us and we for a close.
        """
        month = Month.of(on)
        for _ in range(_MONTHS_AHEAD_MAX):
            await run(
                self._connection,
                "INSERT INTO ledger_month (unit_code, month, state) VALUES (:unit, :month, 'open')"
                " ON CONFLICT DO NOTHING",
                unit=unit_code,
                month=str(month),
            )
            state = await scalar(
                self._connection,
                "SELECT state FROM ledger_month WHERE unit_code = :unit AND month = :month FOR SHARE",
                unit=unit_code,
                month=str(month),
            )
            if state == "open":
                return month
            month = month.next()
        raise RuntimeError(f"no open month within {_MONTHS_AHEAD_MAX} months after {on}")

    async def open_months(self, unit_code: str, months: Sequence[str]) -> Mapping[str, str]:
        """For each month of a file the month its facts are posted in."""
        return {
            month: str(await self.open_month(unit_code, Month.parse(month).first_on)) for month in sorted(set(months))
        }

    async def post(self, postings: Sequence[Posting]) -> None:
        """Append; one that is known by its source already is left out, so a replay posts nothing."""
        if not postings:
            return
        months = {
            key: await self.open_month(key[0], key[1])
            for key in sorted({(posting.unit_code, posting.posted_on) for posting in postings})
        }
        for unit in sorted({posting.unit_code for posting in postings}):
            used = [posting for posting in postings if posting.unit_code == unit]
            await self.open_accounts(unit, [code for one in used for code in (one.debit, one.credit)])
        placed = [months[posting.unit_code, posting.posted_on] for posting in postings]
        await run(
            self._connection,
            _POST,
            terms=[ledger_term(month) for month in placed],
            units=[posting.unit_code for posting in postings],
            months=[str(month) for month in placed],
            days=[posting.posted_on for posting in postings],
            debits=[posting.debit for posting in postings],
            credits=[posting.credit for posting in postings],
            amounts=[posting.amount.fen for posting in postings],
            facts=[posting.fact.value for posting in postings],
            sources=[posting.source_id for posting in postings],
            numbers=[posting.source_no for posting in postings],
        )

    async def reverse(self, source_id: UUID, *, generation: int, posted_on: date) -> None:
        """Append the opposite of what a line of this generation posted."""
        unit = await scalar(
            self._connection, "SELECT unit_code FROM posting WHERE source_id = :source LIMIT 1", source=source_id
        )
        if unit is None:
            return
        month = await self.open_month(unit, posted_on)
        await run(
            self._connection,
            _REVERSE,
            source=source_id,
            generation=generation,
            term=ledger_term(month),
            month=str(month),
            on=posted_on,
        )
