"""Assign payouts: an exception may name the payment it belongs to."""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.execute("ALTER TABLE difference ADD COLUMN payment_number TEXT")
