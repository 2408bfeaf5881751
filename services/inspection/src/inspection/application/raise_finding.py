"""Writing down what is wanting, with a deadline."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from inspection.application.ports import UnitOfWorkFactory
from inspection.domain.finding import Finding, FindingRaised, raise_finding
from inspection.domain.visit import CheckItemUnknown
from kernel.actor import Actor
from kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class RaiseFinding:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self, *, visit_id: UUID, item: str, seen: str, due_on: date, by: Actor, on: date, now: datetime
    ) -> Finding:
        async with self.unit_of_work() as work:
            visit = await work.inspections.visit(visit_id, within=by.path)
            if item not in {one.code for one in visit.checked}:
                raise CheckItemUnknown(f"the checklist has no item '{item}'", params={"item": item})
            finding = raise_finding(new_id(), visit, item=item, due_on=due_on, by=by.id, on=on)
            await work.hold(FindingRaised, [finding.id])
            await work.inspections.add_finding(finding, seen=seen)
            await work.figures.mark(finding.school_path)
            work.publish(FindingRaised(finding), now=now)
            after = {"item": item, "due_on": due_on, "school": finding.school_path}
            work.audit.record(by, "inspection.finding_raised", f"finding/{finding.id}", now=now, before={}, after=after)
        return finding
