"""Take in a school's roster from a workbook."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.domain.event import ClassRegistered, PupilEnrolled
from enrolment.domain.organisation import Kind, Organisation, OrganisationUnknown, grades_of
from enrolment.domain.pupil import Pupil
from enrolment.domain.roster import RosterLine, Unprintable, read_roster
from enrolment.domain.sheet import SheetRow, refuse_if_faulty
from kernel.actor import Actor
from kernel.bulk import bounded
from kernel.errors import Conflict
from kernel.organisation import OrganisationPath
from kernel.text import number

KIND = "roster"


class PeopleWouldChange(Conflict):
    """Pupils would be called otherwise, or have other guardians, under the numbers they have.

    Each stands among the faults with its row. `params["digest"]` is sent back by whoever has looked at them.
    """

    code = "enrolment.people_would_change"


@dataclass(frozen=True, slots=True)
class ImportRoster:
    """All rows or none; pupils known at the school are brought up to date, those of another school are faults."""

    unit_of_work: UnitOfWork
    unprintable: Unprintable

    async def __call__(
        self,
        *,
        rows: Sequence[SheetRow],
        sha256: bytes,
        file: str,
        confirmed: str | None,
        by: Actor,
        now: datetime,
        on: date,
    ) -> Mapping[str, object]:
        """Return what was done; PeopleWouldChange until `confirmed` is the digest that it told."""
        async with self.unit_of_work() as work:
            school = (await work.organisations.keep([by.path.code])).get(by.path.code)
            if school is None or school.kind is not Kind.SCHOOL or school.path != by.path:
                raise OrganisationUnknown("import the organisations first; this school is not among them")
            earlier = await work.organisations.imported(kind=KIND, path=school.path.text, sha256=sha256)
            if earlier is not None:
                return {**earlier, "repeated": True}
            # A long list must not keep others waiting for their answers.
            grades = grades_of(school.stage)
            lines = await asyncio.to_thread(read_roster, rows, grades=grades, file=file, unprintable=self.unprintable)
            changes = await work.pupils.other_people(school.path, lines)
            _must_be_confirmed(rows, changes, confirmed, sha256=sha256)
            stood = await work.pupils.known_numbers([line.number for line in lines], locked=True)
            result, classes = await _take(work, school, lines, on=on, now=now)
            # Looked at last: whom another school took in meanwhile, the store has waited for and left alone.
            await _refuse_pupils_of_others(work, rows, school.path, file)
            await work.organisations.remember_import(
                kind=KIND, path=school.path.text, sha256=sha256, result=result, now=now
            )
            before, after = _seen(lines, stood, classes, changes)
            work.record(
                "enrolment.roster_imported",
                f"school/{school.code}",
                actor=by,
                at=now,
                before=before,
                after={**result, "people_changed": len(changes), **after},
                digest=sha256,
            )
        return {**result, "repeated": False}


def _must_be_confirmed(
    rows: Sequence[SheetRow], changes: Mapping[str, Sequence[str]], confirmed: str | None, *, sha256: bytes
) -> None:
    """A sorted column gives every child another's name: nobody is renamed by a file that nobody has looked at."""
    told = repr(sorted((pupil, tuple(headings)) for pupil, headings in changes.items()))
    digest = hashlib.sha256(sha256 + told.encode()).hexdigest()
    if not changes or confirmed == digest:
        return
    faults = [
        row.fault(heading, "enrolment.person_would_change", "differs from what is kept under this pupil number")
        for row in rows
        for heading in changes.get(number(row["学籍号"]), ())
    ]
    detail = f"{len(changes)} pupils would have another name or guardian; look at each row, then send it again"
    raise PeopleWouldChange(detail, params={"pupils": len(changes), "digest": digest}, faults=tuple(faults[:200]))


async def _refuse_pupils_of_others(work: Work, rows: Sequence[SheetRow], path: OrganisationPath, file: str) -> None:
    known = await work.pupils.known_numbers([number(row["学籍号"]) for row in rows])
    faults = [
        row.fault("学籍号", "enrolment.pupil_enrolled_elsewhere", "enrolled at another school: have the pupil moved")
        for row in rows
        if (pupil := known.get(number(row["学籍号"]))) is not None and pupil.school_path != path.text
    ]
    refuse_if_faulty(faults, file=file)


def _seen(
    lines: Sequence[RosterLine],
    stood: Mapping[str, Pupil],
    classes: Mapping[tuple[int, int], UUID],
    changes: Mapping[str, Sequence[str]],
) -> tuple[dict[str, object], dict[str, object]]:
    """The known pupils before and after; names and numbers stay out of the log."""
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    for line in lines:
        pupil, class_id = stood.get(line.number), classes[line.grade, line.class_number]
        if pupil is None:
            continue
        others = list(changes.get(line.number, ()))
        if others or (pupil.class_id, pupil.boards) != (class_id, line.boards):
            before[str(pupil.id)] = {"class": str(pupil.class_id), "boards": pupil.boards}
            after[str(pupil.id)] = {"class": str(class_id), "boards": line.boards, "otherwise": others}
    return {"known": len(stood), "pupils": bounded(before)}, {"pupils": bounded(after)}


async def _take(
    work: Work, school: Organisation, lines: Sequence[RosterLine], *, on: date, now: datetime
) -> tuple[dict[str, object], dict[tuple[int, int], UUID]]:
    """What was done, and the ids of the classes by grade and number."""
    places = sorted({(line.grade, line.class_number) for line in lines})
    classes = await work.pupils.save_classes(school.path, places)
    ids = {place: one.id for place, one in classes.items()}
    moved = await work.pupils.save_roster(school.path, lines, ids, on=on)
    await work.hold(ClassRegistered, ids.values())
    await work.hold(PupilEnrolled, moved)
    changed = await work.pupils.by_ids(moved)
    sizes = await work.pupils.class_sizes(list(ids.values()))
    for one in classes.values():
        work.publish(
            ClassRegistered(
                class_id=one.id,
                school_path=school.path,
                grade=one.grade,
                number=one.number,
                name=one.name,
                pupils=sizes.get(one.id, 0),
            ),
            at=now,
        )
    for pupil in changed:
        work.publish(enrolled(pupil), at=now)
    return {"rows": len(lines), "changed": len(changed), "classes": len(classes)}, ids


def enrolled(pupil: Pupil) -> PupilEnrolled:
    return PupilEnrolled(
        pupil_id=pupil.id,
        school_path=OrganisationPath(pupil.school_path),
        class_id=pupil.class_id,
        grade=pupil.grade,
        draw_key=pupil.draw_key,
        boards=pupil.boards,
    )
