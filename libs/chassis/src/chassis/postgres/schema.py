"""The tables every service's database holds in the schema `chassis`."""

from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

if TYPE_CHECKING:
    # Nine megabytes that a serving process never needs.
    from alembic.operations import Operations

SCHEMA = "chassis"

metadata = MetaData(schema=SCHEMA)

_INSTANT = DateTime(timezone=True)
# Technical stamps are the server's time; business times are columns of their own and come from chassis.clock.
_SERVER_TIME = text("clock_timestamp()")

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("topic", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("type", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("headers", JSONB, nullable=False),
    Column("occurred_at", _INSTANT, nullable=False),
    Column("published_at", _INSTANT),
    UniqueConstraint("topic", "key", "version", name="outbox_version_key"),
    Index("outbox_unpublished_idx", "id", postgresql_where=text("published_at IS NULL")),
)

# How many events were deleted from the outbox long after the broker had them, so that they can still be counted.
outbox_pruned = Table(
    "outbox_pruned",
    metadata,
    Column("topic", Text),
    Column("type", Text),
    Column("events", BigInteger, nullable=False),
    PrimaryKeyConstraint("topic", "type", name="outbox_pruned_pkey"),
)

aggregate = Table(
    "aggregate",
    metadata,
    Column("topic", Text),
    Column("key", Text),
    Column("version", BigInteger, nullable=False),
    PrimaryKeyConstraint("topic", "key", name="aggregate_pkey"),
)

consumer = Table(
    "consumer",
    metadata,
    Column("name", Text, primary_key=True),
    Column("generation", Integer, nullable=False, server_default=text("1")),
    # What it reads and what it does something about, so that a missing event can be told from an ignored one.
    Column("topics", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("types", ARRAY(Text), nullable=False, server_default=text("'{}'")),
)

inbox = Table(
    "inbox",
    metadata,
    Column("consumer", Text),
    Column("event_id", Uuid),
    Column("applied_at", _INSTANT, nullable=False, server_default=_SERVER_TIME),
    PrimaryKeyConstraint("consumer", "event_id", name="inbox_pkey"),
)

inbox_position = Table(
    "inbox_position",
    metadata,
    Column("consumer", Text),
    Column("topic", Text),
    Column("key", Text),
    Column("version", BigInteger, nullable=False),
    PrimaryKeyConstraint("consumer", "topic", "key", name="inbox_position_pkey"),
)

dead_letter = Table(
    "dead_letter",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("consumer", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("partition", Integer, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("key", Text, nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("type", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("headers", JSONB, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("first_failed_at", _INSTANT, nullable=False, server_default=_SERVER_TIME),
    Column("tried_at", _INSTANT, nullable=False, server_default=_SERVER_TIME),
    UniqueConstraint("consumer", "topic", "key", "version", name="dead_letter_version_key"),
    Index("dead_letter_state_idx", "consumer", "state", "tried_at"),
)

idempotency_key = Table(
    "idempotency_key",
    metadata,
    Column("actor_id", Uuid),
    Column("key", Text),
    Column("route", Text),
    Column("request_sha256", LargeBinary, nullable=False),
    Column("status", SmallInteger),
    Column("headers", JSONB),
    # Sealed: an answer may hold what only its reader may see.
    Column("body", LargeBinary),
    Column("created_at", _INSTANT, nullable=False, server_default=_SERVER_TIME),
    PrimaryKeyConstraint("actor_id", "route", "key", name="idempotency_key_pkey"),
    Index("idempotency_key_created_idx", "created_at"),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("actor_id", Uuid, nullable=False),
    Column("role", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("business_at", _INSTANT, nullable=False),
    Column("recorded_at", _INSTANT, nullable=False, server_default=_SERVER_TIME),
    Column("before", JSONB, nullable=False),
    Column("after", JSONB, nullable=False),
    Column("rule", Text),
    Column("digest", LargeBinary),
    Column("trace_id", Text),
    Column("block_number", BigInteger),
    Index("audit_entry_unsealed_idx", "id", postgresql_where=text("block_number IS NULL")),
    Index("audit_entry_block_idx", "block_number"),
    Index("audit_entry_subject_idx", "subject", "id"),
)

audit_block = Table(
    "audit_block",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("entries", Integer, nullable=False),
    Column("entries_total", BigInteger, nullable=False),
    Column("previous_hash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("sealed_at", _INSTANT, nullable=False, server_default=_SERVER_TIME),
)

audit_witness = Table(
    "audit_witness",
    metadata,
    Column("service", Text),
    Column("block_number", BigInteger, autoincrement=False),
    Column("block_hash", LargeBinary, nullable=False),
    Column("entries_total", BigInteger, nullable=False),
    Column("witnessed_at", _INSTANT, nullable=False, server_default=_SERVER_TIME),
    Column("signature", LargeBinary),
    PrimaryKeyConstraint("service", "block_number", name="audit_witness_pkey"),
)

# What a witness found when it verified another service's chain.
audit_verification = Table(
    "audit_verification",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("service", Text, nullable=False),
    Column("verified_at", _INSTANT, nullable=False, server_default=_SERVER_TIME),
    Column("blocks", BigInteger, nullable=False),
    Column("entries", BigInteger, nullable=False),
    Column("pending", BigInteger, nullable=False),
    Column("heads", BigInteger, nullable=False),
    Column("breaks", JSONB, nullable=False),
    Index("audit_verification_service_idx", "service", "verified_at"),
    Index("audit_verification_verified_idx", "verified_at", "id"),
)

operation = Table(
    "operation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("phase", Text),
    Column("total", BigInteger, nullable=False, server_default=text("0")),
    # What the items had done that were deleted long after the end.
    Column("pruned_done", BigInteger, nullable=False, server_default=text("0")),
    Column("result", JSONB),
    Column("error", JSONB),
    Column("created_by", Uuid, nullable=False),
    Column("scope", Text, nullable=False),
    Column("created_at", _INSTANT, nullable=False),
    Column("finished_at", _INSTANT),
    Index("operation_open_idx", "id", postgresql_where=text("state IN ('running', 'cancelling', 'failing')")),
    Index("operation_scope_idx", "scope", "created_at"),
)

work_item = Table(
    "work_item",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("operation_id", Uuid),
    Column("queue", Text, nullable=False),
    Column("payload", JSONB, nullable=False),
    Column("state", Text, nullable=False, server_default=text("'due'")),
    Column("done", BigInteger, nullable=False, server_default=text("0")),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("due_at", _INSTANT, nullable=False, server_default=_SERVER_TIME),
    Column("leased_until", _INSTANT),
    Column("reason", Text),
    Index("work_item_due_idx", "queue", "due_at", "id", postgresql_where=text("state IN ('due', 'leased')")),
    Index("work_item_operation_idx", "operation_id"),
    Index("work_item_over_idx", "due_at", postgresql_where=text("operation_id IS NULL AND state = 'done'")),
)

daily_job = Table(
    "daily_job",
    metadata,
    Column("name", Text),
    Column("business_on", Date),
    Column("finished_at", _INSTANT),
    PrimaryKeyConstraint("name", "business_on", name="daily_job_pkey"),
)

document = Table(
    "document",
    metadata,
    Column("id", Uuid, primary_key=True),
    # Sealed: file names tend to hold names of persons.
    Column("name", LargeBinary, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("complete", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", _INSTANT, nullable=False),
    Index("document_sha256_idx", "sha256"),
)

document_chunk = Table(
    "document_chunk",
    metadata,
    Column("document_id", Uuid),
    Column("number", Integer, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("document_id", "number", name="document_chunk_pkey"),
)

# Official notices of holidays; a service that counts no days keeps none.
holiday_notice = Table(
    "holiday_notice",
    metadata,
    Column("path", Text),
    Column("year", SmallInteger, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("days", JSONB, nullable=False),
    PrimaryKeyConstraint("path", "year", name="holiday_notice_pkey"),
)

# Rows pass through these once; waiting for a fifth of the table to die would make the relay wade through them.
_QUEUES = ("outbox", "work_item")
# An event is soon deleted, and what is sealed does not get any shorter: compressing either is work for nothing.
_AS_IT_IS = (("outbox", "payload"), ("document_chunk", "content"))

_APPEND_ONLY = """
CREATE FUNCTION chassis.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.block_number IS NULL
       AND to_jsonb(NEW) - 'block_number' = to_jsonb(OLD) - 'block_number' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'audit entries are appended, never changed' USING ERRCODE = 'insufficient_privilege';
END $$
"""


def create_chassis_tables(op: "Operations") -> None:
    """Create schema `chassis` with everything in it; called by each service's first migration, `op` being alembic's."""
    op.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    metadata.create_all(op.get_bind(), checkfirst=False)
    for name in _QUEUES:
        op.execute(
            f"ALTER TABLE {SCHEMA}.{name} SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0)"
        )
    for name, column in _AS_IT_IS:
        op.execute(f"ALTER TABLE {SCHEMA}.{name} ALTER COLUMN {column} SET STORAGE EXTERNAL")
    op.execute(_APPEND_ONLY)
    op.execute(
        "CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE ON chassis.audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION chassis.refuse_audit_change()"
    )


def create_missing_chassis_tables(op: "Operations") -> None:
    """Create what the chassis has come to hold since a database was made; called by later migrations of a service."""
    metadata.create_all(op.get_bind(), checkfirst=True)
    op.execute(f"ALTER TABLE {SCHEMA}.audit_witness ADD COLUMN IF NOT EXISTS signature BYTEA")
