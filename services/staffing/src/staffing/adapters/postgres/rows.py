"""The tables of the staffing database."""

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
    PrimaryKeyConstraint,
    Table,
    Text,
    Time,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

_INSTANT = DateTime(timezone=True)

organisation = Table(
    "organisation",
    metadata,
    Column("code", Text, primary_key=True),
    Column("path", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
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
    Column("pack_text", Text, nullable=False),
    Column("parameters", JSONB, nullable=False),
    PrimaryKeyConstraint("district_path", "term", name="adoption_pkey"),
)

person = Table(
    "person",
    metadata,
    Column("id", Uuid, primary_key=True),
    # Empty for a vendor's people, whose names the vendor registry keeps.
    Column("number", Text, unique=True),
    Column("name", LargeBinary),
    Column("phone", LargeBinary),
    Column("phone_index", LargeBinary),
    # One form, so that unique is unique whatever case or width it was written in; it is the sign-in name.
    CheckConstraint("number ~ '^[A-Z0-9][A-Z0-9._-]{1,30}[A-Z0-9]$'", name="person_number_form"),
    Index("person_phone_index_idx", "phone_index"),
)

assignment = Table(
    "assignment",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date),
    # Set = not in force until a second person lifts or ends it.
    Column("suspended_at", _INSTANT),
    CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="assignment_ends_after_start"),
    Index("assignment_person_idx", "person_id"),
    Index("assignment_starts_idx", "starts_on"),
    Index("assignment_ends_idx", "ends_on", postgresql_where=text("ends_on IS NOT NULL")),
    Index("assignment_path_idx", "path", "person_id", postgresql_ops={"path": "text_pattern_ops"}),
)

