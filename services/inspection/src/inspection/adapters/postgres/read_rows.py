"""The read model: rows keyed by what happened, so that applying them again or in another order gives the same."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from inspection.adapters.postgres.rows import metadata

SCHEMA = "read_model"


def _table(name: str, *parts: Column[object] | PrimaryKeyConstraint | Index) -> Table:
    return Table(name, metadata, *parts, schema=SCHEMA)


def _school_term() -> list[Column[object]]:
    return [Column("school_path", Text, nullable=False), Column("term", Text, nullable=False)]


def _count(name: str) -> Column[object]:
    return Column(name, Integer, nullable=False, server_default=text("0"))


def _flag(name: str) -> Column[object]:
    return Column(name, Boolean, nullable=False, server_default=text("false"))


def _fen(name: str) -> Column[object]:
    return Column(name, BigInteger, nullable=False, server_default=text("0"))


# Which schools' figures must be made anew; rows are only ever added and taken, never changed.
stale = _table(
    "stale",
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("school_path", Text, nullable=False),
    # None: in every term.
    Column("term", Text),
    # Machine time; the oldest mark tells how old the figures may be.
    Column("marked_at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
)

unit_school = _table(
    "unit_school",
    Column("school_path", Text, primary_key=True),
    Column("unit_code", Text, nullable=False),
    Index("unit_school_unit_idx", "unit_code"),
)
school_class = _table(
    "school_class",
    Column("class_id", Uuid, primary_key=True),
    Column("school_path", Text, nullable=False),
    Index("school_class_school_idx", "school_path"),
)
staff_place = _table(
    "staff_place",
    Column("person_id", Uuid),
    Column("path", Text),
    PrimaryKeyConstraint("person_id", "path", name="staff_place_pkey"),
    Index("staff_place_path_idx", "path"),
)
calendar = _table(
    "calendar",
    Column("district_path", Text),
    Column("term", Text),
    _count("school_days"),
    PrimaryKeyConstraint("district_path", "term", name="calendar_pkey"),
)
progress = _table(
    "progress",
    Column("school_path", Text),
    Column("term", Text),
    Column("plan", Text, nullable=False, server_default=text("'none'")),
    Column("plan_approved_on", Date),
    _flag("opened"),
    _count("survey_answers"),
    _count("submitted"),
    _count("reviewed"),
    _count("placed"),
    _count("alternatives"),
    PrimaryKeyConstraint("school_path", "term", name="progress_pkey"),
)
notice = _table(
    "notice",
    Column("notice_id", Text, primary_key=True),
    *_school_term(),
    Column("published_on", Date, nullable=False),
    Column("in_force_on", Date, nullable=False),
    Index("notice_school_idx", "school_path", "term"),
)
offering = _table(
    "offering",
    Column("id", Uuid, primary_key=True),
    *_school_term(),
    Column("product", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("vendor_id", Text, nullable=False),
    _fen("price_fen"),
    Index("offering_school_idx", "school_path", "term"),
)
placement = _table(
    "placement",
    Column("id", Uuid, primary_key=True),
    Column("offering_id", Uuid, nullable=False),
    Column("pupil_id", Uuid, nullable=False),
    *_school_term(),
    Column("agreed_on", Date),
    Column("ended_on", Date),
    Index("placement_school_idx", "school_path", "term"),
    Index("placement_pupil_idx", "pupil_id", "offering_id"),
)
study_group = _table(
    "study_group",
    Column("id", Uuid, primary_key=True),
    Column("offering_id", Uuid, nullable=False),
    *_school_term(),
    Index("study_group_school_idx", "school_path", "term"),
)
session = _table(
    "session",
    Column("id", Uuid, primary_key=True),
    Column("group_id", Uuid, nullable=False),
    Column("school_path", Text, nullable=False),
    Column("held_on", Date, nullable=False),
    _flag("suspended"),
    Index("session_group_idx", "group_id"),
)
shift = _table(
    "shift",
    Column("session_id", Uuid),
    Column("duty", Text),
    Column("group_id", Uuid, nullable=False),
    PrimaryKeyConstraint("session_id", "duty", name="shift_pkey"),
    Index("shift_group_idx", "group_id"),
)
roll = _table(
    "roll",
    Column("session_id", Uuid, primary_key=True),
    Column("group_id", Uuid, nullable=False),
    Column("offering_id", Uuid, nullable=False),
    *_school_term(),
    Column("held_on", Date, nullable=False),
    Column("correction", Integer, nullable=False),
    Column("present", ARRAY(Uuid), nullable=False),
    Index("roll_school_idx", "school_path", "term"),
    Index("roll_group_idx", "group_id"),
)
attendance = _table(
    "attendance",
    Column("group_id", Uuid),
    Column("pupil_id", Uuid),
    Column("offering_id", Uuid, nullable=False),
    *_school_term(),
    Column("attended", Integer, nullable=False),
    Column("first_on", Date, nullable=False),
    PrimaryKeyConstraint("group_id", "pupil_id", name="attendance_pkey"),
    Index("attendance_school_idx", "school_path", "term"),
    Index("attendance_pupil_idx", "pupil_id", "offering_id"),
)
closing = _table(
    "closing",
    Column("session_id", Uuid, primary_key=True),
    Column("group_id", Uuid, nullable=False),
    Index("closing_group_idx", "group_id"),
)
lesson = _table(
    "lesson",
    Column("session_id", Uuid, primary_key=True),
    Column("group_id", Uuid, nullable=False),
    _flag("by_vendor"),
    Index("lesson_group_idx", "group_id"),
)
# A run is announced school by school; its bills count from then on.
bill_run = _table(
    "bill_run",
    Column("run_id", Text),
    *_school_term(),
    Column("published_on", Date, nullable=False),
    _fen("amount_fen"),
    PrimaryKeyConstraint("run_id", "school_path", name="bill_run_pkey"),
    Index("bill_run_school_idx", "school_path", "term"),
)
# Inspection knows waivers only as the sum of a whole school.
waiver_count = _table(
    "waiver_count",
    *_school_term(),
    _count("bills"),
    _fen("waived_fen"),
    PrimaryKeyConstraint("school_path", "term", name="waiver_count_pkey"),
)
bill = _table(
    "bill",
    Column("id", Uuid, primary_key=True),
    Column("run_id", Text, nullable=False),
    *_school_term(),
    Column("pupil_id", Uuid, nullable=False),
    _fen("due_fen"),
    Column("placement_ids", ARRAY(Uuid), nullable=False),
    Index("bill_school_idx", "school_path", "term"),
)
# What a bill came to after it was lowered; apart from the bill, because either may be told of first.
bill_change = _table(
    "bill_change",
    Column("bill_id", Uuid, primary_key=True),
    _fen("due_fen"),
    _fen("refunded_fen"),
)
payment = _table(
    "payment",
    Column("event_id", Uuid),
    Column("bill_id", Uuid),
    *_school_term(),
    Column("paid_on", Date, nullable=False),
    _fen("paid_fen"),
    PrimaryKeyConstraint("event_id", "bill_id", name="payment_pkey"),
    Index("payment_school_idx", "school_path", "term"),
    Index("payment_bill_idx", "bill_id"),
)
refund = _table(
    "refund",
    Column("id", Text, primary_key=True),
    Column("bill_id", Text, nullable=False),
    *_school_term(),
    _fen("approved_fen"),
    _fen("paid_fen"),
    Column("paid_on", Date),
    Index("refund_school_idx", "school_path", "term"),
)
reconciliation = _table(
    "reconciliation",
    Column("unit_code", Text),
    Column("month", Text),
    _count("lines"),
    _count("matched"),
    _count("exceptions_open"),
    _count("exceptions_found"),
    _flag("closed"),
    PrimaryKeyConstraint("unit_code", "month", name="reconciliation_pkey"),
)
settlement = _table(
    "settlement",
    Column("id", Text, primary_key=True),
    Column("school_path", Text, nullable=False),
    Column("month", Text, nullable=False),
    _fen("amount_fen"),
    _fen("paid_fen"),
    Index("settlement_school_idx", "school_path", "month"),
)
subsidy = _table(
    "subsidy",
    Column("id", Text, primary_key=True),
    *_school_term(),
    _count("participants"),
    _fen("amount_fen"),
    Index("subsidy_school_idx", "school_path", "term"),
)
sheet = _table(
    "sheet",
    Column("id", Text, primary_key=True),
    Column("school_path", Text, nullable=False),
    Column("month", Text, nullable=False),
    _flag("returned"),
    _flag("approved"),
    _flag("paid"),
    _fen("amount_fen"),
    Index("sheet_school_idx", "school_path", "month"),
)
contract = _table(
    "contract",
    Column("id", Text, primary_key=True),
    Column("vendor_id", Text, nullable=False),
    *_school_term(),
    _flag("signed"),
    Column("ended_on", Date),
    Index("contract_school_idx", "school_path", "term"),
    Index("contract_vendor_idx", "vendor_id"),
)
vendor_standing = _table(
    "vendor_standing",
    Column("vendor_id", Text),
    Column("district_path", Text),
    _flag("listed"),
    PrimaryKeyConstraint("vendor_id", "district_path", name="vendor_standing_pkey"),
)
# Made from the rows above, one school and term at a time.
school_term = _table(
    "school_term",
    Column("school_path", Text),
    Column("term", Text),
    Column("district_path", Text, nullable=False),
    Column("facts", JSONB, nullable=False),
    # Whether anomalies were looked for in these figures.
    Column("searched", Boolean, nullable=False, server_default=text("true")),
    PrimaryKeyConstraint("term", "school_path", name="school_term_pkey"),
    Index("school_term_unsearched_idx", "school_path", postgresql_where=text("NOT searched")),
)
school_month = _table(
    "school_month",
    Column("school_path", Text),
    Column("term", Text),
    Column("month", Text),
    _fen("due_fen"),
    _fen("received_fen"),
    _fen("refunded_fen"),
    # How many bills, and refunds, the amounts are of.
    _count("bills"),
    _count("bills_changed"),
    _count("paid_bills"),
    _count("refunds"),
    PrimaryKeyConstraint("term", "school_path", "month", name="school_month_pkey"),
)

CLEARED_BY_REBUILD = [table for table in metadata.tables.values() if table.schema == SCHEMA and table is not stale]
