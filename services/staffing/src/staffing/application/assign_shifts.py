"""Putting cleared people on the rota."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.actor import Actor
from staffing.application.ports import UnitOfWorkFactory
from staffing.domain import rota
from staffing.domain.rota import Shift, ShiftsAssigned


@dataclass(frozen=True, slots=True)
class AssignShifts:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, shifts: Sequence[Shift], by: Actor, now: datetime) -> int:
        """Assign all of them or raise RotaRefused naming each that cannot be; a duty already given is replaced."""
        if len(shifts) > rota.SHIFTS_PER_REQUEST_MAX:
            raise rota.TooManyShifts(f"send at most {rota.SHIFTS_PER_REQUEST_MAX} shifts at once")
        if not shifts:
            return 0
        people = {shift.person_id for shift in shifts}
        async with self.unit_of_work() as work:
            # Two planners at once must not put one person in two rooms.
            await work.people.lock(people)
            sessions = await work.rotas.sessions({shift.session_id for shift in shifts}, within=by.path)
            missing = {shift.session_id for shift in shifts} - sessions.keys()
            if missing:
                raise rota.SessionUnknown(f"{len(missing)} of these sessions do not exist at your school")
            days = {session.held_on for session in sessions.values()}
            rota.check_shifts(
                shifts,
                sessions=sessions,
                standing=await work.rotas.standing(people, days),
                cleared=await work.clearances.covering(people, days),
                places=await work.people.places(people),
            )
            groups = {session.group_id: session.school_path for session in sessions.values()}
            await work.rotas.lock_groups(groups)
            stood = _by_duty(await work.rotas.of_groups(groups))
            await work.rotas.replace(shifts)
            await work.hold(ShiftsAssigned, groups)
            standing = await work.rotas.of_groups(groups)
            work.publish(
                *(ShiftsAssigned(group, groups[group], tuple(standing.get(group, ()))) for group in sorted(groups)),
                now=now,
            )
            moved = {duty: person for duty, person in _by_duty(standing).items() if stood.get(duty, person) != person}
            before = {"moved": {duty: stood[duty] for duty in moved}}
            after = {"moved": moved, "shifts": len(shifts)}
            work.audit.record(by, "staffing.shifts_assigned", by.path.text, now=now, before=before, after=after)
        return len(shifts)


def _by_duty(rotas: Mapping[UUID, Sequence[Shift]]) -> dict[str, str]:
    """Who stands where, by session and duty."""
    return {f"{one.session_id} {one.duty.value}": str(one.person_id) for rota in rotas.values() for one in rota}
