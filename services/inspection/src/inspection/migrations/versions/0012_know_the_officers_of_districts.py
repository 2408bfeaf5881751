"""Whom a district may give a complaint to."""

from alembic import op

revision = "0012"
down_revision = "0011"

# Of those told of before only the place is known; each is told of again when a post of theirs changes.
_STATEMENTS = (
    "CREATE TABLE district_officer (person_id UUID NOT NULL, path TEXT NOT NULL,"
    " CONSTRAINT district_officer_pkey PRIMARY KEY (person_id, path))",
    "INSERT INTO district_officer (person_id, path) SELECT s.person_id, s.path FROM read_model.staff_place s"
    " JOIN organisation o ON o.path = s.path AND o.kind = 'district'",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
