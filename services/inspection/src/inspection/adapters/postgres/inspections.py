"""Plans, visits, findings and what was said about them."""

from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from chassis.documents import DocumentStore
from chassis.postgres.transaction import Transaction
from chassis.seal import Sealer
from inspection.adapters.postgres.rows import evidence, finding, finding_step, plan, visit
from inspection.adapters.postgres.scope import below
from inspection.application.ports import FindingUnknown, PlanUnknown, VisitUnknown
from inspection.domain.finding import Finding, FindingState
from inspection.domain.plan import CheckItem, Draw, Plan
from inspection.domain.visit import AlreadyVisited, Checked, Seen, Visit
from kernel.organisation import OrganisationPath

SEEN_FIELD = "finding.seen"
SAID_FIELD = "finding_step.said"


@dataclass(frozen=True, slots=True)
class PostgresInspections:
    transaction: Transaction
    sealer: Sealer
    documents: DocumentStore

    async def add_plan(self, made: Plan, *, by: UUID) -> None:
        row = {
            "id": made.id,
            "district_path": made.district_path,
            "term": made.term,
            "visits_by": made.visits_by,
            "checklist": [asdict(item) for item in made.checklist],
            "schools": list(made.schools),
            "draw_seed": made.draw.seed if made.draw else None,
            "draw_count": made.draw.count if made.draw else None,
            "pack": made.pack,
            "made_by": by,
        }
        await self.transaction.connection.execute(insert(plan).values(row))

    async def plan(self, plan_id: UUID, *, within: OrganisationPath) -> Plan:
        query = select(plan).where(plan.c.id == plan_id, below(plan.c.district_path, within))
        row = (await self.transaction.connection.execute(query)).first()
        if row is None:
            raise PlanUnknown("there is no such plan in your district")
        return plan_of(row)

    async def add_visit(self, made: Visit) -> None:
        row = {
            "id": made.id,
            "plan_id": made.plan_id,
            "school_path": made.school_path,
            "district_path": made.district_path,
            "term": made.term,
            "visited_on": made.visited_on,
            "inspector_id": made.inspector_id,
            "checked": [{"code": one.code, "seen": one.seen.value} for one in made.checked],
        }
        try:
            await self.transaction.connection.execute(insert(visit).values(row))
        except IntegrityError:
            raise AlreadyVisited("the visit of this plan to this school has been entered") from None

    async def visit(self, visit_id: UUID, *, within: OrganisationPath) -> Visit:
        query = select(visit).where(visit.c.id == visit_id, below(visit.c.school_path, within))
        row = (await self.transaction.connection.execute(query)).first()
        if row is None:
            raise VisitUnknown("there is no such visit at your organisation")
        return visit_of(row)

    async def add_finding(self, made: Finding, *, seen: str) -> None:
        row = {
            "id": made.id,
            "visit_id": made.visit_id,
            "school_path": made.school_path,
            "district_path": made.district_path,
            "term": made.term,
            "item": made.item,
            "seen": self.sealer.seal(seen, field=SEEN_FIELD),
            "due_on": made.due_on,
            "state": made.state.value,
            "raised_on": made.raised_on,
            "raised_by": made.raised_by,
            "round": made.round,
        }
        await self.transaction.connection.execute(insert(finding).values(row))

    async def finding(self, finding_id: UUID, *, within: OrganisationPath) -> Finding:
        """The finding, locked until the end of the transaction."""
        query = select(finding).where(finding.c.id == finding_id, below(finding.c.school_path, within))
        row = (await self.transaction.connection.execute(query.with_for_update())).first()
        if row is None:
            raise FindingUnknown("there is no such finding at your organisation")
        return finding_of(row)

    async def save_finding(self, changed: Finding) -> None:
        values = {
            "state": changed.state.value,
            "due_on": changed.due_on,
            "round": changed.round,
            "closed_on": changed.closed_on,
            "version": changed.version,
        }
        await self.transaction.connection.execute(update(finding).where(finding.c.id == changed.id).values(values))

    async def add_step(
        self, of: Finding, *, kind: str, said: str, passed: bool | None, by: UUID, now: datetime
    ) -> None:
        row = {
            "finding_id": of.id,
            "round": of.round,
            "kind": kind,
            "said": self.sealer.seal(said, field=SAID_FIELD),
            "passed": passed,
            "by_person": by,
            "at": now,
        }
        await self.transaction.connection.execute(insert(finding_step).values(row))

    async def add_evidence(
        self, of: Finding, content: AsyncIterator[bytes], *, name: str, by: UUID, now: datetime
    ) -> UUID:
        document_id = await self.documents.put(self.transaction, content, name=name, now=now)
        # It belongs to the answer that is being prepared.
        row = {"document_id": document_id, "finding_id": of.id, "round": of.round + 1, "put_by": by}
        await self.transaction.connection.execute(insert(evidence).values(row))
        return document_id


def plan_of(row: Any) -> Plan:
    draw = Draw(row.draw_seed, row.draw_count) if row.draw_seed is not None else None
    checklist = tuple(CheckItem(**item) for item in row.checklist)
    return Plan(row.id, row.district_path, row.term, row.visits_by, tuple(row.schools), checklist, draw, row.pack)


def visit_of(row: Any) -> Visit:
    checked = tuple(Checked(one["code"], Seen(one["seen"])) for one in row.checked)
    return Visit(
        row.id, row.plan_id, row.school_path, row.district_path, row.term, row.visited_on, row.inspector_id, checked
    )


def finding_of(row: Any) -> Finding:
    return Finding(
        row.id,
        row.visit_id,
        row.school_path,
        row.district_path,
        row.term,
        row.item,
        row.due_on,
        FindingState(row.state),
        row.raised_on,
        row.raised_by,
        row.round,
        row.closed_on,
        row.version,
    )
