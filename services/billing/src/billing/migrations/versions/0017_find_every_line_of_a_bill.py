"""Find every line of a bill: a refund goes back by the order that paid it, so the channel's are looked up too."""

from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.execute("DROP INDEX statement_line_bill_idx")
    op.execute("CREATE INDEX statement_line_bill_idx ON statement_line (bill_id) WHERE bill_id IS NOT NULL")
