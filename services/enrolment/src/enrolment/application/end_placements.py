"""Placements end: seats are freed, groups shrink, and the others are told; nothing that was agreed is deleted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from enrolment.application.bring_into_force import bring_shortened_into_force
from enrolment.application.ports.work import Work
from enrolment.domain.event import GroupMembersChanged, Leaver, PlacementEnded
from enrolment.domain.placement import (
    HOLDING,
    TAKING,
    EndReason,
    Placement,
    PlacementState,
    answer_by,
    ends_on,
)
from kernel.organisation import OrganisationPath


async def end_placements(
    work: Work, placements: Sequence[Placement], *, reason: EndReason, now: datetime, on: date
) -> None:
    """End these placements on that day; those agreed upon are told to billing, whose refund it may be.

    Where that day's roll was called and the child attended, the placement ends on the next day.
    """
    changes: dict[UUID, tuple[int, int]] = {}
    for one in placements:
        held, taken = changes.get(one.offering_id, (0, 0))
        changes[one.offering_id] = (held - (one.state in HOLDING), taken - (one.state in TAKING))
    await work.offers.lock_seats(sorted(changes))
    agreed = [one.id for one in placements if one.state is PlacementState.AGREED]
    attended = await work.sessions.attended(agreed, on=on)
    ends = {one.id: ends_on(on, attended=one.id in attended) for one in placements}
    await work.placements.end(ends, reason=reason.value)
    await work.offers.change_seats(changes)
    left = await work.sessions.leave_groups(ends)
    for one in placements:
        if one.state is not PlacementState.AGREED:
            continue
        work.publish(
            PlacementEnded(
                placement_id=one.id,
                offering_id=one.offering_id,
                pupil_id=one.pupil_id,
                school_path=OrganisationPath(one.school_path),
                term=one.term,
                ended_on=ends[one.id],
                reason=reason.value,
            ),
            at=now,
        )
    shortened = [one.agreement_id for one in placements if one.agreement_id and one.state is PlacementState.PLACED]
    await bring_shortened_into_force(work, shortened, now=now, on=on)
    await work.hold(GroupMembersChanged, left)
    members = await work.sessions.members_of(sorted(left))
    for group, days in sorted(left.items()):
        leavers = tuple(Leaver(pupil, left_on) for pupil, left_on in sorted(days.items()))
        work.publish(GroupMembersChanged(group_id=group, pupil_ids=members.get(group, ()), leavers=leavers), at=now)


async def offer_freed_seats(work: Work, freed: Mapping[UUID, int], *, on: date) -> int:
    """Hold up to so many free seats per offering for the first on its waiting list; return how many were offered."""
    left = await work.offers.lock_seats(sorted(freed))
    wanted = {one: min(seats, left.get(one, 0)) for one, seats in freed.items() if left.get(one, 0) > 0}
    waiting = await work.placements.first_waiting(wanted)
    await work.placements.offer([one.id for one in waiting], answer_by=answer_by(on))
    held = Counter(one.offering_id for one in waiting)
    await work.offers.change_seats({offering: (seats, 0) for offering, seats in held.items()})
    return len(waiting)
