"""A school's plan and emergency plan, decided by the district before families may apply (A2, R03)."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.errors import Conflict, Forbidden, Invalid, NotFound
from kernel.organisation import OrganisationPath
from kernel.text import line


class FilingState(StrEnum):
    FILED = "filed"
    APPROVED = "approved"
    RETURNED = "returned"


class FilingUnknown(NotFound):
    code = "enrolment.filing_unknown"


class FilingAlreadyDecided(Conflict):
    code = "enrolment.filing_already_decided"


class PlanAlreadyApproved(Conflict):
    code = "enrolment.plan_already_approved"


class ReturnNeedsReason(Invalid):
    code = "enrolment.return_needs_reason"


class SameOfficeTwice(Forbidden):
    code = "enrolment.same_office_twice"


@dataclass(frozen=True, slots=True)
class Filing:
    id: UUID
    school_path: OrganisationPath
    term: str
    state: FilingState
    filed_by: UUID
    version: int


def decide(filing: Filing, *, approved: bool, reason: str, by: Actor) -> FilingState:
    """Return the new state; another office and another person than the filing one decides."""
    if filing.state is not FilingState.FILED:
        raise FilingAlreadyDecided(f"this filing is {filing.state} already", params={"state": filing.state.value})
    check(Case.FILING, acts(Function.PREPARE, filing.filed_by), actor=by, function=Function.APPROVE)
    if by.path == filing.school_path:
        raise SameOfficeTwice("a school cannot decide its own filing")
    if not approved and not line(reason):
        raise ReturnNeedsReason("say what the school must change")
    return FilingState.APPROVED if approved else FilingState.RETURNED
