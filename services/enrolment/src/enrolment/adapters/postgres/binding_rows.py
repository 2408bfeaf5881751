"""The tables of claims, codes and notices."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from enrolment.adapters.postgres.rows import metadata

_INSTANT = DateTime(timezone=True)
_ZERO = text("0")

# Bindings that are over; only ever added to.
ended_guardianship = Table(
    "ended_guardianship",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("guardian_id", Uuid, nullable=False),
    Column("pupil_id", Uuid, ForeignKey("pupil.id", name="ended_guardianship_pupil_fkey"), nullable=False),
    Column("relation", Text, nullable=False),
    Column("bound_at", _INSTANT, nullable=False),
    Column("ended_at", _INSTANT, nullable=False),
    Column("ended_by", Uuid, nullable=False),
    Column("by_school", Boolean, nullable=False),
    Column("reason_sealed", LargeBinary, nullable=False),
    Index("ended_guardianship_pupil_idx", "pupil_id", "guardian_id"),
)
# `since` and what expires go by the machine's time; a subject is a person's id or a blind key of school and number.
attempt_count = Table(
    "attempt_count",
    metadata,
    Column("kind", Text),
    Column("subject", LargeBinary),
    Column("since", _INSTANT, nullable=False),
    Column("attempts", SmallInteger, nullable=False),
    PrimaryKeyConstraint("kind", "subject", name="attempt_count_pkey"),
    Index("attempt_count_since_idx", "since"),
)
# Codes that class teachers hand out; only a keyed hash is kept.
binding_code = Table(
    "binding_code",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("pupil_id", Uuid, ForeignKey("pupil.id", name="binding_code_pupil_fkey"), nullable=False),
    Column("code_hash", LargeBinary, nullable=False),
    Column("issued_by", Uuid, nullable=False),
    Column("issued_at", _INSTANT, nullable=False),
    Column("expires_at", _INSTANT, nullable=False),
    Column("used_by", Uuid),
    Column("ended_at", _INSTANT),
    Index("binding_code_pupil_idx", "pupil_id", postgresql_where=text("ended_at IS NULL")),
    Index("binding_code_over_idx", "expires_at", postgresql_where=text("used_by IS NULL")),
)
# Claims by telephone. The code is made from the id with a key. No pupil where the roster has none.
phone_claim = Table(
    "phone_claim",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("guardian_id", Uuid, nullable=False),
    Column("pupil_id", Uuid, ForeignKey("pupil.id", name="phone_claim_pupil_fkey")),
    Column("child_key", LargeBinary, nullable=False),
    Column("relation", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("wrong", SmallInteger, nullable=False, server_default=_ZERO),
    Column("attempts", SmallInteger, nullable=False, server_default=_ZERO),
    Column("started_at", _INSTANT, nullable=False),
    Column("expires_at", _INSTANT, nullable=False),
    Column("next_at", _INSTANT),
    Column("settled_at", _INSTANT),
    Index("phone_claim_due_idx", "next_at", postgresql_where=text("state = 'sending'")),
    Index("phone_claim_settled_idx", "settled_at", postgresql_where=text("pupil_id IS NOT NULL")),
    Index("phone_claim_pupil_idx", "pupil_id"),
    Index(
        "phone_claim_over_idx",
        text("coalesce(settled_at, expires_at)"),
        postgresql_where=text("state <> 'bound'"),
    ),
)
notice = Table(
    "notice",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("guardian_id", Uuid, nullable=False),
    Column("pupil_id", Uuid, ForeignKey("pupil.id", name="notice_pupil_fkey"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("params", JSONB, nullable=False),
    Column("told_at", _INSTANT, nullable=False),
    Column("created_at", _INSTANT, nullable=False, server_default=text("clock_timestamp()")),
    Index("notice_guardian_idx", "guardian_id", "id"),
    Index("notice_pupil_idx", "pupil_id", "kind", "created_at"),
)
