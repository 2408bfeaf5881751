"""A later price notice adds to the earlier ones: each keeps its prices and the day from which they are in force."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("price_item", sa.Column("notice_id", sa.Text(), nullable=True))
    op.add_column("price_item", sa.Column("in_force_on", sa.Date(), nullable=True))
    op.execute(
        "UPDATE price_item p SET notice_id = t.notice_id, in_force_on = t.notice_in_force_on"
        " FROM school_term t WHERE t.school_path = p.school_path AND t.term = p.term"
    )
    op.alter_column("price_item", "notice_id", nullable=False)
    op.alter_column("price_item", "in_force_on", nullable=False)
    op.drop_constraint("price_item_pkey", "price_item")
    op.create_primary_key("price_item_pkey", "price_item", ["school_path", "term", "product", "course_id", "notice_id"])
