"""A family accepts or declines the alternative it was offered (P4)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.end_placements import end_placements, offer_freed_seats
from enrolment.application.ports.work import UnitOfWork
from enrolment.application.prepare_agreements import prepare_agreements
from enrolment.application.wait_for_first_wish import wait_for_first_wish
from enrolment.domain.placement import (
    EndReason,
    PlacementState,
    PlacementUnknown,
    answer_alternative,
)
from kernel.actor import Actor
from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True)
class AnswerAlternative:
    """Accepting takes the held seat. Declining passes it to the next who waits for it and puts the child on the list
    of its first wish, where that is another one."""

    unit_of_work: UnitOfWork

    async def __call__(
        self, *, placement_id: UUID, accepted: bool, by: Actor, now: datetime, on: date
    ) -> PlacementState:
        async with self.unit_of_work() as work:
            placement = await work.placements.lock(placement_id)
            if placement is None or await work.pupils.own_child(placement.pupil_id, by.id) is None:
                raise PlacementUnknown("nothing is offered to a child of yours by that id")
            state = answer_alternative(placement, accepted=accepted, on=on)
            if accepted:
                await work.offers.lock_seats([placement.offering_id])
                await work.placements.set_state([placement_id], state)
                await work.offers.change_seats({placement.offering_id: (-1, 1)})
                await prepare_agreements(
                    work, [placement_id], school=OrganisationPath(placement.school_path), term=placement.term, now=now
                )
            else:
                await end_placements(work, [placement], reason=EndReason.DECLINED, now=now, on=on)
                await wait_for_first_wish(work, [placement])
                await offer_freed_seats(work, {placement.offering_id: 1}, on=on)
            work.record(
                "enrolment.alternative_answered",
                f"placement/{placement_id}",
                actor=by,
                at=now,
                before={"state": placement.state.value},
            )
        return state
