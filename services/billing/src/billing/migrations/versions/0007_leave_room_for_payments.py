"""Leave room for payments."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.execute("ALTER TABLE bill SET (fillfactor = 50)")
