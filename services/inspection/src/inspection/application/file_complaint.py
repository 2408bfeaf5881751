"""A guardian complains about the school, the vendor or the bill of their own child (P16)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from inspection.application.ports import NotYourChild, UnitOfWork, UnitOfWorkFactory
from inspection.domain.complaint import About, Complaint, ComplaintFiled, file_complaint
from kernel.actor import Actor
from kernel.ids import new_id
from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True)
class FileComplaint:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self,
        *,
        school_code: str,
        about: About,
        subject_id: UUID | None,
        said: str,
        anonymous: bool,
        by: Actor,
        on: date,
        now: datetime,
    ) -> Complaint:
        """File the complaint with the district. The audit entry of an anonymous one does not name the school."""
        async with self.unit_of_work() as work:
            school = await work.schools.by_code(school_code)
            complaint = file_complaint(
                new_id(),
                district_path=school.district_path.text,
                school_path=school.path.text,
                about=about,
                subject_id=subject_id,
                anonymous=anonymous,
                by=by.id,
                on=on,
                calendar=await work.calendar(school.district_path.text),
            )
            await _must_be_own(work, complaint, school.path, by)
            await work.complaints.add(complaint, said=said)
            await work.figures.mark(complaint.school_path)
            work.publish(ComplaintFiled(complaint), now=now)
            after = {"about": about, "due_on": complaint.due_on, "provisional": complaint.due_provisional}
            after["anonymous"] = anonymous
            work.audit.record(
                by, "inspection.complaint_filed", f"complaint/{complaint.id}", now=now, before={}, after=after
            )
        return complaint


async def _must_be_own(work: UnitOfWork, complaint: Complaint, school: OrganisationPath, by: Actor) -> None:
    if complaint.about is About.BILL and complaint.subject_id is not None:
        own = await work.families.bill_is_of_child(by.id, complaint.subject_id, school)
    else:
        own = await work.families.has_child_at(by.id, school)
    if not own:
        raise NotYourChild("none of your children is concerned; bind your child first, or check the bill's number")
