"""A family declines, or takes an application back (P6): no reason, and no trace that could be listed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.end_placements import end_placements, offer_freed_seats
from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.application.stand_against import stand_against
from enrolment.domain.application import ApplicationState, ChildNotOwn
from enrolment.domain.disagreement import Matter
from enrolment.domain.placement import EndReason, PlacementState
from kernel.actor import Actor
from kernel.errors import Conflict


class WithdrawInstead(Conflict):
    code = "enrolment.withdraw_instead"


@dataclass(frozen=True, slots=True)
class DeclineApplication:
    """Afterwards the child is stored exactly like one whose family never answered (C5.8).

    An application that is not decided yet disappears with its holds; once it is, each placement is left by withdrawing.
    What another guardian applied for stays until the two agree.
    """

    unit_of_work: UnitOfWork

    async def __call__(self, *, pupil_id: UUID, term: str, by: Actor, now: datetime, on: date) -> UUID | None:
        """Return the disagreement where another guardian applied."""
        async with self.unit_of_work() as work:
            await work.pupils.lock(pupil_id)
            if await work.pupils.own_child(pupil_id, by.id) is None:
                raise ChildNotOwn("no child of yours by that id; claim it first")
            for one in await work.applications.lock_of_pupil(pupil_id):
                if one.term != term or one.state is ApplicationState.DECIDED or one.guardian_id == by.id:
                    continue
                if await work.pupils.own_child(pupil_id, one.guardian_id) is None:
                    continue
                return await stand_against(
                    work,
                    pupil_id,
                    matter=Matter.APPLICATION,
                    subject_id=one.id,
                    term=term,
                    wanted=(one.guardian_id, one.submitted_at),
                    unwanted=(by.id, now),
                    by=by.id,
                    now=now,
                )
            if not await take_back(work, pupil_id, term, now=now, on=on) and any(
                one.term == term for one in await work.placements.running_of_pupil(pupil_id)
            ):
                raise WithdrawInstead("the places are given out; withdraw the child from what it does not want")
        return None


async def take_back(work: Work, pupil_id: UUID, term: str, *, now: datetime, on: date) -> bool:
    """Leave nothing of an application that is not decided; False where there is none."""
    removed = await work.applications.remove(pupil_id, term)
    if removed is None:
        return False
    await work.disagreements.close(pupil_id, Matter.APPLICATION, subject_id=removed.id)
    placements = await work.placements.of_applications([removed.id])
    await end_placements(work, placements, reason=EndReason.WITHDRAWN, now=now, on=on)
    # What was agreed upon is billing's to refund and stays known; of everything else nothing is left.
    await work.placements.forget([one.id for one in placements if one.state is not PlacementState.AGREED])
    await offer_freed_seats(work, {one.offering_id: 1 for one in placements}, on=on)
    return True
