"""The dated result of the criminal-record check that everybody needs before working with pupils (R33, D19).

Only date, reference and validity are kept, never the record itself: the answer of the police that a school sends for
the office to look at is forgotten once the office has confirmed it, and its SHA-256 stays.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from kernel.actor import Actor
from kernel.duties import Case, Function, SamePersonTwice, acts, check
from kernel.errors import Conflict, Invalid, NotFound

# Yearly since the Law on the Protection of Minors (§62); a leap year must not shorten it.
VALID_DAYS_MAX = 366


class ClearanceTooLong(Invalid):
    code = "staffing.clearance_too_long"


class ClearanceInTheFuture(Invalid):
    code = "staffing.clearance_in_the_future"


class ClearanceNotEntered(NotFound):
    code = "staffing.clearance_not_entered"


class ReferenceDiffers(Conflict):
    code = "staffing.reference_differs"


class ReferenceMissing(Conflict):
    code = "staffing.reference_missing"


class ClearanceWithoutEvidence(Conflict):
    code = "staffing.clearance_without_evidence"


class EvidenceChanged(Conflict):
    code = "staffing.evidence_changed"


class ClearanceConfirmed(Conflict):
    code = "staffing.clearance_confirmed"


class NotCleared(Conflict):
    code = "staffing.not_cleared"


@dataclass(frozen=True, slots=True)
class Clearance:
    """A check done on `checked_on`, good through `valid_until` (included); it counts once an office confirmed it.

    Until then it is a claim: of whoever entered it alone, or of the staff list that it stands in. `reference` is empty
    where a list leaves it out.
    """

    person_id: UUID
    checked_on: date
    valid_until: date
    reference: str
    school_path: str | None = None
    entered_by: UUID | None = None
    confirmed_by: UUID | None = None
    evidence_sha256: bytes | None = None
    evidence_by: UUID | None = None

    def covers(self, on: date) -> bool:
        return self.checked_on <= on <= self.valid_until


@dataclass(frozen=True, slots=True)
class ClearanceRecorded:
    """A person's check is on file."""

    person_id: UUID
    school_path: str
    checked_on: date
    valid_until: date


def record(
    person_id: UUID,
    *,
    checked_on: date,
    valid_until: date,
    reference: str,
    school_path: str,
    by: UUID,
    on: date,
) -> Clearance:
    """Return the clearance, or raise one of the errors above: at most a year, not from the future."""
    if checked_on > on:
        raise ClearanceInTheFuture(f"the check of {checked_on} lies in the future")
    if valid_until < checked_on or valid_until - checked_on > timedelta(days=VALID_DAYS_MAX):
        raise ClearanceTooLong("a check is good for one year at most; enter the day on which it ends")
    return Clearance(person_id, checked_on, valid_until, reference, school_path, entered_by=by)


def must_wait(found: Clearance) -> None:
    """Raise where an office has confirmed it: nothing is added to it any more."""
    if found.confirmed_by is not None:
        raise ClearanceConfirmed("this check was confirmed already")


def confirm(found: Clearance, *, reference: str, seen: bytes, by: Actor) -> Clearance:
    """The clearance as an office confirms it: by a person who neither entered it nor sent the answer.

    That person names the number that stands on the answer, and the digest of the answer.
    """
    must_wait(found)
    if found.evidence_sha256 is None:
        raise ClearanceWithoutEvidence("the school has sent no answer of the police to look at")
    if found.evidence_sha256 != seen:
        raise EvidenceChanged("the school has sent another answer since; look at it again")
    earlier = (*acts(Function.PREPARE, found.entered_by), *acts(Function.PREPARE, found.evidence_by))
    check(Case.CLEARANCE, earlier, actor=by, function=Function.APPROVE)
    if not found.reference:
        raise ReferenceMissing("the school has not entered the number of the answer")
    if found.reference != reference.strip():
        raise ReferenceDiffers("this is not the reference that was entered; look at the paper again")
    if found.person_id in by.accounts:
        raise SamePersonTwice("somebody else confirms your check", params={"step": "clearance.approve"})
    return replace(found, confirmed_by=by.id)
