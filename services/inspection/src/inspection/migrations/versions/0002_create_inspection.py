"""Create the tables of inspections, complaints, ratings and anomalies, and the copies they need."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    create_copies()
    create_contacts()
    create_complaints()
    create_visits()
    create_anomalies()
    create_findings()
    create_evidence()


def create_copies() -> None:
    op.create_table(
        "adoption",
        sa.Column("district_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("pack_text", sa.Text(), nullable=False),
        sa.Column("parameters", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("cap_fen", sa.BigInteger(), nullable=True),
        sa.Column("attendances_min", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("counted_by", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("district_path", "term", name="adoption_pkey"),
    )
    op.create_table(
        "organisation",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("district_path", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("path"),
        sa.UniqueConstraint("code"),
    )
    op.create_index("organisation_district_idx", "organisation", ["district_path", "path"], unique=False)
    op.create_table(
        "term",
        sa.Column("district_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("district_path", "term", name="term_pkey"),
    )
    op.create_table(
        "pupil",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("class_id", sa.Uuid(), nullable=False),
        sa.Column("boards", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("pupil_school_idx", "pupil", ["school_path", "class_id"], unique=False)
    op.create_table(
        "guardianship",
        sa.Column("guardian_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("guardian_id", "pupil_id", name="guardianship_pkey"),
    )


def create_contacts() -> None:
    op.create_table(
        "consumer_contact",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lag", sa.BigInteger(), nullable=True),
        sa.Column("level_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "source_contact",
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("service"),
    )


def create_complaints() -> None:
    op.create_table(
        "complaint",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("district_path", sa.Text(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("filed_by", sa.Uuid(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("assigned_to", sa.Uuid(), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("overdue", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("complaint_district_idx", "complaint", ["district_path", "id"], unique=False)
    op.create_index("complaint_filed_by_idx", "complaint", ["filed_by", "id"], unique=False)
    op.create_index("complaint_school_idx", "complaint", ["school_path", "id"], unique=False)
    op.create_index(
        "complaint_unanswered_idx",
        "complaint",
        ["due_on"],
        unique=False,
        postgresql_where=sa.text("state <> 'answered'"),
    )
    op.create_table(
        "rating",
        sa.Column("offering_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("score", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name="rating_score"),
        sa.PrimaryKeyConstraint("offering_id", "pupil_id", name="rating_pkey"),
    )
    op.create_index("rating_school_idx", "rating", ["school_path", "term"], unique=False)


def create_visits() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("district_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("visits_by", sa.Date(), nullable=False),
        sa.Column("checklist", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("schools", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("draw_seed", sa.Text(), nullable=True),
        sa.Column("draw_count", sa.Integer(), nullable=True),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("plan_district_idx", "plan", ["district_path", "id"], unique=False)
    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("district_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("inspector_id", sa.Uuid(), nullable=False),
        sa.Column("checked", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("visit_district_idx", "visit", ["district_path", "id"], unique=False)
    op.create_index("visit_once", "visit", ["plan_id", "school_path"], unique=True)
    op.create_index("visit_school_idx", "visit", ["school_path", "id"], unique=False)


def create_anomalies() -> None:
    op.create_table(
        "anomaly",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("district_path", sa.Text(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("class_id", sa.Uuid(), nullable=True),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("verified_by", sa.Uuid(), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("anomaly_school_idx", "anomaly", ["school_path", "term"], unique=False)
    op.create_index("anomaly_term_idx", "anomaly", ["term", "since", "id"], unique=False)


def create_findings() -> None:
    op.create_table(
        "finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("school_path", sa.Text(), nullable=False),
        sa.Column("district_path", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("seen", sa.LargeBinary(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_by", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("finding_district_idx", "finding", ["district_path", "id"], unique=False)
    op.create_index("finding_school_idx", "finding", ["school_path", "id"], unique=False)
    op.create_table(
        "finding_step",
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("by_person", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"],
            ["finding.id"],
        ),
        sa.PrimaryKeyConstraint("finding_id", "round", "kind", name="finding_step_pkey"),
    )


def create_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("put_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"],
            ["finding.id"],
        ),
        sa.PrimaryKeyConstraint("document_id"),
    )
    op.create_index("evidence_finding_idx", "evidence", ["finding_id"], unique=False)
