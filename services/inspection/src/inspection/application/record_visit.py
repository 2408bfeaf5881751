"""Entering a visit with its checklist."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from inspection.application.ports import UnitOfWorkFactory
from inspection.domain.visit import Checked, Visit, record_visit
from kernel.actor import Actor
from kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class RecordVisit:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self,
        *,
        plan_id: UUID,
        school_code: str,
        visited_on: date,
        checked: Sequence[Checked],
        by: Actor,
        on: date,
        now: datetime,
    ) -> Visit:
        async with self.unit_of_work() as work:
            plan = await work.inspections.plan(plan_id, within=by.path)
            visit = record_visit(
                new_id(),
                plan,
                school_path=f"{plan.district_path}/{school_code}",
                visited_on=visited_on,
                checked=checked,
                by=by.id,
                on=on,
            )
            await work.inspections.add_visit(visit)
            after = {"school": visit.school_path, "checked": {one.code: one.seen for one in visit.checked}}
            work.audit.record(
                by, "inspection.visited", f"visit/{visit.id}", now=now, before={}, after=after, rule=plan.pack
            )
        return visit
