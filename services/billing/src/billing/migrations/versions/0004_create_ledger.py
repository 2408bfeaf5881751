"""Create ledger."""

from alembic import op

revision = "0004"
down_revision = "0003"

TABLES = """
CREATE TABLE ledger_account (
    id INTEGER GENERATED ALWAYS AS IDENTITY,
    unit_code TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ledger_account_code_idx ON ledger_account (unit_code, code);
CREATE TABLE posting (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    term TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    month TEXT NOT NULL,
    posted_on DATE NOT NULL,
    debit INTEGER NOT NULL,
    credit INTEGER NOT NULL,
    amount_fen BIGINT NOT NULL,
    fact TEXT NOT NULL,
    source_id UUID NOT NULL,
    source_no INTEGER NOT NULL,
    CONSTRAINT posting_pkey PRIMARY KEY (term, source_id, fact, source_no),
    CONSTRAINT posting_is_positive CHECK (amount_fen > 0),
    CONSTRAINT posting_moves CHECK (debit <> credit)
)
 PARTITION BY LIST (term);
CREATE INDEX posting_month_idx ON posting (unit_code, month);
CREATE TABLE ledger_month (
    unit_code TEXT NOT NULL,
    month TEXT NOT NULL,
    state TEXT NOT NULL,
    prepared_by UUID,
    prepared_at TIMESTAMP WITH TIME ZONE,
    reviewed_by UUID,
    reviewed_at TIMESTAMP WITH TIME ZONE,
    signed_digest TEXT,
    closed_by UUID,
    closed_at TIMESTAMP WITH TIME ZONE,
    statement JSONB,
    CONSTRAINT ledger_month_pkey PRIMARY KEY (unit_code, month)
)
"""

EXTRA = (
    """
CREATE SCHEMA ledger
""",
    """
DO $$
BEGIN
    FOR year IN 2024..2032 LOOP
        EXECUTE format('CREATE TABLE ledger.posting_%s_spring PARTITION OF posting FOR VALUES IN (%L)',
                       year, year || '-spring');
        EXECUTE format('CREATE TABLE ledger.posting_%s_autumn PARTITION OF posting FOR VALUES IN (%L)',
                       year, year || '-autumn');
    END LOOP;
    CREATE TABLE ledger.posting_later PARTITION OF posting DEFAULT;
END $$
""",
    """
CREATE FUNCTION refuse_posting_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'postings are appended and reversed, never changed' USING ERRCODE = 'insufficient_privilege';
END $$
""",
    """
CREATE TRIGGER posting_is_append_only BEFORE UPDATE OR DELETE ON posting
    FOR EACH ROW EXECUTE FUNCTION refuse_posting_change()
""",
    """
CREATE TRIGGER posting_is_never_emptied BEFORE TRUNCATE ON posting
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_posting_change()
""",
    """
CREATE FUNCTION refuse_closed_month_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'closed' THEN
        RAISE EXCEPTION 'a closed month never changes' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$
""",
    """
CREATE TRIGGER ledger_month_stays_closed BEFORE UPDATE OR DELETE ON ledger_month
    FOR EACH ROW EXECUTE FUNCTION refuse_closed_month_change()
""",
)


def upgrade() -> None:
    for statement in TABLES.split(";\n"):
        op.execute(statement)
    for statement in EXTRA:
        op.execute(statement)
