"""What a month's families owe is called what it is: the amount due, net of waivers."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.alter_column("school_month", "billed_fen", new_column_name="due_fen", schema="read_model")
