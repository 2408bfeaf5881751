"""Reading statements, lines, matches and exceptions."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping

from billing.adapters.postgres.differences import DifferenceNotFound
from billing.adapters.postgres.intake import NOTE_FIELD, PARTY_FIELD
from billing.adapters.postgres.sql import UNIT_IN_SCOPE, first, rows
from billing.adapters.postgres.statements import CONCERNS, FILE_NAME_FIELD, StatementNotFound
from billing.adapters.postgres.versions import BILL_OF_EXCEPTION, VERSION_OF_EXCEPTION, version_of
from billing.application import money_views as v
from billing.application.confirm_statement import may_take
from billing.application.queries import After
from billing.domain.difference import DifferenceKind, age_bucket, ways_out
from billing.domain.match import facts_of
from billing.domain.party import Party
from billing.domain.proof import of_payment
from chassis.postgres.database import Database
from chassis.seal import Sealer
from kernel.actor import Actor
from kernel.duties import Case, Function, acts, may
from kernel.term import Month

_STATEMENT = f"""
SELECT {version_of("s")}, {CONCERNS} AS concerns,
       s.id, s.kind, s.unit_code, s.file_name, encode(s.sha256, 'hex') AS sha256, s.uploaded_at, s.uploaded_by,
       s.uploaded_as, s.confirmed_by, s.confirmed_as, s.confirmed_at, s.rows_read,
       CASE s.state WHEN 'taking_in' THEN 'importing' ELSE s.state END AS state,
       s.size_bytes, s.parts, s.operation_id, s.lines, s.known, s.matched,
       s.exceptions, s.sum_fen, s.opening_fen, s.closing_fen, s.first_on, s.last_on, s.faults,
       coalesce((SELECT array_agg(number ORDER BY number) FROM statement_part p WHERE p.statement_id = s.id),
                CAST(ARRAY[] AS smallint[])) AS parts_received
FROM statement s JOIN accounting_unit u ON u.code = s.unit_code WHERE {UNIT_IN_SCOPE}
"""
_LINE = f"""
SELECT l.id, l.statement_id, l.unit_code, l.source, l.kind, l.identity, l.reference, l.amount_fen, l.balance_fen,
       l.occurred_at, l.booked_on, l.state, l.rule, l.target_id, l.bill_id, l.note, l.settled_by
FROM statement_line l JOIN accounting_unit u ON u.code = l.unit_code WHERE {UNIT_IN_SCOPE}
"""
_EXCEPTION = f"""
SELECT {VERSION_OF_EXCEPTION},
       d.id, d.line_id, d.unit_code, d.kind, d.amount_fen, d.found_on, d.owner_role, d.state, d.resolution, d.purpose,
       d.reason, d.payment_number, l.source, l.identity, l.reference, l.note, l.party, d.proposed_by, d.automatic,
       o.id AS counterpart_id, ol.identity AS counterpart,
       {BILL_OF_EXCEPTION} AS bill_id, b.number AS bill_number,
       CASE WHEN d.state = 'proposed' AND d.resolution IN ('apply', 'assign') AND d.amount_fen > 0
            THEN least(d.amount_fen, greatest(b.due_fen - b.paid_fen + b.refunded_fen, 0)) END AS pays_fen,
       ARRAY(SELECT g.guardian_id FROM bill f JOIN guardian g ON g.pupil_id = f.pupil_id
             WHERE f.id IN (l.bill_id, d.target_id)) AS family
