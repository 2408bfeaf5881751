"""The channel's side of a month: what its fund flow says it holds, what the books say, and what is on its way."""

from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.sql import first, rows, scalar
from kernel.term import Month

CLOSING = """
SELECT CASE WHEN s.last_on <= :last_on THEN s.closing_fen
            ELSE s.opening_fen + coalesce((SELECT sum(l.amount_fen) FROM statement_line l
                 WHERE l.unit_code = :unit AND l.source = 'fund'
                   AND l.booked_on BETWEEN s.first_on AND :last_on), 0)
       END
FROM statement s WHERE s.unit_code = :unit AND s.kind = 'wechat_fund_flow' AND s.state = 'imported'
  AND s.closing_fen IS NOT NULL AND s.first_on <= :last_on
ORDER BY s.last_on DESC, s.first_on DESC, s.confirmed_at DESC NULLS LAST LIMIT 1
"""
LEDGER = """
SELECT coalesce(sum(CASE WHEN p.debit = a.id THEN p.amount_fen ELSE -p.amount_fen END), 0)
FROM ledger_account a JOIN posting p ON p.unit_code = a.unit_code AND a.id IN (p.debit, p.credit) AND p.month <= :month
WHERE a.unit_code = :unit AND a.code = 'channel:WECHAT'
"""
# What the books have and the fund flow of the month has not, and the other way round. A withdrawal has left the
# channel and stays in the books until its credit comes; a trade is in the books before its fund row; a fund row
# without a trade, or of a kind the books do not know, is in the fund flow alone.
_IN_TRANSIT = """
SELECT w.booked_on, w.identity, 'withdrawal' AS what, -w.amount_fen AS amount_fen
FROM statement_line w LEFT JOIN statement_line k ON k.id = w.target_id AND w.state = 'matched'
WHERE w.unit_code = :unit AND w.source = 'fund' AND w.kind = 'withdrawal' AND w.booked_on <= :last_on
  AND (k.id IS NULL OR k.booked_on > :last_on)
UNION ALL
SELECT t.booked_on, t.identity, 'trade', t.amount_fen
FROM statement_line t LEFT JOIN statement_line f ON f.id = t.fund_id
WHERE t.unit_code = :unit AND t.source = 'trade' AND t.kind IN ('payment', 'refund') AND t.booked_on <= :last_on
  AND (f.booked_on > :last_on OR (t.settled_by IS NULL AND t.fund_id IS NULL AND t.rule <> 'resolved_cancel'))
UNION ALL
SELECT f.booked_on, f.identity, 'fund', -f.amount_fen
FROM statement_line f LEFT JOIN statement_line t ON t.id = f.target_id AND f.state = 'matched'
WHERE f.unit_code = :unit AND f.source = 'fund' AND f.kind NOT IN ('withdrawal', 'fee') AND f.booked_on <= :last_on
  AND (t.id IS NULL OR t.booked_on > :last_on)
ORDER BY 1, 2 LIMIT :most
"""
_MISSING = """
SELECT count(*) AS missing, coalesce(sum(amount_fen), 0)::bigint AS missing_fen,
       count(DISTINCT t.booked_on) FILTER (WHERE NOT EXISTS (
           SELECT 1 FROM statement s WHERE s.unit_code = :unit AND s.kind = 'wechat_fund_flow' AND s.state = 'imported'
             AND t.booked_on BETWEEN s.first_on AND s.last_on)) AS days
FROM statement_line t
WHERE t.unit_code = :unit AND t.source = 'trade' AND t.settled_by IS NULL AND t.fund_id IS NULL
  AND t.kind IN ('payment', 'refund') AND t.rule IS DISTINCT FROM 'resolved_cancel' AND t.booked_on <= :last_on
"""
# Two persons may carry on what left the channel and did not come; the month stays open all the same. What came back to
# the channel, as a row of a kind the books do not know, is no longer looked for.
_WITHDRAWN = """
SELECT count(*) FILTER (WHERE kind = 'withdrawal') AS withdrawals, coalesce(-sum(amount_fen), 0)::bigint AS fen
FROM statement_line l
WHERE unit_code = :unit AND source = 'fund' AND state = 'open' AND booked_on <= :last_on
  AND (kind = 'withdrawal' OR (kind = 'other' AND amount_fen > 0))
  AND EXISTS (SELECT 1 FROM difference d WHERE d.line_id = l.id AND d.state = 'carried')
"""
# The files of the month, and the last one before it: what it closed with is what the month opens with.
_PERIODS = """
SELECT first_on, last_on, opening_fen, closing_fen FROM statement s
WHERE s.unit_code = :unit AND s.kind = 'wechat_fund_flow' AND s.state = 'imported' AND s.closing_fen IS NOT NULL
  AND s.first_on <= :last_on AND s.last_on >= coalesce((
      SELECT max(e.last_on) FROM statement e WHERE e.unit_code = :unit AND e.kind = s.kind AND e.state = 'imported'
        AND e.closing_fen IS NOT NULL AND e.last_on < :first_on), :first_on)
ORDER BY s.first_on
"""


async def read_channel(connection: AsyncConnection, unit_code: str, month: Month, *, most: int) -> dict[str, Any]:
    """The channel's part of a month's figures, by the names they have there."""
    given: dict[str, str | date] = {"unit": unit_code, "last_on": month.last_on}
    transit = await rows(connection, _IN_TRANSIT, **given, most=most)
    missing = await first(connection, _MISSING, **given)
    withdrawn = await first(connection, _WITHDRAWN, **given)
    periods = await rows(connection, _PERIODS, **given, first_on=month.first_on)
    return {
        "channel_ledger_fen": int(await scalar(connection, LEDGER, unit=unit_code, month=str(month))),
        "channel_closing_fen": int(await scalar(connection, CLOSING, **given) or 0),
        "in_transit": tuple((row["booked_on"], row["identity"], row["what"], row["amount_fen"]) for row in transit),
        "channel_missing": missing["missing"] if missing else 0,
        "channel_missing_fen": missing["missing_fen"] if missing else 0,
        "fund_days_missing": missing["days"] if missing else 0,
        "withdrawals_missing": withdrawn["withdrawals"] if withdrawn else 0,
        "withdrawals_missing_fen": withdrawn["fen"] if withdrawn else 0,
        "fund_periods": tuple(
            (row["first_on"], row["last_on"], row["opening_fen"], row["closing_fen"]) for row in periods
        ),
    }
