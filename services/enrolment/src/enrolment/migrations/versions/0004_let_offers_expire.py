"""An alternative is offered until a day; what is on offer already stands until its term ends."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("placement", sa.Column("answer_by", sa.Date(), nullable=True))
    op.create_index(
        "placement_kept_idx",
        "placement",
        ["school_path", "term"],
        unique=False,
        postgresql_where=sa.text("state IN ('held', 'alternative')"),
    )
