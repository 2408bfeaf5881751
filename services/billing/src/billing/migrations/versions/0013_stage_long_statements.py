"""Stage long statements."""

from alembic import op

revision = "0013"
down_revision = "0012"

TABLE = """
CREATE TABLE statement_staged (
    statement_id UUID NOT NULL,
    kind TEXT NOT NULL,
    identity TEXT NOT NULL,
    reference TEXT,
    amount_fen BIGINT NOT NULL,
    fee_e5 BIGINT,
    balance_fen BIGINT,
    occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
    booked_on DATE NOT NULL,
    row_number INTEGER NOT NULL,
    party BYTEA,
    note BYTEA,
    CONSTRAINT statement_staged_pkey PRIMARY KEY (statement_id, row_number)
)
"""


def upgrade() -> None:
    op.execute(TABLE)
