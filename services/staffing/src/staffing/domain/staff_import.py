"""A staff list that waits for a second person, and what it would change."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor, Assignment
from kernel.duties import Case, Function, acts, check
from kernel.errors import Conflict, Fault
from kernel.organisation import OrganisationPath
from staffing.domain.person import OwnRoleGranted
from staffing.domain.role_change import ChangeState, must_be_confirmed_by


class StaffImportDecided(Conflict):
    code = "staffing.staff_import_decided"


class DifferenceChanged(Conflict):
    """What was shown is not what would happen now; look at it again."""

    code = "staffing.difference_changed"


@dataclass(frozen=True, slots=True)
class ClassKey:
    """A class as a staff workbook names it: `3.2` at a school."""

    school_path: str
    grade: int
    number: int

    def __str__(self) -> str:
        return f"{self.grade}.{self.number}@{self.school_path}"


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One row of the workbook; `fault(heading, code, detail)` says where it stands."""

    number: str
    name: str
    phone: str
    organisation_code: str
    posts: tuple[str, ...]
    teaches: str
    checked_on: date
    checked_until: date
    # Number of the answer of the police; empty where the list leaves it out.
    reference: str
    # File, sheet and row.
    place: tuple[str, str, int]
    fault: Callable[[str, str, str], Fault]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the list changes about one person; `person_id` is None for somebody new."""

    number: str
    name: str
    person_id: UUID | None
    gained: tuple[Assignment, ...]
    ended: tuple[Assignment, ...]
    classes: tuple[str, ...]
    renamed: bool
    phone_changed: bool
    checked: tuple[date, date] | None
    # Not shown, but part of what is agreed to.
    phone: str = ""

    @property
    def changes_roles(self) -> bool:
        return bool(self.gained or self.ended or self.classes)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffImport:
    id: UUID
    path: OrganisationPath
    sha256: bytes
    people: int
    added: int
    state: ChangeState = ChangeState.PROPOSED
    version: int = 1
    proposed_by: UUID
    proposed_role: str
    proposed_at: datetime
    decided_by: UUID | None = None
    decided_at: datetime | None = None

    @property
    def proposer(self) -> Actor:
        return Actor(self.proposed_by, Assignment(self.proposed_role, self.path))


def digest_of(differences: Sequence[Difference]) -> str:
    """What a second person agrees to, as a whole: another post, name or number gives another digest."""
    content = [
        [
            one.number,
            one.name,
            one.phone,
            one.person_id is None,
            sorted(map(str, one.gained)),
            sorted(map(str, one.ended)),
            sorted(one.classes),
            one.renamed,
            one.phone_changed,
            [day.isoformat() for day in one.checked or ()],
        ]
        for one in sorted(differences, key=lambda one: one.number)
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def confirm(
    proposed: StaffImport, differences: Sequence[Difference], *, digest: str, by: Actor, now: datetime
) -> StaffImport:
    """The list as agreed to: by a second person above every role in it, who saw what changes and gains nothing."""
    _must_wait(proposed)
    check(Case.STAFF_FILE, acts(Function.PREPARE, proposed.proposed_by), actor=by, function=Function.APPROVE)
    by.must_cover(proposed.path)
    if digest != digest_of(differences):
        raise DifferenceChanged("people or roles have changed since this was shown; look at it again, then decide")
    for one in differences:
        for assignment in (*one.gained, *one.ended):
            must_be_confirmed_by(by, assignment)
        if one.changes_roles and one.person_id in by.accounts:
            raise OwnRoleGranted("somebody else must agree to a change of your role")
    return _decided(proposed, ChangeState.CONFIRMED, by, now)


def refuse(proposed: StaffImport, *, by: Actor, now: datetime) -> StaffImport:
    """The list as refused by a second person, or withdrawn by who sent it."""
    _must_wait(proposed)
    if proposed.proposed_by not in by.accounts:
        check(Case.STAFF_FILE, acts(Function.PREPARE, proposed.proposed_by), actor=by, function=Function.APPROVE)
        by.must_cover(proposed.path)
    return _decided(proposed, ChangeState.REFUSED, by, now)


def _must_wait(proposed: StaffImport) -> None:
    if proposed.state is not ChangeState.PROPOSED:
        raise StaffImportDecided("this list was decided already", params={"state": proposed.state.value})


def _decided(proposed: StaffImport, state: ChangeState, by: Actor, now: datetime) -> StaffImport:
    return replace(proposed, state=state, version=proposed.version + 1, decided_by=by.id, decided_at=now)
