"""The school approves reviewed applications; seats of first-come offerings are then taken (R02, C5.9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enrolment.application.ports.applying import StoredApplication
from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.application.prepare_agreements import prepare_agreements
from enrolment.application.rules_in_force import adoption_for
from enrolment.domain.application import ApplicationState, ApplicationUnknown, approve, digest_of, must_show
from enrolment.domain.placement import PlacementState
from kernel.actor import Actor
from kernel.versions import must_be_present


@dataclass(frozen=True, slots=True)
class ApproveApplications:
    """Approve one application as it was seen, or every reviewed one of the school's term as they were shown."""

    unit_of_work: UnitOfWork

    async def one(self, application_id: UUID, *, version: int, by: Actor, now: datetime) -> int:
        """Approve this application at this version."""
        async with self.unit_of_work() as work:
            found = [one for one in await work.applications.lock([application_id]) if one.school_path == by.path.text]
            if not found:
                raise ApplicationUnknown("this application is not of your school")
            must_be_present(version, present=found[0].version)
            return await _approve(work, found, by=by, now=now)

    async def all_reviewed(self, *, term: str, digest: str, by: Actor, now: datetime) -> int:
        """Return how many were approved; `digest` is the digest of all that were shown."""
        async with self.unit_of_work() as work:
            found = await work.applications.lock_reviewed(by.path.text, term)
            must_show(((one.id, one.version) for one in found), digest)
            return await _approve(work, found, by=by, now=now)


async def _approve(work: Work, found: Sequence[StoredApplication], *, by: Actor, now: datetime) -> int:
    approve([one.state for one in found])
    if not found:
        return 0
    await work.applications.set_state([one.id for one in found], ApplicationState.APPROVED)
    await _take_held_seats(work, found, by=by, now=now)
    work.record(
        "enrolment.applications_approved",
        f"school/{by.path.code}/{found[0].term}",
        actor=by,
        at=now,
        before={"state": ApplicationState.REVIEWED.value},
        after={"state": ApplicationState.APPROVED.value, "applications": len(found)},
        rule=(await adoption_for(work, by.path, found[0].term)).rule,
        digest=bytes.fromhex(digest_of((one.id, one.version) for one in found)),
    )
    return len(found)


async def _take_held_seats(work: Work, found: Sequence[StoredApplication], *, by: Actor, now: datetime) -> None:
    placements = await work.placements.of_applications([one.id for one in found])
    held = [one for one in placements if one.state is PlacementState.HELD]
    if not held:
        return
    changes: dict[UUID, tuple[int, int]] = {}
    for one in held:
        less, more = changes.get(one.offering_id, (0, 0))
        changes[one.offering_id] = (less - 1, more + 1)
    await work.offers.lock_seats(sorted(changes))
    await work.placements.set_state([one.id for one in held], PlacementState.PLACED)
    await work.offers.change_seats(changes)
    await prepare_agreements(work, [one.id for one in held], school=by.path, term=found[0].term, now=now)
