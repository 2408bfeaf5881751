"""A sheet that was sent back waits for its school, not for the district."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    returned = sa.Column("returned", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    op.add_column("sheet", returned, schema="read_model")
