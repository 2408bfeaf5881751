"""Whom a payment went to is compared with whom it was for (C3.3)."""

from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.execute("""
ALTER TABLE expected_payment ADD COLUMN payee BYTEA, ADD COLUMN payee_name BYTEA, ADD COLUMN payee_account BYTEA
""")
    op.execute("ALTER TABLE statement_staged ADD COLUMN party_name BYTEA, ADD COLUMN party_account BYTEA")
