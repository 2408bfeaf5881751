"""Waivers are known as the sum of a school, no longer by bill: nobody here needs to know who is poor."""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    for statement in (
        "CREATE TABLE read_model.waiver_count (school_path text NOT NULL, term text NOT NULL,"
        " bills integer DEFAULT 0 NOT NULL, waived_fen bigint DEFAULT 0 NOT NULL,"
        " CONSTRAINT waiver_count_pkey PRIMARY KEY (school_path, term))",
        "INSERT INTO read_model.waiver_count SELECT b.school_path, b.term, count(*),"
        " sum(coalesce(c.waived_fen, b.waived_fen))::bigint FROM read_model.bill b"
        " JOIN read_model.bill_run r ON r.run_id = b.run_id AND r.school_path = b.school_path"
        " LEFT JOIN read_model.bill_change c ON c.bill_id = b.id"
        " WHERE coalesce(c.waived_fen, b.waived_fen) > 0 GROUP BY b.school_path, b.term",
        "ALTER TABLE read_model.bill_run ADD COLUMN term text, ADD COLUMN amount_fen bigint DEFAULT 0 NOT NULL",
        "UPDATE read_model.bill_run r SET term = b.term, amount_fen = b.amount_fen FROM"
        " (SELECT run_id, school_path, min(term) AS term, sum(amount_fen)::bigint AS amount_fen"
        "  FROM read_model.bill GROUP BY run_id, school_path) b"
        " WHERE b.run_id = r.run_id AND b.school_path = r.school_path",
        "DELETE FROM read_model.bill_run WHERE term IS NULL",
        "ALTER TABLE read_model.bill_run ALTER COLUMN term SET NOT NULL",
        "CREATE INDEX bill_run_school_idx ON read_model.bill_run (school_path, term)",
        "ALTER TABLE read_model.bill DROP COLUMN amount_fen, DROP COLUMN waived_fen",
        "ALTER TABLE read_model.bill_change DROP COLUMN waived_fen",
    ):
        op.execute(statement)
