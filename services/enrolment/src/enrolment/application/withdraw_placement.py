"""A family withdraws a child from an offering, at any time and without a reason (P6)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.end_placements import end_placements, offer_freed_seats
from enrolment.application.ports.work import UnitOfWork
from enrolment.domain.placement import EndReason, PlacementUnknown, must_be_running
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class WithdrawPlacement:
    """The seat goes to the waiting list; what was paid is billing's to refund."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, placement_id: UUID, by: Actor, now: datetime, on: date) -> None:
        async with self.unit_of_work() as work:
            placement = await work.placements.lock(placement_id)
            if placement is None or await work.pupils.own_child(placement.pupil_id, by.id) is None:
                raise PlacementUnknown("no placement of a child of yours by that id")
            must_be_running(placement)
            await end_placements(work, [placement], reason=EndReason.WITHDRAWN, now=now, on=on)
            await offer_freed_seats(work, {placement.offering_id: 1}, on=on)
            work.record(
                "enrolment.placement_ended",
                f"placement/{placement_id}",
                actor=by,
                at=now,
                before={"state": placement.state.value},
            )
