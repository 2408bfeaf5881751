"""What a lesson earned is settled by the unit that holds the fee, whichever keeps the school's books by now (C5.2)."""

from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.execute("ALTER TABLE lesson ADD COLUMN unit_code TEXT")
    op.execute("ALTER TABLE late_release ADD COLUMN unit_code TEXT, ALTER COLUMN run_id DROP NOT NULL")
    # What is settled already names its unit there.
    op.execute("""
UPDATE lesson l SET unit_code = s.unit_code FROM unit_school s
WHERE s.school_path = l.school_path AND l.released AND l.settlement_id IS NULL
""")
    op.execute("""
UPDATE late_release r SET unit_code = s.unit_code FROM offering o JOIN unit_school s USING (school_path)
WHERE o.offering_id = r.offering_id AND r.settlement_id IS NULL
""")