FROM difference d JOIN statement_line l ON l.id = d.line_id JOIN accounting_unit u ON u.code = d.unit_code
LEFT JOIN bill b ON b.id = {BILL_OF_EXCEPTION}
LEFT JOIN difference o ON d.resolution = 'offset' AND o.id = d.target_id
LEFT JOIN statement_line ol ON ol.id = o.line_id
WHERE {UNIT_IN_SCOPE}
"""
# Who agrees to it, and who looks it over; to others it would tell what a family is asked for.
_SEE_WHAT_IS_DUE = ("finance-officer", "auditor")
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
                statements_of(unit),
                scope=by.path.text,
                unit=unit,
                kind=kind,
                after=_one(after),
                limit=limit,
            )
        return [self._statement(row, by) for row in found]

    async def statement(self, statement_id: UUID, *, by: Actor) -> v.StatementView:
        async with self._database.reading() as connection:
            found = await first(connection, f"{_STATEMENT} AND s.id = :id", scope=by.path.text, id=statement_id)
        if found is None:
            raise StatementNotFound("no statement of yours by that id")
        return self._statement(found, by)

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
                exceptions_of(unit),
                scope=by.path.text,
                unit=unit,
                state=state,
                after=_one(after),
                limit=limit,
            )
        return [self._exception(row, by, today) for row in found]

    async def exception(self, difference_id: UUID, *, by: Actor, today: date) -> v.ExceptionView:
        async with self._database.reading() as connection:
            found = await first(connection, f"{_EXCEPTION} AND d.id = :id", scope=by.path.text, id=difference_id)
        if found is None:
            raise DifferenceNotFound("no exception of yours by that id")
        return self._exception(found, by, today)

    def _line(self, row: RowMapping) -> v.StatementLineView:
        values = {**row, "note": self._note(row)}
        del values["settled_by"]
        return v.StatementLineView(**values)

    def _note(self, row: RowMapping) -> str | None:
        """What the payer wrote; the payer's name and account stay sealed."""
        return None if row["note"] is None else self._sealer.unseal(row["note"], field=NOTE_FIELD)

    def _party(self, row: RowMapping, by: Actor) -> str | None:
        if row["party"] is None or by.role != "finance-officer":
            return None
        return Party.parse(self._sealer.unseal(row["party"], field=PARTY_FIELD)).masked()

    def _statement(self, row: RowMapping, by: Actor) -> v.StatementView:
        actions = []
        sent = acts(Function.PREPARE, row["uploaded_by"])
        if row["state"] == "awaiting_confirmation" and may(Case.STATEMENT, sent, actor=by, function=Function.APPROVE):
            actions = ["confirm", "reject"] if may_take(by, row["concerns"]) else ["reject"]
        values: dict[str, Any] = dict(row)
        values["faults"] = [v.FaultView(**fault) for fault in values["faults"] or ()]
        values["file_name"] = self._sealer.unseal(values["file_name"], field=FILE_NAME_FIELD)
        return v.StatementView(**values, allowed_actions=actions)

    def _exception(self, row: RowMapping, by: Actor, today: date) -> v.ExceptionView:
        actions, values = [], dict(row)
        if by.role not in _SEE_WHAT_IS_DUE:
            values["pays_fen"] = None
        of_others = not by.accounts.intersection(values.pop("family"))
        if of_others and by.role == "finance-officer" and row["state"] in ("open", "proposed", "carried"):
            actions.append("propose")
            if row["state"] == "proposed" and row["proposed_by"] not in by.accounts:
                actions.append("approve")
        return v.ExceptionView(
            **{**values, "note": self._note(row), "party": self._party(row, by)},
            age_days=(today - row["found_on"]).days,
            age_bucket=age_bucket(row["found_on"], today),
            resolutions=list(ways_out(DifferenceKind(row["kind"]))),
            allowed_actions=actions,
        )


def statements_of(unit: str | None) -> str:
    """The list of statements, the newest first; a unit's own are read from its index."""
    return (
        f"{_STATEMENT} {_of_unit('s', unit)} AND (CAST(:kind AS text) IS NULL OR s.kind = :kind)"
        " AND (CAST(:after AS uuid) IS NULL OR s.id < :after) ORDER BY s.id DESC LIMIT :limit"
    )


def exceptions_of(unit: str | None) -> str:
    """The list of exceptions, the oldest first; a unit's own are read from its index."""
    return (
        f"{_EXCEPTION} {_of_unit('d', unit)} AND (CAST(:state AS text) IS NULL OR d.state = :state)"
        " AND (CAST(:after AS uuid) IS NULL OR d.id > :after) ORDER BY d.id LIMIT :limit"
    )


def _of_unit(row: str, unit: str | None) -> str:
    # Without a unit the value is still given: the statement takes the same names either way.
    return f"AND {row}.unit_code = :unit" if unit is not None else "AND CAST(:unit AS text) IS NULL"


_IN_MONTH = "AND (CAST(:first_on AS date) IS NULL OR l.booked_on BETWEEN :first_on AND :last_on)"


def _one(after: After) -> Any:
    return None if after is None else after[0]


def _month(month: Month | None) -> dict[str, date | None]:
    if month is None:
        return {"first_on": None, "last_on": None}
    return {"first_on": month.first_on, "last_on": month.last_on}


def _proof(row: RowMapping) -> str | None:
    if row["source"] == "fund" or row["amount_fen"] < 0:
        return None
    return of_payment(row["source"], is_settled=row["settled_by"] is not None)


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
        proof=_proof(row),
        facts=[v.FactView(code=fact.code, agrees=fact.agrees, params=dict(fact.params)) for fact in facts],
        allowed_actions=["undo"] if by.role == "finance-officer" and row["rule"] in _UNDOABLE else [],
    )
