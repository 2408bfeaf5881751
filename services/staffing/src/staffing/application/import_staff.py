"""Taking over a staff workbook: everybody in it, their posts, classes and checks, or nothing."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor, Assignment
from kernel.errors import Conflict, Fault, Invalid, Refusal
from kernel.ids import new_id
from kernel.organisation import OrganisationPath
from staffing.application.changed_assignments import changed
from staffing.application.ports import ClassKey, Organisation, UnitOfWork, UnitOfWorkFactory
from staffing.domain import clearance, person, staff_list
from staffing.domain.clearance import Clearance, ClearanceRecorded
from staffing.domain.person import ClassTeacherAssigned, DatedAssignment, Person

KIND = "staff"
FAULTS_MAX = 200
CLASS_TEACHER = "class-teacher"

Standing = Mapping[UUID, Sequence[DatedAssignment]]


class StaffFileRefused(Invalid):
    """Nothing was imported; each fault names file, sheet, row, column and remedy."""

    code = "staffing.staff_file_refused"


class FileAlreadyImported(Conflict):
    code = "staffing.file_already_imported"


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
    fault: Callable[[str, str, str], Fault]


@dataclass(frozen=True, slots=True)
class Imported:
    people: int
    added: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the rows say, with the faults met on the way."""

    assignments: dict[str, list[Assignment]]
    teachers: dict[ClassKey, str]
    clearances: dict[str, tuple[Clearance, str]]
    faults: list[Fault]


@dataclass(frozen=True, slots=True)
class ImportStaff:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self, *, content: bytes, rows: Sequence[StaffRow], by: Actor, on: date, now: datetime
    ) -> Imported:
        """Import everybody or raise StaffFileRefused, FileAlreadyImported.

        Who also works where the importer has no say gets the posts of this file, but keeps name and telephone number.
        """
        digest = hashlib.sha256(content).digest()
        cleaned, faults = _cleaned(rows)
        async with self.unit_of_work() as work:
            if await work.files.seen(digest, kind=KIND, path=by.path):
                raise FileAlreadyImported("this very file was the last one imported; nothing changed")
            organisations = await work.organisations.by_code({row.organisation_code for row in cleaned})
            known = await work.people.by_number({row.number for row in cleaned})
            ids = {row.number: known.get(row.number) or new_id() for row in cleaned}
            await work.people.lock(ids.values())
            standing = await work.assignments.of(known.values())
            reading = _read(cleaned, organisations, ids, by=by, on=on)
            reading.faults.extend(faults)
            _check_held(cleaned, reading, ids, standing, by=by, on=on)
            foreign = {person_id for person_id, held in standing.items() if _also_elsewhere(held, by, on)}
            _check_names(cleaned, reading, ids, await work.people.names(foreign))
            if reading.faults:
                raise StaffFileRefused(
                    f"{len(reading.faults)} faults in {len(rows)} rows; nothing was imported",
                    faults=tuple(reading.faults[:FAULTS_MAX]),
                )
            own = [row for row in cleaned if ids[row.number] not in foreign]
            await work.people.save([Person(ids[row.number], row.number, row.name, row.phone) for row in own])
            await _store(work, reading, ids, standing, on=on, now=now)
            await work.files.remember(digest, kind=KIND, path=by.path, now=now)
            counts = {"people": len(ids), "added": len(ids) - len(known)}
            work.audit.record(by, "staffing.staff_imported", f"file/{digest.hex()}", now=now, after=counts)
        return Imported(**counts)


async def _store(
    work: UnitOfWork, reading: _Reading, ids: Mapping[str, UUID], standing: Standing, *, on: date, now: datetime
) -> None:
    wanted = [
        gained for number in reading.assignments for gained in _gained(reading, number, ids[number], standing, on=on)
    ]
    await work.assignments.add(wanted)
    work.publish(*await changed(work, {dated.person_id for dated in wanted}, on=on), now=now)
    await work.clearances.add([found for found, _ in reading.clearances.values()])
    work.publish(
        *(
            ClearanceRecorded(found.person_id, path, found.checked_on, found.valid_until)
            for found, path in reading.clearances.values()
        ),
        now=now,
    )
    classes = await work.classes.assign({key: ids[number] for key, number in reading.teachers.items()})
    await work.hold(ClassTeacherAssigned, classes)
    work.publish(*await work.classes.taught(classes), now=now)


def _cleaned(rows: Sequence[StaffRow]) -> tuple[list[StaffRow], list[Fault]]:
    """The rows with number, name and telephone number in their one form; what has none is left out, and told."""
    cleaned: list[StaffRow] = []
    faults: list[Fault] = []
    for row in rows:
        found: dict[str, str] = {}
        for heading, text, form in (
            ("工号", row.number, staff_list.staff_number),
            ("姓名", row.name, staff_list.name),
            ("手机号", row.phone, staff_list.phone),
        ):
            try:
                found[heading] = form(text)
            except Refusal as refusal:
                faults.append(row.fault(heading, refusal.code, refusal.detail))
        if not row.posts:
            faults.append(row.fault("岗位", "staffing.post_missing", "fill in the post"))
        if len(found) == 3:
            cleaned.append(replace(row, number=found["工号"], name=found["姓名"], phone=found["手机号"]))
    return cleaned, faults


