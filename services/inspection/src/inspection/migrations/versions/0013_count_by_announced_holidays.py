"""A deadline says whether the holidays up to it are announced; notices are kept as they come."""

from alembic import op

from chassis.postgres.schema import create_missing_chassis_tables

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    create_missing_chassis_tables(op)
    op.execute("ALTER TABLE complaint ADD COLUMN due_provisional BOOLEAN NOT NULL DEFAULT false")
