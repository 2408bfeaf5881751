"""The tables of the enrolment database; everything else is in schema `chassis`."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    Time,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = MetaData()
_INSTANT = DateTime(timezone=True)
_ZERO = text("0")
_SERVER_TIME = text("clock_timestamp()")


def _id() -> Column[object]:
    return Column("id", Uuid, primary_key=True)


def _version() -> Column[int]:
    return Column("version", Integer, nullable=False, server_default=text("1"))


def _school_term() -> tuple[Column[str], Column[str]]:
    return Column("school_path", Text, nullable=False), Column("term", Text, nullable=False)


organisation = Table(
    "organisation",
    metadata,
    Column("code", Text, primary_key=True),
    Column("path", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("accounting_unit", Text, nullable=False),
    Column("district_code", Text, nullable=False),
)
# The last file taken of each kind and place: the same one again is recognised by its content.
imported_file = Table(
    "imported_file",
    metadata,
    Column("kind", Text),
    Column("path", Text),
    Column("sha256", LargeBinary),
    Column("result", JSONB, nullable=False),
    Column("imported_at", _INSTANT, nullable=False),
    PrimaryKeyConstraint("kind", "path", "sha256", name="imported_file_pkey"),
)
term = Table(
    "term",
    metadata,
    Column("district_path", Text),
    Column("term", Text),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    PrimaryKeyConstraint("district_path", "term", name="term_pkey"),
)
adoption = Table(
    "adoption",
    metadata,
    Column("district_path", Text),
    Column("term", Text),
    Column("pack_id", Text, nullable=False),
    Column("pack_version", Text, nullable=False),
    Column("pack_text", Text, nullable=False),
    Column("pack_hash", Text, nullable=False),
    Column("engine_version", Text, nullable=False),
    Column("parameters", JSONB, nullable=False),
    Column("adopted_by", Uuid, nullable=False),
    Column("adopted_at", _INSTANT, nullable=False),
    PrimaryKeyConstraint("district_path", "term", name="adoption_pkey"),
)
calendar_day = Table(
    "calendar_day",
    metadata,
    Column("district_path", Text),
    Column("term", Text),
    Column("day", Date),
    Column("kind", Text, nullable=False),
    Column("follows", SmallInteger, nullable=False),
    Column("reason", Text, nullable=False),
    PrimaryKeyConstraint("district_path", "term", "day", name="calendar_day_pkey"),
)
school_class = Table(
    "school_class",
    metadata,
    _id(),
    Column("school_path", Text, nullable=False),
    Column("grade", SmallInteger, nullable=False),
    Column("number", SmallInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("teacher_id", Uuid),
    UniqueConstraint("school_path", "grade", "number", name="school_class_place_key"),
    Index("school_class_teacher_idx", "teacher_id"),
)
pupil = Table(
    "pupil",
    metadata,
    _id(),
    Column("school_path", Text, nullable=False),
    Column("class_id", Uuid, ForeignKey("school_class.id", name="pupil_class_fkey"), nullable=False),
    Column("grade", SmallInteger, nullable=False),
    Column("draw_key", LargeBinary, nullable=False),
    Column("name_sealed", LargeBinary, nullable=False),
    Column("name_blind", LargeBinary, nullable=False),
    Column("number_sealed", LargeBinary, nullable=False),
    Column("number_blind", LargeBinary, nullable=False),
    Column("guardian_name_sealed", LargeBinary, nullable=False),
    Column("guardian_phone_sealed", LargeBinary, nullable=False),
    Column("guardian_phone_blind", LargeBinary, nullable=False),
    Column("boards", Boolean, nullable=False),
    Column("priorities", ARRAY(Text), nullable=False),
    Column("consent", Text, nullable=False, server_default=text("'missing'")),
    _version(),
    UniqueConstraint("number_blind", name="pupil_number_key"),
    UniqueConstraint("draw_key", name="pupil_draw_key"),
    Index("pupil_class_idx", "class_id"),
    Index("pupil_school_idx", "school_path", "id"),
)
enrolment_history = Table(
    "enrolment_history",
    metadata,
    Column("pupil_id", Uuid),
    Column("from_on", Date),
    Column("school_path", Text, nullable=False),
    Column("class_id", Uuid, nullable=False),
    PrimaryKeyConstraint("pupil_id", "from_on", name="enrolment_history_pkey"),
)
guardianship = Table(
    "guardianship",
    metadata,
    Column("guardian_id", Uuid),
    Column("pupil_id", Uuid),
    Column("bound_at", _INSTANT, nullable=False),
    Column("relation", Text, nullable=False, server_default=text("'other'")),
    PrimaryKeyConstraint("guardian_id", "pupil_id", name="guardianship_pkey"),
    Index("guardianship_pupil_idx", "pupil_id"),
)
consent = Table(
    "consent",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("pupil_id", Uuid, nullable=False),
    Column("guardian_id", Uuid, nullable=False),
    Column("given", Boolean, nullable=False),
    Column("text_version", Text, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("decided_at", _INSTANT, nullable=False),
    Index("consent_pupil_idx", "pupil_id", "id"),
)
survey_answer = Table(
    "survey_answer",
    metadata,
    Column("pupil_id", Uuid),
    Column("term", Text),
    Column("school_path", Text, nullable=False),
    Column("guardian_id", Uuid, nullable=False),
    Column("wants_care", Boolean, nullable=False),
    Column("weekdays", ARRAY(SmallInteger), nullable=False),
    Column("categories", ARRAY(Text), nullable=False),
    Column("answered_at", _INSTANT, nullable=False),
    Column("touched_at", _INSTANT, nullable=False, server_default=_SERVER_TIME),
    PrimaryKeyConstraint("pupil_id", "term", "guardian_id", name="survey_answer_pkey"),
    Index("survey_answer_school_idx", "school_path", "term"),
    Index("survey_answer_touched_idx", "touched_at"),
)
filing = Table(
    "filing",
    metadata,
    _id(),
    *_school_term(),
    Column("state", Text, nullable=False),
    Column("plan_document", Uuid, nullable=False),
    Column("emergency_document", Uuid, nullable=False),
    Column("filed_by", Uuid, nullable=False),
    Column("filed_at", _INSTANT, nullable=False),
    Column("decided_by", Uuid),
    Column("decided_at", _INSTANT),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("rule", Text, nullable=False, server_default=text("''")),
    _version(),
    Index("filing_school_idx", "school_path", "term", "id"),
)
# Not approved twice: one approved or undecided filing of a school and term at a time.
Index(
    "filing_standing_key",
    filing.c.school_path,
    filing.c.term,
    unique=True,
    postgresql_where=text("state <> 'returned'"),
)
school_term = Table(
    "school_term",
    metadata,
    Column("school_path", Text),
    Column("term", Text),
    Column("notice_id", Text),
    Column("notice_in_force_on", Date),
    Column("opened_at", _INSTANT),
    Column("opened_by", Uuid),
    Column("closes_on", Date),
    Column("draws", Integer, nullable=False, server_default=_ZERO),
    Column("agreements", Integer, nullable=False, server_default=_ZERO),
    PrimaryKeyConstraint("school_path", "term", name="school_term_pkey"),
)
# What dashboards were told last; apart from school_term, so that counting never waits for a draw.
told_count = Table(
    "told_count",
    metadata,
    Column("school_path", Text),
    Column("term", Text),
    Column("answers", Integer, nullable=False),
    Column("submitted", Integer, nullable=False),
    Column("reviewed", Integer, nullable=False),
    Column("placed", Integer, nullable=False),
    Column("alternatives", Integer, nullable=False),
    PrimaryKeyConstraint("school_path", "term", name="told_count_pkey"),
)
# Where an application was taken back: nothing of it is left that could be counted anew. Of schools, never of families.
touched_term = Table(
    "touched_term",
    metadata,
    Column("school_path", Text),
    Column("term", Text),
    Column("touched_at", _INSTANT, nullable=False, server_default=_SERVER_TIME),
    PrimaryKeyConstraint("school_path", "term", name="touched_term_pkey"),
    Index("touched_term_touched_idx", "touched_at"),
)
# What each notice says; of several in force, the later one counts for what it lists.
price_item = Table(
    "price_item",
    metadata,
    Column("school_path", Text),
    Column("term", Text),
    Column("product", Text),
    Column("course_id", Text),
    Column("price_fen", BigInteger, nullable=False),
    Column("consumables_fen", BigInteger, nullable=False),
    Column("notice_id", Text),
    Column("in_force_on", Date, nullable=False),
    PrimaryKeyConstraint("school_path", "term", "product", "course_id", "notice_id", name="price_item_pkey"),
)
vendor_listing = Table(
    "vendor_listing",
    metadata,
    Column("vendor_id", Uuid),
    Column("district_path", Text),
    Column("listed_from", Date),
    Column("listed_until", Date),
    Column("delisted_on", Date),
    Column("reason_code", Text, nullable=False, server_default=text("''")),
    PrimaryKeyConstraint("vendor_id", "district_path", name="vendor_listing_pkey"),
)
vendor = Table(
    "vendor",
    metadata,
    _id(),
    Column("uscc", Text, nullable=False),
    Column("name", Text, nullable=False),
)
contract = Table(
    "contract",
    metadata,
    _id(),
    Column("vendor_id", Uuid, nullable=False),
    Column("uscc", Text, nullable=False),
    *_school_term(),
    Column("ended_on", Date),
    Column("end_reason", Text, nullable=False, server_default=text("''")),
    Index("contract_school_idx", "school_path", "term"),
    Index("contract_vendor_idx", "uscc", "term"),
)
contract_course = Table(
    "contract_course",
    metadata,
    Column("contract_id", Uuid),
    Column("course_id", Uuid),
    Column("title", Text, nullable=False),
    Column("price_fen", BigInteger, nullable=False),
    Column("consumables_fen", BigInteger, nullable=False),
    Column("lessons", Integer, nullable=False),
    PrimaryKeyConstraint("contract_id", "course_id", name="contract_course_pkey"),
)
offering = Table(
    "offering",
    metadata,
    _id(),
    *_school_term(),
    Column("product", Text, nullable=False),
    Column("nature", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("teacher", Text, nullable=False),
    Column("fee_basis", Text, nullable=False),
    Column("fee_pays_for", Text, nullable=False),
    Column("safety", Text, nullable=False),
    Column("complaint_phone", Text, nullable=False),
    Column("vendor_id", Uuid),
    Column("contract_id", Uuid),
    Column("course_id", Uuid),
    Column("price_fen", BigInteger, nullable=False),
    Column("consumables_fen", BigInteger, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("weekdays", ARRAY(SmallInteger), nullable=False),
    Column("grades", ARRAY(SmallInteger), nullable=False),
    Column("lessons", Integer, nullable=False),
    Column("starts_at", Time, nullable=False),
    Column("ends_at", Time, nullable=False),
    Column("mode", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("rule", Text, nullable=False),
    _version(),
    Index("offering_school_idx", "school_path", "term", "id"),
    Index("offering_contract_idx", "contract_id"),
    Index("offering_vendor_idx", "vendor_id"),
)
# A narrow row of its own: it is locked by every admission, and its check is the last word on seats (C5.9).
seat_count = Table(
    "seat_count",
    metadata,
    Column("offering_id", Uuid, primary_key=True),
    Column("capacity", Integer, nullable=False),
    Column("held", Integer, nullable=False, server_default=_ZERO),
    Column("taken", Integer, nullable=False, server_default=_ZERO),
    CheckConstraint("held >= 0 AND taken >= 0 AND held + taken <= capacity", name="seat_count_within_capacity"),
    postgresql_with={"fillfactor": "50"},
)
