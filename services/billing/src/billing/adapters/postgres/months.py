"""Months: their figures, signatures and closing."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.channel_figures import read_channel
from billing.adapters.postgres.sql import first, rows, run, scalar, shaped
from billing.application.records import MonthRecord, Progress, ReconciliationFigures
from chassis.clock import SHANGHAI, business_date
from kernel.term import Month

# A balance statement that lists more open items than this is not one a person signs.
_ITEMS_MAX = 2_000

BANK_BALANCE = """
SELECT CASE WHEN s.last_on <= :last_on THEN s.closing_fen
            ELSE s.opening_fen + coalesce((SELECT sum(l.amount_fen) FROM statement_line l
                 WHERE l.unit_code = :unit AND l.source = 'bank'
                   AND l.booked_on BETWEEN s.first_on AND :last_on), 0)
       END
FROM statement s WHERE s.unit_code = :unit AND s.kind LIKE 'bank%' AND s.state = 'imported' AND s.first_on <= :last_on
ORDER BY s.last_on DESC, s.first_on DESC LIMIT 1
"""
LEDGER_BALANCE = """
SELECT coalesce(sum(CASE WHEN p.debit = a.id THEN p.amount_fen ELSE -p.amount_fen END), 0)
FROM ledger_account a JOIN accounting_unit u ON u.code = a.unit_code AND a.code = 'bank:' || u.account_suffix
JOIN posting p ON p.unit_code = a.unit_code AND a.id IN (p.debit, p.credit) AND p.month <= :month
WHERE a.unit_code = :unit
"""
_UNREACHED = """
SELECT booked_on, identity, kind, amount_fen FROM statement_line
WHERE unit_code = :unit AND source = 'bank' AND state = 'open' AND booked_on <= :last_on
ORDER BY booked_on, identity LIMIT :most
"""
# Money in suspense that two persons carry on stands on every statement until somebody names it (C3.3).
_CARRIED = """
SELECT d.found_on, l.identity, d.kind, d.amount_fen FROM difference d JOIN statement_line l ON l.id = d.line_id
WHERE d.unit_code = :unit AND d.state = 'carried' AND d.found_on <= :last_on
ORDER BY d.found_on, l.identity LIMIT :most
"""
_WAITING = "SELECT count(*) FROM refund WHERE unit_code = :unit AND state = 'proposed' AND proposed_at < :before"
# An approved refund is owed from then on, until a statement shows that it left.
_OWED = """
SELECT r.approved_at, r.number, e.amount_fen, sum(e.amount_fen) OVER ()::bigint AS owed_fen
FROM expected_payment e JOIN refund r ON r.id = e.source_id LEFT JOIN statement_line l ON l.id = e.line_id
WHERE e.unit_code = :unit AND e.kind = 'refund' AND r.approved_at < :before
  AND (e.line_id IS NULL OR l.booked_on > :last_on)
ORDER BY r.approved_at, r.number LIMIT :most
"""


class PostgresMonthStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def locked(self, unit_code: str, month: str) -> MonthRecord:
        """The month's row, locked exclusive: no posting enters it before this transaction ends."""
        await run(
            self._connection,
            "INSERT INTO ledger_month (unit_code, month, state) VALUES (:unit, :month, 'open') ON CONFLICT DO NOTHING",
            unit=unit_code,
            month=month,
        )
        found = await first(
            self._connection,
            "SELECT unit_code, month, state, prepared_by, reviewed_by, signed_digest FROM ledger_month"
            " WHERE unit_code = :unit AND month = :month FOR UPDATE",
            unit=unit_code,
            month=month,
        )
        if found is None:
            raise RuntimeError("a month that was just written is gone")
        return shaped(MonthRecord, found)

    async def figures(self, unit_code: str, month: Month) -> ReconciliationFigures:
        return await read_figures(self._connection, unit_code, month)

    async def progress(self, unit_code: str, month: str) -> Progress:
        return await read_progress(self._connection, unit_code, Month.parse(month))

    async def earlier_open(self, unit_code: str, month: str) -> bool:
        """Whether an earlier month in which something was posted is still open."""
        return bool(
            await scalar(
                self._connection,
                "SELECT 1 FROM ledger_month m WHERE unit_code = :unit AND month < :month AND state = 'open'"
                " AND EXISTS (SELECT 1 FROM posting p WHERE p.unit_code = m.unit_code AND p.month = m.month) LIMIT 1",
                unit=unit_code,
                month=month,
            )
        )

    async def sign_prepared(self, unit_code: str, month: str, *, by: UUID, now: datetime, digest: str) -> None:
        """A new preparation takes back an earlier review: the reviewer has not seen these figures."""
        await run(
            self._connection,
            "UPDATE ledger_month SET prepared_by = :by, prepared_at = :now, signed_digest = :digest,"
            " reviewed_by = NULL, reviewed_at = NULL WHERE unit_code = :unit AND month = :month",
            unit=unit_code,
            month=month,
            by=by,
            now=now,
            digest=digest,
        )

    async def sign_reviewed(self, unit_code: str, month: str, *, by: UUID, now: datetime) -> None:
        await run(
            self._connection,
            "UPDATE ledger_month SET reviewed_by = :by, reviewed_at = :now WHERE unit_code = :unit AND month = :month",
            unit=unit_code,
            month=month,
            by=by,
            now=now,
        )

    async def close(
        self,
        unit_code: str,
        month: str,
        *,
        by: UUID,
        now: datetime,
        figures: ReconciliationFigures,
        progress: Progress,
    ) -> None:
        """Close it and keep what was signed: a closed month never shows other figures."""
        await run(
            self._connection,
            "UPDATE ledger_month SET state = 'closed', closed_by = :by, closed_at = :now,"
            " statement = CAST(:statement AS jsonb) WHERE unit_code = :unit AND month = :month",
            unit=unit_code,
            month=month,
            by=by,
            now=now,
            statement=orjson.dumps({"figures": asdict(figures), "progress": asdict(progress)}).decode(),
        )


