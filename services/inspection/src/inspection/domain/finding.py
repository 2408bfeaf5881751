"""What an inspector found wanting: a deadline, the school's answer, the re-check that closes it or opens it again."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from inspection.domain.visit import Visit
from kernel.errors import Conflict, Invalid


class DeadlineInThePast(Invalid):
    code = "inspection.deadline_in_the_past"


class FindingNotOpen(Conflict):
    code = "inspection.finding_not_open"


class FindingNotRectified(Conflict):
    code = "inspection.finding_not_rectified"


class NewDeadlineMissing(Invalid):
    code = "inspection.new_deadline_missing"


class FindingState(StrEnum):
    OPEN = "open"
    RECTIFIED = "rectified"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Finding:
    id: UUID
    visit_id: UUID
    school_path: str
    district_path: str
    term: str
    item: str
    due_on: date
    state: FindingState
    raised_on: date
    raised_by: UUID
    # Counts the school's answers.
    round: int = 0
    closed_on: date | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class FindingRaised:
    finding: Finding


@dataclass(frozen=True, slots=True)
class FindingClosed:
    finding: Finding


def raise_finding(id: UUID, visit: Visit, *, item: str, due_on: date, by: UUID, on: date) -> Finding:
    """Return the finding with its deadline, which lies after the day it is raised."""
    _must_lie_ahead(due_on, on)
    return Finding(
        id,
        visit.id,
        visit.school_path,
        visit.district_path,
        visit.term,
        item,
        due_on,
        FindingState.OPEN,
        raised_on=on,
        raised_by=by,
    )


def rectify(finding: Finding) -> Finding:
    """Return the finding as answered by the school; late answers are taken too."""
    if finding.state is not FindingState.OPEN:
        raise FindingNotOpen("this finding is not waiting for the school's answer", params={"state": finding.state})
    return replace(finding, state=FindingState.RECTIFIED, round=finding.round + 1, version=finding.version + 1)


def recheck(finding: Finding, *, passed: bool, due_on: date | None, on: date) -> Finding:
    """Return the finding closed, or open again until `due_on`."""
    if finding.state is not FindingState.RECTIFIED:
        raise FindingNotRectified(
            "the school has not answered this finding yet; it can be re-checked once it has",
            params={"state": finding.state},
        )
    if passed:
        return replace(finding, state=FindingState.CLOSED, closed_on=on, version=finding.version + 1)
    if due_on is None:
        raise NewDeadlineMissing("give a new deadline with a finding that stays open")
    _must_lie_ahead(due_on, on)
    return replace(finding, state=FindingState.OPEN, due_on=due_on, version=finding.version + 1)


def _must_lie_ahead(due_on: date, on: date) -> None:
    if due_on <= on:
        raise DeadlineInThePast(f"the deadline {due_on} is not after {on}")
