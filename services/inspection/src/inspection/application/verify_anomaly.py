"""Looking into an anomaly, and a second person closing it (D3)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspection.application.ports import UnitOfWork, UnitOfWorkFactory
from inspection.domain.anomaly import Anomaly, Outcome, close, verify
from kernel.actor import Actor
from kernel.versions import must_be_present


@dataclass(frozen=True, slots=True)
class VerifyAnomaly:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self, *, anomaly_id: UUID, outcome: Outcome, note: str, by: Actor, now: datetime, version: int
    ) -> Anomaly:
        """What came of the figures that were shown; PreconditionFailed where they are others by now."""
        async with self.unit_of_work() as work:
            before = await work.anomalies.get(anomaly_id, within=by.path)
            must_be_present(version, present=before.version)
            anomaly = verify(before, outcome=outcome, by=by.id)
            await work.anomalies.save(anomaly, note=note)
            _record(work, "verified", anomaly, by, now, before=before)
        return anomaly


@dataclass(frozen=True, slots=True)
class CloseAnomaly:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, anomaly_id: UUID, by: Actor, now: datetime, version: int) -> Anomaly:
        """Closed on the outcome and the note that were shown."""
        async with self.unit_of_work() as work:
            before = await work.anomalies.get(anomaly_id, within=by.path)
            must_be_present(version, present=before.version)
            anomaly = close(before, by=by)
            await work.anomalies.save(anomaly)
            _record(work, "closed", anomaly, by, now, before=before)
        return anomaly


def _record(work: UnitOfWork, step: str, anomaly: Anomaly, by: Actor, now: datetime, *, before: Anomaly) -> None:
    work.audit.record(
        by,
        f"inspection.anomaly_{step}",
        f"anomaly/{anomaly.id}",
        now=now,
        before={"state": before.state, "outcome": before.outcome},
        after={"state": anomaly.state, "outcome": anomaly.outcome, "rule": anomaly.rule},
    )
