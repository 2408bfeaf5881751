"""What a staff list says, held against what stands: everybody in it, their posts, classes and checks."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kernel.actor import Actor
from kernel.errors import Invalid, Refusal
from kernel.ids import new_id
from staffing.application.held_beside import held_beside
from staffing.application.ports import Organisation, UnitOfWork
from staffing.application.read_staff import Reading, cleaned_rows, read_rows
from staffing.domain import person
from staffing.domain.clearance import Clearance
from staffing.domain.person import STAFF_ROLES, DatedAssignment, Person
from staffing.domain.role_change import must_be_proposed_by
from staffing.domain.staff_import import ClassKey, Difference, StaffRow

FAULTS_MAX = 200
CITY_OFFICER = "city-officer"
SYSTEM_ADMINISTRATOR = "system-administrator"

Standing = Mapping[UUID, Sequence[DatedAssignment]]


class StaffFileRefused(Invalid):
    """Nothing was imported; each fault names file, sheet, row, column and remedy."""

    code = "staffing.staff_file_refused"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What would be written, and what of it changes how things stand."""

    ids: Mapping[str, UUID]
    added: int
    own: Sequence[Person]
    gained: Sequence[DatedAssignment]
    ended: Sequence[DatedAssignment]
    teachers: Mapping[ClassKey, UUID]
    clearances: Sequence[Clearance]
    differences: Sequence[Difference]
    # The first officers of a city, whom nobody can confirm yet.
    first: bool


async def compare(work: UnitOfWork, rows: Sequence[StaffRow], *, by: Actor, on: date) -> Comparison:
    """Hold the list of `by` against what stands, its people locked; raises StaffFileRefused with every fault.

    Who also works where `by` has no say gets the posts of this list, but keeps name and telephone number.
    """
    # A long list must not keep others waiting for their answers.
    cleaned, faults = await asyncio.to_thread(cleaned_rows, rows)
    organisations = await work.organisations.by_code({row.organisation_code for row in cleaned})
    known = await work.people.by_number({row.number for row in cleaned})
    ids = {row.number: known.get(row.number) or new_id() for row in cleaned}
    await work.people.lock(ids.values())
    standing = await work.assignments.of(known.values())
    reading = await asyncio.to_thread(read_rows, cleaned, organisations, ids, by=by, on=on)
    reading.faults.extend(faults)
    gained = {number: _gained(reading, number, ids[number], standing, on=on) for number in ids}
    ended = _ended(cleaned, organisations, reading, ids, standing, by=by, on=on)
    first = await _are_first_officers(work, by, gained, ended, on=on)
    foreign = await _check_people(work, cleaned, reading, ids, standing, gained, ended, by=by, on=on, first=first)
    _refuse_faults(reading, len(rows))
    rows_of = {row.number: row for row in cleaned}
    own = {number: _person(row, ids[number]) for number, row in rows_of.items() if ids[number] not in foreign}
    changed = await _new_teachers(work, reading, ids)
    stood = await work.people.known(known.values())
    claimed = await work.clearances.claimed(known.values())
    classes: dict[UUID, list[str]] = {}
    for key, teacher in changed.items():
        classes.setdefault(teacher, []).append(str(key))

    def differences() -> list[Difference]:
        found = (
            _difference(
                row,
                known.get(number),
                stood.get(ids[number]),
                own.get(number),
                gained[number],
                ended.get(number, []),
                classes.get(ids[number], []),
                _newly_claimed(reading.clearances.get(number), claimed),
            )
            for number, row in rows_of.items()
        )
        return [one for one in found if one is not None]

    return Comparison(
        ids=ids,
        added=len(ids) - len(known),
        own=list(own.values()),
        gained=_all(gained),
        ended=_all(ended),
        teachers=changed,
        clearances=list(reading.clearances.values()),
        differences=await asyncio.to_thread(differences),
        first=first,
    )


def _all(held: Mapping[str, Sequence[DatedAssignment]]) -> list[DatedAssignment]:
    return [one for each in held.values() for one in each]


async def _check_people(
    work: UnitOfWork,
    rows: Sequence[StaffRow],
    reading: Reading,
    ids: Mapping[str, UUID],
    standing: Standing,
    gained: Mapping[str, Sequence[DatedAssignment]],
    ended: Mapping[str, Sequence[DatedAssignment]],
    *,
    by: Actor,
    on: date,
    first: bool,
) -> set[UUID]:
    """Add to the reading what is wrong with posts and names; the people who also work where `by` has no say."""
    gaining = {one.person_id for one in _all(gained)}
    beside = await held_beside(work, gaining, gained=_all(gained), ended=_all(ended))
    await asyncio.to_thread(_check_held, rows, reading, ids, standing, beside, gained, ended, by=by, on=on, first=first)
    foreign = {person_id for person_id, held in standing.items() if _also_elsewhere(held, by, on)}
    _check_names(rows, reading, ids, await work.people.names(foreign))
    return foreign


def _refuse_faults(reading: Reading, rows: int) -> None:
    if reading.faults:
        raise StaffFileRefused(
            f"{len(reading.faults)} faults in {rows} rows; nothing was imported",
            faults=tuple(reading.faults[:FAULTS_MAX]),
        )


def _person(row: StaffRow, person_id: UUID) -> Person:
    return Person(person_id, row.number, row.name, row.phone)


