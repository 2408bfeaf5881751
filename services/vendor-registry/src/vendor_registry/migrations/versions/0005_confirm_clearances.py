"""No-crime proofs are confirmed by the police office."""

from alembic import op

revision = "0005"
down_revision = "0004"

_STATEMENTS = (
    "ALTER TABLE instructor ADD COLUMN clearance_filed_at TIMESTAMP WITH TIME ZONE",
    "ALTER TABLE instructor ADD COLUMN clearance_confirmed_by UUID",
    "UPDATE instructor SET clearance_filed_at = filed_at WHERE clearance_result IS NOT NULL",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
