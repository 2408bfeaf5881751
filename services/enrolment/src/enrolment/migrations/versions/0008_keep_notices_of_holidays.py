"""Notices of holidays are entered here and told to everybody."""

from alembic import op

from chassis.postgres.schema import create_missing_chassis_tables

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    create_missing_chassis_tables(op)
