"""The tables of the registry. Every `…_until` is a last day; amounts are fen per pupil."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = MetaData()

_INSTANT = DateTime(timezone=True)

vendor = Table(
    "vendor",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("uscc", Text, nullable=False),
    # The district whose market office confirms the vendor.
    Column("district_path", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("platform_number", Text, nullable=False),
    Column("bank_name", Text, nullable=False),
    Column("account_sealed", LargeBinary, nullable=False),
    Column("account_suffix", Text, nullable=False),
    Column("clerk_id", Uuid, nullable=False),
    Column("clerk_name_sealed", LargeBinary, nullable=False),
    Column("registered_at", _INSTANT, nullable=False),
    # The market officer who has seen licence and registrant; until then others may claim the code as well.
    Column("confirmed_by", Uuid),
    Column("confirmed_at", _INSTANT),
    # The officer who refused the claim, with the reason, or the registrant who withdrew it.
    Column("ended_by", Uuid),
    Column("ended_at", _INSTANT),
    Column("refusal_reason", Text, nullable=False, server_default=""),
    # Rises with every change to the claim and its licences.
    Column("version", Integer, nullable=False, server_default="1"),
    CheckConstraint("confirmed_by IS NULL OR ended_at IS NULL", name="vendor_claim_check"),
    Index("vendor_clerk_idx", "clerk_id"),
    Index("vendor_uscc_idx", "uscc", "id"),
    Index(
        "vendor_waiting_idx",
        "district_path",
        "id",
        postgresql_where=text("confirmed_by IS NULL AND ended_at IS NULL"),
    ),
    Index("vendor_confirmed_key", "uscc", unique=True, postgresql_where=text("confirmed_by IS NOT NULL")),
)

licence = Table(
    "licence",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("vendor_id", Uuid, ForeignKey("vendor.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("category", Text),
    Column("number", Text, nullable=False),
    Column("issued_by", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date, nullable=False),
    Column("document_id", Uuid, nullable=False),
    Column("filed_at", _INSTANT, nullable=False),
    Column("state", Text, nullable=False, server_default=text("'waiting'")),
    # The officer who confirmed or refused it.
    Column("decided_by", Uuid),
    Column("decided_at", _INSTANT),
    Column("refusal_reason", Text, nullable=False, server_default=text("''")),
    # What was refused may be filed anew.
    Index(
        "licence_natural_key",
        "vendor_id",
        "kind",
        "number",
        "valid_until",
        unique=True,
        postgresql_where=text("state <> 'refused'"),
    ),
    Index("licence_waiting_idx", "id", postgresql_where=text("state = 'waiting'")),
)

instructor = Table(
    "instructor",
    metadata,
    Column("person_id", Uuid, primary_key=True),
    Column("vendor_id", Uuid, ForeignKey("vendor.id"), nullable=False),
    Column("name_sealed", LargeBinary, nullable=False),
    Column("login_sealed", LargeBinary, nullable=False),
    Column("login_index", LargeBinary, nullable=False, unique=True),
    Column("certificate_kind", Text, nullable=False),
    Column("certificate_sealed", LargeBinary, nullable=False),
    Column("certificate_until", Date),
    Column("labour_contract_until", Date),
    Column("health_until", Date),
    Column("full_time", Boolean, nullable=False),
    Column("clearance_result", Text),
    Column("clearance_checked_on", Date),
    Column("clearance_reference_sealed", LargeBinary),
    Column("clearance_filed_at", _INSTANT),
    # The officer of the police whose word it has; empty = nobody outside has heard of it.
    Column("clearance_confirmed_by", Uuid),
    # Of the latest proof that was confirmed; a renewal replaces the columns above before anybody has looked at it.
    Column("cleared_until", Date),
    Column("filed_at", _INSTANT, nullable=False),
    Column("left_on", Date),
    Index("instructor_vendor_idx", "vendor_id"),
)

course = Table(
    "course",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("vendor_id", Uuid, ForeignKey("vendor.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("price_fen", BigInteger, nullable=False),
    Column("market_price_fen", BigInteger, nullable=False),
    Column("consumables_fen", BigInteger, nullable=False),
    Column("consumables", JSONB, nullable=False),
    Column("lessons", Integer, nullable=False),
    Column("filed_at", _INSTANT, nullable=False),
    UniqueConstraint("vendor_id", "title", name="course_natural_key"),
)

selection_round = Table(
    "selection_round",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("district_path", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("offices", ARRAY(Text), nullable=False),
    Column("announced_on", Date, nullable=False),
    Column("applications_from", Date, nullable=False),
    Column("applications_until", Date, nullable=False),
    Column("listing_until", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("publicity_from", Date),
    Column("publicity_until", Date),
    Column("publicity_days", SmallInteger, nullable=False, server_default=text("0")),
    Column("publicity_provisional", Boolean, nullable=False, server_default=text("false")),
    Column("listed_on", Date),
    Column("pack", Text, nullable=False),
    UniqueConstraint("district_path", "term", "title", name="selection_round_natural_key"),
)

application = Table(
    "application",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("round_id", Uuid, ForeignKey("selection_round.id"), nullable=False),
    Column("vendor_id", Uuid, ForeignKey("vendor.id"), nullable=False),
    Column("course_ids", ARRAY(Uuid), nullable=False),
    Column("declarations", JSONB, nullable=False),
    Column("state", Text, nullable=False),
    Column("shortcomings", JSONB, nullable=False),
    Column("reviews", JSONB, nullable=False),
    Column("reason_code", Text, nullable=False),
    Column("submitted_at", _INSTANT, nullable=False),
    Column("version", Integer, nullable=False, server_default=text("1")),
    UniqueConstraint("round_id", "vendor_id", name="application_natural_key"),
    Index("application_vendor_idx", "vendor_id"),
)

objection = Table(
    "objection",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("round_id", Uuid, ForeignKey("selection_round.id"), nullable=False),
    Column("vendor_id", Uuid, ForeignKey("vendor.id"), nullable=False),
    Column("text_sealed", LargeBinary, nullable=False),
    Column("raised_by", Uuid, nullable=False),
    Column("raised_at", _INSTANT, nullable=False),
    Column("upheld", Boolean),
    Column("decided_by", Uuid),
    Column("decided_at", _INSTANT),
    Column("decision_reason", Text, nullable=False),
    UniqueConstraint("round_id", "vendor_id", "raised_by", name="objection_natural_key"),
)

listing = Table(
    "listing",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("vendor_id", Uuid, ForeignKey("vendor.id"), nullable=False),
    Column("district_path", Text, nullable=False),
    Column("round_id", Uuid, ForeignKey("selection_round.id"), nullable=False),
    Column("course_ids", ARRAY(Uuid), nullable=False),
    Column("listed_from", Date, nullable=False),
    Column("listed_until", Date, nullable=False),
    Column("delisted_on", Date),
    Column("reason", Text),
    # Set when an entry of a later round takes over, so that one entry per vendor and district stands.
    Column("replaced_by", Uuid),
    Index(
        "listing_stands_idx",
        "vendor_id",
        "district_path",
        unique=True,
        postgresql_where=text("delisted_on IS NULL AND replaced_by IS NULL"),
    ),
    Index("listing_latest_idx", "vendor_id", "district_path", "id"),
)

suspension = Table(
    "suspension",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("vendor_id", Uuid, ForeignKey("vendor.id"), nullable=False),
    Column("district_path", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("proposed_by", Uuid, nullable=False),
    Column("proposed_at", _INSTANT, nullable=False),
    Column("approved_by", Uuid),
    Column("approved_at", _INSTANT),
    Index(
        "suspension_open_idx",
        "vendor_id",
        "district_path",
        unique=True,
        postgresql_where=text("approved_by IS NULL"),
    ),
)

contract = Table(
    "contract",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("vendor_id", Uuid, ForeignKey("vendor.id"), nullable=False),
    Column("uscc", Text, nullable=False),
    Column("school_path", Text, nullable=False),
    Column("district_path", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("pack", Text, nullable=False),
    Column("drafted_by", Uuid, nullable=False),
    Column("drafted_at", _INSTANT, nullable=False),
    Column("school_signed_by", Uuid),
    Column("school_signed_at", _INSTANT),
    Column("vendor_signed_by", Uuid),
    Column("vendor_signed_at", _INSTANT),
    Column("ended_on", Date),
    Column("ended_reason", Text, nullable=False),
    Index("contract_school_idx", "school_path", "id"),
    Index("contract_vendor_idx", "vendor_id", "district_path"),
)

contract_course = Table(
    "contract_course",
    metadata,
    Column("contract_id", Uuid, ForeignKey("contract.id"), primary_key=True),
    Column("course_id", Uuid, ForeignKey("course.id"), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("price_fen", BigInteger, nullable=False),
    Column("consumables_fen", BigInteger, nullable=False),
    Column("lessons", Integer, nullable=False),
    # Repeated from the contract, so that the index below can keep a course from being contracted twice.
    Column("school_path", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("is_over", Boolean, nullable=False),
    Index(
        "contract_course_once_idx",
        "school_path",
        "term",
        "course_id",
        unique=True,
        postgresql_where=text("NOT is_over"),
    ),
)

# Copies from enrolment's events.
adoption = Table(
    "adoption",
    metadata,
    Column("district_path", Text, primary_key=True),
    Column("term", Text, primary_key=True),
    Column("pack_text", Text, nullable=False),
    Column("pack_hash", Text, nullable=False),
    Column("parameters", JSONB, nullable=False),
)

organisation = Table(
    "organisation",
    metadata,
    Column("path", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
)
