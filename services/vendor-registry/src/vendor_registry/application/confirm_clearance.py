"""The police office confirms no-crime proofs: with a dossier under joint review, or one by one (B6, R33, R35)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from vendor_registry.application.file_instructor import tell_clearance
from vendor_registry.application.ports import Transaction, UnitOfWork
from vendor_registry.domain.application import Application
from vendor_registry.domain.events import InstructorFiled
from vendor_registry.domain.instructor import Clearance, InstructorUnknown, confirm_clearance, to_confirm
from vendor_registry.domain.vendor import VendorUnknown, must_be_confirmed, of_others


@dataclass(frozen=True, slots=True)
class ConfirmClearance:
    begin: UnitOfWork

    async def __call__(
        self, *, vendor_id: UUID, person_id: UUID, checked_on: date, reference: str, by: Actor, now: datetime
    ) -> Clearance:
        """The proof of that day and reference confirmed, from when on the person may be on a rota.

        Confirming again says nothing new. For a vendor that has applied in the officer's district: whoever joins it
        later, and every renewal.
        """
        async with self.begin() as transaction:
            vendor = of_others(await transaction.vendors.seen_by(by, vendor_id), by)
            must_be_confirmed(vendor)
            await transaction.hold(InstructorFiled, [person_id])
            people = (await transaction.vendors.instructors([vendor.id])).get(vendor.id, ())
            person = next((person for person in people if person.person_id == person_id), None)
            if person is None:
                raise InstructorUnknown("no instructor of this vendor has this id")
            confirmed = confirm_clearance(person.clearance, checked_on=checked_on, reference=reference, by=by.id)
            if confirmed != person.clearance:
                await transaction.vendors.confirm_clearances({person_id: confirmed.last_on}, by=by.id)
                tell_clearance(transaction, vendor, person_id, confirmed, now=now)
                subject = f"vendor/{vendor.id}/instructor/{person_id}"
                before = {"checked_on": str(checked_on), "confirmed": False}
                after = {"checked_on": str(checked_on), "confirmed": True}
                transaction.record(
                    by, "vendor_registry.clearance_confirmed", subject, now=now, before=before, after=after
                )
        return confirmed


async def confirm_dossier(transaction: Transaction, application: Application, *, by: Actor, now: datetime) -> int:
    """Confirm the proofs that were on file when the vendor applied; who was filed later is not in the dossier."""
    vendor = await transaction.vendors.get(application.vendor_id, lock=True)
    if vendor is None:
        raise VendorUnknown("the applicant is gone")
    people = (await transaction.vendors.instructors([vendor.id])).get(vendor.id, ())
    confirmed = to_confirm(people, filed_by=application.submitted_at)
    await transaction.hold(InstructorFiled, confirmed)
    lasting = {person_id: clearance.last_on for person_id, clearance in confirmed.items()}
    await transaction.vendors.confirm_clearances(lasting, by=by.id)
    for person_id, clearance in confirmed.items():
        tell_clearance(transaction, vendor, person_id, clearance, now=now)
    return len(confirmed)
