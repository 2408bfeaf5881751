"""Anomalies count what readers were shown of them, so that who looks into one names the figures that were shown."""

from alembic import op

revision = "0018"
down_revision = "0017"

# What is forgotten and seen again keeps its id: a sequence gives out no version twice.
_STATEMENTS = (
    "CREATE SEQUENCE anomaly_version",
    "ALTER TABLE anomaly ADD COLUMN version BIGINT NOT NULL DEFAULT nextval('anomaly_version')",
    "ALTER SEQUENCE anomaly_version OWNED BY anomaly.version",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
