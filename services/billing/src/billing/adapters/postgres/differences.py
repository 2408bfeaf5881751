"""Statement lines after their import, and what does not agree."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.intake import PARTY_FIELD, payments_by_line, proven_payments
from billing.adapters.postgres.ledger import PostgresLedgerStore
from billing.adapters.postgres.sql import UNIT_IN_SCOPE, first, rows, run, scalar
from billing.application.records import DifferenceRecord, LineRecord
from billing.application.store_records import Proposal
from billing.domain import account
from billing.domain.account import Fact, Posting
from billing.domain.difference import DifferenceKind
from billing.domain.event import PaymentsProven
from billing.domain.party import Party
from chassis.seal import Sealer
from kernel.errors import NotFound
from kernel.ids import new_id
from kernel.money import Money

# The channel settles on the next day; what has no other half by the second day is looked at by a person.
DAYS_OPEN_MAX = 2
_LINE = (
    "l.id, l.statement_id, l.unit_code, l.source, l.kind, l.reference, l.amount_fen, l.booked_on, l.state, l.rule,"
    " l.target_id, l.bill_id, l.generation, l.settled_by"
)


_UNPROVEN = """
WITH unproven AS (
    UPDATE statement_line t SET settled_by = NULL FROM (
        SELECT id, settled_by FROM statement_line WHERE settled_by = ANY(CAST(:ids AS uuid[]))) before
    WHERE t.id = before.id AND t.source = 'trade' AND t.kind = 'payment'
    RETURNING before.settled_by AS line_id, t.bill_id, t.amount_fen, t.state, t.rule
)
SELECT u.line_id, b.id AS bill_id, b.school_path, b.term, -sum(u.amount_fen)::bigint AS proven_fen
FROM unproven u JOIN bill b ON b.id = u.bill_id
WHERE u.state = 'matched' AND u.rule IN ('order_number', 'resolved_apply', 'resolved_assign')
GROUP BY u.line_id, b.id ORDER BY 1, 2
"""


class LineNotFound(NotFound):
    code = "billing.statement_line_not_found"


class DifferenceNotFound(NotFound):
    code = "billing.exception_not_found"


class PostgresLineStore:
    def __init__(self, connection: AsyncConnection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer

    async def locked(self, line_id: UUID, *, scope: str) -> LineRecord:
        found = await first(
            self._connection,
            f"SELECT {_LINE} FROM statement_line l JOIN accounting_unit u ON u.code = l.unit_code"
            f" WHERE l.id = :id AND {UNIT_IN_SCOPE} FOR UPDATE OF l",
            id=line_id,
            scope=scope,
        )
        if found is None:
            raise LineNotFound("no statement line of yours by that id")
        return _line(found)

    async def party(self, line_id: UUID) -> Party | None:
        """The other side of a bank line, opened; None where the bank said nothing."""
        sealed = await scalar(self._connection, "SELECT party FROM statement_line WHERE id = :id", id=line_id)
        return self._opened(sealed)

    async def payer_of(self, bill_id: UUID) -> Party | None:
        """Who paid a bill by transfer last: money goes back to where it came from (P11)."""
        sealed = await scalar(
            self._connection,
            "SELECT party FROM statement_line WHERE bill_id = :bill AND source = 'bank' AND state = 'matched'"
            " AND rule IN ('bill_number', 'resolved_apply', 'resolved_assign')"
            " ORDER BY occurred_at DESC, row_number DESC LIMIT 1",
            bill=bill_id,
        )
        return self._opened(sealed)

    def _opened(self, sealed: bytes | None) -> Party | None:
        return None if sealed is None else Party.parse(self._sealer.unseal(sealed, field=PARTY_FIELD))

    async def match(self, line_id: UUID, *, rule: str, target_id: UUID) -> None:
        """Mark a line matched and count it on its statement."""
        await run(
            self._connection,
            """
WITH matched AS (
    UPDATE statement_line SET state = 'matched', rule = :rule, target_id = :target WHERE id = :id AND state <> 'matched'
    RETURNING statement_id
)
UPDATE statement s SET matched = s.matched + 1 FROM matched m WHERE s.id = m.statement_id
""",
            id=line_id,
            rule=rule,
            target=target_id,
        )

    async def belongs_to(self, line_id: UUID, bill_id: UUID) -> None:
        """Say whose money a line is that came without a number."""
        await run(
            self._connection, "UPDATE statement_line SET bill_id = :bill WHERE id = :id", id=line_id, bill=bill_id
        )

    async def next_generation(self, line_id: UUID) -> None:
        """What a part of the line was posted as stays; what is posted of the rest is told apart from it."""
        await run(self._connection, "UPDATE statement_line SET generation = generation + 1 WHERE id = :id", id=line_id)

    async def take_apart(self, line: LineRecord) -> list[UUID]:
        """Open the line again, and those matched with it; the next match is their next generation."""
        found = await rows(
            self._connection,
            """
