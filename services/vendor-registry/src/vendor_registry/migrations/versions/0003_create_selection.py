"""Rounds, applications, objections and the whitelist."""

from alembic import op

revision = "0003"
down_revision = "0002"

_STATEMENTS = (
    """
    CREATE TABLE selection_round (
        id UUID NOT NULL,
        district_path TEXT NOT NULL,
        term TEXT NOT NULL,
        title TEXT NOT NULL,
        product TEXT NOT NULL,
        offices TEXT[] NOT NULL,
        announced_on DATE NOT NULL,
        applications_from DATE NOT NULL,
        applications_until DATE NOT NULL,
        listing_until DATE NOT NULL,
        state TEXT NOT NULL,
        publicity_from DATE,
        publicity_until DATE,
        listed_on DATE,
        pack TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT selection_round_natural_key UNIQUE (district_path, term, title)
    )
    """,
    """
    CREATE TABLE application (
        id UUID NOT NULL,
        round_id UUID NOT NULL,
        vendor_id UUID NOT NULL,
        course_ids UUID[] NOT NULL,
        declarations JSONB NOT NULL,
        state TEXT NOT NULL,
        shortcomings JSONB NOT NULL,
        reviews JSONB NOT NULL,
        reason_code TEXT NOT NULL,
        submitted_at TIMESTAMP WITH TIME ZONE NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT application_natural_key UNIQUE (round_id, vendor_id),
        FOREIGN KEY(round_id) REFERENCES selection_round (id),
        FOREIGN KEY(vendor_id) REFERENCES vendor (id)
    )
    """,
    "CREATE INDEX application_vendor_idx ON application (vendor_id)",
    """
    CREATE TABLE objection (
        id UUID NOT NULL,
        round_id UUID NOT NULL,
        vendor_id UUID NOT NULL,
        text_sealed BYTEA NOT NULL,
        raised_by UUID NOT NULL,
        raised_at TIMESTAMP WITH TIME ZONE NOT NULL,
        upheld BOOLEAN,
        decided_by UUID,
        decided_at TIMESTAMP WITH TIME ZONE,
        decision_reason TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT objection_natural_key UNIQUE (round_id, vendor_id, raised_by),
        FOREIGN KEY(round_id) REFERENCES selection_round (id),
        FOREIGN KEY(vendor_id) REFERENCES vendor (id)
    )
    """,
    """
    CREATE TABLE listing (
        id UUID NOT NULL,
        vendor_id UUID NOT NULL,
        district_path TEXT NOT NULL,
        round_id UUID NOT NULL,
        course_ids UUID[] NOT NULL,
        listed_from DATE NOT NULL,
        listed_until DATE NOT NULL,
        delisted_on DATE,
        reason TEXT,
        replaced_by UUID,
        PRIMARY KEY (id),
        FOREIGN KEY(vendor_id) REFERENCES vendor (id),
        FOREIGN KEY(round_id) REFERENCES selection_round (id)
    )
    """,
    "CREATE INDEX listing_latest_idx ON listing (vendor_id, district_path, id)",
    """
    CREATE UNIQUE INDEX listing_stands_idx ON listing (vendor_id, district_path)
    WHERE delisted_on IS NULL AND replaced_by IS NULL
    """,
    """
    CREATE TABLE suspension (
        id UUID NOT NULL,
        vendor_id UUID NOT NULL,
        district_path TEXT NOT NULL,
        kind TEXT NOT NULL,
        reason TEXT NOT NULL,
        proposed_by UUID NOT NULL,
        proposed_at TIMESTAMP WITH TIME ZONE NOT NULL,
        approved_by UUID,
        approved_at TIMESTAMP WITH TIME ZONE,
        PRIMARY KEY (id),
        FOREIGN KEY(vendor_id) REFERENCES vendor (id)
    )
    """,
    "CREATE UNIQUE INDEX suspension_open_idx ON suspension (vendor_id, district_path) WHERE approved_by IS NULL",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
