"""The chassis has come to keep notices of holidays."""

from alembic import op

from chassis.postgres.schema import create_missing_chassis_tables

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    create_missing_chassis_tables(op)
