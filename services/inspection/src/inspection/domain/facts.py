"""What is known of one school in one term, gathered from everybody's events."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolTermFacts:
    """Counts of rows and sums in fen; a fact nobody announced yet is 0 or None."""

    pupils: int = 0
    classes: int = 0
    staff: int = 0
    school_days: int = 0
    # none, filed, approved or returned
    plan: str = "none"
    notice_published_on: date | None = None
    notice_in_force_on: date | None = None
    opened: bool = False
    survey_answers: int = 0
    offerings: int = 0
    submitted: int = 0
    reviewed: int = 0
    placed: int = 0
    alternatives: int = 0
    agreed: int = 0
    ended: int = 0
    served: int = 0
    care_served: int = 0
    course_served: int = 0
    participants: int = 0
    groups: int = 0
    sessions: int = 0
    sessions_suspended: int = 0
    sessions_due: int = 0
    sessions_uncovered: int = 0
    rolls: int = 0
    rolls_missing: int = 0
    closings: int = 0
    lessons: int = 0
    vendor_lessons: int = 0
    bills: int = 0
    billed_pupils: int = 0
    # Bills that now ask for another amount than at first, and bills of which something was paid.
    bills_changed: int = 0
    paid_bills: int = 0
    amount_fen: int = 0
    waived_fen: int = 0
    waived_bills: int = 0
    due_fen: int = 0
    # What families have not paid of it yet; what one paid too much pays for no other.
    unpaid_fen: int = 0
    received_fen: int = 0
    refunds: int = 0
    refunds_paid: int = 0
    refund_fen: int = 0
    refunded_fen: int = 0
    statement_lines: int = 0
    statement_matched: int = 0
    exceptions_found: int = 0
    exceptions_open: int = 0
    months_over: int = 0
    months_closed: int = 0
    contracts: int = 0
    vendors_out: int = 0
    settlements: int = 0
    settlements_paid: int = 0
    settlement_fen: int = 0
    subsidy_participants: int = 0
    subsidy_fen: int = 0
    sheets: int = 0
    sheets_returned: int = 0
    sheets_approved: int = 0
    sheets_paid: int = 0
    allowance_fen: int = 0
    findings: int = 0
    # Those the school has to mend, and those that wait for the inspector.
    findings_open: int = 0
    findings_rectified: int = 0
    findings_due_on: date | None = None
    complaints: int = 0
    complaints_open: int = 0
    complaints_overdue: int = 0


_DATES = frozenset({"notice_published_on", "notice_in_force_on", "findings_due_on"})
_NAMES = frozenset(field.name for field in fields(SchoolTermFacts))


def facts_of(stored: Mapping[str, object]) -> SchoolTermFacts:
    """Read facts as they are stored; what an older version did not know keeps its default."""
    known = {name: value for name, value in stored.items() if name in _NAMES and value is not None}
    for name in _DATES.intersection(known):
        known[name] = date.fromisoformat(str(known[name]))
    return SchoolTermFacts(**known)  # type: ignore[arg-type]
