"""Reading statements, lines, matches and exceptions."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping

from billing.adapters.postgres.differences import DifferenceNotFound, LineNotFound
from billing.adapters.postgres.intake import NOTE_FIELD
from billing.adapters.postgres.sql import UNIT_IN_SCOPE, first, rows
from billing.adapters.postgres.statements import StatementNotFound
from billing.adapters.postgres.versions import version_of
from billing.application import money_views as v
from billing.application.queries import After
from billing.domain.difference import IN_SUSPENSE, DifferenceKind, age_bucket, ways_out
from billing.domain.match import candidate_facts, facts_of
from chassis.postgres.database import Database
from chassis.seal import Sealer
from kernel.actor import Actor
from kernel.term import Month

CANDIDATES_MAX = 9
_STATEMENT = f"""
SELECT s.id, s.kind, s.unit_code,
       CASE s.state WHEN 'taking_in' THEN 'importing' ELSE s.state END AS state,
       s.size_bytes, s.parts, s.operation_id, s.lines, s.known, s.matched,
       s.exceptions, s.sum_fen, s.opening_fen, s.closing_fen, s.first_on, s.last_on, s.faults,
       coalesce((SELECT array_agg(number ORDER BY number) FROM statement_part p WHERE p.statement_id = s.id),
                CAST(ARRAY[] AS smallint[])) AS parts_received
FROM statement s JOIN accounting_unit u ON u.code = s.unit_code WHERE {UNIT_IN_SCOPE}
"""
_LINE = f"""
SELECT l.id, l.statement_id, l.unit_code, l.source, l.kind, l.identity, l.reference, l.amount_fen, l.balance_fen,
       l.occurred_at, l.booked_on, l.state, l.rule, l.target_id, l.bill_id, l.note
FROM statement_line l JOIN accounting_unit u ON u.code = l.unit_code WHERE {UNIT_IN_SCOPE}
"""
_EXCEPTION = f"""
SELECT {version_of("d")},
       d.id, d.line_id, d.unit_code, d.kind, d.amount_fen, d.found_on, d.owner_role, d.state, d.resolution, d.purpose,
       d.reason, d.payment_number, l.reference, d.proposed_by, d.automatic,
       CASE WHEN d.resolution = 'offset' THEN d.target_id END AS counterpart_id,
       CASE WHEN d.resolution = 'offset' THEN l.bill_id ELSE coalesce(d.target_id, l.bill_id) END AS bill_id
FROM difference d JOIN statement_line l ON l.id = d.line_id JOIN accounting_unit u ON u.code = d.unit_code
WHERE {UNIT_IN_SCOPE}
"""
_UNDOABLE = ("order_number", "bill_number", "withdrawal", "by_hand")


class StatementQueries:
    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    async def statements(
        self, *, by: Actor, unit: str | None, kind: str | None, after: After, limit: int
    ) -> list[v.StatementView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"{_STATEMENT} AND (CAST(:unit AS text) IS NULL OR s.unit_code = :unit)"
                " AND (CAST(:kind AS text) IS NULL OR s.kind = :kind)"
                " AND (CAST(:after AS uuid) IS NULL OR s.id < :after) ORDER BY s.id DESC LIMIT :limit",
                scope=by.path.text,
                unit=unit,
                kind=kind,
                after=_one(after),
                limit=limit,
            )
        return [_statement(row) for row in found]

    async def statement(self, statement_id: UUID, *, by: Actor) -> v.StatementView:
        async with self._database.reading() as connection:
            found = await first(connection, f"{_STATEMENT} AND s.id = :id", scope=by.path.text, id=statement_id)
        if found is None:
            raise StatementNotFound("no statement of yours by that id")
        return _statement(found)

    async def lines(
        self,
        *,
        by: Actor,
        unit: str,
        source: str | None,
        state: str | None,
        month: Month | None,
        after: After,
        limit: int,
    ) -> list[v.StatementLineView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"{_LINE} AND l.unit_code = :unit AND (CAST(:source AS text) IS NULL OR l.source = :source)"
                f" AND (CAST(:state AS text) IS NULL OR l.state = :state) {_IN_MONTH}"
                " AND (CAST(:after AS uuid) IS NULL OR l.id > :after) ORDER BY l.id LIMIT :limit",
                **_month(month),
                scope=by.path.text,
                unit=unit,
                source=source,
                state=state,
                after=_one(after),
                limit=limit,
            )
        return [self._line(row) for row in found]

    async def candidates(self, line_id: UUID, *, by: Actor) -> list[v.CandidateView]:
        """What an open line may belong to, those of which most facts agree first."""
        async with self._database.reading() as connection:
            line = await first(connection, f"{_LINE} AND l.id = :id", scope=by.path.text, id=line_id)
            if line is None:
                raise LineNotFound("no statement line of yours by that id")
            found = [
                row
                for candidates in _candidates_of(line)
                for row in await rows(
                    connection,
                    candidates,
                    line=line_id,
                    unit=line["unit_code"],
                    amount=line["amount_fen"],
                    on=line["booked_on"],
                    source=line["source"],
                    most=CANDIDATES_MAX * 3,
                )
            ]
        shown = [
            v.CandidateView(
                id=row["id"],
                kind=row["kind"],
                label=row["label"],
                amount_fen=row["amount_fen"],
                on=row["on"],
                facts=[
                    v.FactView(code=fact.code, agrees=fact.agrees, params=dict(fact.params))
                    for fact in candidate_facts(
                        reference=line["reference"],
                        amount_fen=line["amount_fen"],
                        booked_on=line["booked_on"],
                        label=row["label"],
                        other_fen=row["amount_fen"],
                        other_on=row["on"],
                    )
                ],
            )
            for row in found
        ]
        ranked = sorted(shown, key=lambda one: (-sum(fact.agrees for fact in one.facts), one.label))
        kinds = {one.kind for one in ranked}
        kept = {kind: [one.id for one in ranked if one.kind == kind][:CANDIDATES_MAX] for kind in kinds}
        return [one for one in ranked if one.id in kept[one.kind]]

    async def matches(
        self, *, by: Actor, unit: str, source: str | None, month: Month | None, after: After, limit: int
    ) -> list[v.MatchView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"""
