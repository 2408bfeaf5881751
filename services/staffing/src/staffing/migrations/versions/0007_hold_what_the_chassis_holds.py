"""The chassis has come to keep notices of holidays."""

from alembic import op

from chassis.postgres.schema import create_missing_chassis_tables

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    create_missing_chassis_tables(op)
