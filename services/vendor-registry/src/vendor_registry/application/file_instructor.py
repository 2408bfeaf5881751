"""A vendor files a person it wants to send into schools, and renews the yearly no-crime proof."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel import text
from kernel.actor import Actor
from kernel.ids import new_id
from vendor_registry.application.ports import Transaction, UnitOfWork
from vendor_registry.domain.events import InstructorFiled
from vendor_registry.domain.instructor import (
    Clearance,
    HandleTaken,
    Instructor,
    check_clearance,
    login_of,
)
from vendor_registry.domain.vendor import Vendor, must_be_confirmed, own


@dataclass(frozen=True, slots=True)
class FileInstructor:
    begin: UnitOfWork

    async def __call__(
        self,
        *,
        vendor_id: UUID,
        name: str,
        handle: str,
        certificate_kind: str,
        certificate_number: str,
        certificate_until: date | None,
        labour_contract_until: date | None,
        health_until: date | None,
        full_time: bool,
        clearance: Clearance | None,
        by: Actor,
        on: date,
        now: datetime,
    ) -> Instructor:
        """The instructor with a person id of their own; unheard of until the police office confirms the proof (R33)."""
        async with self.begin() as transaction:
            vendor = own(await transaction.vendors.get(vendor_id, lock=True), by)
            # Sign-in names carry the vendor's code: nobody takes one in the name of a code that is not theirs.
            must_be_confirmed(vendor)
            instructor = Instructor(
                person_id=new_id(),
                vendor_id=vendor.id,
                name=text.given(text.name(name)),
                login=login_of(handle, uscc=vendor.uscc),
                certificate_kind=text.given(text.title(certificate_kind)),
                certificate_number=text.given(text.number(certificate_number)),
                certificate_until=certificate_until,
                labour_contract_until=labour_contract_until,
                health_until=health_until,
                full_time=full_time,
                clearance=None if clearance is None else check_clearance(clearance, earlier=None, on=on, now=now),
            )
            if not await transaction.vendors.add_instructor(instructor, now=now):
                raise HandleTaken("an instructor of this vendor has that handle already")
            subject = f"vendor/{vendor.id}/instructor/{instructor.person_id}"
            transaction.record(
                by, "vendor_registry.instructor_filed", subject, now=now, before={}, after=_clearance_words(clearance)
            )
        return instructor


def tell_clearance(
    transaction: Transaction, vendor: Vendor, person_id: UUID, clearance: Clearance, *, now: datetime
) -> None:
    """Publish from when until when the person may work; a bad answer ends it the day before the check."""
    event = InstructorFiled(person_id, vendor.id, vendor.uscc, clearance.checked_on, clearance.last_on)
    transaction.publish(event, now=now)


def _clearance_words(clearance: Clearance | None) -> dict[str, object]:
    return {} if clearance is None else {"result": clearance.result, "checked_on": str(clearance.checked_on)}
