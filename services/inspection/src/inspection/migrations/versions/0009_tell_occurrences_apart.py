"""An anomaly that comes back after somebody signed is a further one, and none is looked for in partial figures."""

from alembic import op

revision = "0009"
down_revision = "0008"

_STATEMENTS = (
    "ALTER TABLE anomaly ADD COLUMN occurrence INTEGER NOT NULL DEFAULT 1, ADD COLUMN gone_on DATE",
    "ALTER TABLE read_model.school_term ADD COLUMN searched BOOLEAN NOT NULL DEFAULT true",
    "CREATE INDEX school_term_unsearched_idx ON read_model.school_term (school_path) WHERE NOT searched",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
