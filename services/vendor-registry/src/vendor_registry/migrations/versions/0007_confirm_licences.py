"""Licences are confirmed or refused by an office; those of vendors that have passed a joint review are confirmed."""

from alembic import op

revision = "0007"
down_revision = "0006"

# By whoever spoke last in the latest review that every office approved.
CONFIRM_REVIEWED = """
UPDATE licence l
   SET state = 'confirmed', decided_by = passed.person_id, decided_at = greatest(passed.reviewed_at, l.filed_at)
  FROM (
        SELECT DISTINCT ON (a.vendor_id) a.vendor_id,
               CAST(r.review ->> 'person_id' AS UUID) AS person_id,
               CAST(r.review ->> 'reviewed_at' AS TIMESTAMP WITH TIME ZONE) AS reviewed_at
          FROM application a
          JOIN selection_round s ON s.id = a.round_id
         CROSS JOIN LATERAL jsonb_array_elements(a.reviews) AS r (review)
         WHERE jsonb_array_length(a.reviews) = cardinality(s.offices)
           AND NOT a.reviews @> '[{"approved": false}]'
         ORDER BY a.vendor_id, reviewed_at DESC
       ) passed
 WHERE passed.vendor_id = l.vendor_id
"""

_STATEMENTS = (
    "ALTER TABLE licence ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting'",
    "ALTER TABLE licence ADD COLUMN decided_by UUID",
    "ALTER TABLE licence ADD COLUMN decided_at TIMESTAMP WITH TIME ZONE",
    "ALTER TABLE licence ADD COLUMN refusal_reason TEXT NOT NULL DEFAULT ''",
    CONFIRM_REVIEWED,
    "ALTER TABLE licence DROP CONSTRAINT licence_natural_key",
    """
    CREATE UNIQUE INDEX licence_natural_key ON licence (vendor_id, kind, number, valid_until)
    WHERE state <> 'refused'
    """,
    "CREATE INDEX licence_waiting_idx ON licence (id) WHERE state = 'waiting'",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
