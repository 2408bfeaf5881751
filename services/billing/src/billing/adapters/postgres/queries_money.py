"""Reading what moves: payments due, refunds, settlements, subsidies, balances."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping

from billing.adapters.postgres.lessons import SettlementNotFound
from billing.adapters.postgres.payments import payee_of
from billing.adapters.postgres.queries_charging import asker, family_of, seen_by
from billing.adapters.postgres.refunds import RefundNotFound
from billing.adapters.postgres.sql import UNIT_IN_SCOPE, first, rows, shaped, within
from billing.adapters.postgres.subsidies import SubsidyNotFound
from billing.adapters.postgres.versions import version_of
from billing.application import money_views as v
from billing.application.queries import After
from billing.domain.party import Party
from billing.domain.reduction import reason_shown, shown_on_claims, shown_on_refunds
from billing.domain.refund import RefundReason
from chassis.postgres.database import Database
from chassis.seal import Sealer
from kernel.actor import Actor
from kernel.duties import NOBODY
from kernel.term import Month

_REFUND = f"""
SELECT {version_of("r")},
       r.id, r.number, r.bill_id, r.placement_id, r.pupil_id, r.school_path, r.term, r.reason, r.state, r.route,
       r.amount_fen, r.cancelled_fen, r.to_budget_fen, r.proposed_by, r.approved_by, r.paid_on,
       {family_of("r.pupil_id")} AS family,
       coalesce((SELECT jsonb_agg(jsonb_build_object('line_no', l.line_no, 'kind', l.kind, 'amount_fen', l.amount_fen,
           'to_budget_fen', l.to_budget_fen, 'unserved', l.unserved, 'planned', l.planned, 'explanation', e.body)
           ORDER BY l.line_no) FROM refund_line l JOIN explanation e ON e.id = l.explanation_id
           WHERE l.refund_id = r.id), '[]'::jsonb) AS lines
FROM refund r
"""
_SETTLEMENT = f"""
SELECT {version_of("s")},
       s.id, s.number, s.contract_id, s.vendor_id, s.school_path, s.unit_code, s.month, s.lessons, s.amount_fen,
       s.state, s.prepared_by, s.confirmed_by, s.approved_by, s.paid_on
FROM settlement s WHERE ({within("s.school_path")} OR '/vendor/' || s.uscc = :scope)
"""
_SUBSIDY = f"""
SELECT s.id, s.number, s.kind, s.school_path, s.unit_code, s.term, s.participants, s.amount_fen, s.counted_by,
       CASE WHEN e.line_id IS NULL THEN s.state ELSE 'received' END AS state, x.body AS explanation
FROM subsidy s JOIN accounting_unit u ON u.code = s.unit_code
LEFT JOIN expected_payment e ON e.number = s.number LEFT JOIN explanation x ON x.id = s.explanation_id
WHERE {UNIT_IN_SCOPE}
"""

# Who pays, and so is told to whom.
PAYERS = ("school-cashier", "finance-officer")


class MoneyQueries:
    _database: Database
    _sealer: Sealer

    async def payments_due(
        self, *, by: Actor, on: date, unit: str | None, after: After, limit: int
    ) -> list[v.PaymentDueView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"""
SELECT e.number, e.unit_code, e.kind, e.direction, e.route, e.source_id, e.amount_fen, e.due_on,
       e.original_order AS original_order_number, 'expected' AS state, e.payee
FROM expected_payment e JOIN accounting_unit u ON u.code = e.unit_code
WHERE e.line_id IS NULL AND e.due_on <= :on AND (CAST(:unit AS text) IS NULL OR e.unit_code = :unit)
  AND {UNIT_IN_SCOPE} AND (e.kind <> 'waivers' OR :claims)
  AND (CAST(:after AS text) IS NULL OR e.number > :after) ORDER BY e.number LIMIT :limit
