"""A check of a staff list is a claim; the office is shown what has its answer, and who sent it confirms nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("clearance", sa.Column("evidence_by", sa.Uuid))
    op.drop_index("clearance_waits_idx", "clearance")
    op.create_index(
        "clearance_waits_idx",
        "clearance",
        ["school_path", "id"],
        postgresql_where=sa.text("confirmed_at IS NULL AND evidence_sha256 IS NOT NULL"),
        postgresql_ops={"school_path": "text_pattern_ops"},
    )
