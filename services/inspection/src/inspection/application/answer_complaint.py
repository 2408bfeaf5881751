"""The district takes a complaint in hand and answers it in time."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from inspection.application.ports import UnitOfWorkFactory
from inspection.domain.complaint import Complaint, ComplaintAnswered, NotAnOfficer, answer, assign
from kernel.actor import Actor
from kernel.versions import must_be_present


@dataclass(frozen=True, slots=True)
class AssignComplaint:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, complaint_id: UUID, to: UUID, by: Actor, now: datetime) -> Complaint:
        """Give it to an officer of the district, who answers it; NotAnOfficer."""
        async with self.unit_of_work() as work:
            before = await work.complaints.get(complaint_id, within=by.path)
            if to != by.id and not await work.schools.has_officer(by.path, to):
                raise NotAnOfficer("a complaint is given to an officer of the district")
            complaint = assign(before, to=to)
            await work.complaints.save(complaint)
            work.audit.record(
                by,
                "inspection.complaint_assigned",
                f"complaint/{complaint_id}",
                now=now,
                before={"assigned_to": before.assigned_to},
                after={"assigned_to": to},
            )
        return complaint


@dataclass(frozen=True, slots=True)
class AnswerComplaint:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self, *, complaint_id: UUID, said: str, by: Actor, on: date, now: datetime, version: int
    ) -> Complaint:
        async with self.unit_of_work() as work:
            before = await work.complaints.get(complaint_id, within=by.path)
            must_be_present(version, present=before.version)
            complaint = answer(before, by=by.id, on=on)
            await work.complaints.save(complaint, answer=said)
            await work.figures.mark(complaint.school_path)
            work.publish(ComplaintAnswered(complaint), now=now)
            work.audit.record(
                by,
                "inspection.complaint_answered",
                f"complaint/{complaint_id}",
                now=now,
                before={"state": before.state},
                after={"state": complaint.state, "late": on > complaint.due_on},
            )
        return complaint


@dataclass(frozen=True, slots=True)
class FlagOverdueComplaints:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, on: date) -> int:
        """Flag what should have been answered before `on`; return how many were newly flagged."""
        async with self.unit_of_work() as work:
            return await work.complaints.flag_overdue(on)
