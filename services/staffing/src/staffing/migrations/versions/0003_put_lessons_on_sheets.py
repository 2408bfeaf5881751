"""Each lesson knows the sheet on which it is paid; those a sheet has counted are put on it."""

from alembic import op

revision = "0003"
down_revision = "0002"

_STATEMENTS = (
    "ALTER TABLE lesson ADD COLUMN sheet_id UUID",
    """
    UPDATE lesson l SET sheet_id = a.id
      FROM session s, person p, allowance_sheet a
     WHERE s.id = l.session_id AND p.id = l.person_id AND p.number IS NOT NULL
       AND a.school_path = s.school_path AND a.month = to_char(s.held_on, 'YYYY-MM')
       AND l.confirmed_at <= a.prepared_at
    """,
    """
    ALTER TABLE lesson ADD FOREIGN KEY (sheet_id) REFERENCES allowance_sheet (id) DEFERRABLE INITIALLY DEFERRED
    """,
    "CREATE INDEX lesson_sheet_idx ON lesson (sheet_id)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
