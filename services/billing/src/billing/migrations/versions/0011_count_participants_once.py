"""Count participants once."""

from alembic import op

revision = "0011"
down_revision = "0010"

STATEMENTS = (
    "ALTER TABLE subsidy_roll ADD COLUMN term TEXT",
    "UPDATE subsidy_roll r SET term = s.term FROM subsidy s WHERE s.id = r.subsidy_id",
    "ALTER TABLE subsidy_roll ALTER COLUMN term SET NOT NULL",
    "CREATE UNIQUE INDEX subsidy_roll_pupil_idx ON subsidy_roll (pupil_id, term)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
