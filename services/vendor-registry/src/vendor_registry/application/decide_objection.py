"""The district answers an objection."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.actor import Actor
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.objection import Objection, ObjectionUnknown, decide_objection


@dataclass(frozen=True, slots=True)
class DecideObjection:
    begin: UnitOfWork

    async def __call__(self, *, objection_id: UUID, upheld: bool, reason: str, by: Actor, now: datetime) -> Objection:
        """The objection with its reasoned answer; upheld, it keeps the vendor off the list."""
        async with self.begin() as transaction:
            objection = await transaction.rounds.objection(objection_id, lock=True)
            round_ = None if objection is None else await transaction.rounds.get(objection.round_id, lock="share")
            if objection is None or round_ is None or round_.district != by.path:
                raise ObjectionUnknown("no objection in your district has this id")
            decided = decide_objection(objection, upheld=upheld, reason=reason, by=by, now=now)
            await transaction.rounds.save_objection(decided)
            transaction.record(
                by,
                "vendor_registry.objection_decided",
                f"objection/{objection_id}",
                now=now,
                before={"upheld": objection.upheld},
                after={"upheld": upheld},
                rule=round_.pack,
            )
        return decided
