"""Create paying."""

from alembic import op

revision = "0005"
down_revision = "0004"

TABLES = """
CREATE TABLE payment_order (
    id UUID NOT NULL,
    number TEXT NOT NULL,
    bill_id UUID NOT NULL,
    unit_code TEXT NOT NULL,
    school_path TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    created_on DATE NOT NULL,
    created_by UUID NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX payment_order_bill_idx ON payment_order (bill_id);
CREATE INDEX payment_order_day_idx ON payment_order (created_on, unit_code);
CREATE UNIQUE INDEX payment_order_number_idx ON payment_order (number);
CREATE TABLE refund (
    id UUID NOT NULL,
    number TEXT NOT NULL,
    bill_id UUID,
    placement_id UUID,
    line_id UUID,
    pupil_id UUID,
    unit_code TEXT NOT NULL,
    school_path TEXT NOT NULL,
    term TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    route TEXT NOT NULL,
    original_order TEXT,
    amount_fen BIGINT NOT NULL,
    cancelled_fen BIGINT NOT NULL,
    to_budget_fen BIGINT NOT NULL,
    proposed_by UUID NOT NULL,
    proposed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    approved_by UUID,
    approved_at TIMESTAMP WITH TIME ZONE,
    paid_on DATE,
    pack_id TEXT NOT NULL,
    pack_version TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX refund_bill_idx ON refund (bill_id);
CREATE UNIQUE INDEX refund_number_idx ON refund (number);
CREATE UNIQUE INDEX refund_placement_idx ON refund (placement_id, reason)
    WHERE placement_id IS NOT NULL AND state <> 'rejected';
CREATE INDEX refund_school_idx ON refund (school_path, term);
CREATE TABLE refund_line (
    refund_id UUID NOT NULL,
    line_no SMALLINT NOT NULL,
    bill_line_no SMALLINT NOT NULL,
    kind TEXT NOT NULL,
    held_account INTEGER NOT NULL,
    amount_fen BIGINT NOT NULL,
    to_budget_fen BIGINT NOT NULL,
    unserved SMALLINT NOT NULL,
    planned SMALLINT NOT NULL,
    explanation_id INTEGER NOT NULL,
    CONSTRAINT refund_line_pkey PRIMARY KEY (refund_id, line_no)
);
CREATE TABLE expected_payment (
    number TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    kind TEXT NOT NULL,
    direction TEXT NOT NULL,
    route TEXT NOT NULL,
    source_id UUID NOT NULL,
    amount_fen BIGINT NOT NULL,
    due_on DATE NOT NULL,
    original_order TEXT,
    line_id UUID,
    PRIMARY KEY (number)
);
CREATE INDEX expected_payment_due_idx ON expected_payment (unit_code, due_on)
    WHERE line_id IS NULL;
CREATE TABLE settlement (
    id UUID NOT NULL,
    number TEXT NOT NULL,
    contract_id UUID NOT NULL,
    vendor_id UUID NOT NULL,
    uscc TEXT NOT NULL,
    school_path TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    month TEXT NOT NULL,
    lessons INTEGER NOT NULL,
    amount_fen BIGINT NOT NULL,
    state TEXT NOT NULL,
    prepared_by UUID NOT NULL,
    prepared_at TIMESTAMP WITH TIME ZONE NOT NULL,
    confirmed_by UUID,
    approved_by UUID,
    paid_on DATE,
    PRIMARY KEY (id)
);
CREATE INDEX settlement_contract_idx ON settlement (contract_id, month);
CREATE INDEX settlement_school_idx ON settlement (school_path, month);
CREATE INDEX settlement_uscc_idx ON settlement (uscc);
CREATE TABLE subsidy (
    id UUID NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    school_path TEXT,
    unit_code TEXT NOT NULL,
    term TEXT NOT NULL,
    participants INTEGER NOT NULL,
    amount_fen BIGINT NOT NULL,
    counted_by DATE,
    state TEXT NOT NULL,
    prepared_by UUID NOT NULL,
    prepared_at TIMESTAMP WITH TIME ZONE NOT NULL,
    explanation_id INTEGER,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX subsidy_school_idx ON subsidy (school_path, term)
    WHERE kind = 'subsidy';
CREATE TABLE subsidy_roll (
    subsidy_id UUID NOT NULL,
    pupil_id UUID NOT NULL,
    attendances INTEGER NOT NULL,
    first_on DATE NOT NULL,
    CONSTRAINT subsidy_roll_pkey PRIMARY KEY (subsidy_id, pupil_id)
);
CREATE TABLE statement (
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    file_name BYTEA NOT NULL,
    size_bytes BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    parts INTEGER NOT NULL,
    document_id UUID NOT NULL,
    claimed_lines INTEGER,
    claimed_sum_fen BIGINT,
    state TEXT NOT NULL,
    uploaded_by UUID NOT NULL,
    uploaded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    operation_id UUID,
    lines INTEGER,
    known INTEGER,
    matched INTEGER,
    exceptions INTEGER,
    sum_fen BIGINT,
    opening_fen BIGINT,
    closing_fen BIGINT,
    first_on DATE,
    last_on DATE,
    faults JSONB,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX statement_hash_idx ON statement (unit_code, kind, sha256)
    WHERE state = 'imported';
CREATE INDEX statement_unit_idx ON statement (unit_code, kind, first_on);
CREATE TABLE statement_part (
    statement_id UUID NOT NULL,
    number SMALLINT NOT NULL,
    size_bytes INTEGER NOT NULL,
    CONSTRAINT statement_part_pkey PRIMARY KEY (statement_id, number)
);
CREATE TABLE statement_line (
    id UUID NOT NULL,
    statement_id UUID NOT NULL,
    unit_code TEXT NOT NULL,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    identity TEXT NOT NULL,
    reference TEXT,
    amount_fen BIGINT NOT NULL,
    fee_e5 BIGINT,
    balance_fen BIGINT,
    occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
    booked_on DATE NOT NULL,
    row_number INTEGER NOT NULL,
    party BYTEA,
    note BYTEA,
    state TEXT NOT NULL,
    rule TEXT,
    target_id UUID,
    bill_id UUID,
    generation SMALLINT DEFAULT 0 NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX statement_line_bill_idx ON statement_line (bill_id)
    WHERE source = 'bank' AND bill_id IS NOT NULL;
CREATE UNIQUE INDEX statement_line_identity_idx ON statement_line (unit_code, source, identity);
CREATE INDEX statement_line_open_idx ON statement_line (unit_code, source, booked_on)
    WHERE state <> 'matched';
CREATE TABLE match_trace (
    id UUID NOT NULL,
    line_id UUID NOT NULL,
    act TEXT NOT NULL,
    reason TEXT NOT NULL,
    target_id UUID,
    done_by UUID NOT NULL,
    done_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX match_trace_line_idx ON match_trace (line_id);
CREATE TABLE difference (
    id UUID NOT NULL,
    line_id UUID NOT NULL,
    unit_code TEXT NOT NULL,
    kind TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    found_on DATE NOT NULL,
    owner_role TEXT NOT NULL,
    state TEXT NOT NULL,
    resolution TEXT,
    target_id UUID,
    purpose TEXT,
    reason TEXT,
    proposed_by UUID,
    resolved_by UUID,
    resolved_at TIMESTAMP WITH TIME ZONE,
    automatic BOOLEAN DEFAULT false NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT difference_has_an_amount CHECK (amount_fen <> 0)
);
CREATE UNIQUE INDEX difference_line_idx ON difference (line_id, kind);
CREATE INDEX difference_unit_idx ON difference (unit_code, found_on)
"""


def upgrade() -> None:
    for statement in TABLES.split(";\n"):
        op.execute(statement)
