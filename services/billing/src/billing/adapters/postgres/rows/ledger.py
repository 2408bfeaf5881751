"""The double-entry ledger and its months."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Identity, Index, Integer, PrimaryKeyConstraint, Table
from sqlalchemy.dialects.postgresql import JSONB

from billing.adapters.postgres.rows.metadata import count, day, fen, instant, metadata, ref, word

ledger_account = Table(
    "ledger_account",
    metadata,
    Column("id", Integer, Identity(always=True), primary_key=True),
    word("unit_code"),
    word("code"),
    Index("ledger_account_code_idx", "unit_code", "code", unique=True),
)
# Partitioned by term; the partitions lie in schema `ledger`. UPDATE, DELETE and TRUNCATE are refused by triggers.
posting = Table(
    "posting",
    metadata,
    Column("id", BigInteger, Identity(always=True), nullable=False),
    word("term"),
    word("unit_code"),
    word("month"),
    day("posted_on"),
    Column("debit", Integer, nullable=False),
    Column("credit", Integer, nullable=False),
    fen("amount_fen"),
    word("fact"),
    ref("source_id"),
    count("source_no"),
    PrimaryKeyConstraint("term", "source_id", "fact", "source_no", name="posting_pkey"),
    Index("posting_month_idx", "unit_code", "month"),
    CheckConstraint("amount_fen > 0", name="posting_is_positive"),
    CheckConstraint("debit <> credit", name="posting_moves"),
    postgresql_partition_by="LIST (term)",
)
ledger_month = Table(
    "ledger_month",
    metadata,
    word("unit_code"),
    word("month"),
    word("state"),
    ref("prepared_by", nullable=True),
    instant("prepared_at", nullable=True),
    ref("reviewed_by", nullable=True),
    instant("reviewed_at", nullable=True),
    # What both signed; a month that moved after the signature must be signed again.
    word("signed_digest", nullable=True),
    ref("closed_by", nullable=True),
    instant("closed_at", nullable=True),
    Column("statement", JSONB),
    PrimaryKeyConstraint("unit_code", "month", name="ledger_month_pkey"),
)
