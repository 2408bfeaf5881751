"""The office looks at the answer of the police before it confirms a check."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("clearance", sa.Column("evidence_id", sa.Uuid))
    op.add_column("clearance", sa.Column("evidence_sha256", sa.LargeBinary))
