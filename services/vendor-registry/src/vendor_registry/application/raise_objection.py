"""Somebody objects while a result is on display."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from kernel.ids import new_id
from kernel.text import line
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.application import ApplicationState
from vendor_registry.domain.objection import AlreadyObjected, Objection, ObjectionEmpty
from vendor_registry.domain.selection_round import NotInPublicity, RoundUnknown
from vendor_registry.domain.vendor import VendorUnknown


@dataclass(frozen=True, slots=True)
class RaiseObjection:
    begin: UnitOfWork

    async def __call__(
        self, *, round_id: UUID, vendor_id: UUID, text: str, by: Actor, on: date, now: datetime
    ) -> Objection:
        """The objection, kept for the district alone; only against a vendor on display, only while it is."""
        if not line(text):
            raise ObjectionEmpty("say what you object to")
        async with self.begin() as transaction:
            round_ = await transaction.rounds.get(round_id, lock="share")
            if round_ is None:
                raise RoundUnknown("no round has this id")
            if not round_.in_publicity(on):
                raise NotInPublicity("objections are taken while the result is on display")
            application = await transaction.rounds.application_of(round_id, vendor_id)
            if application is None or application.state is not ApplicationState.COMPLETE:
                raise VendorUnknown("this vendor is not on display in this round")
            objection = Objection(new_id(), round_id, vendor_id, text.strip(), by.id, now)
            if not await transaction.rounds.add_objection(objection):
                raise AlreadyObjected("your objection to this vendor is on file already")
            after = {"round": str(round_id), "vendor": str(vendor_id)}
            transaction.record(
                by, "vendor_registry.objection_raised", f"objection/{objection.id}", now=now, before={}, after=after
            )
        return objection