""",
                on=on,
                unit=unit,
                scope=by.path.text,
                claims=shown_on_claims(by.role),
                after=_one(after),
                limit=limit,
            )
        return [v.PaymentDueView(**{**row, "payee": self._payee(row, by)}) for row in found]

    def _payee(self, row: RowMapping, by: Actor) -> str | None:
        if row["payee"] is None or by.role not in PAYERS:
            return None
        payee = payee_of(row["payee"], self._sealer)
        return Party(payee.name, payee.account).masked()

    async def refunds(
        self, *, by: Actor, term: str | None, state: str | None, after: After, limit: int
    ) -> list[v.RefundView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"{_refunds_seen_by(by)} AND (CAST(:term AS text) IS NULL OR r.term = :term)"
                " AND (CAST(:state AS text) IS NULL OR r.state = :state)"
                " AND (CAST(:after AS uuid) IS NULL OR r.id > :after) ORDER BY r.id LIMIT :limit",
                **asker(by),
                term=term,
                state=state,
                after=_one(after),
                limit=limit,
            )
        return [_refund(row, by) for row in found]

    async def refund(self, refund_id: UUID, *, by: Actor) -> v.RefundView:
        async with self._database.reading() as connection:
            found = await first(connection, f"{_refunds_seen_by(by)} AND r.id = :id", **asker(by), id=refund_id)
        if found is None:
            raise RefundNotFound("no refund of yours by that id")
        return _refund(found, by)

    async def settlements(self, *, by: Actor, month: str | None, after: After, limit: int) -> list[v.SettlementView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"{_SETTLEMENT} AND (CAST(:month AS text) IS NULL OR s.month = :month)"
                " AND (CAST(:after AS uuid) IS NULL OR s.id > :after) ORDER BY s.id LIMIT :limit",
                scope=by.path.text,
                month=month,
                after=_one(after),
                limit=limit,
            )
        return [_settlement(row, by) for row in found]

    async def settlement(self, settlement_id: UUID, *, by: Actor) -> v.SettlementView:
        async with self._database.reading() as connection:
            found = await first(connection, f"{_SETTLEMENT} AND s.id = :id", scope=by.path.text, id=settlement_id)
        if found is None:
            raise SettlementNotFound("no settlement of yours by that id")
        return _settlement(found, by)

    async def settled_lessons(
        self, settlement_id: UUID, *, by: Actor, after: After, limit: int
    ) -> list[v.SettledLessonView]:
        settlement = await self.settlement(settlement_id, by=by)
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                "SELECT * FROM (SELECT session_id, offering_id, held_on, released_fen AS amount_fen FROM lesson"
                " WHERE contract_id = :contract AND settlement_id = :id"
                " UNION ALL SELECT id, offering_id, released_on, amount_fen FROM late_release"
                " WHERE contract_id = :contract AND settlement_id = :id) AS settled"
                " WHERE CAST(:on AS date) IS NULL OR (held_on, session_id) > (:on, CAST(:session AS uuid))"
                " ORDER BY held_on, session_id LIMIT :limit",
                contract=settlement.contract_id,
                id=settlement_id,
                on=None if after is None else after[0],
                session=None if after is None else after[1],
                limit=limit,
            )
        return [shaped(v.SettledLessonView, row) for row in found]

    async def subsidies(self, *, by: Actor, term: str | None, after: After, limit: int) -> list[v.SubsidyView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"{_subsidies_seen_by(by)} AND (CAST(:term AS text) IS NULL OR s.term = :term)"
                " AND (CAST(:after AS uuid) IS NULL OR s.id > :after) ORDER BY s.id LIMIT :limit",
                scope=by.path.text,
                term=term,
                after=_one(after),
                limit=limit,
            )
        return [shaped(v.SubsidyView, row) for row in found]

    async def subsidy(self, subsidy_id: UUID, *, by: Actor) -> v.SubsidyView:
        async with self._database.reading() as connection:
            found = await first(
                connection, f"{_subsidies_seen_by(by)} AND s.id = :id", scope=by.path.text, id=subsidy_id
            )
        if found is None:
            raise SubsidyNotFound("no subsidy of yours by that id")
        return shaped(v.SubsidyView, found)

    async def roll(self, subsidy_id: UUID, *, by: Actor, after: After, limit: int) -> list[v.RollEntryView]:
        await self.subsidy(subsidy_id, by=by)
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                "SELECT pupil_id, attendances, first_on FROM subsidy_roll WHERE subsidy_id = :id"
                " AND (CAST(:after AS uuid) IS NULL OR pupil_id > :after) ORDER BY pupil_id LIMIT :limit",
                id=subsidy_id,
                after=_one(after),
                limit=limit,
            )
        return [shaped(v.RollEntryView, row) for row in found]

    async def balances(self, *, by: Actor, unit: str, until: Month | None) -> list[v.AccountBalanceView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"""
