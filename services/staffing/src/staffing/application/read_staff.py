"""What the rows of a staff list say, in one form, with every fault met on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from kernel.actor import Actor, Assignment
from kernel.errors import Fault, Refusal
from kernel.organisation import OrganisationPath
from staffing.application.ports import Organisation
from staffing.domain import clearance, person, staff_list
from staffing.domain.clearance import Clearance
from staffing.domain.staff_import import ClassKey, StaffRow

CLASS_TEACHER = "class-teacher"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rows say, with the faults met on the way."""

    assignments: dict[str, list[Assignment]]
    teachers: dict[ClassKey, str]
    clearances: dict[str, Clearance]
    faults: list[Fault]


def cleaned_rows(rows: Sequence[StaffRow]) -> tuple[list[StaffRow], list[Fault]]:
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


def read_rows(
    rows: Sequence[StaffRow],
    organisations: Mapping[str, Organisation],
    ids: Mapping[str, UUID],
    *,
    by: Actor,
    on: date,
) -> Reading:
    reading = Reading({}, {}, {}, [])
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
        _read_clearance(row, organisation.path, ids[row.number], reading, by=by, on=on)
    return reading


def _read_posts(row: StaffRow, organisation: Organisation, reading: Reading) -> None:
    for post in row.posts:
        try:
            role = person.role_of_post(post)
            person.check_role(role, organisation_kind=organisation.kind)
        except Refusal as refusal:
            reading.faults.append(row.fault("岗位", refusal.code, refusal.detail))
        else:
            reading.assignments.setdefault(row.number, []).append(Assignment(role, organisation.path))


def _read_class(row: StaffRow, path: OrganisationPath, reading: Reading) -> None:
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


def _read_clearance(
    row: StaffRow, path: OrganisationPath, person_id: UUID, reading: Reading, *, by: Actor, on: date
) -> None:
    try:
        found = clearance.record(
            person_id,
            checked_on=row.checked_on,
            valid_until=row.checked_until,
            reference=row.reference,
            school_path=path.text,
            by=by.id,
            on=on,
        )
    except Refusal as refusal:
        reading.faults.append(row.fault("无犯罪记录查询日期", refusal.code, refusal.detail))
    else:
        reading.clearances[row.number] = found
