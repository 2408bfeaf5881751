"""Complaints, ratings and anomalies."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, func, literal_column, select, update
from sqlalchemy import insert as plain_insert
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.seal import Sealer
from inspection.adapters.postgres.read_rows import stale
from inspection.adapters.postgres.rows import anomaly, complaint, rating
from inspection.adapters.postgres.scope import below
from inspection.application.ports import AnomalyUnknown, ComplaintUnknown, Course
from inspection.domain.anomaly import CLASS_LEVEL, Anomaly, AnomalyRule, AnomalyState, Outcome
from inspection.domain.complaint import About, Complaint, ComplaintState
from inspection.domain.rating import Rating
from kernel.organisation import OrganisationPath

SAID_FIELD = "complaint.said"
ANSWER_FIELD = "complaint.answer"
NOTE_FIELD = "anomaly.note"
NEXT_VERSION = func.nextval("anomaly_version")


@dataclass(frozen=True, slots=True)
class PostgresComplaints:
    connection: AsyncConnection
    sealer: Sealer

    async def add(self, filed: Complaint, *, said: str) -> None:
        row = {
            "id": filed.id,
            "district_path": filed.district_path,
            "school_path": filed.school_path,
            "about": filed.about.value,
            "subject_id": filed.subject_id,
            "anonymous": filed.anonymous,
            "filed_by": filed.filed_by,
            "filed_on": filed.filed_on,
            "due_on": filed.due_on,
            "due_provisional": filed.due_provisional,
            "said": self.sealer.seal(said, field=SAID_FIELD),
            "state": filed.state.value,
        }
        await self.connection.execute(plain_insert(complaint).values(row))

    async def get(self, complaint_id: UUID, *, within: OrganisationPath) -> Complaint:
        """The complaint in the district's hands, locked until the end of the transaction."""
        query = select(complaint).where(complaint.c.id == complaint_id, complaint.c.district_path == within.text)
        row = (await self.connection.execute(query.with_for_update())).first()
        if row is None:
            raise ComplaintUnknown("there is no such complaint in your district")
        return complaint_of(row)

    async def save(self, changed: Complaint, *, answer: str | None = None) -> None:
        values: dict[str, object] = {
            "state": changed.state.value,
            "assigned_to": changed.assigned_to,
            "answered_by": changed.answered_by,
            "answered_on": changed.answered_on,
            "overdue": changed.overdue,
            "version": changed.version,
        }
        if answer is not None:
            values["answer"] = self.sealer.seal(answer, field=ANSWER_FIELD)
        await self.connection.execute(update(complaint).where(complaint.c.id == changed.id).values(values))

    async def flag_overdue(self, on: date) -> int:
        late = (
            update(complaint)
            .where(complaint.c.due_on < on, complaint.c.state != ComplaintState.ANSWERED.value, ~complaint.c.overdue)
            .values(overdue=True)
            .returning(complaint.c.school_path)
        )
        schools = [row.school_path for row in await self.connection.execute(late)]
        if schools:
            rows = [{"school_path": path, "term": None} for path in sorted(set(schools))]
            await self.connection.execute(plain_insert(stale), rows)
        return len(schools)


# PostgreSQL marks the row that an upsert found with the transaction that locked it.
_REPLACED = literal_column("xmax <> 0", Boolean)


@dataclass(frozen=True, slots=True)
class PostgresRatings:
    connection: AsyncConnection

    async def put(self, given: Rating, course: Course) -> bool:
        row = {
            "offering_id": given.offering_id,
            "pupil_id": given.pupil_id,
            "school_path": course.school_path,
            "term": course.term,
            "score": given.score,
        }
        statement = insert(rating).values(row)
        kept = statement.on_conflict_do_update(
            index_elements=["offering_id", "pupil_id"],
            set_={"score": given.score, "rated_at": func.clock_timestamp()},
        ).returning(_REPLACED)
        return bool((await self.connection.execute(kept)).scalar_one())


@dataclass(frozen=True, slots=True)
class PostgresAnomalies:
    connection: AsyncConnection
    sealer: Sealer

    async def get(self, anomaly_id: UUID, *, within: OrganisationPath) -> Anomaly:
        """The anomaly, locked until the end of the transaction."""
        query = select(anomaly).where(anomaly.c.id == anomaly_id, below(anomaly.c.district_path, within))
        row = (await self.connection.execute(query.with_for_update())).first()
        if row is None:
            raise AnomalyUnknown("there is no such entry in your district")
        return anomaly_of(row)

    async def save(self, changed: Anomaly, *, note: str | None = None) -> None:
        values: dict[str, object] = {
            "state": changed.state.value,
            "outcome": changed.outcome.value if changed.outcome else None,
            "verified_by": changed.verified_by,
            "closed_by": changed.closed_by,
            "version": NEXT_VERSION,
        }
        if note is not None:
            values["note"] = self.sealer.seal(note, field=NOTE_FIELD)
        await self.connection.execute(update(anomaly).where(anomaly.c.id == changed.id).values(values))


def complaint_of(row: Any) -> Complaint:
    return Complaint(
        row.id,
        row.district_path,
        row.school_path,
        About(row.about),
        row.subject_id,
        row.anonymous,
        row.filed_by,
        row.filed_on,
        row.due_on,
        ComplaintState(row.state),
        row.assigned_to,
        row.answered_by,
        row.answered_on,
        row.overdue,
        row.version,
        row.due_provisional,
    )


def anomaly_of(row: Any) -> Anomaly:
    return Anomaly(
        row.id,
        AnomalyRule(row.rule),
        row.district_path,
        row.school_path,
        row.term,
        row.class_id,
        row.facts,
        row.since,
        AnomalyState(row.state),
        Outcome(row.outcome) if row.outcome else None,
        row.verified_by,
        row.closed_by,
        row.occurrence,
        row.version,
    )


CLASS_RULES = tuple(sorted(rule.value for rule in CLASS_LEVEL))
