"""Create bill run chunks."""

from alembic import op

revision = "0006"
down_revision = "0005"

TABLE = """
CREATE TABLE bill_run_chunk (
    run_id UUID NOT NULL,
    number INTEGER NOT NULL,
    schools TEXT[] NOT NULL,
    slice INTEGER NOT NULL,
    slices INTEGER NOT NULL,
    state TEXT NOT NULL,
    bills BIGINT DEFAULT 0 NOT NULL,
    amount_fen BIGINT DEFAULT 0 NOT NULL,
    waived_fen BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT bill_run_chunk_pkey PRIMARY KEY (run_id, number)
)
"""


def upgrade() -> None:
    op.execute(TABLE)
