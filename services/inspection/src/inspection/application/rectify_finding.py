"""The school answers a finding: evidence first, then what was done."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspection.application.ports import UnitOfWorkFactory
from inspection.domain.finding import Finding, FindingNotOpen, FindingState, rectify
from kernel.actor import Actor
from kernel.versions import must_be_present


@dataclass(frozen=True, slots=True)
class AddEvidence:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self,
        *,
        finding_id: UUID,
        content: AsyncIterator[bytes],
        name: str,
        by: Actor,
        now: datetime,
    ) -> UUID:
        """Keep a document with the answer the school is preparing; return its id."""
        async with self.unit_of_work() as work:
            finding = await work.inspections.finding(finding_id, within=by.path)
            if finding.state is not FindingState.OPEN:
                raise FindingNotOpen("this finding is not waiting for the school's answer")
            document_id = await work.inspections.add_evidence(finding, content, name=name, by=by.id, now=now)
            after = {"document": document_id}
            work.audit.record(by, "inspection.evidence_added", f"finding/{finding_id}", now=now, before={}, after=after)
        return document_id


@dataclass(frozen=True, slots=True)
class RectifyFinding:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, finding_id: UUID, said: str, by: Actor, now: datetime, version: int) -> Finding:
        """Answer the finding; it waits for the inspector then."""
        async with self.unit_of_work() as work:
            before = await work.inspections.finding(finding_id, within=by.path)
            must_be_present(version, present=before.version)
            finding = rectify(before)
            await work.inspections.save_finding(finding)
            await work.inspections.add_step(finding, kind="rectification", said=said, passed=None, by=by.id, now=now)
            await work.figures.mark(finding.school_path)
            work.audit.record(
                by,
                "inspection.finding_rectified",
                f"finding/{finding_id}",
                now=now,
                before={"state": before.state},
                after={"state": finding.state, "round": finding.round},
            )
        return finding
