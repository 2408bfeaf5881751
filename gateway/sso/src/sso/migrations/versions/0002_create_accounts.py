"""Create accounts wanted in Keycloak, and people's own choices."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, UUID

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("person_id", UUID(as_uuid=True), primary_key=True),
        sa.Column("assignments", ARRAY(sa.Text), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("wanted_version", sa.BigInteger, nullable=False),
        sa.Column("done_version", sa.BigInteger, nullable=False, server_default=sa.text("0")),
        sa.Column("user_id", sa.Text),
        sa.Column("leased_until", sa.DateTime(timezone=True)),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.clock_timestamp()),
        sa.Column("attempts", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("reason", sa.Text),
    )
    op.create_index("account_due", "account", ["due_at"], postgresql_where=sa.text("done_version < wanted_version"))
    op.create_table(
        "preference",
        sa.Column("person_id", UUID(as_uuid=True), primary_key=True),
        sa.Column("acting", sa.Text),
        sa.Column("language", sa.Text),
    )
