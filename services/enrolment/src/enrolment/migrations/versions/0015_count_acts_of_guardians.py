"""Disagreements count the acts they are about, so that who settles one names the acts that were shown."""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.execute("ALTER TABLE disagreement ADD COLUMN version INTEGER NOT NULL DEFAULT 1")
