"""Placements end: seats are freed, groups shrink, and the others are told; nothing is deleted."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from enrolment.application.ports.work import Work
from enrolment.domain.event import GroupMembersChanged, PlacementEnded
from enrolment.domain.placement import HOLDING, TAKING, EndReason, Placement, PlacementState
from kernel.organisation import OrganisationPath


async def end_placements(
    work: Work, placements: Sequence[Placement], *, reason: EndReason, now: datetime, on: date
) -> None:
    """End these placements; those agreed upon are told to billing, whose refund it may be."""
    changes: dict[UUID, tuple[int, int]] = {}
    for one in placements:
        held, taken = changes.get(one.offering_id, (0, 0))
        changes[one.offering_id] = (held - (one.state in HOLDING), taken - (one.state in TAKING))
    await work.offers.lock_seats(sorted(changes))
    ids = [one.id for one in placements]
    await work.placements.end(ids, on=on, reason=reason.value)
    await work.offers.change_seats(changes)
    groups = await work.sessions.leave_groups(ids, on=on)
    members = await work.sessions.members_of(groups)
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
                ended_on=on,
                reason=reason.value,
            ),
            at=now,
        )
    for group in groups:
        work.publish(GroupMembersChanged(group_id=group, pupil_ids=members.get(group, ())), at=now)


async def offer_freed_seat(work: Work, offering_id: UUID) -> Placement | None:
    """Hold a freed seat for the first on the waiting list and offer it; return what was offered."""
    left = await work.offers.lock_seats([offering_id])
    if left.get(offering_id, 0) <= 0:
        return None
    waiting = await work.placements.next_waiting(offering_id)
    if waiting is None:
        return None
    await work.placements.set_state([waiting.id], PlacementState.ALTERNATIVE)
    await work.offers.change_seats({offering_id: (1, 0)})
    return waiting
