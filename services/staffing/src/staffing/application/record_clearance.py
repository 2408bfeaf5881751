"""Entering a person's criminal-record check."""

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
        """Keep date, validity and reference (R33, D19); raises where the check is no good."""
        found = clearance.record(person_id, checked_on=checked_on, valid_until=valid_until, reference=reference, on=on)
        async with self.unit_of_work() as work:
            await work.people.must_exist(person_id, within=by.path)
            await work.clearances.add([found])
            work.publish(ClearanceRecorded(person_id, by.path.text, checked_on, valid_until), now=now)
            after = {"checked_on": checked_on, "valid_until": valid_until}
            work.audit.record(by, "staffing.clearance_recorded", f"person/{person_id}", now=now, after=after)