WITH apart AS (
    UPDATE statement_line SET state = 'open', rule = NULL, target_id = NULL, generation = generation + 1
    WHERE unit_code = :unit AND state = 'matched'
      AND (id = :id OR (rule IN ('withdrawal', 'by_hand') AND (target_id = :id OR id = :target OR target_id = :target)))
    RETURNING id, statement_id
), counted AS (
    UPDATE statement s SET matched = s.matched - a.lines
    FROM (SELECT statement_id, count(*) AS lines FROM apart GROUP BY 1) a WHERE s.id = a.statement_id
)
SELECT id FROM apart ORDER BY id
""",
            unit=line.unit_code,
            id=line.id,
            target=line.target_id if line.rule in ("withdrawal", "by_hand") else None,
        )
        return [row["id"] for row in found]

    async def void(self, line_id: UUID, *, difference_id: UUID) -> None:
        """Two persons agreed that this money was never there; the row pays nothing any more."""
        await run(
            self._connection,
            """
WITH voided AS (
    UPDATE statement_line l SET state = 'matched', rule = 'resolved_cancel', target_id = :difference, bill_id = NULL
    FROM (SELECT id, state FROM statement_line WHERE id = :id) before WHERE l.id = before.id
    RETURNING l.statement_id, before.state <> 'matched' AS counts
)
UPDATE statement s SET matched = s.matched + 1 FROM voided v WHERE s.id = v.statement_id AND v.counts
""",
            id=line_id,
            difference=difference_id,
        )

    async def prove(self, unit_code: str) -> list[PaymentsProven]:
        """Payments that the settlements matched by now have taken to the bank; told once."""
        return await proven_payments(self._connection, unit_code)

    async def unprove(self, line_ids: Sequence[UUID]) -> list[PaymentsProven]:
        """What these settlements had proven is proven no more."""
        found = await rows(self._connection, _UNPROVEN, ids=list(line_ids))
        return payments_by_line(found)

    async def trace(
        self, line_id: UUID, *, act: str, reason: str, target_id: UUID | None, by: UUID, now: datetime
    ) -> None:
        await run(
            self._connection,
            "INSERT INTO match_trace (id, line_id, act, reason, target_id, done_by, done_at)"
            " VALUES (:id, :line, :act, :reason, :target, :by, :now)",
            id=new_id(),
            line=line_id,
            act=act,
            reason=reason,
            target=target_id,
            by=by,
            now=now,
        )


class PostgresDifferenceStore:
    def __init__(self, connection: AsyncConnection, ledger: PostgresLedgerStore) -> None:
        self._connection = connection
        self._ledger = ledger

    async def locked(self, difference_id: UUID, *, scope: str) -> DifferenceRecord:
        found = await first(
            self._connection,
            "SELECT d.id, d.line_id, d.unit_code, d.kind, d.state, d.resolution, d.target_id, d.purpose, d.proposed_by,"
            " d.amount_fen, d.payment_number, d.reason"
            f" FROM difference d JOIN accounting_unit u ON u.code = d.unit_code WHERE d.id = :id AND {UNIT_IN_SCOPE}"
            " FOR UPDATE OF d",
            id=difference_id,
            scope=scope,
        )
        if found is None:
            raise DifferenceNotFound("no exception of yours by that id")
        values = dict(found)
        amount = Money(values.pop("amount_fen"))
        return DifferenceRecord(**values, amount=amount)

    async def propose(self, difference_id: UUID, proposal: Proposal, *, by: UUID) -> None:
        await run(
            self._connection,
            "UPDATE difference SET state = 'proposed', resolution = :resolution, target_id = :target,"
            " purpose = :purpose, payment_number = :number, reason = :reason, proposed_by = :by WHERE id = :id",
            id=difference_id,
            resolution=proposal.resolution.value,
            target=proposal.target_id,
            purpose=proposal.purpose,
            number=proposal.payment_number,
            reason=proposal.reason,
            by=by,
        )

    async def resolve(self, difference_id: UUID, *, by: UUID, now: datetime) -> None:
        await run(
            self._connection,
            "UPDATE difference SET state = 'resolved', resolved_by = :by, resolved_at = :now WHERE id = :id",
            id=difference_id,
            by=by,
            now=now,
        )

    async def carry(self, difference_id: UUID, *, by: UUID, now: datetime, rest: Money | None = None) -> None:
        """Keep it, or the `rest` of it, in suspense, agreed by two: it blocks no month, is told in each, and may be
        named later.
        """
        await run(
            self._connection,
            "UPDATE difference SET state = 'carried', resolution = 'carry', resolved_by = :by, resolved_at = :now,"
            " amount_fen = coalesce(:rest, amount_fen) WHERE id = :id",
            id=difference_id,
            rest=None if rest is None else rest.fen,
            by=by,
            now=now,
        )

    async def reopen(self, difference_id: UUID) -> None:
        """Send a proposal back; what was carried before stays carried."""
        await run(
            self._connection,
            "UPDATE difference SET state = CASE WHEN resolved_at IS NULL THEN 'open' ELSE 'carried' END,"
            " resolution = CASE WHEN resolved_at IS NOT NULL THEN 'carry' END, proposed_by = NULL WHERE id = :id",
            id=difference_id,
        )

    async def resolve_with(self, line_id: UUID, *, other_than: UUID, by: UUID, now: datetime) -> None:
        """Whatever else was open about a line has ended with it."""
        await run(
            self._connection,
            "UPDATE difference SET state = 'resolved', resolution = 'cancel', resolved_by = :by, resolved_at = :now"
            " WHERE line_id = :line AND id <> :other AND state <> 'resolved'",
            line=line_id,
            other=other_than,
            by=by,
            now=now,
        )

    async def resolve_late(self, line_id: UUID, *, by: UUID, now: datetime) -> None:
        """A line that was late has found its other half."""
        await run(
            self._connection,
            "UPDATE difference SET state = 'resolved', resolution = 'matched_later', resolved_by = :by,"
            " resolved_at = :now WHERE line_id = :line AND kind = 'late_arrival' AND state <> 'resolved'",
            line=line_id,
            by=by,
            now=now,
        )

    async def raise_unknown(self, line: LineRecord, *, on: date) -> None:
        """Money whose match was taken apart lies in suspense until somebody names it."""
        await run(
            self._connection,
            "INSERT INTO difference (id, line_id, unit_code, kind, amount_fen, found_on, owner_role, state)"
            " VALUES (:id, :line, :unit, :kind, :amount, :on, 'finance-officer', 'open')"
            " ON CONFLICT (line_id, kind) DO UPDATE SET state = 'open', resolution = NULL, proposed_by = NULL,"
            " resolved_by = NULL, resolved_at = NULL",
            id=new_id(),
            line=line.id,
            unit=line.unit_code,
            kind=DifferenceKind.UNKNOWN_PAYER.value,
            amount=line.amount.fen,
            on=line.booked_on,
        )
        await run(
            self._connection,
            "UPDATE statement_line SET state = 'exception', bill_id = NULL WHERE id = :id",
            id=line.id,
        )
        suffix = await scalar(
            self._connection, "SELECT account_suffix FROM accounting_unit WHERE code = :code", code=line.unit_code
        )
        posting = Posting(
            unit_code=line.unit_code,
            debit=account.CHANNEL_WECHAT if line.source == "trade" else account.bank(suffix),
            credit=account.SUSPENSE,
            amount=line.amount,
            fact=Fact.UNIDENTIFIED,
            source_id=line.id,
            source_no=line.generation + 1,
            posted_on=on,
        )
        await self._ledger.post([posting])

    async def raise_late(self, on: date) -> list[tuple[str, str]]:
        """Make exceptions of lines without their other half and of trades without their money; returns where."""
        found = await rows(
            self._connection,
            """
