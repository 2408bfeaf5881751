"""Until when an instructor counts as cleared is that of the latest proof the police office has confirmed.

Of vendors that have passed a joint review what is on file counts, as it did.
"""

from alembic import op

revision = "0008"
down_revision = "0007"

# A year less a day after the check; of 29 February that is the 28th a year later.
REMEMBER_CONFIRMED = """
UPDATE instructor i
   SET cleared_until = CAST(i.clearance_checked_on + INTERVAL '1 year' AS DATE)
                       - CASE WHEN to_char(i.clearance_checked_on, 'MM-DD') = '02-29' THEN 0 ELSE 1 END
 WHERE i.clearance_result = 'clear'
   AND (i.clearance_confirmed_by IS NOT NULL OR i.vendor_id IN (
        SELECT a.vendor_id
          FROM application a
          JOIN selection_round s ON s.id = a.round_id
         WHERE jsonb_array_length(a.reviews) = cardinality(s.offices)
           AND NOT a.reviews @> '[{"approved": false}]'))
"""


def upgrade() -> None:
    op.execute("ALTER TABLE instructor ADD COLUMN cleared_until DATE")
    op.execute(REMEMBER_CONFIRMED)
