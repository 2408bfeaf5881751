"""Vendors with their papers, people and courses, and copies of what enrolment says."""

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    """
    CREATE TABLE organisation (
        path TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (path)
    )
    """,
    """
    CREATE TABLE adoption (
        district_path TEXT NOT NULL,
        term TEXT NOT NULL,
        pack_text TEXT NOT NULL,
        pack_hash TEXT NOT NULL,
        parameters JSONB NOT NULL,
        PRIMARY KEY (district_path, term)
    )
    """,
    """
    CREATE TABLE vendor (
        id UUID NOT NULL,
        uscc TEXT NOT NULL,
        name TEXT NOT NULL,
        platform_number TEXT NOT NULL,
        bank_name TEXT NOT NULL,
        account_sealed BYTEA NOT NULL,
        account_suffix TEXT NOT NULL,
        clerk_id UUID NOT NULL,
        clerk_name_sealed BYTEA NOT NULL,
        registered_at TIMESTAMP WITH TIME ZONE NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (uscc)
    )
    """,
    "CREATE INDEX vendor_clerk_idx ON vendor (clerk_id)",
    """
    CREATE TABLE licence (
        id UUID NOT NULL,
        vendor_id UUID NOT NULL,
        kind TEXT NOT NULL,
        category TEXT,
        number TEXT NOT NULL,
        issued_by TEXT NOT NULL,
        scope TEXT NOT NULL,
        valid_from DATE NOT NULL,
        valid_until DATE NOT NULL,
        document_id UUID NOT NULL,
        filed_at TIMESTAMP WITH TIME ZONE NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT licence_natural_key UNIQUE (vendor_id, kind, number, valid_until),
        FOREIGN KEY(vendor_id) REFERENCES vendor (id)
    )
    """,
    """
    CREATE TABLE instructor (
        person_id UUID NOT NULL,
        vendor_id UUID NOT NULL,
        name_sealed BYTEA NOT NULL,
        login_sealed BYTEA NOT NULL,
        login_index BYTEA NOT NULL,
        certificate_kind TEXT NOT NULL,
        certificate_sealed BYTEA NOT NULL,
        certificate_until DATE,
        labour_contract_until DATE,
        health_until DATE,
        full_time BOOLEAN NOT NULL,
        clearance_result TEXT,
        clearance_checked_on DATE,
        clearance_reference_sealed BYTEA,
        filed_at TIMESTAMP WITH TIME ZONE NOT NULL,
        left_on DATE,
        PRIMARY KEY (person_id),
        FOREIGN KEY(vendor_id) REFERENCES vendor (id),
        UNIQUE (login_index)
    )
    """,
    "CREATE INDEX instructor_vendor_idx ON instructor (vendor_id)",
    """
    CREATE TABLE course (
        id UUID NOT NULL,
        vendor_id UUID NOT NULL,
        title TEXT NOT NULL,
        category TEXT NOT NULL,
        price_fen BIGINT NOT NULL,
        market_price_fen BIGINT NOT NULL,
        consumables_fen BIGINT NOT NULL,
        consumables JSONB NOT NULL,
        lessons INTEGER NOT NULL,
        filed_at TIMESTAMP WITH TIME ZONE NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT course_natural_key UNIQUE (vendor_id, title),
        FOREIGN KEY(vendor_id) REFERENCES vendor (id)
    )
    """,
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
