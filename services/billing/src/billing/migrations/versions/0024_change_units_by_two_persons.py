"""Who holds the money is changed by two persons, and an order keeps the merchant number it was made with (C3.4)."""

from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.execute("""
CREATE TABLE unit_change (
    id UUID NOT NULL,
    code TEXT NOT NULL,
    district_path TEXT NOT NULL,
    school_paths TEXT[] NOT NULL,
    particulars BYTEA NOT NULL,
    digest BYTEA NOT NULL,
    state TEXT NOT NULL,
    proposed_by UUID NOT NULL,
    proposed_as TEXT NOT NULL,
    proposed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    decided_by UUID,
    decided_as TEXT,
    decided_at TIMESTAMP WITH TIME ZONE,
    reason TEXT,
    CONSTRAINT unit_change_pkey PRIMARY KEY (id)
)
""")
    op.execute("CREATE UNIQUE INDEX unit_change_waiting_idx ON unit_change (code) WHERE state = 'proposed'")
    op.execute("CREATE INDEX unit_change_listed_idx ON unit_change (district_path, id)")
    op.execute("ALTER TABLE payment_order ADD COLUMN merchant_number TEXT")
    op.execute("""
UPDATE payment_order o SET merchant_number = u.merchant_number FROM accounting_unit u WHERE u.code = o.unit_code
""")
    op.execute("ALTER TABLE payment_order ALTER COLUMN merchant_number SET NOT NULL")
    op.execute("""
CREATE TABLE unit_merchant (
    unit_code TEXT NOT NULL,
    merchant_number TEXT NOT NULL,
    CONSTRAINT unit_merchant_pkey PRIMARY KEY (unit_code, merchant_number)
)
""")
    op.execute("INSERT INTO unit_merchant SELECT code, merchant_number FROM accounting_unit")
