"""Create charging."""

from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = """
CREATE TABLE accounting_unit (
    code TEXT NOT NULL,
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    district_path TEXT NOT NULL,
    bank_name TEXT NOT NULL,
    account BYTEA NOT NULL,
    account_blind BYTEA NOT NULL,
    account_suffix TEXT NOT NULL,
    holder TEXT NOT NULL,
    merchant_number TEXT NOT NULL,
    PRIMARY KEY (code)
);
CREATE UNIQUE INDEX accounting_unit_account_idx ON accounting_unit (account_blind);
CREATE UNIQUE INDEX accounting_unit_merchant_idx ON accounting_unit (merchant_number);
CREATE TABLE unit_school (
    school_code TEXT NOT NULL,
    school_path TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    PRIMARY KEY (school_code)
);
CREATE UNIQUE INDEX unit_school_path_idx ON unit_school (school_path);
CREATE INDEX unit_school_unit_idx ON unit_school (unit_code);
CREATE TABLE price_notice (
    id UUID NOT NULL,
    school_path TEXT NOT NULL,
    term TEXT NOT NULL,
    basis TEXT NOT NULL,
    state TEXT NOT NULL,
    prepared_by UUID NOT NULL,
    prepared_at TIMESTAMP WITH TIME ZONE NOT NULL,
    published_by UUID,
    published_on DATE,
    in_force_on DATE,
    pack_id TEXT NOT NULL,
    pack_version TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX price_notice_school_idx ON price_notice (school_path, term);
CREATE TABLE price_item (
    notice_id UUID NOT NULL,
    item_no SMALLINT NOT NULL,
    product TEXT NOT NULL,
    course_id UUID,
    price_fen BIGINT NOT NULL,
    consumables_fen BIGINT NOT NULL,
    CONSTRAINT price_item_pkey PRIMARY KEY (notice_id, item_no)
);
CREATE TABLE waiver (
    id UUID NOT NULL,
    pupil_id UUID NOT NULL,
    school_path TEXT NOT NULL,
    term TEXT NOT NULL,
    class_code TEXT NOT NULL,
    evidence BYTEA NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE NOT NULL,
    state TEXT NOT NULL,
    proposed_by UUID NOT NULL,
    proposed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    decided_by UUID,
    decided_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX waiver_pupil_idx ON waiver (pupil_id, term, class_code, valid_from);
CREATE INDEX waiver_school_idx ON waiver (school_path, term);
CREATE TABLE explanation (
    id INTEGER GENERATED ALWAYS AS IDENTITY,
    hash BYTEA NOT NULL,
    body JSONB NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX explanation_hash_idx ON explanation (hash);
CREATE TABLE bill_run (
    id UUID NOT NULL,
    operation_id UUID,
    scope_path TEXT NOT NULL,
    term TEXT NOT NULL,
    state TEXT NOT NULL,
    billed_on DATE NOT NULL,
    started_by UUID NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    published_at TIMESTAMP WITH TIME ZONE,
    chunks_left INTEGER NOT NULL,
    bills BIGINT DEFAULT 0 NOT NULL,
    amount_fen BIGINT DEFAULT 0 NOT NULL,
    waived_fen BIGINT DEFAULT 0 NOT NULL,
    refused INTEGER DEFAULT 0 NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX bill_run_scope_idx ON bill_run (scope_path, term);
CREATE TABLE charge_claim (
    pupil_id UUID NOT NULL,
    product TEXT NOT NULL,
    period TEXT NOT NULL,
    run_id UUID NOT NULL,
    CONSTRAINT charge_claim_pkey PRIMARY KEY (pupil_id, product, period)
);
CREATE TABLE bill (
    id UUID NOT NULL,
    number TEXT NOT NULL,
    run_id UUID NOT NULL,
    pupil_id UUID NOT NULL,
    school_path TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    term TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    waived_fen BIGINT NOT NULL,
    due_fen BIGINT NOT NULL,
    paid_fen BIGINT DEFAULT 0 NOT NULL,
    refunded_fen BIGINT DEFAULT 0 NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT bill_refunds_within_payments CHECK (refunded_fen >= 0 AND refunded_fen <= paid_fen),
    CONSTRAINT bill_never_negative CHECK (paid_fen >= 0 AND due_fen >= 0)
)
 WITH (fillfactor = 85);
CREATE UNIQUE INDEX bill_number_idx ON bill (number);
CREATE INDEX bill_pupil_idx ON bill (pupil_id);
CREATE INDEX bill_run_idx ON bill (run_id, school_path);
CREATE TABLE bill_line (
    bill_id UUID NOT NULL,
    line_no SMALLINT NOT NULL,
    planned SMALLINT NOT NULL,
    delivered SMALLINT DEFAULT 0 NOT NULL,
    kind TEXT NOT NULL,
    product TEXT NOT NULL,
    placement_id UUID NOT NULL,
    held_account INTEGER,
    explanation_id INTEGER NOT NULL,
    amount_fen BIGINT NOT NULL,
    released_fen BIGINT DEFAULT 0 NOT NULL,
    returned_fen BIGINT DEFAULT 0 NOT NULL,
    financed_by TEXT,
    CONSTRAINT bill_line_pkey PRIMARY KEY (bill_id, line_no),
    CONSTRAINT bill_line_held_covers CHECK (kind = 'waiver' OR released_fen + returned_fen <= amount_fen)
);
CREATE INDEX bill_line_placement_idx ON bill_line (placement_id);
CREATE TABLE bill_refusal (
    run_id UUID NOT NULL,
    placement_id UUID NOT NULL,
    pupil_id UUID NOT NULL,
    school_path TEXT NOT NULL,
    code TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    explanation_id INTEGER NOT NULL,
    CONSTRAINT bill_refusal_pkey PRIMARY KEY (run_id, placement_id)
)
"""

EXTRA = (
    """
CREATE SEQUENCE paper_serial
""",
    """
CREATE FUNCTION paper_number(prefix TEXT) RETURNS TEXT LANGUAGE plpgsql VOLATILE AS $$
DECLARE serial BIGINT := nextval('paper_serial');
BEGIN
    RETURN prefix || lpad(serial::TEXT, 10, '0') || lpad((97 - serial * 100 % 97)::TEXT, 2, '0');
END $$
""",
)


def upgrade() -> None:
    for statement in TABLES.split(";\n"):
        op.execute(statement)
    for statement in EXTRA:
        op.execute(statement)
