"""A staff number is a sign-in name: one form, whoever wrote it, so that two people never share it."""

from alembic import op

revision = "0008"
down_revision = "0007"

_STATEMENTS = (
    "UPDATE person SET number = upper(btrim(number)) WHERE number IS NOT NULL",
    "ALTER TABLE person ADD CONSTRAINT person_number_form CHECK (number ~ '^[A-Z0-9][A-Z0-9._-]{1,30}[A-Z0-9]$')",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
