"""The dated result of the criminal-record check that everybody needs before working with pupils (R33, D19).

Only date, reference and validity are kept, never the record itself.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kernel.errors import Conflict, Invalid

# Yearly since the Law on the Protection of Minors (§62); a leap year must not shorten it.
VALID_DAYS_MAX = 366


class ClearanceTooLong(Invalid):
    code = "staffing.clearance_too_long"


class ClearanceInTheFuture(Invalid):
    code = "staffing.clearance_in_the_future"


class NotCleared(Conflict):
    code = "staffing.not_cleared"


@dataclass(frozen=True, slots=True)
class Clearance:
    """A check done on `checked_on`, good through `valid_until` (included)."""

    person_id: UUID
    checked_on: date
    valid_until: date
    reference: str

    def covers(self, on: date) -> bool:
        return self.checked_on <= on <= self.valid_until


@dataclass(frozen=True, slots=True)
class ClearanceRecorded:
    """A person's check is on file."""

    person_id: UUID
    school_path: str
    checked_on: date
    valid_until: date


def record(person_id: UUID, *, checked_on: date, valid_until: date, reference: str, on: date) -> Clearance:
    """Return the clearance, or raise one of the errors above: at most a year, not from the future."""
    if checked_on > on:
        raise ClearanceInTheFuture(f"the check of {checked_on} lies in the future")
    if valid_until < checked_on or valid_until - checked_on > timedelta(days=VALID_DAYS_MAX):
        raise ClearanceTooLong("a check is good for one year at most; enter the day on which it ends")
    return Clearance(person_id, checked_on, valid_until, reference)
