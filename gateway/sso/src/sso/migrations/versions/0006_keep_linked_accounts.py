"""Keep which accounts are of the same person."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("account", sa.Column("linked", ARRAY(sa.Text), nullable=False, server_default=sa.text("'{}'")))
