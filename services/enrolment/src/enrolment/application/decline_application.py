"""A family declines, or takes an application back (P6): no reason, and no trace that could be listed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.end_placements import end_placements, offer_freed_seats
from enrolment.application.ports.work import UnitOfWork
from enrolment.domain.application import ChildNotOwn
from enrolment.domain.placement import EndReason, PlacementState
from kernel.actor import Actor
from kernel.errors import Conflict


class WithdrawInstead(Conflict):
    code = "enrolment.withdraw_instead"


@dataclass(frozen=True, slots=True)
class DeclineApplication:
    """Afterwards the child is stored exactly like one whose family never answered (C5.8).

    An application that is not decided yet disappears with its holds; once it is, each placement is left by withdrawing.
    """

    unit_of_work: UnitOfWork

    async def __call__(self, *, pupil_id: UUID, term: str, by: Actor, now: datetime, on: date) -> None:
        async with self.unit_of_work() as work:
            if await work.pupils.own_child(pupil_id, by.id) is None:
                raise ChildNotOwn("no child of yours by that id; claim it first")
            removed = await work.applications.remove(pupil_id, term)
            if removed is None:
                if any(one.term == term for one in await work.placements.running_of_pupil(pupil_id)):
                    raise WithdrawInstead("the places are given out; withdraw the child from what it does not want")
                return
            placements = await work.placements.of_applications([removed.id])
            await end_placements(work, placements, reason=EndReason.WITHDRAWN, now=now, on=on)
            # What was agreed upon is billing's to refund and stays known; of everything else nothing is left.
            await work.placements.forget([one.id for one in placements if one.state is not PlacementState.AGREED])
            await offer_freed_seats(work, {one.offering_id: 1 for one in placements}, on=on)
