"""Roles, staff lists and clearances are proposed by one person and confirmed by another."""

from alembic import op

revision = "0010"
down_revision = "0009"

_STATEMENTS = (
    "ALTER TABLE assignment ADD COLUMN suspended_at TIMESTAMPTZ",
    """CREATE TABLE role_change (
        id UUID PRIMARY KEY, kind TEXT NOT NULL, person_id UUID NOT NULL REFERENCES person (id), role TEXT NOT NULL,
        path TEXT NOT NULL, assignment_id UUID, starts_on DATE, ends_on DATE, suspended BOOLEAN NOT NULL,
        reason TEXT NOT NULL, state TEXT NOT NULL, version INTEGER NOT NULL, proposed_by UUID NOT NULL,
        proposed_at TIMESTAMPTZ NOT NULL, decided_by UUID, decided_at TIMESTAMPTZ,
        CONSTRAINT role_change_by_two CHECK (state <> 'confirmed' OR decided_by <> proposed_by))""",
    """CREATE UNIQUE INDEX role_change_waits_once ON role_change (person_id, kind, role, path)
       WHERE state = 'proposed'""",
    "CREATE INDEX role_change_path_idx ON role_change (path text_pattern_ops, id)",
    """CREATE TABLE staff_import (
        id UUID PRIMARY KEY, path TEXT NOT NULL, sha256 BYTEA NOT NULL, rows BYTEA NOT NULL, state TEXT NOT NULL,
        version INTEGER NOT NULL, people INTEGER NOT NULL, added INTEGER NOT NULL, proposed_by UUID NOT NULL,
        proposed_role TEXT NOT NULL, proposed_at TIMESTAMPTZ NOT NULL, decided_by UUID, decided_at TIMESTAMPTZ)""",
    "CREATE UNIQUE INDEX staff_import_waits_once ON staff_import (path, sha256) WHERE state = 'proposed'",
    "CREATE INDEX staff_import_path_idx ON staff_import (path text_pattern_ops, id)",
    """CREATE TABLE notice (
        id UUID PRIMARY KEY, recipient_id UUID NOT NULL, person_id UUID NOT NULL REFERENCES person (id),
        kind TEXT NOT NULL, role TEXT NOT NULL, path TEXT NOT NULL, told_at TIMESTAMPTZ NOT NULL)""",
    "CREATE INDEX notice_recipient_idx ON notice (recipient_id, id)",
    """ALTER TABLE clearance ADD COLUMN entered_by UUID, ADD COLUMN entered_at TIMESTAMPTZ,
       ADD COLUMN school_path TEXT, ADD COLUMN confirmed_by UUID, ADD COLUMN confirmed_at TIMESTAMPTZ""",
    # What was on file counted until now.
    "UPDATE clearance SET confirmed_at = checked_on",
    "CREATE INDEX clearance_waits_idx ON clearance (school_path text_pattern_ops, id) WHERE confirmed_at IS NULL",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
