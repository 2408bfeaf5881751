"""Findings and complaints count their changes, so that a decision can name what it rests on."""

from alembic import op

revision = "0008"
down_revision = "0007"

_STATEMENTS = (
    "ALTER TABLE finding ADD COLUMN version INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE complaint ADD COLUMN version INTEGER NOT NULL DEFAULT 1",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
