"""Taking people off the rota of the days on which they may not stand in front of pupils any more."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from staffing.application.ports import UnitOfWork
from staffing.domain import rota
from staffing.domain.rota import ShiftsAssigned


async def clear_rota(work: UnitOfWork, person_ids: Collection[UUID], *, on: date, now: datetime) -> int:
    """Take every shift from that day that they may not have any more, unless its lesson is logged (R33).

    Returns how many; the groups are told their whole rota, so that the roll of such a session closes to them.
    """
    await work.people.lock(person_ids)
    standing = await work.rotas.shifts_from(on, person_ids)
    unfit = rota.unfit_shifts(
        standing,
        cleared=await work.clearances.covering(person_ids, {session.held_on for _, session in standing}),
        places=await work.people.places(person_ids),
    )
    if not unfit:
        return 0
    schools = {session.id: (session.group_id, session.school_path) for _, session in standing}
    groups = dict(schools[shift.session_id] for shift in unfit)
    await work.rotas.lock_groups(groups)
    await work.rotas.remove(unfit)
    await work.hold(ShiftsAssigned, groups)
    left = await work.rotas.of_groups(groups)
    work.publish(
        *(ShiftsAssigned(group, groups[group], tuple(left.get(group, ()))) for group in sorted(groups)), now=now
    )
    return len(unfit)
