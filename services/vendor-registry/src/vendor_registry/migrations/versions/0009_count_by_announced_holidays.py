"""Publicity says whether the holidays up to its end are announced, and by how many days it can be counted again."""

from alembic import op

from chassis.postgres.schema import create_missing_chassis_tables

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    create_missing_chassis_tables(op)
    op.execute("ALTER TABLE selection_round ADD COLUMN publicity_days SMALLINT NOT NULL DEFAULT 0")
    op.execute("ALTER TABLE selection_round ADD COLUMN publicity_provisional BOOLEAN NOT NULL DEFAULT false")
