"""An instructor leaves a vendor."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from kernel.actor import Actor
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.events import InstructorFiled
from vendor_registry.domain.instructor import InstructorUnknown
from vendor_registry.domain.vendor import own


@dataclass(frozen=True, slots=True)
class EndInstructor:
    begin: UnitOfWork

    async def __call__(self, *, vendor_id: UUID, person_id: UUID, by: Actor, on: date, now: datetime) -> None:
        """The person is off the vendor's file, and off every rota from that day."""
        async with self.begin() as transaction:
            vendor = own(await transaction.vendors.get(vendor_id, lock=True), by)
            await transaction.hold(InstructorFiled, [person_id])
            people = (await transaction.vendors.instructors([vendor.id])).get(vendor.id, ())
            person = next((person for person in people if person.person_id == person_id), None)
            if person is None:
                raise InstructorUnknown("no instructor of yours has this id")
            await transaction.vendors.set_left(person_id, on=on)
            if person.clearance is not None:
                last_on = on - timedelta(days=1)
                transaction.publish(InstructorFiled(person_id, vendor.id, vendor.uscc, on, last_on), now=now)
            subject = f"vendor/{vendor.id}/instructor/{person_id}"
            before = {"left_on": None, "cleared": person.clearance is not None}
            after = {"left_on": str(on)}
            transaction.record(by, "vendor_registry.instructor_left", subject, now=now, before=before, after=after)
