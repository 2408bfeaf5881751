"""An agreement is kept as the bytes that were signed; what was made of it before had no bytes of its own."""

from alembic import op

revision = "0013"
down_revision = "0012"

KEEP = """
CREATE TABLE agreement_document (
    agreement_id UUID NOT NULL CONSTRAINT agreement_document_fkey REFERENCES agreement (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    content BYTEA NOT NULL,
    digest TEXT NOT NULL,
    made_for UUID NOT NULL,
    placements UUID[] NOT NULL,
    entrusted UUID[] NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT agreement_document_pkey PRIMARY KEY (agreement_id, version)
)
"""
REFUSE = """
CREATE FUNCTION refuse_other_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a document offered for signature is kept as it is' USING ERRCODE = 'insufficient_privilege';
END $$
"""


def upgrade() -> None:
    op.execute("ALTER TABLE agreement ADD COLUMN digest TEXT NOT NULL DEFAULT ''")
    op.execute(KEEP)
    # Sealed bytes do not get shorter.
    op.execute("ALTER TABLE agreement_document ALTER COLUMN content SET STORAGE EXTERNAL")
    op.execute(REFUSE)
    op.execute(
        "CREATE TRIGGER agreement_document_is_kept BEFORE UPDATE ON agreement_document "
        "FOR EACH ROW EXECUTE FUNCTION refuse_other_document()"
    )
