"""A witness keeps the signatures of heads, and what it found of the chains."""

from alembic import op

from chassis.postgres.schema import create_missing_chassis_tables

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    create_missing_chassis_tables(op)
