"""A family declines, or takes an application back (P6): no reason, and no trace that could be listed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enrolment.application.ports.work import UnitOfWork
from enrolment.domain.application import ChildNotOwn
from enrolment.domain.placement import HOLDING
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class DeclineApplication:
    """Afterwards the child is stored exactly like one whose family never answered (C5.8).

    An application that is not decided yet disappears with its holds; one already decided is left by withdrawing.
    """

    unit_of_work: UnitOfWork

    async def __call__(self, *, pupil_id: UUID, term: str, by: Actor, now: datetime) -> None:
        async with self.unit_of_work() as work:
            if await work.pupils.own_child(pupil_id, by.id) is None:
                raise ChildNotOwn("no child of yours by that id; claim it first")
            removed = await work.applications.remove(pupil_id, term)
            if removed is None:
                return
            placements = await work.placements.of_applications([removed.id])
            freed: dict[UUID, tuple[int, int]] = {}
            for one in placements:
                if one.state in HOLDING:
                    held, taken = freed.get(one.offering_id, (0, 0))
                    freed[one.offering_id] = (held - 1, taken)
            await work.offers.lock_seats(sorted(freed))
            await work.placements.end([one.id for one in placements], on=now.date(), reason="withdrawn")
            await work.offers.change_seats(freed)
