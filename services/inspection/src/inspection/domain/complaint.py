"""A family's complaint, the district's answer and the time it may take."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, Invalid
from kernel.official_calendar import OfficialCalendar

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
    """Its text and the answer are kept sealed beside it; the school never learns who filed an anonymous one.

    `due_provisional`: the notice of holidays is not out yet for all days up to `due_on`.
    """

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
    due_provisional: bool = False


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
    calendar: OfficialCalendar,
) -> Complaint:
    """Return the complaint with the day by which the district answers."""
    if about is not About.SCHOOL and subject_id is None:
        raise SubjectMissing(f"say which {about} the complaint is about", params={"about": about})
    due = calendar.after(on, working_days=ANSWER_WITHIN_WORKING_DAYS)
    subject = None if about is About.SCHOOL else subject_id
    return Complaint(
        id,
        district_path,
        school_path,
        about,
        subject,
        anonymous,
        by,
        on,
        due.on,
        due_provisional=due.provisional,
    )


def count_again(complaint: Complaint, calendar: OfficialCalendar) -> Complaint:
    """Return the complaint due as the calendar now has it; an answered one stays as it was."""
    if complaint.state is ComplaintState.ANSWERED:
        return complaint
    due = calendar.after(complaint.filed_on, working_days=ANSWER_WITHIN_WORKING_DAYS)
    if (due.on, due.provisional) == (complaint.due_on, complaint.due_provisional):
        return complaint
    return replace(
        complaint,
        due_on=due.on,
        due_provisional=due.provisional,
        # With more time it is not late yet; the daily job looks at it again.
        overdue=complaint.overdue and due.on <= complaint.due_on,
        version=complaint.version + 1,
    )


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
