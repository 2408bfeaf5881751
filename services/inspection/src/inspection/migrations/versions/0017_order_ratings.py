"""Ratings are counted in lots, the earliest first."""

from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.execute("ALTER TABLE rating ADD COLUMN rated_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp()")
