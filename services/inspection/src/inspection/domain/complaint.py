"""A family's complaint, the district's answer and the time it may take."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from inspection.domain.working_days import add_working_days
from kernel.errors import Conflict, Invalid

# No text of the packs names a limit; ten working days are the default shown to families.
ANSWER_WITHIN_WORKING_DAYS = 10


class ComplaintAlreadyAnswered(Conflict):
    code = "inspection.complaint_already_answered"


class ComplaintNotAssignedToYou(Conflict):
    code = "inspection.complaint_not_assigned_to_you"


class SubjectMissing(Invalid):
    code = "inspection.subject_missing"


class About(StrEnum):
    SCHOOL = "school"
    VENDOR = "vendor"
    BILL = "bill"


class ComplaintState(StrEnum):
    FILED = "filed"
    ASSIGNED = "assigned"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Complaint:
    """Its text and the answer are kept sealed beside it; the school never learns who filed an anonymous one."""

    id: UUID
    district_path: str
    school_path: str
    about: About
    subject_id: UUID | None
    anonymous: bool
    filed_by: UUID
    filed_on: date
    due_on: date
    state: ComplaintState = ComplaintState.FILED
    assigned_to: UUID | None = None
    answered_by: UUID | None = None
    answered_on: date | None = None
    overdue: bool = False
    version: int = 1


class NotAnOfficer(Invalid):
    code = "inspection.not_an_officer"


@dataclass(frozen=True, slots=True)
class ComplaintFiled:
    complaint: Complaint


@dataclass(frozen=True, slots=True)
class ComplaintAnswered:
    complaint: Complaint


def file_complaint(
    id: UUID,
    *,
    district_path: str,
    school_path: str,
    about: About,
    subject_id: UUID | None,
    anonymous: bool,
    by: UUID,
    on: date,
    is_working_day: Callable[[date], bool],
) -> Complaint:
    """Return the complaint with the day by which the district answers."""
    if about is not About.SCHOOL and subject_id is None:
        raise SubjectMissing(f"say which {about} the complaint is about", params={"about": about})
    due_on = add_working_days(on, ANSWER_WITHIN_WORKING_DAYS, is_working_day=is_working_day)
    subject = None if about is About.SCHOOL else subject_id
    return Complaint(id, district_path, school_path, about, subject, anonymous, by, on, due_on)


def assign(complaint: Complaint, *, to: UUID) -> Complaint:
    """Return the complaint in the hands of an officer; it can be handed on until it is answered."""
    _must_be_unanswered(complaint)
    return replace(complaint, state=ComplaintState.ASSIGNED, assigned_to=to, version=complaint.version + 1)


def answer(complaint: Complaint, *, by: UUID, on: date) -> Complaint:
    """Return the complaint as answered; only the officer it was given to may answer, where it was given to one."""
    _must_be_unanswered(complaint)
    if complaint.assigned_to not in (None, by):
        raise ComplaintNotAssignedToYou("another officer works on this complaint; have it handed to you first")
    return replace(
        complaint,
        state=ComplaintState.ANSWERED,
        answered_by=by,
        answered_on=on,
        overdue=False,
        version=complaint.version + 1,
    )


def _must_be_unanswered(complaint: Complaint) -> None:
    if complaint.state is ComplaintState.ANSWERED:
        raise ComplaintAlreadyAnswered("this complaint has been answered")
