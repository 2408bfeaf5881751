"""A claim is proven by a code, tries are counted, and guardians are told."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    prove_claims()
    send_codes()
    tell_guardians()


def prove_claims() -> None:
    op.add_column("guardianship", sa.Column("relation", sa.Text(), server_default=sa.text("'other'"), nullable=False))
    op.create_table(
        "attempt_count",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", name="attempt_count_pkey"),
    )
    op.create_table(
        "binding_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("issued_by", sa.Uuid(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name="binding_code_pupil_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "binding_code_pupil_idx", "binding_code", ["pupil_id"], postgresql_where=sa.text("ended_at IS NULL")
    )


def send_codes() -> None:
    op.create_table(
        "phone_claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("guardian_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=True),
        sa.Column("child_key", sa.LargeBinary(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("wrong", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name="phone_claim_pupil_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("phone_claim_due_idx", "phone_claim", ["next_at"], postgresql_where=sa.text("state = 'sending'"))
    op.create_index(
        "phone_claim_settled_idx", "phone_claim", ["settled_at"], postgresql_where=sa.text("pupil_id IS NOT NULL")
    )
    op.create_index("phone_claim_pupil_idx", "phone_claim", ["pupil_id"])


def tell_guardians() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("guardian_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("params", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name="notice_pupil_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("notice_guardian_idx", "notice", ["guardian_id", "id"])
    op.create_index("notice_pupil_idx", "notice", ["pupil_id", "kind", "created_at"])
