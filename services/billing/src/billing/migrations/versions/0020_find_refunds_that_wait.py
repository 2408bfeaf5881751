"""Find a unit's refunds that wait for their decision: a month stays open for them."""

from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.execute("CREATE INDEX refund_waiting_idx ON refund (unit_code, proposed_at) WHERE state = 'proposed'")
