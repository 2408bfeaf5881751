"""A refused waiver stands in nobody's way: the family may apply again, with better evidence and the same first day."""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.execute("DROP INDEX waiver_pupil_idx")
    op.execute(
        "CREATE UNIQUE INDEX waiver_pupil_idx ON waiver (pupil_id, term, class_code, valid_from)"
        " WHERE state <> 'refused'"
    )
