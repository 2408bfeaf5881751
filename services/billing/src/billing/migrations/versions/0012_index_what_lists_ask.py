"""Index what lists ask."""

from alembic import op

revision = "0012"
down_revision = "0011"

STATEMENTS = (
    "CREATE INDEX bill_school_idx ON bill (school_path text_pattern_ops, id)",
    "CREATE INDEX bill_unit_idx ON bill (unit_code)",
    "CREATE INDEX refund_pupil_idx ON refund (pupil_id) WHERE pupil_id IS NOT NULL",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
