"""The school approves reviewed applications; seats of first-come offerings are then taken (R02, C5.9)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enrolment.application.ports.applying import StoredApplication
from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.application.prepare_agreements import prepare_agreements
from enrolment.application.rules_in_force import adoption_for
from enrolment.domain.application import ApplicationState, ApplicationUnknown, approve
from enrolment.domain.placement import PlacementState
from kernel.actor import Actor
from kernel.versions import must_be_present


@dataclass(frozen=True, slots=True)
class ApproveApplications:
    """With ids: those, all or none. Without: every reviewed application of the school's term."""

    unit_of_work: UnitOfWork

    async def __call__(
        self,
        *,
        term: str | None,
        application_ids: Sequence[UUID] | None,
        by: Actor,
        now: datetime,
        version: int | None = None,
    ) -> int:
        """Return how many were approved; `version` is the one that was looked at of each of `application_ids`."""
        async with self.unit_of_work() as work:
            if application_ids is None:
                found = await work.applications.lock_reviewed(by.path.text, term or "")
            else:
                wanted = sorted(set(application_ids))
                found = tuple(one for one in await work.applications.lock(wanted) if one.school_path == by.path.text)
                if len(found) < len(wanted):
                    raise ApplicationUnknown("one of these applications is not of your school")
                for one in found:
                    must_be_present(version, present=one.version)
            approve([one.state for one in found])
            if not found:
                return 0
            await work.applications.set_state([one.id for one in found], ApplicationState.APPROVED)
            await _take_held_seats(work, found, by=by, now=now)
            rule = (await adoption_for(work, by.path, found[0].term)).rule
            digest = hashlib.sha256(b"".join(sorted(one.id.bytes for one in found))).digest()
            work.record(
                "enrolment.applications_approved",
                f"school/{by.path.code}/{found[0].term}",
                actor=by,
                at=now,
                after={"applications": len(found)},
                rule=rule,
                digest=digest,
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
