"""Create the chassis' tables."""

from alembic import op

from chassis.postgres.schema import create_chassis_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_chassis_tables(op)
