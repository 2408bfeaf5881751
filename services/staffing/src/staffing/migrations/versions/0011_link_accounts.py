"""One person may have two accounts, as who works at a school and as a parent."""

from alembic import op

revision = "0011"
down_revision = "0010"

_STATEMENTS = (
    """CREATE TABLE account_link (
        id UUID PRIMARY KEY, person_id UUID NOT NULL REFERENCES person (id), account_id UUID NOT NULL,
        reason TEXT NOT NULL, state TEXT NOT NULL, version INTEGER NOT NULL, asked_by UUID NOT NULL,
        asked_at TIMESTAMPTZ NOT NULL, decided_by UUID, decided_at TIMESTAMPTZ,
        CONSTRAINT account_link_of_two CHECK (person_id <> account_id),
        CONSTRAINT account_link_by_two CHECK (state NOT IN ('linked', 'ended') OR decided_by <> asked_by))""",
    """CREATE UNIQUE INDEX account_link_once ON account_link (person_id, account_id)
       WHERE state IN ('proposed', 'linked', 'ending')""",
    "CREATE INDEX account_link_account_idx ON account_link (account_id)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
