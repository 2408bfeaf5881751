"""A person's criminal-record check: entered by the school, confirmed by an office."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor, Assignment
from staffing.application.change_role import tell
from staffing.application.ports import UnitOfWork, UnitOfWorkFactory
from staffing.domain import clearance
from staffing.domain.clearance import ClearanceRecorded
from staffing.domain.person import in_force
from staffing.domain.role_change import NoticeKind


@dataclass(frozen=True, slots=True)
class RecordClearance:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self,
        *,
        person_id: UUID,
        checked_on: date,
        valid_until: date,
        reference: str,
        by: Actor,
        on: date,
        now: datetime,
    ) -> None:
        """Keep date, validity and reference (R33, D19); it counts for nothing until an office confirmed it."""
        found = clearance.record(
            person_id,
            checked_on=checked_on,
            valid_until=valid_until,
            reference=reference,
            school_path=by.path.text,
            by=by.id,
            on=on,
        )
        async with self.unit_of_work() as work:
            await work.people.must_exist(person_id, within=by.path)
            await work.clearances.add([found], now=now)
            after = {"checked_on": checked_on, "valid_until": valid_until, "reference": found.reference}
            work.audit.record(by, "staffing.clearance_entered", f"person/{person_id}", now=now, before={}, after=after)


@dataclass(frozen=True, slots=True)
class AddEvidence:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self,
        *,
        person_id: UUID,
        checked_on: date,
        content: AsyncIterator[bytes],
        name: str,
        by: Actor,
        now: datetime,
    ) -> bytes:
        """Send the answer of the police along for the office to look at; return its SHA-256."""
        async with self.unit_of_work() as work:
            entered = await work.clearances.entered(person_id, checked_on, within=by.path)
            clearance.must_wait(entered)
            sha256 = await work.clearances.put_evidence(entered, content, name=name, by=by.id, now=now)
            sent = entered.evidence_sha256
            work.audit.record(
                by,
                "staffing.clearance_evidence_sent",
                f"person/{person_id}",
                now=now,
                before={} if sent is None else {"sha256": sent.hex()},
                after={"checked_on": checked_on, "sha256": sha256.hex()},
            )
        return sha256


@dataclass(frozen=True, slots=True)
class ConfirmClearance:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self, *, person_id: UUID, checked_on: date, reference: str, seen: bytes, by: Actor, on: date, now: datetime
    ) -> None:
        """Confirm, as the office, what a school entered; from then on the person may stand on the rota.

        The person and the principal of each school where it serves are told.
        """
        async with self.unit_of_work() as work:
            await work.people.lock({person_id})
            entered = await work.clearances.entered(person_id, checked_on, within=by.path)
            found = clearance.confirm(entered, reference=reference, seen=seen, by=by)
            await work.clearances.confirm(found, now=now)
            recorded = ClearanceRecorded(person_id, found.school_path or "", found.checked_on, found.valid_until)
            work.publish(recorded, now=now)
            served = await _one_role_each(work, person_id, on=on)
            await tell(work, NoticeKind.CLEARED, served, on=on, now=now)
            before = {"entered_by": str(found.entered_by), "confirmed": False}
            after = {
                "checked_on": checked_on,
                "valid_until": found.valid_until,
                "confirmed": True,
                "sha256": None if found.evidence_sha256 is None else found.evidence_sha256.hex(),
            }
            subject = f"person/{person_id}"
            work.audit.record(by, "staffing.clearance_confirmed", subject, now=now, before=before, after=after)


async def _one_role_each(work: UnitOfWork, person_id: UUID, *, on: date) -> list[tuple[UUID, Assignment]]:
    """The person with one role at each organisation: a check is told of once, however many posts somebody has there."""
    held = in_force((await work.assignments.of({person_id})).get(person_id, ()), on)
    return [(person_id, one) for one in {one.path: one for one in sorted(held, key=str)}.values()]
