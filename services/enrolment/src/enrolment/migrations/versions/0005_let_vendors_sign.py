"""Vendors sign for the courses that they teach."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("agreement_item", sa.Column("signed_by_vendor", sa.Uuid(), nullable=True))
    op.add_column("agreement_item", sa.Column("vendor_signed_at", sa.DateTime(timezone=True), nullable=True))
    # What is in force already stands on the vendor's contract with the school, as it was printed.
    op.execute(
        """UPDATE agreement_item i SET signed_by_vendor = a.signed_by_vendor, vendor_signed_at = a.vendor_signed_at
           FROM agreement a
           WHERE a.id = i.agreement_id AND i.vendor_id IS NOT NULL AND a.vendor_signed_at IS NOT NULL"""
    )
    op.drop_column("agreement", "signed_by_vendor")
    op.drop_column("agreement", "vendor_signed_at")
    op.create_index("agreement_item_offering_idx", "agreement_item", ["offering_id"], unique=False)
    op.create_index("contract_vendor_idx", "contract", ["uscc", "term"], unique=False)
