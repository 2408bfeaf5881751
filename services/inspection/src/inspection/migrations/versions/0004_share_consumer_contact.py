"""Each process of the consumer tells how far it is, and when it was last level."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    # Nothing is lost: every running consumer writes its row within a second.
    op.drop_table("consumer_contact")
    op.create_table(
        "consumer_contact",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("member", sa.Uuid(), nullable=False),
        sa.Column("partitions", sa.Integer(), nullable=False),
        sa.Column("lag", sa.BigInteger(), nullable=True),
        sa.Column("level_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", "member", name="consumer_contact_pkey"),
    )
