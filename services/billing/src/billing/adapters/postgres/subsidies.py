"""What the budget owes: subsidies with their roll, and claims for waivers and fees kept."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.explanations import explanation_ids
from billing.adapters.postgres.sql import first, run, scalar
from billing.application.store_records import BudgetClaim
from kernel.errors import NotFound
from kernel.ids import new_id
from kernel.money import Money
from rulebook.answer import Explanation

# A pupil who moved counts once in the term, where it first took part (R14).
_ROLL = """
WITH here AS (
    SELECT CAST(t.pupil AS uuid) AS pupil_id, count(*) AS attendances, min(r.held_on) AS first_on
    FROM roll r JOIN offering o USING (offering_id) CROSS JOIN LATERAL unnest(r.present) AS t (pupil)
    WHERE r.school_path = :school AND r.term = :term AND r.held_on <= :counted_by AND o.product = :product
    GROUP BY t.pupil HAVING count(*) >= :least
), elsewhere AS (
    SELECT h.pupil_id, p.school_path, min(r.held_on) AS first_on
    FROM here h
    JOIN placement p ON p.pupil_id = h.pupil_id AND p.term = :term AND p.school_path <> CAST(:school AS text)
    JOIN offering o ON o.offering_id = p.offering_id AND o.product = :product
    JOIN roll r ON r.school_path = p.school_path AND r.term = :term AND r.held_on <= :counted_by
         AND r.offering_id = p.offering_id AND CAST(h.pupil_id AS text) = ANY(r.present)
    GROUP BY h.pupil_id, p.school_path HAVING count(DISTINCT r.session_id) >= :least
)
INSERT INTO subsidy_roll (subsidy_id, pupil_id, term, attendances, first_on)
SELECT :id, h.pupil_id, :term, h.attendances, h.first_on FROM here h
WHERE NOT EXISTS (SELECT 1 FROM elsewhere e WHERE e.pupil_id = h.pupil_id
                  AND (e.first_on, e.school_path) < (h.first_on, CAST(:school AS text)))
ON CONFLICT (pupil_id, term) DO NOTHING
"""
# What the books show as owed, less what other papers ask for already and has not come yet.
_OWED = """
SELECT coalesce((SELECT sum(CASE WHEN p.debit = a.id THEN p.amount_fen ELSE -p.amount_fen END)
                 FROM posting p WHERE p.unit_code = :unit AND a.id IN (p.debit, p.credit)), 0)
     - coalesce((SELECT sum(e.amount_fen) FROM expected_payment e WHERE e.unit_code = :unit AND e.line_id IS NULL
                 AND e.direction = 'in' AND (e.kind = 'channel_fees') = (a.code = 'receivable:operating-budget')), 0)
FROM ledger_account a WHERE a.unit_code = :unit AND a.code = :account
"""


class SubsidyNotFound(NotFound):
    code = "billing.subsidy_not_found"


_ADD = """
INSERT INTO subsidy (id, number, kind, school_path, unit_code, term, participants, amount_fen, counted_by, state,
                     prepared_by, prepared_at, explanation_id)
SELECT :id, paper_number('CZ'), 'subsidy', CAST(:school AS text), unit_code, :term, 0, 0, :counted_by, 'calculated',
       :by, :now, :why
FROM unit_school WHERE school_path = CAST(:school AS text) ON CONFLICT DO NOTHING
"""


class PostgresSubsidyStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def calculate(
        self,
        *,
        school_path: str,
        term: str,
        product: str,
        attendances_min: int,
        counted_by: date,
        amount: Money,
        flat: bool,
        explanation: Explanation,
        by: UUID,
        now: datetime,
    ) -> UUID | None:
        """Store roll and amount; None where the school's subsidy of the term is there already."""
        subsidy_id = new_id()
        ids = await explanation_ids(self._connection, [explanation])
        added = await run(
            self._connection,
            _ADD,
            id=subsidy_id,
            school=school_path,
            term=term,
            counted_by=counted_by,
            by=by,
            now=now,
            why=ids[explanation],
        )
        if not added:
            return None
        participants = await run(
            self._connection,
            _ROLL,
            id=subsidy_id,
            school=school_path,
            term=term,
            counted_by=counted_by,
            product=product,
            least=attendances_min,
        )
        total = amount if flat else amount * participants
        await run(
            self._connection,
            "UPDATE subsidy SET participants = :count, amount_fen = :fen WHERE id = :id",
            id=subsidy_id,
            count=participants,
            fen=total.fen,
        )
        return subsidy_id

    async def due(self, subsidy_id: UUID) -> BudgetClaim:
        found = await first(
            self._connection,
            "SELECT id, number, unit_code, participants, amount_fen FROM subsidy WHERE id = :id",
            id=subsidy_id,
        )
        if found is None:
            raise SubsidyNotFound("no subsidy by that id")
        return _claim(found)

    async def claim(
        self, *, unit_code: str, kind: str, account: str, term: str, by: UUID, now: datetime
    ) -> BudgetClaim | None:
        """Ask for what the account shows beyond what is asked for already; None where that is nothing."""
        # Two claims at once must not ask for the same money.
        await run(self._connection, "SELECT 1 FROM accounting_unit WHERE code = :unit FOR UPDATE", unit=unit_code)
        owed = await scalar(self._connection, _OWED, unit=unit_code, account=account)
        if owed is None or owed <= 0:
            return None
        claim_id = new_id()
        await run(
            self._connection,
            "INSERT INTO subsidy (id, number, kind, unit_code, term, participants, amount_fen, state, prepared_by,"
            " prepared_at) VALUES (:id, paper_number('CZ'), :kind, :unit, :term, 0, :fen, 'claimed', :by, :now)",
            id=claim_id,
            kind=kind,
            unit=unit_code,
            term=term,
            fen=int(owed),
            by=by,
            now=now,
        )
        return await self.due(claim_id)


def _claim(row: RowMapping) -> BudgetClaim:
    values = dict(row)
    amount = Money(values.pop("amount_fen"))
    return BudgetClaim(**values, amount=amount)
