"""A file is known again where it was the last one taken, not for ever: its row says where that was."""

from alembic import op

revision = "0006"
down_revision = "0005"

_STATEMENTS = (
    # Where earlier files were taken was not kept: they are taken again where they come again.
    "ALTER TABLE imported_file ADD COLUMN path TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE imported_file DROP CONSTRAINT imported_file_pkey",
    "ALTER TABLE imported_file ADD CONSTRAINT imported_file_pkey PRIMARY KEY (kind, path, sha256)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
