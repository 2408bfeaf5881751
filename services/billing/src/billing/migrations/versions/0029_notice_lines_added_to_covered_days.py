"""A file that brings new lines of days which another file has covered is odd (A10)."""

from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.execute("ALTER TABLE statement ADD COLUMN adds_to_covered BOOLEAN NOT NULL DEFAULT false")
