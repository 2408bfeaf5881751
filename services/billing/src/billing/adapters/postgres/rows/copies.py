"""Our own copies of what other services told us, kept from their events."""

from sqlalchemy import Boolean, Column, Index, LargeBinary, PrimaryKeyConstraint, Table, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from billing.adapters.postgres.rows.metadata import count, day, fen, few, id_column, metadata, ref, word

organisation = Table(
    "organisation",
    metadata,
    Column("code", Text, primary_key=True),
    word("path"),
    word("kind"),
    word("name"),
    word("stage"),
    word("district_code"),
    Index("organisation_path_idx", "path", unique=True, postgresql_ops={"path": "text_pattern_ops"}),
)
term = Table(
    "term",
    metadata,
    word("district_path"),
    word("term"),
    day("first_on"),
    day("last_on"),
    PrimaryKeyConstraint("district_path", "term", name="term_pkey"),
)
adoption = Table(
    "adoption",
    metadata,
    word("district_path"),
    word("term"),
    word("pack_id"),
    word("pack_version"),
    word("pack_text"),
    word("pack_hash"),
    word("engine_version"),
    Column("parameters", JSONB, nullable=False),
    PrimaryKeyConstraint("district_path", "term", name="adoption_pkey"),
)
plan_decision = Table(
    "plan_decision",
    metadata,
    word("school_path"),
    word("term"),
    Column("approved", Boolean, nullable=False),
    PrimaryKeyConstraint("school_path", "term", name="plan_decision_pkey"),
)
pupil = Table(
    "pupil",
    metadata,
    id_column("pupil_id"),
    word("school_path"),
    few("grade"),
    Column("boards", Boolean, nullable=False),
    Column("draw_key", LargeBinary, nullable=False),
    Index("pupil_school_idx", "school_path"),
)
guardian = Table(
    "guardian",
    metadata,
    ref("guardian_id"),
    ref("pupil_id"),
    PrimaryKeyConstraint("guardian_id", "pupil_id", name="guardian_pkey"),
)
offering = Table(
    "offering",
    metadata,
    id_column("offering_id"),
    word("school_path"),
    word("term"),
    word("product"),
    word("title"),
    ref("vendor_id", nullable=True),
    ref("contract_id", nullable=True),
    ref("course_id", nullable=True),
    fen("price_fen"),
    fen("consumables_fen"),
    few("lessons"),
    Index("offering_school_idx", "school_path", "term"),
    Index("offering_contract_idx", "contract_id"),
)
placement = Table(
    "placement",
    metadata,
    id_column("placement_id"),
    ref("offering_id"),
    ref("pupil_id"),
    word("school_path"),
    word("term"),
    Column("entrusted", Boolean, nullable=False),
    day("agreed_on"),
    day("ended_on", nullable=True),
    word("end_reason", nullable=True),
    Index("placement_school_idx", "school_path", "term"),
    Index("placement_offering_idx", "offering_id"),
    Index("placement_pupil_idx", "pupil_id"),
)
session = Table(
    "session",
    metadata,
    id_column("session_id"),
    ref("group_id"),
    ref("offering_id"),
    word("school_path"),
    day("held_on"),
    few("number"),
    Column("suspended", Boolean, nullable=False, server_default=text("false")),
    Index("session_offering_idx", "offering_id", "held_on"),
    Index("session_group_idx", "group_id"),
)
group_member = Table(
    "group_member",
    metadata,
    ref("group_id"),
    ref("pupil_id"),
    day("joined_on"),
    # The first day on which the pupil is no longer in the group.
    day("left_on", nullable=True),
    ref("offering_id"),
    PrimaryKeyConstraint("group_id", "pupil_id", "joined_on", name="group_member_pkey"),
    Index("group_member_pupil_idx", "pupil_id", "offering_id"),
)
roll = Table(
    "roll",
    metadata,
    id_column("session_id"),
    ref("offering_id"),
    word("school_path"),
    word("term"),
    day("held_on"),
    count("correction"),
    # Pupils who were there, whatever the hour: all that a subsidy counts.
    Column("present", ARRAY(Text), nullable=False),
    Index("roll_school_idx", "school_path", "term", "held_on"),
)
lesson = Table(
    "lesson",
    metadata,
    id_column("session_id"),
    ref("offering_id"),
    word("school_path"),
    day("held_on"),
    ref("vendor_id", nullable=True),
    ref("contract_id", nullable=True),
    Column("released", Boolean, nullable=False, server_default=text("false")),
    fen("released_fen", zero=True),
    day("released_on", nullable=True),
    ref("settlement_id", nullable=True),
    ref("group_id", nullable=True),
    # Which unit holds what the lesson earned; another one's part is a late release.
    word("unit_code", nullable=True),
    Index("lesson_offering_idx", "offering_id", "held_on"),
    Index("lesson_group_idx", "group_id", "held_on"),
    Index("lesson_waiting_idx", "school_path", postgresql_where=text("NOT released")),
    Index("lesson_contract_idx", "contract_id", "released_on"),
)
# What lessons released long ago earn from pupils who were billed after them by a run; and what a lesson earns from fees
# that a second unit holds, since the school changed its unit.
late_release = Table(
    "late_release",
    metadata,
    id_column(),
    ref("run_id", nullable=True),
    ref("offering_id"),
    ref("contract_id", nullable=True),
    fen("amount_fen"),
    day("released_on"),
    ref("settlement_id", nullable=True),
    word("unit_code", nullable=True),
    Index("late_release_contract_idx", "contract_id", "released_on"),
)
contract = Table(
    "contract",
    metadata,
    id_column("contract_id"),
    ref("vendor_id"),
    word("uscc"),
    word("school_path"),
    word("term"),
    day("ended_on", nullable=True),
    Index("contract_school_idx", "school_path", "term"),
    Index("contract_uscc_idx", "uscc"),
)
contract_course = Table(
    "contract_course",
    metadata,
    ref("contract_id"),
    ref("course_id"),
    fen("price_fen"),
    fen("consumables_fen"),
    few("lessons"),
    PrimaryKeyConstraint("contract_id", "course_id", name="contract_course_pkey"),
)
delisting = Table(
    "delisting",
    metadata,
    ref("vendor_id"),
    word("district_path"),
    day("delisted_on"),
    word("reason_code"),
    PrimaryKeyConstraint("vendor_id", "district_path", name="delisting_pkey"),
)
allowance_sheet = Table(
    "allowance_sheet",
    metadata,
    id_column("sheet_id"),
    word("school_path"),
    word("unit_code"),
    word("month"),
    count("lines"),
    fen("amount_fen"),
    word("number"),
    day("paid_on", nullable=True),
)
