"""An inspector looks again: the finding is closed, or open again with a new deadline."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from inspection.application.ports import UnitOfWorkFactory
from inspection.domain.finding import Finding, FindingClosed, FindingRaised, recheck
from kernel.actor import Actor
from kernel.versions import must_be_present


@dataclass(frozen=True, slots=True)
class RecheckFinding:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self,
        *,
        finding_id: UUID,
        passed: bool,
        said: str,
        due_on: date | None,
        by: Actor,
        on: date,
        now: datetime,
        version: int,
    ) -> Finding:
        async with self.unit_of_work() as work:
            before = await work.inspections.finding(finding_id, within=by.path)
            must_be_present(version, present=before.version)
            finding = recheck(before, passed=passed, due_on=due_on, on=on)
            await work.hold(FindingRaised, [finding_id])
            await work.inspections.save_finding(finding)
            await work.inspections.add_step(finding, kind="recheck", said=said, passed=passed, by=by.id, now=now)
            await work.figures.mark(finding.school_path)
            # A finding opened again is told as raised anew: same id, later deadline.
            work.publish(FindingClosed(finding) if passed else FindingRaised(finding), now=now)
            work.audit.record(
                by,
                "inspection.finding_closed" if passed else "inspection.finding_reopened",
                f"finding/{finding_id}",
                now=now,
                before={"state": before.state, "due_on": before.due_on},
                after={"state": finding.state, "due_on": finding.due_on},
            )
        return finding