WITH late AS (
    INSERT INTO difference (id, line_id, unit_code, kind, amount_fen, found_on, owner_role, state)
    SELECT uuidv7(), l.id, l.unit_code, 'late_arrival', l.amount_fen, l.booked_on, 'finance-officer', 'open'
    FROM statement_line l WHERE l.state = 'open' AND l.booked_on <= :latest
    ON CONFLICT (line_id, kind) DO NOTHING RETURNING unit_code, found_on
), short AS (
    INSERT INTO difference (id, line_id, unit_code, kind, amount_fen, found_on, owner_role, state)
    SELECT uuidv7(), l.id, l.unit_code, 'channel_shortfall', l.amount_fen, l.booked_on, 'finance-officer', 'open'
    FROM statement_line l WHERE l.source = 'trade' AND l.settled_by IS NULL AND l.fund_id IS NULL
      AND l.kind IN ('payment', 'refund') AND l.rule IS DISTINCT FROM 'resolved_cancel' AND l.booked_on <= :latest
    ON CONFLICT (line_id, kind) DO NOTHING RETURNING unit_code, found_on
)
SELECT DISTINCT unit_code, to_char(found_on, 'YYYY-MM') AS month
FROM (SELECT * FROM late UNION ALL SELECT * FROM short) t ORDER BY 1, 2
""",
            latest=on - timedelta(days=DAYS_OPEN_MAX),
        )
        return [(row["unit_code"], row["month"]) for row in found]


def _line(row: RowMapping) -> LineRecord:
    values = dict(row)
    amount = Money(values.pop("amount_fen"))
    return LineRecord(**values, amount=amount)
