"""What readers from above were told is kept: a figure is told anew when enough people more, or fewer, are behind it."""

from alembic import op

revision = "0016"
down_revision = "0015"

_COUNTS = ("bills", "bills_changed", "paid_bills", "refunds")
_STATEMENTS = (
    "CREATE TABLE told_figures (district_path TEXT NOT NULL, term TEXT NOT NULL, figures JSONB NOT NULL,"
    " CONSTRAINT told_figures_pkey PRIMARY KEY (district_path, term))",
    "ALTER TABLE anomaly ADD COLUMN told JSONB",
    *(f"ALTER TABLE read_model.school_month ADD COLUMN {name} INTEGER NOT NULL DEFAULT 0" for name in _COUNTS),
    # Their figures are made anew with how many people are behind them.
    "INSERT INTO read_model.stale (school_path) SELECT DISTINCT school_path FROM read_model.school_term",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
