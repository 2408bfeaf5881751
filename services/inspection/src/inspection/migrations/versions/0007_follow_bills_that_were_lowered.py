"""A waiver granted later and a refund lower what a bill asks for."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "bill_change",
        sa.Column("bill_id", sa.Uuid(), nullable=False),
        sa.Column("waived_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("due_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("refunded_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("bill_id"),
        schema="read_model",
    )
