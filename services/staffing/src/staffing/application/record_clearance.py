"""A person's criminal-record check: entered by the school, confirmed by an office."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from staffing.application.ports import UnitOfWorkFactory
from staffing.domain import clearance
from staffing.domain.clearance import ClearanceRecorded


@dataclass(frozen=True, slots=True)
class RecordClearance:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self,
        *,
        person_id: UUID,
        checked_on: date,
        valid_until: date,
        reference: str,
        by: Actor,
        on: date,
        now: datetime,
    ) -> None:
        """Keep date, validity and reference (R33, D19); it counts for nothing until an office confirmed it."""
        found = clearance.record(
            person_id,
            checked_on=checked_on,
            valid_until=valid_until,
            reference=reference,
            school_path=by.path.text,
            by=by.id,
            on=on,
        )
        async with self.unit_of_work() as work:
            await work.people.must_exist(person_id, within=by.path)
            await work.clearances.add([found], now=now)
            after = {"checked_on": checked_on, "valid_until": valid_until, "reference": found.reference}
            work.audit.record(by, "staffing.clearance_entered", f"person/{person_id}", now=now, before={}, after=after)


@dataclass(frozen=True, slots=True)
class ConfirmClearance:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, person_id: UUID, checked_on: date, reference: str, by: Actor, now: datetime) -> None:
        """Confirm, as the office, what a school entered; from then on the person may stand on the rota."""
        async with self.unit_of_work() as work:
            await work.people.lock({person_id})
            entered = await work.clearances.entered(person_id, checked_on, within=by.path)
            found = clearance.confirm(entered, reference=reference, by=by)
            await work.clearances.add([found], now=now)
            recorded = ClearanceRecorded(person_id, found.school_path or "", found.checked_on, found.valid_until)
            work.publish(recorded, now=now)
            before = {"entered_by": str(found.entered_by), "confirmed": False}
            after = {"checked_on": checked_on, "valid_until": found.valid_until, "confirmed": True}
            subject = f"person/{person_id}"
            work.audit.record(by, "staffing.clearance_confirmed", subject, now=now, before=before, after=after)
