"""Reading inspections, complaints, ratings and anomalies for lists and records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import Select

from chassis.documents import DocumentStore
from chassis.postgres.database import Database
from chassis.seal import Sealer
from inspection.adapters.postgres.cases import (
    ANSWER_FIELD,
    CLASS_RULES,
    NOTE_FIELD,
    SAID_FIELD,
    anomaly_of,
    complaint_of,
)
from inspection.adapters.postgres.inspections import SAID_FIELD as STEP_FIELD
from inspection.adapters.postgres.inspections import SEEN_FIELD, finding_of, plan_of, visit_of
from inspection.adapters.postgres.read_rows import offering
from inspection.adapters.postgres.rows import (
    anomaly,
    complaint,
    evidence,
    finding,
    finding_step,
    organisation,
    plan,
    rating,
    told_figures,
    visit,
)
from inspection.adapters.postgres.scope import below
from inspection.adapters.postgres.told import figures_of
from inspection.application.ports import ComplaintUnknown, FindingUnknown
from inspection.application.queries import (
    AnomalyShown,
    ComplaintShown,
    CourseRated,
    EvidenceFile,
    FindingShown,
    StepShown,
)
from inspection.domain.plan import Plan
from inspection.domain.told import pupil_counts
from inspection.domain.visit import Visit
from kernel.actor import Actor
from kernel.organisation import OrganisationPath

# A score of 4 or 5 counts as content.
CONTENT_FROM = 4


def _page(table: Table, where: ColumnElement[bool], after: UUID | None, limit: int) -> Select[Any]:
    """Rows newest first: ids are made in the order of time."""
    query = select(table).where(where).order_by(table.c.id.desc()).limit(limit)
    return query if after is None else query.where(table.c.id < after)


@dataclass(frozen=True, slots=True)
class CaseQueries:
    database: Database
    sealer: Sealer

    async def plans(self, within: OrganisationPath, *, after: UUID | None, limit: int) -> Sequence[Plan]:
        query = _page(plan, below(plan.c.district_path, within), after, limit)
        async with self.database.reading() as connection:
            return [plan_of(row) for row in await connection.execute(query)]

    async def visits(self, within: OrganisationPath, *, after: UUID | None, limit: int) -> Sequence[Visit]:
        query = _page(visit, below(visit.c.school_path, within), after, limit)
        async with self.database.reading() as connection:
            return [visit_of(row) for row in await connection.execute(query)]

    async def findings(
        self, within: OrganisationPath, *, state: str | None, after: UUID | None, limit: int
    ) -> Sequence[FindingShown]:
        query = _page(finding, below(finding.c.school_path, within), after, limit)
        if state is not None:
            query = query.where(finding.c.state == state)
        async with self.database.reading() as connection:
            return [FindingShown(finding_of(row), self._seen(row)) for row in await connection.execute(query)]

    async def finding(self, finding_id: UUID, *, within: OrganisationPath) -> FindingShown:
        async with self.database.reading() as connection:
            row = await _finding(connection, finding_id, within)
            steps = select(finding_step).where(finding_step.c.finding_id == finding_id)
            steps = steps.order_by(finding_step.c.round, finding_step.c.kind.desc())
            said = [
                StepShown(
                    one.round,
                    one.kind,
                    self.sealer.unseal(one.said, field=STEP_FIELD),
                    one.passed,
                    one.by_person,
                    one.at,
                )
                for one in await connection.execute(steps)
            ]
            papers = select(evidence.c.document_id, evidence.c.round).where(evidence.c.finding_id == finding_id)
            found = [(one.document_id, one.round) for one in await connection.execute(papers)]
        return FindingShown(finding_of(row), self._seen(row), tuple(said), tuple(sorted(found)))

    async def evidence(self, finding_id: UUID, document_id: UUID, *, within: OrganisationPath) -> EvidenceFile:
        documents = DocumentStore(self.sealer)
        async with self.database.reading() as connection:
            await _finding(connection, finding_id, within)
            query = select(evidence.c.document_id).where(
                evidence.c.finding_id == finding_id, evidence.c.document_id == document_id
            )
            if (await connection.execute(query)).first() is None:
                raise FindingUnknown("there is no such evidence with this finding")
            known = await documents.open(connection, document_id)
            return EvidenceFile(known.name, known.media_type, await documents.read(connection, document_id))

    async def complaints(
        self, by: Actor, *, state: str | None, after: UUID | None, limit: int
    ) -> Sequence[ComplaintShown]:
        query = _page(complaint, _may_see(by), after, limit)
        if state is not None:
            query = query.where(complaint.c.state == state)
        async with self.database.reading() as connection:
            return [self._complaint(row, by) for row in await connection.execute(query)]

    async def complaint(self, complaint_id: UUID, *, by: Actor) -> ComplaintShown:
        query = select(complaint).where(complaint.c.id == complaint_id, _may_see(by))
        async with self.database.reading() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            raise ComplaintUnknown("there is no such complaint")
        return self._complaint(row, by)

    async def ratings(
        self, within: OrganisationPath, term: str, *, lot: int, after: UUID | None, limit: int
    ) -> Sequence[CourseRated]:
        """Only so many of a course's earliest ratings count as come in whole lots."""
        course, at = rating.c.offering_id, (rating.c.rated_at, rating.c.pupil_id)
        placed = (
            select(
                course,
                rating.c.score,
                func.row_number().over(partition_by=course, order_by=at).label("place"),
                func.count().over(partition_by=course).label("all"),
            )
            .where(below(rating.c.school_path, within), rating.c.term == term)
            .subquery()
        )
        counts = placed.c.place <= placed.c.all // lot * lot
        query = (
            select(
                placed.c.offering_id,
                func.coalesce(offering.c.title, "").label("title"),
                func.count().filter(counts).label("ratings"),
                func.count().filter(counts & (placed.c.score >= CONTENT_FROM)).label("content"),
            )
            .outerjoin(offering, offering.c.id == placed.c.offering_id)
            .group_by(placed.c.offering_id, offering.c.title)
            .order_by(placed.c.offering_id)
            .limit(limit)
        )
        if after is not None:
            query = query.where(placed.c.offering_id > after)
        async with self.database.reading() as connection:
            return [
                CourseRated(row.offering_id, row.title, row.ratings, row.content)
                for row in await connection.execute(query)
            ]

    async def anomalies(
        self, by: Actor, *, term: str | None, state: str | None, rule: str | None, after: UUID | None, limit: int
    ) -> Sequence[AnomalyShown]:
        """Newest first by id of the entry; a class is shown to its district only."""
        query = anomalies_shown(by.path, classes=by.role == "district-officer").order_by(anomaly.c.id).limit(limit)
        for column, wanted in ((anomaly.c.term, term), (anomaly.c.state, state), (anomaly.c.rule, rule)):
            if wanted is not None:
                query = query.where(column == wanted)
        if after is not None:
            query = query.where(anomaly.c.id > after)
        async with self.database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return [anomaly_shown(row, note=self._note(row) if by.role == "district-officer" else None) for row in rows]

    def _note(self, row: Any) -> str | None:
        return None if row.note is None else self.sealer.unseal(row.note, field=NOTE_FIELD)

    def _seen(self, row: Any) -> str:
        return self.sealer.unseal(row.seen, field=SEEN_FIELD)

    def _complaint(self, row: Any, by: Actor) -> ComplaintShown:
        """The school sees neither who complained nor, of an anonymous complaint, the words that could tell."""
        outside_school = by.role in ("guardian", "district-officer")
        said = self.sealer.unseal(row.said, field=SAID_FIELD) if outside_school or not row.anonymous else None
        answer = self.sealer.unseal(row.answer, field=ANSWER_FIELD) if row.answer is not None else None
        filed_by = row.filed_by if outside_school and (by.id == row.filed_by or not row.anonymous) else None
        return ComplaintShown(complaint_of(row), said, answer, filed_by)


