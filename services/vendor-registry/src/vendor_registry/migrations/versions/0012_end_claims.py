"""A claim to a credit code ends before it is confirmed: refused by the office, or withdrawn."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.execute("""
ALTER TABLE vendor
    ADD COLUMN ended_by UUID,
    ADD COLUMN ended_at TIMESTAMPTZ,
    ADD COLUMN refusal_reason TEXT NOT NULL DEFAULT '',
    ADD COLUMN version INTEGER NOT NULL DEFAULT 1,
    ADD CONSTRAINT vendor_claim_check CHECK (confirmed_by IS NULL OR ended_at IS NULL)
""")
    op.execute("""
CREATE INDEX vendor_waiting_idx ON vendor (district_path, id) WHERE confirmed_by IS NULL AND ended_at IS NULL
""")
