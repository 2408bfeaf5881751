"""A code is held by the vendor that a market office has confirmed; those that are listed were reviewed."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.execute("ALTER TABLE vendor ADD COLUMN confirmed_by UUID, ADD COLUMN confirmed_at TIMESTAMPTZ")
    # Confirmed without a name: the offices reviewed these vendors before this step existed.
    op.execute("""
UPDATE vendor SET confirmed_by = '00000000-0000-0000-0000-000000000000', confirmed_at = registered_at
WHERE id IN (SELECT vendor_id FROM listing)
""")
    # A vendor without an application registers again: nothing says which office should confirm it.
    op.execute("ALTER TABLE vendor ADD COLUMN district_path TEXT NOT NULL DEFAULT ''")
    op.execute("""
UPDATE vendor v SET district_path = s.district_path FROM application a JOIN selection_round s ON s.id = a.round_id
WHERE a.vendor_id = v.id
""")
    op.execute("ALTER TABLE vendor ALTER COLUMN district_path DROP DEFAULT")
    op.execute("ALTER TABLE vendor DROP CONSTRAINT vendor_uscc_key")
    op.execute("CREATE INDEX vendor_uscc_idx ON vendor (uscc, id)")
    op.execute("CREATE UNIQUE INDEX vendor_confirmed_key ON vendor (uscc) WHERE confirmed_by IS NOT NULL")
