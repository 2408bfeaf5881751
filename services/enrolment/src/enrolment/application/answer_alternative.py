"""A family accepts or declines the alternative it was offered (P4)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.ports.applying import NewPlacement
from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.application.prepare_agreements import prepare_agreements
from enrolment.domain.placement import (
    EndReason,
    Placement,
    PlacementState,
    PlacementUnknown,
    answer_alternative,
)
from kernel.actor import Actor
from kernel.ids import new_id
from kernel.organisation import OrganisationPath
from rulebook.words import Nature


@dataclass(frozen=True, slots=True)
class AnswerAlternative:
    """Accepting takes the held seat; declining frees it and puts the child on the list of its first wish."""

    unit_of_work: UnitOfWork

    async def __call__(
        self, *, placement_id: UUID, accepted: bool, by: Actor, now: datetime, on: date
    ) -> PlacementState:
        async with self.unit_of_work() as work:
            placement = await work.placements.lock(placement_id)
            if placement is None or await work.pupils.own_child(placement.pupil_id, by.id) is None:
                raise PlacementUnknown("nothing is offered to a child of yours by that id")
            state = answer_alternative(placement, accepted=accepted)
            await work.offers.lock_seats([placement.offering_id])
            if accepted:
                await work.placements.set_state([placement_id], state)
                await work.offers.change_seats({placement.offering_id: (-1, 1)})
                await prepare_agreements(
                    work, [placement_id], school=OrganisationPath(placement.school_path), term=placement.term, now=now
                )
            else:
                await work.placements.end([placement_id], on=on, reason=EndReason.DECLINED.value)
                await work.offers.change_seats({placement.offering_id: (-1, 0)})
                await _wait_for_first_wish(work, placement)
            work.record(
                "enrolment.alternative_answered",
                f"placement/{placement_id}",
                actor=by,
                at=now,
                before={"state": placement.state.value},
            )
        return state


async def _wait_for_first_wish(work: Work, placement: Placement) -> None:
    stored = (await work.applications.lock([placement.application_id]))[0]
    offerings = await work.offers.by_ids(list(stored.wishes))
    nature = (await work.offers.by_ids([placement.offering_id]))[placement.offering_id].nature
    wished = [wish for wish in stored.wishes if wish in offerings and offerings[wish].nature == nature]
    if not wished:
        return
    offering = offerings[wished[0]]
    care = nature == Nature.CARE.value
    await work.placements.add(
        [
            NewPlacement(
                id=new_id(),
                application_id=stored.id,
                pupil_id=stored.pupil_id,
                offering_id=offering.id,
                school_path=stored.school_path,
                term=stored.term,
                weekdays=tuple(day for day in offering.weekdays if not care or day in stored.weekdays),
                # No number: they come after those of the draw, in natural order, whoever answered first.
                state=PlacementState.WAITLISTED,
            )
        ]
    )