def _read(
    rows: Sequence[StaffRow],
    organisations: Mapping[str, Organisation],
    ids: Mapping[str, UUID],
    *,
    by: Actor,
    on: date,
) -> _Reading:
    reading = _Reading({}, {}, {}, [])
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if (row.number, row.organisation_code) in seen:
            reading.faults.append(row.fault("工号", "staffing.row_twice", "this person stands here twice; keep one"))
            continue
        seen.add((row.number, row.organisation_code))
        organisation = organisations.get(row.organisation_code)
        if organisation is None or not by.path.covers(organisation.path):
            detail = "no such organisation within yours; import organisations first"
            reading.faults.append(row.fault("机构代码", "staffing.organisation_unknown", detail))
            continue
        _read_posts(row, organisation, reading)
        _read_class(row, organisation.path, reading)
        _read_clearance(row, organisation.path, ids[row.number], reading, on=on)
    return reading


def _gained(reading: _Reading, number: str, person_id: UUID, standing: Standing, *, on: date) -> list[DatedAssignment]:
    """What the file gives a person beyond what they hold that day."""
    held = {each.assignment for each in standing.get(person_id, ()) if each.in_force(on)}
    wanted = dict.fromkeys(reading.assignments.get(number, ()))
    return [DatedAssignment(person_id, assignment, on) for assignment in wanted if assignment not in held]


def _check_held(
    rows: Sequence[StaffRow],
    reading: _Reading,
    ids: Mapping[str, UUID],
    standing: Standing,
    *,
    by: Actor,
    on: date,
) -> None:
    for row in rows:
        person_id = ids[row.number]
        gained = _gained(reading, row.number, person_id, standing, on=on)
        try:
            if gained:
                person.check_granting(by.id, person_id)
            person.check_from((*standing.get(person_id, ()), *gained), on=on)
        except Refusal as refusal:
            reading.faults.append(row.fault("岗位", refusal.code, refusal.detail))


def _also_elsewhere(held: Sequence[DatedAssignment], by: Actor, on: date) -> bool:
    """Whether somebody over whom the importer has no say employs the person, now or later."""
    return any(not by.path.covers(each.assignment.path) for each in held if each.ends_on is None or each.ends_on > on)


def _check_names(
    rows: Sequence[StaffRow], reading: _Reading, ids: Mapping[str, UUID], names: Mapping[UUID, str]
) -> None:
    """A mistyped number must not give a stranger a post here."""
    for row in rows:
        if names.get(ids[row.number], row.name) != row.name:
            detail = (
                "this number is somebody's of another name elsewhere; check it, or ask the district to enter the post"
            )
            reading.faults.append(row.fault("工号", "staffing.number_of_another_person", detail))


def _read_posts(row: StaffRow, organisation: Organisation, reading: _Reading) -> None:
    for post in row.posts:
        try:
            role = person.role_of_post(post)
            person.check_role(role, organisation_kind=organisation.kind)
        except Refusal as refusal:
            reading.faults.append(row.fault("岗位", refusal.code, refusal.detail))
        else:
            reading.assignments.setdefault(row.number, []).append(Assignment(role, organisation.path))


def _read_class(row: StaffRow, path: OrganisationPath, reading: _Reading) -> None:
    if not row.teaches:
        return
    try:
        key = ClassKey(path.text, *staff_list.class_of(row.teaches))
    except Refusal as refusal:
        reading.faults.append(row.fault("任教班级", refusal.code, refusal.detail))
        return
    if Assignment(CLASS_TEACHER, path) not in reading.assignments.get(row.number, ()):
        detail = "only who is 班主任 here has a class; add the post or empty the cell"
        reading.faults.append(row.fault("任教班级", "staffing.class_without_post", detail))
        return
    if key in reading.teachers:
        detail = "this class already has a class teacher above; keep one"
        reading.faults.append(row.fault("任教班级", "staffing.class_twice", detail))
        return
    reading.teachers[key] = row.number


def _read_clearance(row: StaffRow, path: OrganisationPath, person_id: UUID, reading: _Reading, *, on: date) -> None:
    try:
        found = clearance.record(
            person_id, checked_on=row.checked_on, valid_until=row.checked_until, reference="staff workbook", on=on
        )
    except Refusal as refusal:
        reading.faults.append(row.fault("无犯罪记录查询日期", refusal.code, refusal.detail))
    else:
        reading.clearances[row.number] = (found, path.text)