async def _finding(connection: AsyncConnection, finding_id: UUID, within: OrganisationPath) -> Any:
    query = select(finding).where(finding.c.id == finding_id, below(finding.c.school_path, within))
    row = (await connection.execute(query)).first()
    if row is None:
        raise FindingUnknown("there is no such finding at your organisation")
    return row


def _may_see(by: Actor) -> ColumnElement[bool]:
    if by.role == "guardian":
        return complaint.c.filed_by == by.id
    if by.role == "district-officer":
        return complaint.c.district_path == by.path.text
    return below(complaint.c.school_path, by.path)


def anomalies_shown(within: OrganisationPath, *, classes: bool) -> Select[Any]:
    """Anomalies with the school's name; those of single classes only where asked for."""
    query = (
        select(anomaly, organisation.c.code, organisation.c.name, told_figures.c.figures)
        .join(organisation, organisation.c.path == anomaly.c.school_path)
        .outerjoin(
            told_figures,
            (told_figures.c.district_path == anomaly.c.district_path) & (told_figures.c.term == anomaly.c.term),
        )
        .where(below(anomaly.c.school_path, within))
    )
    return query if classes else query.where(anomaly.c.rule.not_in(CLASS_RULES))


def anomaly_shown(row: Any, *, note: str | None = None) -> AnomalyShown:
    district = pupil_counts(figures_of(row.figures))
    return AnomalyShown(anomaly_of(row), row.code, row.name, figures_of(row.told), district, note)
