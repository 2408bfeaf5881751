"""The yearly no-crime proof of an instructor is renewed (R33)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from vendor_registry.application.file_instructor import tell_clearance
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.events import InstructorFiled
from vendor_registry.domain.instructor import (
    Clearance,
    ClearanceResult,
    InstructorUnknown,
    check_clearance,
    cleared_until_after,
)
from vendor_registry.domain.vendor import own


@dataclass(frozen=True, slots=True)
class RecordClearance:
    begin: UnitOfWork

    async def __call__(
        self, *, vendor_id: UUID, person_id: UUID, clearance: Clearance, by: Actor, on: date, now: datetime
    ) -> Clearance:
        """The clearance on file, a good one to be confirmed by the police office.

        A bad answer takes the person off every rota from the day of the check.
        """
        async with self.begin() as transaction:
            vendor = own(await transaction.vendors.get(vendor_id, lock=True), by)
            await transaction.hold(InstructorFiled, [person_id])
            people = (await transaction.vendors.instructors([vendor.id])).get(vendor.id, ())
            person = next((person for person in people if person.person_id == person_id), None)
            if person is None:
                raise InstructorUnknown("no instructor of yours has this id")
            checked = check_clearance(clearance, earlier=person.clearance, on=on, now=now)
            cleared_until = cleared_until_after(person, checked)
            await transaction.vendors.set_clearance(person_id, checked, cleared_until=cleared_until)
            # Whoever never filed a proof is known to nobody else, so there is nothing to take back.
            if checked.result is ClearanceResult.FOUND and person.clearance is not None:
                tell_clearance(transaction, vendor, person_id, checked, now=now)
            before, after = {} if person.clearance is None else _seen(person.clearance), _seen(checked)
            subject = f"vendor/{vendor.id}/instructor/{person_id}"
            transaction.record(by, "vendor_registry.clearance_recorded", subject, now=now, before=before, after=after)
        return checked


def _seen(clearance: Clearance) -> dict[str, object]:
    return {
        "result": clearance.result,
        "checked_on": str(clearance.checked_on),
        "confirmed": clearance.confirmed_by is not None,
    }
