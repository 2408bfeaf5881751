"""A teacher's presence on a vendor's session is no lesson of the vendor; a logged lesson can be struck."""

from alembic import op

revision = "0005"
down_revision = "0004"

# Own staff have a number, a vendor's instructors have none.
TELL_PRESENCE = """
UPDATE lesson l SET part = 'presence'
  FROM session s, offering o, person p
 WHERE s.id = l.session_id AND o.id = s.offering_id AND o.vendor_id IS NOT NULL
   AND p.id = l.person_id AND p.number IS NOT NULL
"""

_STATEMENTS = (
    "ALTER TABLE lesson ADD COLUMN part TEXT NOT NULL DEFAULT 'lesson'",
    "ALTER TABLE lesson ADD COLUMN struck_reason TEXT",
    TELL_PRESENCE,
    "ALTER TABLE lesson DROP CONSTRAINT lesson_pkey",
    "ALTER TABLE lesson ADD CONSTRAINT lesson_pkey PRIMARY KEY (session_id, part)",
    """
    CREATE TABLE lesson_strike (
        id UUID NOT NULL,
        session_id UUID NOT NULL,
        part TEXT NOT NULL,
        person_id UUID NOT NULL,
        reason TEXT NOT NULL,
        struck_by UUID NOT NULL,
        struck_at TIMESTAMP WITH TIME ZONE NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(session_id) REFERENCES session (id),
        FOREIGN KEY(person_id) REFERENCES person (id)
    )
    """,
    "CREATE INDEX lesson_strike_session_idx ON lesson_strike (session_id)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