role_change = Table(
    "role_change",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("assignment_id", Uuid),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("suspended", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("proposed_by", Uuid, nullable=False),
    Column("proposed_at", _INSTANT, nullable=False),
    Column("decided_by", Uuid),
    Column("decided_at", _INSTANT),
    CheckConstraint("state <> 'confirmed' OR decided_by <> proposed_by", name="role_change_by_two"),
    Index(
        "role_change_waits_once",
        "person_id",
        "kind",
        "role",
        "path",
        unique=True,
        postgresql_where=text("state = 'proposed'"),
    ),
    Index("role_change_path_idx", "path", "id", postgresql_ops={"path": "text_pattern_ops"}),
)

# Two accounts of one person; `account_id` is mostly a family's, and staffing knows nothing else about it.
account_link = Table(
    "account_link",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False),
    Column("account_id", Uuid, nullable=False),
    Column("reason", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("asked_by", Uuid, nullable=False),
    Column("asked_at", _INSTANT, nullable=False),
    Column("decided_by", Uuid),
    Column("decided_at", _INSTANT),
    CheckConstraint("person_id <> account_id", name="account_link_of_two"),
    CheckConstraint("state NOT IN ('linked', 'ended') OR decided_by <> asked_by", name="account_link_by_two"),
    Index(
        "account_link_once",
        "person_id",
        "account_id",
        unique=True,
        postgresql_where=text("state IN ('proposed', 'linked', 'ending')"),
    ),
    Index("account_link_account_idx", "account_id"),
)

staff_import = Table(
    "staff_import",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("path", Text, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    # The rows as they were read, sealed.
    Column("rows", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("people", Integer, nullable=False),
    Column("added", Integer, nullable=False),
    Column("proposed_by", Uuid, nullable=False),
    Column("proposed_role", Text, nullable=False),
    Column("proposed_at", _INSTANT, nullable=False),
    Column("decided_by", Uuid),
    Column("decided_at", _INSTANT),
    Index("staff_import_waits_once", "path", "sha256", unique=True, postgresql_where=text("state = 'proposed'")),
    Index("staff_import_path_idx", "path", "id", postgresql_ops={"path": "text_pattern_ops"}),
)

# Who was told of a change of a role.
notice = Table(
    "notice",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("recipient_id", Uuid, nullable=False),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("told_at", _INSTANT, nullable=False),
    Index("notice_recipient_idx", "recipient_id", "id"),
)

school_class = Table(
    "school_class",
    metadata,
    Column("school_path", Text),
    Column("grade", Integer),
    Column("number", Integer),
    # Known once enrolment registered the class.
    Column("class_id", Uuid),
    # Known once a staff workbook named the teacher.
    Column("teacher_id", Uuid, ForeignKey("person.id")),
    PrimaryKeyConstraint("school_path", "grade", "number", name="school_class_pkey"),
)

clearance = Table(
    "clearance",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False),
    Column("checked_on", Date, nullable=False),
    Column("valid_until", Date, nullable=False),
    Column("reference", Text, nullable=False),
    Column("entered_by", Uuid),
    Column("entered_at", _INSTANT),
    Column("school_path", Text),
    Column("confirmed_by", Uuid),
    # Empty = the office has not looked at it, and it counts for nothing.
    Column("confirmed_at", _INSTANT),
    # The answer of the police, until the office has looked at it.
    Column("evidence_id", Uuid),
    Column("evidence_sha256", LargeBinary),
    Column("evidence_by", Uuid),
    Index(
        "clearance_waits_idx",
        "school_path",
        "id",
        postgresql_where=text("confirmed_at IS NULL AND evidence_sha256 IS NOT NULL"),
        postgresql_ops={"school_path": "text_pattern_ops"},
    ),
    UniqueConstraint("person_id", "checked_on", "valid_until", name="clearance_once"),
)

vendor = Table("vendor", metadata, Column("id", Uuid, primary_key=True), Column("uscc", Text, nullable=False))

offering = Table("offering", metadata, Column("id", Uuid, primary_key=True), Column("vendor_id", Uuid))

session = Table(
    "session",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("group_id", Uuid, nullable=False),
    Column("offering_id", Uuid, ForeignKey("offering.id"), nullable=False),
    Column("school_path", Text, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("starts_at", Time, nullable=False),
    Column("ends_at", Time, nullable=False),
    Column("suspended", Boolean, nullable=False, server_default=text("false")),
    Index("session_school_day_idx", "school_path", "held_on"),
    Index("session_group_idx", "group_id"),
)

shift = Table(
    "shift",
    metadata,
    Column("session_id", Uuid, ForeignKey("session.id")),
    Column("duty", Text),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False),
    PrimaryKeyConstraint("session_id", "duty", name="shift_pkey"),
    Index("shift_person_idx", "person_id"),
)

lesson = Table(
    "lesson",
    metadata,
    Column("session_id", Uuid, ForeignKey("session.id")),
    # The lesson, or the presence of the school's own teacher beside a vendor's instructor.
    Column("part", Text, server_default=text("'lesson'")),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False),
    Column("logged_at", _INSTANT, nullable=False),
    # Set = the school leaves it out of the confirmation.
    Column("struck_reason", Text),
    Column("confirmed_by", Uuid),
    Column("confirmed_at", _INSTANT),
    # The sheet on which it is paid: one, and a lesson confirmed late goes on the next. Lessons are put on a sheet
    # before the sheet, whose lines count them, is written.
    Column("sheet_id", Uuid, ForeignKey("allowance_sheet.id", deferrable=True, initially="DEFERRED")),
    PrimaryKeyConstraint("session_id", "part", name="lesson_pkey"),
    Index("lesson_sheet_idx", "sheet_id"),
)

# Every strike, as it was; that it was taken back is in the audit.
lesson_strike = Table(
    "lesson_strike",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("session_id", Uuid, ForeignKey("session.id"), nullable=False),
    Column("part", Text, nullable=False),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("struck_by", Uuid, nullable=False),
    Column("struck_at", _INSTANT, nullable=False),
    Index("lesson_strike_session_idx", "session_id"),
)

allowance_sheet = Table(
    "allowance_sheet",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("school_path", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("rate_fen", BigInteger, nullable=False),
    Column("outside_total", Boolean, nullable=False),
    Column("rule", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("prepared_by", Uuid, nullable=False),
    Column("prepared_at", _INSTANT, nullable=False),
    Column("signed_by", Uuid),
    Column("approved_by", Uuid),
    # One sheet per school and month.
    UniqueConstraint("school_path", "month", name="allowance_sheet_once"),
)

allowance_line = Table(
    "allowance_line",
    metadata,
    Column("sheet_id", Uuid, ForeignKey("allowance_sheet.id")),
    Column("person_id", Uuid, ForeignKey("person.id")),
    Column("lessons", Integer, nullable=False),
    Column("amount_fen", BigInteger, nullable=False),
    PrimaryKeyConstraint("sheet_id", "person_id", name="allowance_line_pkey"),
    CheckConstraint("lessons > 0 AND amount_fen >= 0", name="allowance_line_positive"),
)

# What was sent back, as it was.
allowance_return = Table(
    "allowance_return",
    metadata,
    Column("sheet_id", Uuid, ForeignKey("allowance_sheet.id")),
    Column("version", Integer),
    Column("state", Text, nullable=False),
    Column("prepared_by", Uuid, nullable=False),
    Column("prepared_at", _INSTANT, nullable=False),
    Column("signed_by", Uuid),
    Column("rate_fen", BigInteger, nullable=False),
    Column("lines", JSONB, nullable=False),
    Column("amount_fen", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("returned_by", Uuid, nullable=False),
    Column("returned_at", _INSTANT, nullable=False),
    PrimaryKeyConstraint("sheet_id", "version", name="allowance_return_pkey"),
)

# The last file taken of each kind by whom: the same one again is recognised by its content.
imported_file = Table(
    "imported_file",
    metadata,
    Column("sha256", LargeBinary),
    Column("kind", Text),
    Column("path", Text, server_default=text("''")),
    Column("imported_at", _INSTANT, nullable=False),
    PrimaryKeyConstraint("kind", "path", "sha256", name="imported_file_pkey"),
)
