"""Contrary acts of two guardians stand beside one another."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "disagreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("wanted_by", sa.Uuid(), nullable=False),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unwanted_by", sa.Uuid(), nullable=False),
        sa.Column("unwanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("referred_by", sa.Uuid(), nullable=True),
        sa.Column("referred_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name="disagreement_pupil_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "disagreement_open_key",
        "disagreement",
        ["pupil_id", "matter", "subject_id"],
        unique=True,
        postgresql_where=sa.text("decided_at IS NULL"),
    )
    op.create_table(
        "consent_set_aside",
        sa.Column("consent_id", sa.BigInteger(), nullable=False),
        sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name="consent_set_aside_fkey"),
        sa.PrimaryKeyConstraint("consent_id", name="consent_set_aside_pkey"),
    )
    # Each guardian answers for oneself.
    op.drop_constraint("survey_answer_pkey", "survey_answer")
    op.create_primary_key("survey_answer_pkey", "survey_answer", ["pupil_id", "term", "guardian_id"])
