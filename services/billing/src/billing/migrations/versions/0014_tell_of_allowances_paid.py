"""Tell of allowances paid."""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.execute("ALTER TABLE allowance_sheet ADD COLUMN paid_on DATE")
