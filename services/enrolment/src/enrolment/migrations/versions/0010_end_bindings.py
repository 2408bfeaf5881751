"""Bindings end, and that they were is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "ended_guardianship",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("guardian_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=False),
        sa.Column("by_school", sa.Boolean(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name="ended_guardianship_pupil_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ended_guardianship_pupil_idx", "ended_guardianship", ["pupil_id", "guardian_id"])
