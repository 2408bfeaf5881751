"""All questions, on connections that can only read."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.months import as_closed, read_figures, read_progress
from billing.adapters.postgres.queries_candidates import CandidateQueries
from billing.adapters.postgres.queries_charging import ChargingQueries
from billing.adapters.postgres.queries_money import MoneyQueries
from billing.adapters.postgres.queries_statements import StatementQueries
from billing.adapters.postgres.queries_units import UnitQueries
from billing.adapters.postgres.sql import UNIT_IN_SCOPE, first, rows, scalar, shaped
from billing.adapters.postgres.units import UnitNotFound
from billing.application import money_views as v
from billing.application.close_month import balance_statement, channel_statement, digest_of, month_blockers
from billing.application.queries import After
from billing.application.records import Progress, ReconciliationFigures
from billing.domain.reconciliation import InTransit, Unreached
from chassis.clock import Clock
from chassis.postgres.database import Database
from chassis.seal import Sealer
from kernel.actor import Actor
from kernel.term import Month


class PostgresQueries(UnitQueries, ChargingQueries, MoneyQueries, StatementQueries, CandidateQueries):
    """What the application's Queries asks for."""

    def __init__(self, database: Database, sealer: Sealer, clock: Clock) -> None:
        StatementQueries.__init__(self, database, sealer)
        self._clock = clock

    async def reconciliations(
        self, *, by: Actor, unit: str | None, after: After, limit: int
    ) -> list[v.ReconciliationListed]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"""
SELECT m.unit_code, u.name AS unit_name, m.month, m.state, m.prepared_by, m.reviewed_by,
       coalesce((m.statement -> 'progress' ->> 'lines')::bigint, s.lines, 0)::bigint AS lines,
       coalesce((m.statement -> 'progress' ->> 'matched')::bigint, s.matched, 0)::bigint AS matched,
       (SELECT count(*) FROM difference d WHERE d.unit_code = m.unit_code AND d.state IN ('open', 'proposed')
        AND to_char(d.found_on, 'YYYY-MM') = m.month) AS exceptions_open
FROM ledger_month m JOIN accounting_unit u ON u.code = m.unit_code
LEFT JOIN LATERAL (SELECT sum(lines) AS lines, sum(matched) AS matched FROM statement t
    WHERE t.unit_code = m.unit_code AND t.state = 'imported' AND to_char(t.last_on, 'YYYY-MM') = m.month) s ON TRUE
WHERE {UNIT_IN_SCOPE} AND (CAST(:unit AS text) IS NULL OR m.unit_code = :unit)
  AND (CAST(:after_unit AS text) IS NULL OR (m.unit_code, m.month) > (:after_unit, CAST(:after_month AS text)))
ORDER BY m.unit_code, m.month LIMIT :limit
""",
                scope=by.path.text,
                unit=unit,
                after_unit=None if after is None else after[0],
                after_month=None if after is None else after[1],
                limit=limit,
            )
        return [shaped(v.ReconciliationListed, row) for row in found]

    async def reconciliation(self, unit: str, month: Month, *, by: Actor) -> v.ReconciliationView:
        async with self._database.reading() as connection:
            known = await scalar(
                connection,
                f"SELECT 1 FROM accounting_unit u WHERE u.code = :unit AND {UNIT_IN_SCOPE}",
                unit=unit,
                scope=by.path.text,
            )
            if not known:
                raise UnitNotFound("no accounting unit of yours by that code")
            row, figures, progress = await _read_month(connection, unit, month)
        return _reconciliation(unit, month, row, figures, progress, by=by, as_of=self._clock.now())


def _reconciliation(
    unit: str,
    month: Month,
    row: RowMapping | None,
    figures: ReconciliationFigures,
    progress: Progress,
    *,
    by: Actor,
    as_of: datetime,
) -> v.ReconciliationView:
    statement = balance_statement(unit, month, figures)
    channel = channel_statement(figures)
    state = row["state"] if row else "open"
    digest = digest_of(statement, figures)
    signed = bool(row and row["signed_digest"] == digest)
    blockers = () if state == "closed" else month_blockers(month, statement, figures)
    prepared_by = row["prepared_by"] if row else None
    reviewed_by = row["reviewed_by"] if row else None
    return v.ReconciliationView(
        unit_code=unit,
        month=str(month),
        state=state,
        bank_fen=statement.bank.fen,
        ledger_fen=statement.ledger.fen,
        difference_fen=statement.difference.fen,
        bank_adjusted_fen=statement.bank_adjusted.fen,
        ledger_adjusted_fen=statement.ledger_adjusted.fen,
        bank_received=_unreached(statement.bank_received),
        bank_paid=_unreached(statement.bank_paid),
        carried=_carried(figures),
        refunds_owed=_refunds_owed(figures),
        refunds_owed_fen=figures.refunds_owed_fen,
        channel_closing_fen=channel.closing.fen,
        channel_ledger_fen=channel.ledger.fen,
        channel_difference_fen=channel.difference.fen,
        in_transit=_unreached(channel.in_transit),
        lines=progress.lines,
        matched=progress.matched,
        open_lines=figures.open_lines,
        exceptions_open=progress.exceptions_open,
        exceptions_found=progress.exceptions_found,
        prepared_by=prepared_by,
        reviewed_by=reviewed_by,
        signatures_valid=signed and prepared_by is not None and reviewed_by is not None,
        digest=digest,
        blockers=[v.BlockerView(code=one.code, detail=one.detail, count=one.count) for one in blockers],
        allowed_actions=_actions(by, state, prepared_by=prepared_by, signed=signed, ready=not blockers),
        as_of=as_of,
    )


async def _read_month(
    connection: AsyncConnection, unit: str, month: Month
) -> tuple[RowMapping | None, ReconciliationFigures, Progress]:
    """The month's row where there is one; its figures as they were closed, or as they are now."""
    row = await first(
        connection,
        "SELECT state, prepared_by, reviewed_by, signed_digest, statement FROM ledger_month"
        " WHERE unit_code = :unit AND month = :month",
        unit=unit,
        month=str(month),
    )
    if row is not None and "figures" in (row["statement"] or ()):
        return row, *as_closed(row["statement"])
    return row, await read_figures(connection, unit, month), await read_progress(connection, unit, month)


def _carried(figures: ReconciliationFigures) -> list[v.UnreachedView]:
    return [
        v.UnreachedView(booked_on=found_on, identity=identity, what=kind, amount_fen=fen)
        for found_on, identity, kind, fen in figures.carried
    ]


def _refunds_owed(figures: ReconciliationFigures) -> list[v.OwedRefundView]:
    return [
        v.OwedRefundView(number=number, approved_on=approved_on, amount_fen=fen)
        for approved_on, number, fen in figures.refunds_owed
    ]


def _unreached(items: Iterable[Unreached | InTransit]) -> list[v.UnreachedView]:
    return [
        v.UnreachedView(booked_on=item.booked_on, identity=item.identity, what=item.what, amount_fen=item.amount.fen)
        for item in items
    ]


def _actions(by: Actor, state: str, *, prepared_by: object, signed: bool, ready: bool) -> list[str]:
    if by.role != "finance-officer" or state == "closed":
        return []
    actions = ["sign_as_preparer"]
    if signed and prepared_by is not None and prepared_by not in by.accounts:
        actions.append("sign_as_reviewer")
    if signed and ready:
        actions.append("close")
    return actions
