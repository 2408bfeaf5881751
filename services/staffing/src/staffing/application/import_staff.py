"""A staff list: one person sends it, another one sees what it changes and agrees to it as a whole, or it is refused."""

import asyncio
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from kernel.actor import Actor, Assignment
from kernel.bulk import bounded
from kernel.errors import Conflict
from kernel.ids import new_id
from kernel.organisation import OrganisationPath
from kernel.versions import must_be_present
from staffing.application.change_role import tell
from staffing.application.changed_assignments import changed
from staffing.application.clear_rota import clear_rota
from staffing.application.compare_staff import Comparison, compare
from staffing.application.ports import UnitOfWork, UnitOfWorkFactory
from staffing.application.read_staff import CLASS_TEACHER
from staffing.domain import staff_import
from staffing.domain.person import ClassTeacherAssigned, DatedAssignment
from staffing.domain.role_change import ChangeState, NoticeKind
from staffing.domain.staff_import import Difference, StaffImport, StaffRow, digest_of

KIND = "staff"
# Rows that are written in one turn.
_PART_MAX = 500
_Part = TypeVar("_Part")


class FileAlreadyImported(Conflict):
    code = "staffing.file_already_imported"


@dataclass(frozen=True, slots=True)
class Shown:
    """A list with what it would change now, and the digest that a second person agrees to."""

    staff_import: StaffImport
    differences: Sequence[Difference]

    @property
    def digest(self) -> str:
        return digest_of(self.differences)


@dataclass(frozen=True, slots=True)
class ProposeStaffImport:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, content: bytes, rows: Sequence[StaffRow], by: Actor, on: date, now: datetime) -> Shown:
        """Keep the list for a second person, or raise StaffFileRefused, FileAlreadyImported; nothing changes yet.

        Only the first officers of a city are installed at once: there is nobody yet who could agree.
        """
        sha256 = hashlib.sha256(content).digest()
        async with self.unit_of_work() as work:
            if await work.files.seen(sha256, kind=KIND, path=by.path) or await work.imports.waits(sha256, path=by.path):
                raise FileAlreadyImported("this very file was the last one sent; nothing changed")
            comparison = await compare(work, rows, by=by, on=on)
            proposed = StaffImport(
                id=new_id(),
                path=by.path,
                sha256=sha256,
                people=len(comparison.ids),
                added=comparison.added,
                state=ChangeState.CONFIRMED if comparison.first else ChangeState.PROPOSED,
                proposed_by=by.id,
                proposed_role=by.role,
                proposed_at=now,
            )
            await work.imports.add(proposed, rows)
            before: dict[str, object] = {"state": None}
            if comparison.first:
                before |= await _apply(work, proposed, comparison, by=by, on=on, now=now)
            _record(work, "staffing.staff_import_proposed", proposed, comparison, by, now, before=before)
        return Shown(proposed, comparison.differences)


@dataclass(frozen=True, slots=True)
class ShowStaffImport:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, import_id: UUID, by: Actor, on: date) -> Shown:
        """The list, and what it would change if it were agreed to now; nothing once it is decided."""
        async with self.unit_of_work() as work:
            proposed, rows = await work.imports.get(import_id, within=by.path)
            if proposed.state is not ChangeState.PROPOSED:
                return Shown(proposed, ())
            comparison = await compare(work, rows, by=proposed.proposer, on=on)
        return Shown(proposed, sorted(comparison.differences, key=lambda one: one.number))


@dataclass(frozen=True, slots=True)
class DecideStaffImport:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self, *, import_id: UUID, confirmed: bool, digest: str, version: int, by: Actor, on: date, now: datetime
    ) -> StaffImport:
        """Take the list over as it was shown, or refuse it; raises DifferenceChanged where it is not that any more."""
        async with self.unit_of_work() as work:
            proposed, rows = await work.imports.get(import_id, within=by.path)
            must_be_present(version, present=proposed.version)
            if not confirmed:
                refused = staff_import.refuse(proposed, by=by, now=now)
                await work.imports.save(refused)
                before = {"state": proposed.state.value}
                _record(work, "staffing.staff_import_refused", refused, None, by, now, before=before)
                return refused
            comparison = await compare(work, rows, by=proposed.proposer, on=on)
            decided = await asyncio.to_thread(
                staff_import.confirm, proposed, comparison.differences, digest=digest, by=by, now=now
            )
            await work.imports.save(decided)
            stood = await _apply(work, decided, comparison, by=by, on=on, now=now)
            stood["state"] = proposed.state.value
            _record(work, "staffing.staff_import_confirmed", decided, comparison, by, now, before=stood)
        return decided


