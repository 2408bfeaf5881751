"""Say who sent a file, and list files and exceptions of a unit from an index."""

from alembic import op

revision = "0016"
down_revision = "0015"

STATEMENTS = (
    "ALTER TABLE statement ADD COLUMN uploaded_as TEXT",
    "CREATE INDEX statement_listed_idx ON statement (unit_code, id)",
    "CREATE INDEX difference_listed_idx ON difference (unit_code, id)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
