"""Looking into an anomaly, and a second person closing it (D3)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspection.application.ports import UnitOfWorkFactory
from inspection.domain.anomaly import Anomaly, Outcome, close, verify
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class VerifyAnomaly:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, anomaly_id: UUID, outcome: Outcome, note: str, by: Actor, now: datetime) -> Anomaly:
        async with self.unit_of_work() as work:
            anomaly = verify(await work.anomalies.get(anomaly_id, within=by.path), outcome=outcome, by=by.id)
            await work.anomalies.save(anomaly, note=note)
            after = {"outcome": outcome, "rule": anomaly.rule}
            work.audit.record(by, "inspection.anomaly_verified", f"anomaly/{anomaly_id}", now=now, after=after)
        return anomaly


@dataclass(frozen=True, slots=True)
class CloseAnomaly:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, anomaly_id: UUID, by: Actor, now: datetime) -> Anomaly:
        async with self.unit_of_work() as work:
            anomaly = close(await work.anomalies.get(anomaly_id, within=by.path), by=by)
            await work.anomalies.save(anomaly)
            after = {"outcome": anomaly.outcome, "rule": anomaly.rule}
            work.audit.record(by, "inspection.anomaly_closed", f"anomaly/{anomaly_id}", now=now, after=after)
        return anomaly
