"""A payment is proven by the fund flow and the settlement that took it to the bank (C3.1)."""

from alembic import op

revision = "0027"
down_revision = "0026"

STATEMENTS = (
    "ALTER TABLE statement_line ADD COLUMN fund_id UUID, ADD COLUMN settled_by UUID",
    """
UPDATE statement_line t SET fund_id = f.id, settled_by = CASE WHEN t.kind <> 'payment' THEN f.id END
FROM statement_line f WHERE f.source = 'fund' AND f.state = 'matched' AND f.rule = 'trade_number' AND t.id = f.target_id
""",
    """
UPDATE statement_line t SET settled_by = (
    SELECT w.id FROM statement_line w WHERE w.unit_code = f.unit_code AND w.source = 'fund' AND w.kind = 'withdrawal'
      AND w.state = 'matched' AND w.occurred_at > f.occurred_at ORDER BY w.occurred_at, w.row_number LIMIT 1)
FROM statement_line f WHERE f.id = t.fund_id AND t.settled_by IS NULL
""",
    """
CREATE INDEX statement_line_unproven_idx ON statement_line (unit_code, booked_on)
WHERE source = 'trade' AND settled_by IS NULL
""",
    """
CREATE INDEX statement_line_withdrawal_idx ON statement_line (unit_code, occurred_at)
WHERE source = 'fund' AND kind = 'withdrawal'
""",
    "CREATE INDEX statement_staged_reference_idx ON statement_staged (reference) WHERE reference IS NOT NULL",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
