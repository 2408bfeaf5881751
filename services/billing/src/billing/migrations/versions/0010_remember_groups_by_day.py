"""Remember groups by day."""

from alembic import op

revision = "0010"
down_revision = "0007"

# The earlier table was never filled: nothing is lost with it.
STATEMENTS = (
    "DROP TABLE group_member",
    """
CREATE TABLE group_member (
    group_id UUID NOT NULL,
    pupil_id UUID NOT NULL,
    joined_on DATE NOT NULL,
    left_on DATE,
    offering_id UUID NOT NULL,
    CONSTRAINT group_member_pkey PRIMARY KEY (group_id, pupil_id, joined_on)
)
""",
    "CREATE INDEX group_member_pupil_idx ON group_member (pupil_id, offering_id)",
    "ALTER TABLE lesson ADD COLUMN group_id UUID",
    "UPDATE lesson l SET group_id = s.group_id FROM session s WHERE s.session_id = l.session_id",
    "CREATE INDEX lesson_group_idx ON lesson (group_id, held_on)",
    "CREATE INDEX lesson_waiting_idx ON lesson (school_path) WHERE NOT released",
    """
CREATE TABLE late_release (
    id UUID NOT NULL,
    run_id UUID NOT NULL,
    offering_id UUID NOT NULL,
    contract_id UUID,
    amount_fen BIGINT NOT NULL,
    released_on DATE NOT NULL,
    settlement_id UUID,
    PRIMARY KEY (id)
)
""",
    "CREATE INDEX late_release_contract_idx ON late_release (contract_id, released_on)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
