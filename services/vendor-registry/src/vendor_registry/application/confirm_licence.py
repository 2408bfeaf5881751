"""An office confirms or refuses licences: with a dossier that passed the joint review, or one by one (B6, R35)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.actor import Actor
from vendor_registry.application.ports import Transaction, UnitOfWork
from vendor_registry.domain.application import Application
from vendor_registry.domain.licence import Licence, LicenceUnknown, confirm, confirm_reviewed, refuse
from vendor_registry.domain.selection_round import OFFICE_OF_ROLE
from vendor_registry.domain.vendor import VendorUnknown, of_others


@dataclass(frozen=True, slots=True)
class ConfirmLicence:
    begin: UnitOfWork

    async def __call__(self, *, vendor_id: UUID, licence_id: UUID, by: Actor, now: datetime) -> Licence:
        """The licence confirmed, which counts from now on; of a vendor that has applied in the officer's district."""
        async with self.begin() as transaction:
            licence = await _seen_by(transaction, by, vendor_id, licence_id)
            decided = confirm(licence, office=OFFICE_OF_ROLE[by.role], by=by.id, now=now)
            if decided != licence:
                await transaction.vendors.decide_licences([decided])
                _record(transaction, "confirmed", decided, by, now, before=licence)
        return decided


@dataclass(frozen=True, slots=True)
class RefuseLicence:
    begin: UnitOfWork

    async def __call__(self, *, vendor_id: UUID, licence_id: UUID, reason: str, by: Actor, now: datetime) -> Licence:
        """The licence refused with the reason that its vendor reads; it may be filed anew."""
        async with self.begin() as transaction:
            licence = await _seen_by(transaction, by, vendor_id, licence_id)
            decided = refuse(licence, office=OFFICE_OF_ROLE[by.role], reason=reason, by=by.id, now=now)
            await transaction.vendors.decide_licences([decided])
            _record(transaction, "refused", decided, by, now, before=licence)
        return decided


async def confirm_papers(transaction: Transaction, application: Application, *, by: Actor, now: datetime) -> int:
    """Confirm the licences that were on file when the vendor applied; those filed later no office has looked at."""
    vendor = await transaction.vendors.get(application.vendor_id, lock=True)
    if vendor is None:
        raise VendorUnknown("the applicant is gone")
    licences = (await transaction.vendors.licences([vendor.id])).get(vendor.id, ())
    papers = confirm_reviewed(licences, filed_by=application.submitted_at, by=by.id, now=now)
    await transaction.vendors.decide_licences(papers)
    return len(papers)


async def _seen_by(transaction: Transaction, officer: Actor, vendor_id: UUID, licence_id: UUID) -> Licence:
    vendor = of_others(await transaction.vendors.seen_by(officer, vendor_id), officer)
    licences = (await transaction.vendors.licences([vendor.id])).get(vendor.id, ())
    licence = next((licence for licence in licences if licence.id == licence_id), None)
    if licence is None:
        raise LicenceUnknown("this vendor has no licence with this id")
    return licence


def _record(
    transaction: Transaction, step: str, licence: Licence, by: Actor, now: datetime, *, before: Licence
) -> None:
    transaction.record(
        by,
        f"vendor_registry.licence_{step}",
        f"vendor/{licence.vendor_id}/licence/{licence.id}",
        now=now,
        before={"state": before.state},
        after={"state": licence.state, "kind": licence.kind, "valid_until": str(licence.valid_until)},
    )
