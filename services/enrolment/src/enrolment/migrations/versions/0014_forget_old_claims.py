"""Claims that bound no child are deleted in batches; these indexes find them."""

from alembic import op

revision = "0014"
down_revision = "0013"

INDEXES = (
    "CREATE INDEX attempt_count_since_idx ON attempt_count (since)",
    "CREATE INDEX phone_claim_over_idx ON phone_claim (coalesce(settled_at, expires_at)) WHERE state <> 'bound'",
    "CREATE INDEX binding_code_over_idx ON binding_code (expires_at) WHERE used_by IS NULL",
)


def upgrade() -> None:
    for index in INDEXES:
        op.execute(index)
