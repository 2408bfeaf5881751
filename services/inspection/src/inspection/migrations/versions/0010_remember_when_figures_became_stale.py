"""A mark says since when a school's figures wait to be made anew."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute("ALTER TABLE read_model.stale ADD COLUMN marked_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp()")