SELECT m.*, t.booked_on AS target_on, t.amount_fen AS target_fen FROM ({_LINE} AND l.unit_code = :unit
  AND l.state = 'matched' AND (CAST(:source AS text) IS NULL OR l.source = :source) {_IN_MONTH}
  AND (CAST(:after AS uuid) IS NULL OR l.id > :after) ORDER BY l.id LIMIT :limit) m
LEFT JOIN statement_line t ON t.id = m.target_id ORDER BY m.id
""",
                **_month(month),
                scope=by.path.text,
                unit=unit,
                source=source,
                after=_one(after),
                limit=limit,
            )
        return [_match(row, by) for row in found]

    async def exceptions(
        self, *, by: Actor, unit: str | None, state: str | None, today: date, after: After, limit: int
    ) -> list[v.ExceptionView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"{_EXCEPTION} AND (CAST(:unit AS text) IS NULL OR d.unit_code = :unit)"
                " AND (CAST(:state AS text) IS NULL OR d.state = :state)"
                " AND (CAST(:after AS uuid) IS NULL OR d.id > :after) ORDER BY d.id LIMIT :limit",
                scope=by.path.text,
                unit=unit,
                state=state,
                after=_one(after),
                limit=limit,
            )
        return [_exception(row, by, today) for row in found]

    async def exception(self, difference_id: UUID, *, by: Actor, today: date) -> v.ExceptionView:
        async with self._database.reading() as connection:
            found = await first(connection, f"{_EXCEPTION} AND d.id = :id", scope=by.path.text, id=difference_id)
        if found is None:
            raise DifferenceNotFound("no exception of yours by that id")
        return _exception(found, by, today)

    def _line(self, row: RowMapping) -> v.StatementLineView:
        values: dict[str, Any] = dict(row)
        sealed = values.pop("note")
        # The officer reads what the payer wrote; the payer's name and account stay sealed.
        note = None if sealed is None else self._sealer.unseal(sealed, field=NOTE_FIELD)
        return v.StatementLineView(**values, note=note)


_IN_MONTH = "AND (CAST(:first_on AS date) IS NULL OR l.booked_on BETWEEN :first_on AND :last_on)"
_CANDIDATE_LINES = """
SELECT l.id, 'line' AS kind, l.identity AS label, l.amount_fen, l.booked_on AS on FROM statement_line l
WHERE l.unit_code = :unit AND l.state = 'open' AND l.source <> :source AND l.source IN ('fund', 'bank')
  AND l.kind IN ('withdrawal', 'credit')