SELECT a.unit_code, a.code AS account, coalesce(sum(s.debit_fen), 0)::bigint AS debit_fen,
       coalesce(sum(s.credit_fen), 0)::bigint AS credit_fen,
       coalesce(sum(s.debit_fen) - sum(s.credit_fen), 0)::bigint AS balance_fen
FROM ledger_account a JOIN accounting_unit u ON u.code = a.unit_code
LEFT JOIN (
    SELECT debit AS id, sum(amount_fen) AS debit_fen, 0 AS credit_fen FROM posting
    WHERE unit_code = :unit AND (CAST(:month AS text) IS NULL OR month <= :month) GROUP BY debit
    UNION ALL
    SELECT credit, 0, sum(amount_fen) FROM posting
    WHERE unit_code = :unit AND (CAST(:month AS text) IS NULL OR month <= :month) GROUP BY credit
) s ON s.id = a.id
WHERE a.unit_code = :unit AND {UNIT_IN_SCOPE} GROUP BY a.unit_code, a.code ORDER BY a.code
""",
                unit=unit,
                month=None if until is None else str(until),
                scope=by.path.text,
            )
        return [shaped(v.AccountBalanceView, row) for row in found]


def _refunds_seen_by(by: Actor) -> str:
    return f"{_REFUND} WHERE {seen_by(by, pupil='r.pupil_id', organisation=within('r.school_path'))}"


def _subsidies_seen_by(by: Actor) -> str:
    return _SUBSIDY if shown_on_claims(by.role) else f"{_SUBSIDY} AND s.kind <> 'waivers'"


def _one(after: After) -> Any:
    return None if after is None else after[0]


def _refund(row: RowMapping, by: Actor) -> v.RefundView:
    values: dict[str, Any] = dict(row)
    if not shown_on_refunds(by.role):
        # What goes back of so many lessons tells what they cost this family; so neither they nor the service are shown.
        values |= {"cancelled_fen": None, "to_budget_fen": None, "reason": reason_shown(RefundReason(row["reason"]))}
        values |= {"placement_id": None, "lines": []}
    values["lines"] = [v.RefundLineView(**line) for line in values["lines"]]
    actions = []
    waits = not by.accounts.intersection(values.pop("family")) and row["state"] == "proposed"
    if waits and by.role == "school-accountant" and row["proposed_by"] == NOBODY:
        actions.append("prepare")
    if waits and by.role == "principal" and row["proposed_by"] not in {NOBODY, *by.accounts}:
        actions.append("approve")
    return v.RefundView(**values, allowed_actions=actions)


def _settlement(row: RowMapping, by: Actor) -> v.SettlementView:
    actions = []
    if not by.accounts.intersection({row["prepared_by"], row["confirmed_by"]}):
        if row["state"] == "prepared" and by.role == "vendor-clerk":
            actions.append("confirm")
        if row["state"] == "confirmed" and by.role == "principal":
            actions.append("pay")
    return v.SettlementView(**dict(row), allowed_actions=actions)