async def _apply(
    work: UnitOfWork, taken: StaffImport, comparison: Comparison, *, by: Actor, on: date, now: datetime
) -> dict[str, object]:
    """Write everything, tell everybody; what stood before, for the audit. In parts: others have their turn between."""
    for people in _parts(comparison.own):
        await work.people.save(people)
    for one in comparison.ended:
        await work.assignments.end_all(one.person_id, one.assignment, on=on)
    for gained in _parts(comparison.gained):
        await work.assignments.add(gained)
    for moved in _parts(sorted({one.person_id for one in (*comparison.gained, *comparison.ended)})):
        work.publish(*await changed(work, moved, on=on), now=now)
    # Claims: whoever agrees to a list has seen no answer of the police.
    for claims in _parts(comparison.clearances):
        await work.clearances.add(claims, now=now)
    taught = await work.classes.teachers(comparison.teachers)
    classes = await work.classes.assign(comparison.teachers)
    await work.hold(ClassTeacherAssigned, classes)
    work.publish(*await work.classes.taught(classes), now=now)
    shifts = await clear_rota(work, {one.person_id for one in comparison.ended}, on=on, now=now)
    for kind, told in ((NoticeKind.GRANTED, comparison.gained), (NoticeKind.ENDED, comparison.ended)):
        for part in _parts(told):
            await tell(work, kind, [(one.person_id, one.assignment) for one in part], on=on, now=now)
    for kind, teachers in ((NoticeKind.CLASS_TAKEN, taught), (NoticeKind.CLASS_GIVEN, comparison.teachers)):
        of_class = [
            (who, Assignment(CLASS_TEACHER, OrganisationPath(key.school_path))) for key, who in teachers.items()
        ]
        await tell(work, kind, of_class, on=on, now=now)
    await work.files.remember(taken.sha256, kind=KIND, path=taken.path, now=now)
    return {
        "held": bounded(_by_person(comparison.ended)),
        "class_teachers": bounded({str(key): str(teacher) for key, teacher in taught.items()}),
        "shifts_taken": shifts,
    }


def _parts(of: Sequence[_Part]) -> Iterator[Sequence[_Part]]:
    return (of[start : start + _PART_MAX] for start in range(0, len(of), _PART_MAX))


def _record(
    work: UnitOfWork,
    action: str,
    taken: StaffImport,
    comparison: Comparison | None,
    by: Actor,
    now: datetime,
    *,
    before: Mapping[str, object],
) -> None:
    after: dict[str, object] = {"state": taken.state.value, "people": taken.people, "added": taken.added}
    if comparison is not None:
        after["gained"] = bounded(_by_person(comparison.gained))
        after["ended"] = bounded(_by_person(comparison.ended))
        after["class_teachers"] = bounded({str(key): str(teacher) for key, teacher in comparison.teachers.items()})
        # Names and numbers stay out of the log, which only says whose have changed.
        otherwise = {str(one.person_id): _otherwise(one) for one in comparison.differences if _otherwise(one)}
        after["otherwise"] = bounded(otherwise)
        after["digest"] = digest_of(comparison.differences)
    work.audit.record(by, action, f"staff-import/{taken.id}", now=now, before=before, after=after)


def _by_person(held: Sequence[DatedAssignment]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in held:
        found.setdefault(str(one.person_id), []).append(str(one.assignment))
    return found


def _otherwise(one: Difference) -> list[str]:
    return [what for what, is_so in (("name", one.renamed), ("phone", one.phone_changed)) if is_so]