ORDER BY abs(l.amount_fen + CAST(:amount AS bigint)), abs(l.booked_on - CAST(:on AS date)), l.id LIMIT :most
"""
_CANDIDATE_BILLS = """
SELECT b.id, 'bill' AS kind, b.number AS label, b.due_fen - b.paid_fen + b.refunded_fen AS amount_fen,
       r.billed_on AS on FROM bill b JOIN bill_run r ON r.id = b.run_id AND r.state = 'published'
WHERE b.unit_code = :unit AND b.due_fen - b.paid_fen + b.refunded_fen > 0 AND r.billed_on <= CAST(:on AS date)
  AND CAST(:source AS text) IS NOT NULL
ORDER BY abs(b.due_fen - b.paid_fen + b.refunded_fen - CAST(:amount AS bigint)), b.number LIMIT :most
"""


_CANDIDATE_PAYOUTS = """
SELECT e.source_id AS id, 'payment' AS kind, e.number AS label, e.amount_fen, e.due_on AS on FROM expected_payment e
WHERE e.unit_code = :unit AND e.line_id IS NULL AND e.direction = 'out' AND e.due_on <= CAST(:on AS date) + 31
ORDER BY abs(e.amount_fen + CAST(:amount AS bigint)), e.number LIMIT :most
"""
_CANDIDATE_OFFSETS = f"""
SELECT o.id, 'exception' AS kind, l.identity AS label, o.amount_fen, l.booked_on AS on
FROM difference d JOIN difference o ON o.unit_code = d.unit_code AND o.amount_fen = -d.amount_fen
     AND o.state IN ('open', 'carried') AND o.kind IN ({", ".join(f"'{kind.value}'" for kind in IN_SUSPENSE)})
JOIN statement_line l ON l.id = o.line_id
WHERE d.line_id = :line AND d.unit_code = :unit AND d.kind <> 'late_arrival'
ORDER BY abs(l.booked_on - CAST(:on AS date)), l.identity LIMIT :most
"""


def _candidates_of(line: RowMapping) -> tuple[str, ...]:
    """What is asked for candidates: other halves of an open line, targets of what lies in suspense."""
    if line["kind"] == "withdrawal" or _is_channel(line):
        return (_CANDIDATE_LINES,)
    if line["amount_fen"] < 0:
        return (_CANDIDATE_PAYOUTS, _CANDIDATE_OFFSETS)
    return (_CANDIDATE_BILLS, _CANDIDATE_OFFSETS)


def _one(after: After) -> Any:
    return None if after is None else after[0]


def _is_channel(line: RowMapping) -> bool:
    return bool(line["source"] == "bank" and (line["reference"] or "").startswith("财付通"))


def _month(month: Month | None) -> dict[str, date | None]:
    if month is None:
        return {"first_on": None, "last_on": None}
    return {"first_on": month.first_on, "last_on": month.last_on}


def _statement(row: RowMapping) -> v.StatementView:
    values: dict[str, Any] = dict(row)
    values["faults"] = [v.FaultView(**fault) for fault in values["faults"] or ()]
    return v.StatementView(**values)


def _match(row: RowMapping, by: Actor) -> v.MatchView:
    facts = facts_of(
        row["rule"],
        amount_fen=row["amount_fen"],
        booked_on=row["booked_on"],
        target_fen=row["target_fen"],
        target_on=row["target_on"],
    )
    return v.MatchView(
        id=row["id"],
        unit_code=row["unit_code"],
        source=row["source"],
        kind=row["kind"],
        identity=row["identity"],
        reference=row["reference"],
        amount_fen=row["amount_fen"],
        booked_on=row["booked_on"],
        rule=row["rule"],
        target_id=row["target_id"],
        bill_id=row["bill_id"],
        facts=[v.FactView(code=fact.code, agrees=fact.agrees, params=dict(fact.params)) for fact in facts],
        allowed_actions=["undo"] if by.role == "finance-officer" and row["rule"] in _UNDOABLE else [],
    )


def _exception(row: RowMapping, by: Actor, today: date) -> v.ExceptionView:
    actions = []
    if by.role == "finance-officer" and row["state"] in ("open", "proposed", "carried"):
        actions.append("propose")
        if row["state"] == "proposed" and row["proposed_by"] != by.id:
            actions.append("approve")
    return v.ExceptionView(
        **dict(row),
        age_days=(today - row["found_on"]).days,
        age_bucket=age_bucket(row["found_on"], today),
        resolutions=list(ways_out(DifferenceKind(row["kind"]))),
        allowed_actions=actions,
    )
