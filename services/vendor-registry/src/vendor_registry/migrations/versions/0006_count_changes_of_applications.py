"""Applications count their changes, so that an office's word can name what it rests on."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.execute("ALTER TABLE application ADD COLUMN version INTEGER NOT NULL DEFAULT 1")
