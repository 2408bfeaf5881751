"""Sessions are suspended: a vendor dropped out, or a district closes its schools for a day (C5.3, B4.8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.end_placements import end_placements
from enrolment.application.ports.serving import SuspendedSession
from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.domain.event import SessionsSuspended
from enrolment.domain.placement import EndReason
from kernel.actor import Actor, system_actor
from kernel.ids import digest_of_ids
from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True)
class EndVendorOfferings:
    """Runs in the work that applies the event: sessions from `on` are suspended, placements end as vendor_out."""

    async def __call__(self, work: Work, *, offering_ids: Sequence[UUID], reason: str, on: date, now: datetime) -> int:
        """Return how many sessions were suspended."""
        if not offering_ids:
            return 0
        placements = await work.placements.running_of_offerings(offering_ids)
        suspended = await work.sessions.suspend(offering_ids, from_on=on, reason="vendor_out")
        tell_suspended(work, suspended, reason="vendor_out", now=now)
        await end_placements(work, placements, reason=EndReason.VENDOR_OUT, now=now, on=on)
        await work.offers.end(offering_ids)
        for offering in offering_ids:
            work.record(
                "enrolment.offering_ended",
                f"offering/{offering}",
                actor=system_actor("enrolment"),
                at=now,
                before={"placements": sum(one.offering_id == offering for one in placements)},
                after={"reason": reason, "on": on.isoformat()},
            )
        return len(suspended)


@dataclass(frozen=True, slots=True)
class SuspendDays:
    """Every session at or below the actor's organisation from a day through another, in one act."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, from_on: date, through_on: date, reason: str, by: Actor, now: datetime) -> int:
        async with self.unit_of_work() as work:
            suspended = await work.sessions.suspend_days(
                [by.path.text], from_on=from_on, through_on=through_on, reason=reason
            )
            tell_suspended(work, suspended, reason=reason, now=now)
            work.record(
                "enrolment.sessions_suspended",
                f"organisation/{by.path.code}",
                actor=by,
                at=now,
                before={"suspended": 0, "sessions": len(suspended)},
                after={"suspended": len(suspended), "from": from_on.isoformat(), "through": through_on.isoformat()},
                digest=digest_of_ids(one.session_id for one in suspended),
            )
        return len(suspended)


def tell_suspended(work: Work, suspended: Sequence[SuspendedSession], *, reason: str, now: datetime) -> None:
    groups: dict[UUID, list[SuspendedSession]] = {}
    for one in suspended:
        groups.setdefault(one.group_id, []).append(one)
    for group_id, sessions in sorted(groups.items()):
        work.publish(
            SessionsSuspended(
                group_id=group_id,
                school_path=OrganisationPath(sessions[0].school_path),
                offering_id=sessions[0].offering_id,
                session_ids=tuple(sorted(one.session_id for one in sessions)),
                reason=reason,
            ),
            at=now,
        )
