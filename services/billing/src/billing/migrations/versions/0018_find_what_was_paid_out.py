"""Find what was paid out by its amount: the bank gives a payout back without its number."""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.execute(
        "CREATE INDEX expected_payment_paid_idx ON expected_payment (unit_code, amount_fen) WHERE line_id IS NOT NULL"
    )