def as_closed(statement: Mapping[str, Any]) -> tuple[ReconciliationFigures, Progress]:
    """What a closed month kept of its figures."""
    figures = dict(statement["figures"])
    for name in ("unreached", "carried", "refunds_owed", "in_transit"):
        figures[name] = tuple((date.fromisoformat(on), *item) for on, *item in figures.get(name, ()))
    for name in ("periods", "fund_periods"):
        figures[name] = tuple(
            (date.fromisoformat(first_on), date.fromisoformat(last_on), opening, closing)
            for first_on, last_on, opening, closing in figures.get(name, ())
        )
    return ReconciliationFigures(**figures), Progress(**statement["progress"])


async def read_figures(connection: AsyncConnection, unit_code: str, month: Month) -> ReconciliationFigures:
    """All that the month's balance statement is made of, as the books stand."""
    given = {"unit": unit_code, "last_on": month.last_on}
    before = datetime.combine(month.next().first_on, time.min, SHANGHAI)
    bank = await scalar(connection, BANK_BALANCE, **given)
    ledger = await scalar(connection, LEDGER_BALANCE, unit=unit_code, month=str(month))
    unreached = await rows(connection, _UNREACHED, **given, most=_ITEMS_MAX)
    counted = await first(
        connection,
        """
SELECT (SELECT count(*) FROM statement_line l WHERE unit_code = :unit AND state = 'open' AND booked_on <= :last_on
        AND NOT EXISTS (SELECT 1 FROM difference d WHERE d.line_id = l.id AND d.state = 'carried')) AS open_lines,
       (SELECT count(*) FROM difference WHERE unit_code = :unit AND state IN ('open', 'proposed')
        AND found_on <= :last_on) AS open_exceptions
""",
        **given,
    )
    carried = await rows(connection, _CARRIED, **given, most=_ITEMS_MAX)
    periods = await rows(
        connection,
        "SELECT first_on, last_on, opening_fen, closing_fen FROM statement WHERE unit_code = :unit"
        " AND kind LIKE 'bank%' AND state = 'imported' AND last_on >= :first_on AND first_on <= :last_on"
        " ORDER BY first_on",
        **given,
        first_on=month.first_on,
    )
    owed = await rows(connection, _OWED, **given, before=before, most=_ITEMS_MAX)
    return ReconciliationFigures(
        bank_fen=int(bank or 0),
        ledger_fen=int(ledger or 0),
        open_lines=counted["open_lines"] if counted else 0,
        open_exceptions=counted["open_exceptions"] if counted else 0,
        unreached=tuple((row["booked_on"], row["identity"], row["kind"], row["amount_fen"]) for row in unreached),
        carried=tuple((row["found_on"], row["identity"], row["kind"], row["amount_fen"]) for row in carried),
        periods=tuple((row["first_on"], row["last_on"], row["opening_fen"], row["closing_fen"]) for row in periods),
        refunds_waiting=await scalar(connection, _WAITING, unit=unit_code, before=before),
        refunds_owed=tuple((business_date(row["approved_at"]), row["number"], row["amount_fen"]) for row in owed),
        refunds_owed_fen=owed[0]["owed_fen"] if owed else 0,
        **await read_channel(connection, unit_code, month, most=_ITEMS_MAX),
    )


async def read_progress(connection: AsyncConnection, unit_code: str, month: Month) -> Progress:
    """Counts of a month: lines by the statements that end in it, exceptions by the day they are about."""
    found = await first(
        connection,
        """
SELECT s.lines, s.matched, d.open AS exceptions_open, d.found AS exceptions_found FROM (
    SELECT coalesce(sum(lines), 0)::bigint AS lines, coalesce(sum(matched), 0)::bigint AS matched FROM statement
    WHERE unit_code = :unit AND state = 'imported' AND last_on BETWEEN :first_on AND :last_on) s, (
    SELECT count(*) AS found, count(*) FILTER (WHERE state IN ('open', 'proposed')) AS open FROM difference
    WHERE unit_code = :unit AND found_on BETWEEN :first_on AND :last_on) d
""",
        unit=unit_code,
        first_on=month.first_on,
        last_on=month.last_on,
    )
    if found is None:
        return Progress(lines=0, matched=0, exceptions_open=0, exceptions_found=0)
    return shaped(Progress, found)
