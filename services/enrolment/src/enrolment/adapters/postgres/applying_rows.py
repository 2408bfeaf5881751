"""Tables from the application to the closed session; they join the metadata of `rows`."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    Time,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from enrolment.adapters.postgres.rows import metadata

_INSTANT = DateTime(timezone=True)
_SERVER_TIME = text("clock_timestamp()")

# Who did not answer and who declined have no row here, and nothing anywhere tells them apart (C5.8).
application = Table(
    "application",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("pupil_id", Uuid, nullable=False),
    Column("term", Text, nullable=False),
    Column("school_path", Text, nullable=False),
    Column("class_id", Uuid, nullable=False),
    Column("guardian_id", Uuid, nullable=False),
    Column("wishes", ARRAY(Uuid), nullable=False),
    Column("weekdays", ARRAY(SmallInteger), nullable=False),
    Column("courses_wanted", SmallInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("suggestion", Uuid),
    Column("rule", Text, nullable=False),
    Column("submitted_at", _INSTANT, nullable=False),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("touched_at", _INSTANT, nullable=False, server_default=_SERVER_TIME),
    UniqueConstraint("pupil_id", "term", name="application_pupil_key"),
    Index("application_school_idx", "school_path", "term", "state", "id"),
    Index("application_class_idx", "class_id", "term", "state", "id"),
    Index("application_touched_idx", "touched_at"),
)
draw_record = Table(
    "draw_record",
    metadata,
    Column("school_path", Text),
    Column("term", Text),
    Column("number", Integer),
    Column("seed", Text, nullable=False),
    Column("drawn_by", Uuid, nullable=False),
    Column("drawn_at", _INSTANT, nullable=False),
    Column("entrants", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    PrimaryKeyConstraint("school_path", "term", "number", name="draw_record_pkey"),
)
placement = Table(
    "placement",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("application_id", Uuid, nullable=False),
    Column("pupil_id", Uuid, nullable=False),
    Column("offering_id", Uuid, nullable=False),
    Column("school_path", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("weekdays", ARRAY(SmallInteger), nullable=False),
    Column("state", Text, nullable=False),
    Column("position", Integer),
    Column("agreement_id", Uuid),
    # The last day to answer an alternative, or to apply again for what is held.
    Column("answer_by", Date),
    Column("ended_on", Date),
    Column("end_reason", Text, nullable=False, server_default=text("''")),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Index("placement_application_idx", "application_id"),
    Index("placement_offering_idx", "offering_id", "state"),
    Index("placement_school_idx", "school_path", "term", "state"),
    Index("placement_agreement_idx", "agreement_id"),
)
# Seats that are kept, for the daily look at those kept too long.
Index(
    "placement_kept_idx",
    placement.c.school_path,
    placement.c.term,
    postgresql_where=text("state IN ('held', 'alternative')"),
)
# A pupil stands once in an offering, whatever races.
Index(
    "placement_pupil_key",
    placement.c.pupil_id,
    placement.c.offering_id,
    unique=True,
    postgresql_where=text("state <> 'ended'"),
)
agreement = Table(
    "agreement",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("pupil_id", Uuid, nullable=False),
    Column("school_path", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("text_version", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("content_hash", Text, nullable=False, server_default=text("''")),
    Column("prepared_at", _INSTANT, nullable=False),
    Column("signed_by_guardian", Uuid),
    Column("guardian_signed_at", _INSTANT),
    Column("signed_by_school", Uuid),
    Column("school_signed_at", _INSTANT),
    # SHA-256 of the document offered last, in hexadecimal.
    Column("digest", Text, nullable=False, server_default=text("''")),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Index("agreement_school_idx", "school_path", "term", "state", "id"),
    Index("agreement_pupil_idx", "pupil_id", "term"),
)
# What was offered for signature, as its bytes, sealed; never changed, and gone with its agreement only.
agreement_document = Table(
    "agreement_document",
    metadata,
    Column("agreement_id", Uuid, ForeignKey("agreement.id", name="agreement_document_fkey", ondelete="CASCADE")),
    Column("version", Integer, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
    Column("digest", Text, nullable=False),
    Column("made_for", Uuid, nullable=False),
    Column("placements", ARRAY(Uuid), nullable=False),
    Column("entrusted", ARRAY(Uuid), nullable=False),
    Column("made_at", _INSTANT, nullable=False),
    PrimaryKeyConstraint("agreement_id", "version", name="agreement_document_pkey"),
)
agreement_item = Table(
    "agreement_item",
    metadata,
    Column("agreement_id", Uuid, ForeignKey("agreement.id", name="agreement_item_agreement_fkey")),
    Column("placement_id", Uuid),
    Column("offering_id", Uuid, nullable=False),
    Column("title", Text, nullable=False),
    Column("vendor_id", Uuid),
    Column("price_fen", BigInteger, nullable=False),
    Column("consumables_fen", BigInteger, nullable=False),
    Column("entrusted", Boolean, nullable=False, server_default=text("false")),
    # Each vendor signs for the courses that it teaches.
    Column("signed_by_vendor", Uuid),
    Column("vendor_signed_at", _INSTANT),
    PrimaryKeyConstraint("agreement_id", "placement_id", name="agreement_item_pkey"),
    Index("agreement_item_placement_idx", "placement_id"),
    Index("agreement_item_offering_idx", "offering_id"),
)
service_group = Table(
    "service_group",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("offering_id", Uuid, nullable=False),
    Column("school_path", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("size_max", Integer, nullable=False),
    UniqueConstraint("offering_id", "number", name="service_group_number_key"),
    Index("service_group_school_idx", "school_path", "term", "id"),
)
group_member = Table(
    "group_member",
    metadata,
    Column("group_id", Uuid),
    Column("placement_id", Uuid),
    Column("pupil_id", Uuid, nullable=False),
    Column("weekdays", ARRAY(SmallInteger), nullable=False),
    Column("joined_on", Date, nullable=False),
    Column("left_on", Date),
    PrimaryKeyConstraint("group_id", "placement_id", name="group_member_pkey"),
    UniqueConstraint("placement_id", name="group_member_placement_key"),
    Index("group_member_pupil_idx", "pupil_id"),
)
session = Table(
    "session",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("group_id", Uuid, nullable=False),
    Column("offering_id", Uuid, nullable=False),
    Column("school_path", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("held_on", Date, nullable=False),
    # ISO weekday whose timetable the day has: a make-up day follows another one.
    Column("follows", SmallInteger, nullable=False),
    Column("starts_at", Time, nullable=False),
    Column("ends_at", Time, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("correction", Integer),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("version", Integer, nullable=False, server_default=text("1")),
    UniqueConstraint("group_id", "held_on", name="session_day_key"),
    Index("session_school_idx", "school_path", "held_on", "id"),
    Index("session_offering_idx", "offering_id", "held_on"),
)
# Every call and every correction is a row; the highest correction counts.
roll = Table(
    "roll",
    metadata,
    Column("session_id", Uuid),
    Column("correction", Integer),
    Column("pupil_ids", ARRAY(Uuid), nullable=False),
    Column("marks", ARRAY(Text), nullable=False),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("called_by", Uuid, nullable=False),
    Column("called_at", _INSTANT, nullable=False),
    PrimaryKeyConstraint("session_id", "correction", name="roll_pkey"),
)
hand_over = Table(
    "hand_over",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("session_id", Uuid, nullable=False),
    Column("step", Text, nullable=False),
    Column("pupil_ids", ARRAY(Uuid), nullable=False),
    Column("handed_by", Uuid, nullable=False),
    Column("handed_at", _INSTANT, nullable=False),
    Index("hand_over_session_idx", "session_id", "id"),
)
shift = Table(
    "shift",
    metadata,
    Column("session_id", Uuid),
    Column("person_id", Uuid),
    Column("duty", Text, nullable=False),
    PrimaryKeyConstraint("session_id", "person_id", "duty", name="shift_pkey"),
    Index("shift_person_idx", "person_id", "session_id"),
)
