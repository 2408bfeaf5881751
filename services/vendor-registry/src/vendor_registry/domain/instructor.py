"""A person a vendor sends into schools, with certificate, contract, health and no-crime proof."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, Invalid, NotFound


class InstructorUnknown(NotFound):
    code = "vendor_registry.instructor_unknown"


class HandleTaken(Conflict):
    code = "vendor_registry.handle_taken"


class NotAHandle(Invalid):
    code = "vendor_registry.not_a_handle"


class ClearanceInFuture(Invalid):
    code = "vendor_registry.clearance_in_future"


class ClearanceOlder(Conflict):
    code = "vendor_registry.clearance_older"


class ClearanceNotOnFile(Conflict):
    code = "vendor_registry.clearance_not_on_file"


class ClearanceResult(StrEnum):
    CLEAR = "clear"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class Clearance:
    """The answer of the police to the yearly question (R33): result, day and reference, never the record (D19).

    The vendor files it; nobody outside hears of a good one before an officer of the police has confirmed it.
    """

    result: ClearanceResult
    checked_on: date
    reference: str
    filed_at: datetime | None = None
    confirmed_by: UUID | None = None

    @property
    def last_on(self) -> date:
        """The last day a good answer counts: a year less a day after the check; for a bad one the day before it."""
        if self.result is not ClearanceResult.CLEAR:
            return self.checked_on - timedelta(days=1)
        try:
            anniversary = self.checked_on.replace(year=self.checked_on.year + 1)
        except ValueError:
            anniversary = date(self.checked_on.year + 1, 3, 1)
        return anniversary - timedelta(days=1)

    def is_valid(self, on: date) -> bool:
        return self.result is ClearanceResult.CLEAR and self.checked_on <= on <= self.last_on


@dataclass(frozen=True, slots=True)
class Instructor:
    """`name`, `login` and `certificate_number` are unsealed in memory only; dates are last days, None = no paper.

    `cleared_until` is that of the latest proof the police office has confirmed: a renewal that waits for its word
    takes nothing from the proof before it.
    """

    person_id: UUID
    vendor_id: UUID
    name: str
    login: str
    certificate_kind: str
    certificate_number: str
    certificate_until: date | None
    labour_contract_until: date | None
    health_until: date | None
    full_time: bool
    clearance: Clearance | None
    cleared_until: date | None = None

    def is_cleared(self, on: date) -> bool:
        return self.cleared_until is not None and on <= self.cleared_until


def login_of(handle: str, *, uscc: str) -> str:
    """The sign-in name: the vendor chooses the first part only, so that no vendor can name somebody else's account."""
    first = handle.strip().lower()
    if not first.isascii() or not first.replace("-", "").isalnum() or not 2 <= len(first) <= 30:
        raise NotAHandle("a handle has 2 to 30 letters, digits or hyphens")
    return f"{first}.{uscc.lower()}"


def check_clearance(clearance: Clearance, *, earlier: Clearance | None, on: date, now: datetime) -> Clearance:
    """The clearance as filed now; it lies neither in the future nor before the one on file."""
    if clearance.checked_on > on:
        raise ClearanceInFuture(f"the check is dated {clearance.checked_on}, which is still to come")
    if earlier is not None and clearance.checked_on < earlier.checked_on:
        raise ClearanceOlder(f"a check of {earlier.checked_on} is on file already")
    return replace(clearance, filed_at=now, confirmed_by=None)


def cleared_until_after(person: Instructor, filed: Clearance) -> date | None:
    """The last day the person counts as cleared once that answer is on file: a bad one ends it, a good one waits."""
    if filed.result is ClearanceResult.CLEAR or person.cleared_until is None:
        return person.cleared_until
    return min(person.cleared_until, filed.last_on)


def confirm_clearance(clearance: Clearance | None, *, checked_on: date, reference: str, by: UUID) -> Clearance:
    """The clearance confirmed; ClearanceNotOnFile where what the officer looked at is not what is on file now."""
    seen = (ClearanceResult.CLEAR, checked_on, reference)
    if clearance is None or (clearance.result, clearance.checked_on, clearance.reference) != seen:
        raise ClearanceNotOnFile(f"no good proof of {checked_on} is on file; look at the dossier again")
    return clearance if clearance.confirmed_by is not None else replace(clearance, confirmed_by=by)


def to_confirm(people: Iterable[Instructor], *, filed_by: datetime) -> dict[UUID, Clearance]:
    """The good proofs on file by then that have no officer's word yet (B6: as part of the reviewed dossier)."""
    return {
        person.person_id: clearance
        for person in people
        if (clearance := person.clearance) is not None
        and clearance.result is ClearanceResult.CLEAR
        and clearance.confirmed_by is None
        and clearance.filed_at is not None
        and clearance.filed_at <= filed_by
    }
