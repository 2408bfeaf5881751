"""Granting or refusing a waiver; a granted one also reaches back to bills already published (B4.9, C5.6)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from billing.application.apply_waivers import apply_waiver, count_waivers
from billing.application.asked_by_family import asked_by_family
from billing.application.ports import UnitOfWork, Versioned
from billing.domain.event import WaiverGranted
from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.errors import Conflict


class WaiverAlreadyDecided(Conflict):
    code = "billing.waiver_already_decided"


@dataclass(frozen=True, slots=True)
class DecideWaiver:
    unit_of_work: UnitOfWork

    async def __call__(
        self, *, waiver_id: UUID, granted: bool, by: Actor, now: datetime, on: date, version: int
    ) -> None:
        """Decided by who neither proposed it nor is of the family; what was paid beyond it becomes a refund."""
        async with self.unit_of_work() as work:
            waiver = await work.waivers.locked(waiver_id, scope=by.path.text)
            await work.versions.must_be(Versioned.WAIVER, waiver_id, version)
            if waiver.state != "proposed":
                raise WaiverAlreadyDecided("this waiver was decided already")
            family = await asked_by_family(work, waiver.pupil_id)
            earlier = (*family, *acts(Function.ASK, waiver.proposed_by))
            check(Case.WAIVER, earlier, actor=by, function=Function.APPROVE)
            state = "granted" if granted else "refused"
            await work.waivers.decide(waiver_id, state=state, by=by.id, now=now)
            rules = await work.copies.rules(waiver.school_path, waiver.term)
            if granted:
                work.publish(WaiverGranted(waiver_id, waiver.school_path, waiver.term), now=now)
                lowered = await apply_waiver(work, waiver, now=now, on=on)
                await count_waivers(work, lowered, now=now)
            work.record(
                "billing.waiver_decided",
                f"waiver/{waiver_id}",
                actor=by,
                now=now,
                before={"state": "proposed"},
                after={"state": state},
                rule=f"{rules.id}@{rules.version}#R27",
            )
