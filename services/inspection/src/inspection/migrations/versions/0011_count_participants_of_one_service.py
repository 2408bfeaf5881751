"""The actual participants are those of the subsidised service; a course makes nobody one of them."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.execute("ALTER TABLE adoption ADD COLUMN counted_product TEXT")
