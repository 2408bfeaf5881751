"""A school term is counted anew when an application was taken back, of which nothing is left."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "touched_term",
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column(
            "touched_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("school_path", "term", name="touched_term_pkey"),
    )
    op.create_index("touched_term_touched_idx", "touched_term", ["touched_at"], unique=False)
