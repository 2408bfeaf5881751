"""A price notice says whether the holidays before its first day are announced; notices are kept as they come."""

from alembic import op

from chassis.postgres.schema import create_missing_chassis_tables

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    create_missing_chassis_tables(op)
    op.execute("ALTER TABLE price_notice ADD COLUMN in_force_provisional BOOLEAN NOT NULL DEFAULT false")
