"""Keep what dashboards were told in a table of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "told_count",
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("submitted", sa.Integer(), nullable=False),
        sa.Column("reviewed", sa.Integer(), nullable=False),
        sa.Column("placed", sa.Integer(), nullable=False),
        sa.Column("alternatives", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("school_path", "term", name="told_count_pkey"),
    )
    op.drop_column("school_term", "told_answers")
    op.drop_column("school_term", "told_counts")
