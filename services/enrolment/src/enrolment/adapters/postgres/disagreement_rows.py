"""The tables of what guardians disagree about."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)

from enrolment.adapters.postgres.rows import metadata

_INSTANT = DateTime(timezone=True)

# Open until decided. What guardians settle themselves is deleted: nothing tells who once declined (C5.8).
disagreement = Table(
    "disagreement",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("pupil_id", Uuid, ForeignKey("pupil.id", name="disagreement_pupil_fkey"), nullable=False),
    Column("matter", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("term", Text),
    Column("wanted_by", Uuid, nullable=False),
    Column("wanted_at", _INSTANT, nullable=False),
    Column("unwanted_by", Uuid, nullable=False),
    Column("unwanted_at", _INSTANT, nullable=False),
    Column("referred_by", Uuid),
    Column("referred_at", _INSTANT),
    Column("decided_at", _INSTANT),
    Column("decided_by", Uuid),
    Column("outcome", Text),
    Column("reason_sealed", LargeBinary),
    # Another act beside the same disagreement may turn round who wanted it.
    Column("version", Integer, nullable=False, server_default="1"),
    Index(
        "disagreement_open_key",
        "pupil_id",
        "matter",
        "subject_id",
        unique=True,
        postgresql_where=text("decided_at IS NULL"),
    ),
)
# Decisions about consent that count no longer, although the guardian took none back.
consent_set_aside = Table(
    "consent_set_aside",
    metadata,
    Column("consent_id", BigInteger, ForeignKey("consent.id", name="consent_set_aside_fkey")),
    Column("set_aside_at", _INSTANT, nullable=False),
    PrimaryKeyConstraint("consent_id", name="consent_set_aside_pkey"),
)
