"""Contracts of schools with listed vendors."""

from alembic import op

revision = "0004"
down_revision = "0003"

_STATEMENTS = (
    """
    CREATE TABLE contract (
        id UUID NOT NULL,
        vendor_id UUID NOT NULL,
        uscc TEXT NOT NULL,
        school_path TEXT NOT NULL,
        district_path TEXT NOT NULL,
        term TEXT NOT NULL,
        state TEXT NOT NULL,
        pack TEXT NOT NULL,
        drafted_by UUID NOT NULL,
        drafted_at TIMESTAMP WITH TIME ZONE NOT NULL,
        school_signed_by UUID,
        school_signed_at TIMESTAMP WITH TIME ZONE,
        vendor_signed_by UUID,
        vendor_signed_at TIMESTAMP WITH TIME ZONE,
        ended_on DATE,
        ended_reason TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(vendor_id) REFERENCES vendor (id)
    )
    """,
    "CREATE INDEX contract_school_idx ON contract (school_path, id)",
    "CREATE INDEX contract_vendor_idx ON contract (vendor_id, district_path)",
    """
    CREATE TABLE contract_course (
        contract_id UUID NOT NULL,
        course_id UUID NOT NULL,
        place INTEGER NOT NULL,
        title TEXT NOT NULL,
        price_fen BIGINT NOT NULL,
        consumables_fen BIGINT NOT NULL,
        lessons INTEGER NOT NULL,
        school_path TEXT NOT NULL,
        term TEXT NOT NULL,
        is_over BOOLEAN NOT NULL,
        PRIMARY KEY (contract_id, course_id),
        FOREIGN KEY(contract_id) REFERENCES contract (id),
        FOREIGN KEY(course_id) REFERENCES course (id)
    )
    """,
    "CREATE UNIQUE INDEX contract_course_once_idx ON contract_course (school_path, term, course_id) WHERE NOT is_over",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
