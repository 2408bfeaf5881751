"""Saying in full whom money came from or is to go to: for who has to act on it, with a reason, and on record."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from billing.application.ports import UnitOfWork
from billing.application.records import Payee
from billing.domain.party import Party
from kernel.actor import Actor
from kernel.errors import NotFound


class PartyNotKnown(NotFound):
    code = "billing.party_not_known"


@dataclass(frozen=True, slots=True)
class DiscloseParty:
    """The payer of money nobody could name, or the payee of money that went astray."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, line_id: UUID, reason: str, by: Actor, now: datetime) -> Party:
        async with self.unit_of_work() as work:
            await work.lines.locked(line_id, scope=by.path.text)
            party = await work.lines.party(line_id)
            if party is None:
                raise PartyNotKnown("the statement says nothing of who this was")
            after = {"reason": reason}
            work.record("billing.party_disclosed", f"line/{line_id}", actor=by, now=now, before={}, after=after)
        return party


@dataclass(frozen=True, slots=True)
class DisclosePayee:
    """Whom a payment is to go to, as it was when it was approved or its pay file given."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, number: str, reason: str, by: Actor, now: datetime) -> Payee:
        async with self.unit_of_work() as work:
            payee = await work.payments_due.payee(number, scope=by.path.text)
            if payee is None:
                raise PartyNotKnown("no payee is known of a payment of yours by that number; ask who is to receive it")
            after = {"reason": reason}
            work.record("billing.payee_disclosed", f"payment/{number}", actor=by, now=now, before={}, after=after)
        return payee