async def _new_teachers(work: UnitOfWork, reading: Reading, ids: Mapping[str, UUID]) -> dict[ClassKey, UUID]:
    """The classes whose teacher the list changes, and who teaches them by the list."""
    taught = await work.classes.teachers(reading.teachers)
    teachers = {key: ids[number] for key, number in reading.teachers.items()}
    return {key: teacher for key, teacher in teachers.items() if taught.get(key) != teacher}


def _newly_claimed(found: Clearance | None, claimed: Collection[tuple[UUID, date, date]]) -> Clearance | None:
    if found is None or (found.person_id, found.checked_on, found.valid_until) in claimed:
        return None
    return found


def _difference(
    row: StaffRow,
    known: UUID | None,
    stood: Person | None,
    own: Person | None,
    gained: Sequence[DatedAssignment],
    ended: Sequence[DatedAssignment],
    classes: Sequence[str],
    checked: Clearance | None,
) -> Difference | None:
    renamed = stood is not None and own is not None and stood.name != own.name
    rung = stood is not None and own is not None and stood.phone != own.phone
    if known is not None and not (gained or ended or classes or renamed or rung or checked):
        return None
    return Difference(
        number=row.number,
        name=row.name,
        person_id=known,
        gained=tuple(one.assignment for one in gained),
        ended=tuple(one.assignment for one in ended),
        classes=tuple(classes),
        renamed=renamed,
        phone_changed=rung,
        checked=None if checked is None else (checked.checked_on, checked.valid_until),
        phone=row.phone,
    )


def _gained(reading: Reading, number: str, person_id: UUID, standing: Standing, *, on: date) -> list[DatedAssignment]:
    """What the list gives a person beyond what they hold that day; what is suspended is no list's to give back."""
    held = {each.assignment for each in standing.get(person_id, ()) if each.suspended or each.in_force(on)}
    wanted = dict.fromkeys(reading.assignments.get(number, ()))
    return [DatedAssignment(person_id, assignment, on) for assignment in wanted if assignment not in held]


def _ended(
    rows: Sequence[StaffRow],
    organisations: Mapping[str, Organisation],
    reading: Reading,
    ids: Mapping[str, UUID],
    standing: Standing,
    *,
    by: Actor,
    on: date,
) -> dict[str, list[DatedAssignment]]:
    """Posts that somebody holds for good where a row says what they hold, and that the row does not name."""
    ended: dict[str, list[DatedAssignment]] = {}
    for row in rows:
        organisation = organisations.get(row.organisation_code)
        if organisation is None or not by.path.covers(organisation.path):
            continue
        named = set(reading.assignments.get(row.number, ()))
        for held in standing.get(ids[row.number], ()):
            here = held.assignment.path == organisation.path and held.assignment.role in STAFF_ROLES
            if here and held.in_force(on) and held.ends_on is None and held.assignment not in named:
                ended.setdefault(row.number, []).append(held)
    return ended


async def _are_first_officers(
    work: UnitOfWork,
    by: Actor,
    gained: Mapping[str, Sequence[DatedAssignment]],
    ended: Mapping[str, Sequence[DatedAssignment]],
    *,
    on: date,
) -> bool:
    """Whether the system administrator installs the first officers of the city, and nobody else with them."""
    posts = {one.assignment for held in gained.values() for one in held}
    if by.role != SYSTEM_ADMINISTRATOR or not posts or ended:
        return False
    if any(post.role != CITY_OFFICER for post in posts):
        return False
    return not any([await work.assignments.holders(post, on=on) for post in sorted(posts, key=str)])


def _check_held(
    rows: Sequence[StaffRow],
    reading: Reading,
    ids: Mapping[str, UUID],
    standing: Standing,
    beside: Standing,
    gained: Mapping[str, Sequence[DatedAssignment]],
    ended: Mapping[str, Sequence[DatedAssignment]],
    *,
    by: Actor,
    on: date,
    first: bool,
) -> None:
    for row in rows:
        person_id = ids[row.number]
        lost = ended.get(row.number, ())
        kept = [each for each in standing.get(person_id, ()) if each not in lost]
        try:
            if gained[row.number]:
                person.check_granting(by, person_id)
            for one in () if first else (*gained[row.number], *lost):
                must_be_proposed_by(by, one.assignment)
            person.check_from((*kept, *gained[row.number]), on=on, beside=beside.get(person_id, ()))
        except Refusal as refusal:
            reading.faults.append(row.fault("岗位", refusal.code, refusal.detail))


def _also_elsewhere(held: Sequence[DatedAssignment], by: Actor, on: date) -> bool:
    """Whether somebody over whom the importer has no say employs the person, now or later."""
    return any(not by.path.covers(each.assignment.path) for each in held if each.ends_on is None or each.ends_on > on)


def _check_names(
    rows: Sequence[StaffRow], reading: Reading, ids: Mapping[str, UUID], names: Mapping[UUID, str]
) -> None:
    """A mistyped number must not give a stranger a post here."""
    for row in rows:
        if names.get(ids[row.number], row.name) != row.name:
            detail = (
                "this number is somebody's of another name elsewhere; check it, or ask the district to enter the post"
            )
            reading.faults.append(row.fault("工号", "staffing.number_of_another_person", detail))
