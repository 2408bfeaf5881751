"""Create the read model: rows of what happened, and the figures made from them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("CREATE SCHEMA read_model")
    create_schools()
    create_offerings()
    create_groups()
    create_sessions()
    create_staff()
    create_bills()
    create_refunds()
    create_months()
    create_figures()


def create_schools() -> None:
    op.create_table(
        "school_class",
        sa.Column("class_id", sa.Uuid(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("class_id"),
        schema="read_model",
    )
    op.create_index("school_class_school_idx", "school_class", ["school_path"], unique=False, schema="read_model")
    op.create_table(
        "school_term",
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("district_path", sa.Text(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("term", "school_path", name="school_term_pkey"),
        schema="read_model",
    )
    op.create_table(
        "unit_school",
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school_path"),
        schema="read_model",
    )
    op.create_index("unit_school_unit_idx", "unit_school", ["unit_code"], unique=False, schema="read_model")
    op.create_table(
        "calendar",
        sa.Column("district_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("school_days", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("district_path", "term", name="calendar_pkey"),
        schema="read_model",
    )


def create_offerings() -> None:
    op.create_table(
        "contract",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("vendor_id", sa.Text(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("signed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        schema="read_model",
    )
    op.create_index("contract_school_idx", "contract", ["school_path", "term"], unique=False, schema="read_model")
    op.create_index("contract_vendor_idx", "contract", ["vendor_id"], unique=False, schema="read_model")
    op.create_table(
        "offering",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("vendor_id", sa.Text(), nullable=False),
        sa.Column("price_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        schema="read_model",
    )
    op.create_index("offering_school_idx", "offering", ["school_path", "term"], unique=False, schema="read_model")
    op.create_table(
        "notice",
        sa.Column("notice_id", sa.Text(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("in_force_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("notice_id"),
        schema="read_model",
    )
    op.create_index("notice_school_idx", "notice", ["school_path", "term"], unique=False, schema="read_model")


def create_groups() -> None:
    op.create_table(
        "placement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("offering_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        schema="read_model",
    )
    op.create_index("placement_pupil_idx", "placement", ["pupil_id", "offering_id"], unique=False, schema="read_model")
    op.create_index("placement_school_idx", "placement", ["school_path", "term"], unique=False, schema="read_model")
    op.create_table(
        "study_group",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("offering_id", sa.Uuid(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        schema="read_model",
    )
    op.create_index("study_group_school_idx", "study_group", ["school_path", "term"], unique=False, schema="read_model")


def create_sessions() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("suspended", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        schema="read_model",
    )
    op.create_index("session_group_idx", "session", ["group_id"], unique=False, schema="read_model")
    op.create_table(
        "roll",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("offering_id", sa.Uuid(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("correction", sa.Integer(), nullable=False),
        sa.Column("present", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.PrimaryKeyConstraint("session_id"),
        schema="read_model",
    )
    op.create_index("roll_group_idx", "roll", ["group_id"], unique=False, schema="read_model")
    op.create_index("roll_school_idx", "roll", ["school_path", "term"], unique=False, schema="read_model")
    op.create_table(
        "attendance",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("offering_id", sa.Uuid(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("attended", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "pupil_id", name="attendance_pkey"),
        schema="read_model",
    )
    op.create_index("attendance_school_idx", "attendance", ["school_path", "term"], unique=False, schema="read_model")
    op.create_index("attendance_pupil_idx", "attendance", ["pupil_id", "offering_id"], schema="read_model")


def create_staff() -> None:
    op.create_table(
        "staff_place",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "path", name="staff_place_pkey"),
        schema="read_model",
    )
    op.create_index("staff_place_path_idx", "staff_place", ["path"], unique=False, schema="read_model")
    op.create_table(
        "shift",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "duty", name="shift_pkey"),
        schema="read_model",
    )
    op.create_index("shift_group_idx", "shift", ["group_id"], unique=False, schema="read_model")
    op.create_table(
        "lesson",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("by_vendor", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("session_id"),
        schema="read_model",
    )
    op.create_index("lesson_group_idx", "lesson", ["group_id"], unique=False, schema="read_model")


def create_bills() -> None:
    op.create_table(
        "bill",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("waived_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("due_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("placement_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        schema="read_model",
    )
    op.create_index("bill_school_idx", "bill", ["school_path", "term"], unique=False, schema="read_model")
    op.create_table(
        "bill_run",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "school_path", name="bill_run_pkey"),
        schema="read_model",
    )
    op.create_table(
        "payment",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("bill_id", sa.Uuid(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("paid_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "bill_id", name="payment_pkey"),
        schema="read_model",
    )
    op.create_index("payment_school_idx", "payment", ["school_path", "term"], unique=False, schema="read_model")
    op.create_index("payment_bill_idx", "payment", ["bill_id"], schema="read_model")


def create_refunds() -> None:
    op.create_table(
        "refund",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("bill_id", sa.Text(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("approved_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("paid_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        schema="read_model",
    )
    op.create_index("refund_school_idx", "refund", ["school_path", "term"], unique=False, schema="read_model")
    op.create_table(
        "settlement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("paid_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        schema="read_model",
    )
    op.create_index("settlement_school_idx", "settlement", ["school_path", "month"], unique=False, schema="read_model")
    op.create_table(
        "subsidy",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("participants", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        schema="read_model",
    )
    op.create_index("subsidy_school_idx", "subsidy", ["school_path", "term"], unique=False, schema="read_model")


def create_months() -> None:
    op.create_table(
        "sheet",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("approved", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("paid", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        schema="read_model",
    )
    op.create_index("sheet_school_idx", "sheet", ["school_path", "month"], unique=False, schema="read_model")
    op.create_table(
        "reconciliation",
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("lines", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("matched", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("exceptions_open", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("exceptions_found", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("closed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("unit_code", "month", name="reconciliation_pkey"),
        schema="read_model",
    )
    op.create_table(
        "closing",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("session_id"),
        schema="read_model",
    )
    op.create_index("closing_group_idx", "closing", ["group_id"], unique=False, schema="read_model")
    op.create_table(
        "vendor_standing",
        sa.Column("vendor_id", sa.Text(), nullable=False),
        sa.Column("district_path", sa.Text(), nullable=False),
        sa.Column("listed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("vendor_id", "district_path", name="vendor_standing_pkey"),
        schema="read_model",
    )


def create_figures() -> None:
    op.create_table(
        "progress",
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), server_default=sa.text("'none'"), nullable=False),
        sa.Column("plan_approved_on", sa.Date(), nullable=True),
        sa.Column("opened", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("survey_answers", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("submitted", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("reviewed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("placed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("alternatives", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("school_path", "term", name="progress_pkey"),
        schema="read_model",
    )
    op.create_table(
        "school_month",
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("billed_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("received_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("refunded_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("term", "school_path", "month", name="school_month_pkey"),
        schema="read_model",
    )
    op.create_table(
        "stale",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        schema="read_model",
    )
