"""Create copies."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = """
CREATE TABLE organisation (
    code TEXT NOT NULL,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    stage TEXT NOT NULL,
    district_code TEXT NOT NULL,
    PRIMARY KEY (code)
);
CREATE UNIQUE INDEX organisation_path_idx ON organisation (path text_pattern_ops);
CREATE TABLE term (
    district_path TEXT NOT NULL,
    term TEXT NOT NULL,
    first_on DATE NOT NULL,
    last_on DATE NOT NULL,
    CONSTRAINT term_pkey PRIMARY KEY (district_path, term)
);
CREATE TABLE adoption (
    district_path TEXT NOT NULL,
    term TEXT NOT NULL,
    pack_id TEXT NOT NULL,
    pack_version TEXT NOT NULL,
    pack_text TEXT NOT NULL,
    pack_hash TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    parameters JSONB NOT NULL,
    CONSTRAINT adoption_pkey PRIMARY KEY (district_path, term)
);
CREATE TABLE plan_decision (
    school_path TEXT NOT NULL,
    term TEXT NOT NULL,
    approved BOOLEAN NOT NULL,
    CONSTRAINT plan_decision_pkey PRIMARY KEY (school_path, term)
);
CREATE TABLE pupil (
    pupil_id UUID NOT NULL,
    school_path TEXT NOT NULL,
    grade SMALLINT NOT NULL,
    boards BOOLEAN NOT NULL,
    draw_key BYTEA NOT NULL,
    PRIMARY KEY (pupil_id)
);
CREATE INDEX pupil_school_idx ON pupil (school_path);
CREATE TABLE guardian (
    guardian_id UUID NOT NULL,
    pupil_id UUID NOT NULL,
    CONSTRAINT guardian_pkey PRIMARY KEY (guardian_id, pupil_id)
);
CREATE TABLE offering (
    offering_id UUID NOT NULL,
    school_path TEXT NOT NULL,
    term TEXT NOT NULL,
    product TEXT NOT NULL,
    title TEXT NOT NULL,
    vendor_id UUID,
    contract_id UUID,
    course_id UUID,
    price_fen BIGINT NOT NULL,
    consumables_fen BIGINT NOT NULL,
    lessons SMALLINT NOT NULL,
    PRIMARY KEY (offering_id)
);
CREATE INDEX offering_contract_idx ON offering (contract_id);
CREATE INDEX offering_school_idx ON offering (school_path, term);
CREATE TABLE placement (
    placement_id UUID NOT NULL,
    offering_id UUID NOT NULL,
    pupil_id UUID NOT NULL,
    school_path TEXT NOT NULL,
    term TEXT NOT NULL,
    entrusted BOOLEAN NOT NULL,
    agreed_on DATE NOT NULL,
    ended_on DATE,
    end_reason TEXT,
    PRIMARY KEY (placement_id)
);
CREATE INDEX placement_offering_idx ON placement (offering_id);
CREATE INDEX placement_pupil_idx ON placement (pupil_id);
CREATE INDEX placement_school_idx ON placement (school_path, term);
CREATE TABLE session (
    session_id UUID NOT NULL,
    group_id UUID NOT NULL,
    offering_id UUID NOT NULL,
    school_path TEXT NOT NULL,
    held_on DATE NOT NULL,
    number SMALLINT NOT NULL,
    suspended BOOLEAN DEFAULT false NOT NULL,
    PRIMARY KEY (session_id)
);
CREATE INDEX session_group_idx ON session (group_id);
CREATE INDEX session_offering_idx ON session (offering_id, held_on);
CREATE TABLE group_member (
    group_id UUID NOT NULL,
    offering_id UUID NOT NULL,
    pupil_ids TEXT[] NOT NULL,
    PRIMARY KEY (group_id)
);
CREATE INDEX group_member_offering_idx ON group_member (offering_id);
CREATE TABLE roll (
    session_id UUID NOT NULL,
    offering_id UUID NOT NULL,
    school_path TEXT NOT NULL,
    term TEXT NOT NULL,
    held_on DATE NOT NULL,
    correction INTEGER NOT NULL,
    present TEXT[] NOT NULL,
    PRIMARY KEY (session_id)
);
CREATE INDEX roll_school_idx ON roll (school_path, term, held_on);
CREATE TABLE lesson (
    session_id UUID NOT NULL,
    offering_id UUID NOT NULL,
    school_path TEXT NOT NULL,
    held_on DATE NOT NULL,
    vendor_id UUID,
    contract_id UUID,
    released BOOLEAN DEFAULT false NOT NULL,
    released_fen BIGINT DEFAULT 0 NOT NULL,
    released_on DATE,
    settlement_id UUID,
    PRIMARY KEY (session_id)
);
CREATE INDEX lesson_contract_idx ON lesson (contract_id, released_on);
CREATE INDEX lesson_offering_idx ON lesson (offering_id, held_on);
CREATE TABLE contract (
    contract_id UUID NOT NULL,
    vendor_id UUID NOT NULL,
    uscc TEXT NOT NULL,
    school_path TEXT NOT NULL,
    term TEXT NOT NULL,
    ended_on DATE,
    PRIMARY KEY (contract_id)
);
CREATE INDEX contract_school_idx ON contract (school_path, term);
CREATE INDEX contract_uscc_idx ON contract (uscc);
CREATE TABLE contract_course (
    contract_id UUID NOT NULL,
    course_id UUID NOT NULL,
    price_fen BIGINT NOT NULL,
    consumables_fen BIGINT NOT NULL,
    lessons SMALLINT NOT NULL,
    CONSTRAINT contract_course_pkey PRIMARY KEY (contract_id, course_id)
);
CREATE TABLE delisting (
    vendor_id UUID NOT NULL,
    district_path TEXT NOT NULL,
    delisted_on DATE NOT NULL,
    reason_code TEXT NOT NULL,
    CONSTRAINT delisting_pkey PRIMARY KEY (vendor_id, district_path)
);
CREATE TABLE allowance_sheet (
    sheet_id UUID NOT NULL,
    school_path TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    month TEXT NOT NULL,
    lines INTEGER NOT NULL,
    amount_fen BIGINT NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (sheet_id)
)
"""


def upgrade() -> None:
    for statement in TABLES.split(";\n"):
        op.execute(statement)
