"""The tables this service owns, and its copies of what others announced once and for all."""

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
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

_INSTANT = DateTime(timezone=True)

organisation = Table(
    "organisation",
    metadata,
    Column("path", Text, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("stage", Text),
    Column("district_path", Text),
    Index("organisation_district_idx", "district_path", "path"),
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
    # The lowest cap on what a pupil's courses cost in a term; none where the pack has none.
    Column("cap_fen", BigInteger),
    # Who counts as an actual participant: so many attendances of care by this day.
    Column("attendances_min", Integer, nullable=False, server_default=text("1")),
    Column("counted_by", Date),
    # The service whose participants count; None until the pack was told of again.
    Column("counted_product", Text),
    PrimaryKeyConstraint("district_path", "term", name="adoption_pkey"),
)

pupil = Table(
    "pupil",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("school_path", Text, nullable=False),
    Column("class_id", Uuid, nullable=False),
    Column("boards", Boolean, nullable=False),
    Index("pupil_school_idx", "school_path", "class_id"),
)

guardianship = Table(
    "guardianship",
    metadata,
    Column("guardian_id", Uuid),
    Column("pupil_id", Uuid),
    PrimaryKeyConstraint("guardian_id", "pupil_id", name="guardianship_pkey"),
)

district_officer = Table(
    "district_officer",
    metadata,
    Column("person_id", Uuid),
    Column("path", Text),
    PrimaryKeyConstraint("person_id", "path", name="district_officer_pkey"),
)

plan = Table(
    "plan",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("district_path", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("visits_by", Date, nullable=False),
    Column("checklist", JSONB, nullable=False),
    Column("schools", JSONB, nullable=False),
    Column("draw_seed", Text),
    Column("draw_count", Integer),
    Column("pack", Text, nullable=False),
    Column("made_by", Uuid, nullable=False),
    Index("plan_district_idx", "district_path", "id"),
)

visit = Table(
    "visit",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("plan_id", Uuid, ForeignKey("plan.id"), nullable=False),
    Column("school_path", Text, nullable=False),
    Column("district_path", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("visited_on", Date, nullable=False),
    Column("inspector_id", Uuid, nullable=False),
    Column("checked", JSONB, nullable=False),
    Index("visit_once", "plan_id", "school_path", unique=True),
    Index("visit_school_idx", "school_path", "id"),
    Index("visit_district_idx", "district_path", "id"),
)

finding = Table(
    "finding",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("visit_id", Uuid, ForeignKey("visit.id"), nullable=False),
    Column("school_path", Text, nullable=False),
    Column("district_path", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("item", Text, nullable=False),
    # Sealed: what an inspector writes may name somebody.
    Column("seen", LargeBinary, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("raised_on", Date, nullable=False),
    Column("raised_by", Uuid, nullable=False),
    Column("round", Integer, nullable=False),
    Column("closed_on", Date),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Index("finding_school_idx", "school_path", "id"),
    Index("finding_district_idx", "district_path", "id"),
)

finding_step = Table(
    "finding_step",
    metadata,
    Column("finding_id", Uuid, ForeignKey("finding.id")),
    Column("round", Integer),
    # rectification or recheck
    Column("kind", Text),
    Column("said", LargeBinary, nullable=False),
    Column("passed", Boolean),
    Column("by_person", Uuid, nullable=False),
    Column("at", _INSTANT, nullable=False),
    PrimaryKeyConstraint("finding_id", "round", "kind", name="finding_step_pkey"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("document_id", Uuid, primary_key=True),
    Column("finding_id", Uuid, ForeignKey("finding.id"), nullable=False),
    Column("round", Integer, nullable=False),
    Column("put_by", Uuid, nullable=False),
    Index("evidence_finding_idx", "finding_id"),
)

complaint = Table(
    "complaint",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("district_path", Text, nullable=False),
    Column("school_path", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("subject_id", Uuid),
    Column("anonymous", Boolean, nullable=False),
    Column("filed_by", Uuid, nullable=False),
    Column("filed_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("due_provisional", Boolean, nullable=False, server_default=text("false")),
    Column("said", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),
    Column("assigned_to", Uuid),
    Column("answered_by", Uuid),
    Column("answered_on", Date),
    Column("answer", LargeBinary),
    Column("overdue", Boolean, nullable=False, server_default=text("false")),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Index("complaint_district_idx", "district_path", "id"),
    Index("complaint_school_idx", "school_path", "id"),
    Index("complaint_filed_by_idx", "filed_by", "id"),
    Index("complaint_unanswered_idx", "due_on", postgresql_where=text("state <> 'answered'")),
)

rating = Table(
    "rating",
    metadata,
    Column("offering_id", Uuid),
    Column("pupil_id", Uuid),
    Column("school_path", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("score", SmallInteger, nullable=False),
    # Machine time, not the business clock.
    Column("rated_at", _INSTANT, nullable=False, server_default=text("clock_timestamp()")),
    PrimaryKeyConstraint("offering_id", "pupil_id", name="rating_pkey"),
    CheckConstraint("score BETWEEN 1 AND 5", name="rating_score"),
    Index("rating_school_idx", "school_path", "term"),
)

anomaly = Table(
    "anomaly",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("district_path", Text, nullable=False),
    Column("school_path", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("class_id", Uuid),
    Column("facts", JSONB, nullable=False),
    Column("since", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("outcome", Text),
    Column("note", LargeBinary),
    Column("verified_by", Uuid),
    Column("closed_by", Uuid),
    Column("occurrence", Integer, nullable=False, server_default=text("1")),
    # When the figures ceased to show what somebody had looked into.
    Column("gone_on", Date),
    # Another one with each step, and once readers are told other figures; never one that was given out before.
    Column("version", BigInteger, nullable=False, server_default=text("nextval('anomaly_version')")),
    # The facts as they were told last: by name what it is, and how many people are behind it.
    Column("told", JSONB),
    Index("anomaly_school_idx", "school_path", "term"),
    Index("anomaly_term_idx", "term", "since", "id"),
)

# What readers from above were told last; it stays when the read model is built anew.
told_figures = Table(
    "told_figures",
    metadata,
    Column("district_path", Text),
    Column("term", Text),
    # By name the figure, and how many people are behind it.
    Column("figures", JSONB, nullable=False),
    PrimaryKeyConstraint("district_path", "term", name="told_figures_pkey"),
)

source_contact = Table(
    "source_contact",
    metadata,
    Column("service", Text, primary_key=True),
    # Machine time: when the service last answered, and when it was last asked.
    Column("answered_at", _INSTANT),
    Column("asked_at", _INSTANT, nullable=False),
)

consumer_contact = Table(
    "consumer_contact",
    metadata,
    Column("name", Text),
    # One process of the consumer, and its share of the partitions.
    Column("member", Uuid),
    Column("partitions", Integer, nullable=False),
    Column("lag", BigInteger),
    # Machine time: the last instant at which nothing was left to apply, and when the process last said so.
    Column("level_at", _INSTANT),
    Column("seen_at", _INSTANT, nullable=False),
    PrimaryKeyConstraint("name", "member", name="consumer_contact_pkey"),
)
