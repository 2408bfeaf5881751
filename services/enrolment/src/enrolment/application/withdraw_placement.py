"""A family withdraws a child from an offering, at any time and without a reason (P6)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.end_placements import end_placements, offer_freed_seats
from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.application.stand_against import stand_against_place
from enrolment.domain.binding import NoticeKind
from enrolment.domain.disagreement import Matter
from enrolment.domain.placement import EndReason, Placement, PlacementState, PlacementUnknown, must_be_running
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class WithdrawPlacement:
    """The seat goes to the waiting list; what was paid is billing's to refund.

    A place that another guardian signed or applied for stays until the two agree.
    """

    unit_of_work: UnitOfWork

    async def __call__(self, *, placement_id: UUID, by: Actor, now: datetime, on: date) -> UUID | None:
        """Return the disagreement where another guardian wanted the place."""
        async with self.unit_of_work() as work:
            pupil_id = await work.placements.pupil_of(placement_id)
            if pupil_id is not None:
                # The child first, as in every act of a guardian.
                await work.pupils.lock(pupil_id)
            placement = await work.placements.lock(placement_id)
            if placement is None or await work.pupils.own_child(placement.pupil_id, by.id) is None:
                raise PlacementUnknown("no placement of a child of yours by that id")
            must_be_running(placement)
            opened = await stand_against_place(
                work, placement_id, placement.pupil_id, placement.term, by=by.id, now=now
            )
            if opened is None:
                await leave_place(work, placement, by=by, now=now, on=on)
                await work.bindings.tell_guardians(
                    placement.pupil_id, NoticeKind.PLACE_WITHDRAWN, besides=by.id, at=now
                )
        return opened


async def leave_place(work: Work, placement: Placement, *, by: Actor, now: datetime, on: date) -> None:
    """End a running place as a withdrawal, and pass its seat on."""
    await work.disagreements.close(placement.pupil_id, Matter.PLACEMENT, subject_id=placement.id)
    await end_placements(work, [placement], reason=EndReason.WITHDRAWN, now=now, on=on)
    await offer_freed_seats(work, {placement.offering_id: 1}, on=on)
    work.record(
        "enrolment.placement_ended",
        f"placement/{placement.id}",
        actor=by,
        at=now,
        before={"state": placement.state.value},
        after={"state": PlacementState.ENDED.value, "reason": EndReason.WITHDRAWN.value},
    )
