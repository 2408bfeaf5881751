"""Tables of sso."""

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Index, Integer, MetaData, Table, Text, func, text
from sqlalchemy.dialects.postgresql import ARRAY, UUID

metadata = MetaData()

# What staffing last said about each person, and how far Keycloak has been told. Ids and roles, no names.
account = Table(
    "account",
    metadata,
    Column("person_id", UUID(as_uuid=True), primary_key=True),
    Column("assignments", ARRAY(Text), nullable=False),
    # The person's other accounts.
    Column("linked", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("active", Boolean, nullable=False),
    Column("wanted_version", BigInteger, nullable=False),
    Column("done_version", BigInteger, nullable=False, server_default=text("0")),
    Column("user_id", Text),
    Column("leased_until", DateTime(timezone=True)),
    Column("due_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("reason", Text),
    # Why Keycloak did not take the account as it is; somebody has to look.
    Column("refused_code", Text),
    Index("account_due", "due_at", postgresql_where=text("done_version < wanted_version")),
)

preference = Table(
    "preference",
    metadata,
    Column("person_id", UUID(as_uuid=True), primary_key=True),
    Column("acting", Text),
    Column("language", Text),
)
