"""A file waits for a second person, and is taken in once in the whole city (C3.4)."""

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.execute("""
ALTER TABLE statement
    ADD COLUMN rows_read INTEGER,
    ADD COLUMN account_masked BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN confirmed_by UUID,
    ADD COLUMN confirmed_as TEXT,
    ADD COLUMN confirmed_at TIMESTAMP WITH TIME ZONE
""")
    op.execute("DROP INDEX statement_hash_idx")
    op.execute("""
CREATE UNIQUE INDEX statement_hash_idx ON statement (sha256)
WHERE state IN ('awaiting_confirmation', 'taking_in', 'imported')
""")
