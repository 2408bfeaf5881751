"""Asking for waivers: a list from the civil-affairs office, or one family's application."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from billing.application.ports import PupilDirectory, UnitOfWork, Work
from kernel.actor import Actor
from kernel.errors import Conflict, Fault, Invalid, NotFound
from kernel.organisation import OrganisationPath


class WaiversFaulty(Invalid):
    code = "billing.waivers_faulty"


class WaiverPeriodReversed(Invalid):
    code = "billing.period_reversed"


class WaiverStands(Conflict):
    code = "billing.waiver_stands"


class PupilUnknown(NotFound):
    code = "billing.pupil_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverRow:
    """One row of the sheet 减免名单; the pupil's name is compared with the roster and not kept."""

    pointer: str
    pupil_number: str
    name: str
    class_word: str
    evidence: str
    valid_from: date
    valid_until: date

    def fault(self, column: str, code: str, detail: str) -> Fault:
        return Fault(f"{self.pointer}/{column}", code, detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    pupil_id: UUID
    class_code: str
    evidence: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverCounts:
    proposed: int
    known: int


@dataclass(frozen=True, slots=True)
class ImportWaivers:
    """All rows or none. Pupils are found by number at enrolment, because numbers are not kept here."""

    unit_of_work: UnitOfWork
    directory: PupilDirectory

    async def __call__(
        self, *, school_path: str, term: str, rows: tuple[WaiverRow, ...], by: Actor, now: datetime
    ) -> WaiverCounts:
        by.must_cover(OrganisationPath(school_path))
        pupils = await self.directory.find(school_path, [row.pupil_number for row in rows])
        names = await self.directory.names(list(pupils.values()))
        async with self.unit_of_work() as work:
            classes = await _classes(work, school_path, term)
            # A long list must not keep others waiting for their answers.
            proposals = await asyncio.to_thread(_proposals, rows, pupils, names, classes)
            added = await work.waivers.propose(
                school_path=school_path, term=term, proposals=proposals, by=by.id, now=now
            )
            after = {"count": added, "known": len(rows) - added}
            subject = f"school/{school_path}"
            work.record("billing.waivers_proposed", subject, actor=by, now=now, before={}, after=after)
        return WaiverCounts(proposed=added, known=len(rows) - added)


@dataclass(frozen=True, slots=True)
class ApplyForWaiver:
    """One application, by the school or by a guardian for an own child; confidential either way (P12).

    Raises WaiverStands where one of this class and first day waits or was granted; a refused one is applied for again.
    """

    unit_of_work: UnitOfWork

    async def __call__(self, *, term: str, proposal: Proposal, by: Actor, now: datetime) -> UUID:
        if proposal.valid_until < proposal.valid_from:
            raise WaiverPeriodReversed("the waiver's last day lies before its first; correct the two days")
        async with self.unit_of_work() as work:
            school_path = await work.copies.school_of_pupil(proposal.pupil_id)
            if by.role == "guardian":
                is_own = await work.copies.is_guardian(by.id, proposal.pupil_id)
            else:
                is_own = school_path is not None and by.path.covers(OrganisationPath(school_path))
            if school_path is None or not is_own:
                raise PupilUnknown("no pupil of yours by that id")
            classes = await _classes(work, school_path, term)
            if proposal.class_code not in classes.values():
                known = ", ".join(sorted(set(classes.values())))
                raise WaiversFaulty(f"the pack knows these classes: {known}", params={"class": proposal.class_code})
            added = await work.waivers.propose(
                school_path=school_path, term=term, proposals=(proposal,), by=by.id, now=now
            )
            if not added:
                raise WaiverStands("this waiver was applied for already; it waits for its decision or was granted")
            waiver_id = await work.waivers.find(proposal.pupil_id, term, proposal.class_code, proposal.valid_from)
            after = {"state": "proposed"}
            work.record("billing.waiver_proposed", f"waiver/{waiver_id}", actor=by, now=now, before={}, after=after)
        return waiver_id


async def _classes(work: Work, school_path: str, term: str) -> dict[str, str]:
    """Waiver class codes of the term's pack by every word an office may write for them."""
    rules = await work.copies.rules(school_path, term)
    words: dict[str, str] = {}
    for product in rules.products:
        for waiver_class in rules.waivers(product.code).value.classes:
            for word in (waiver_class.code, waiver_class.name.zh, *_ALSO_WRITTEN.get(waiver_class.code, ())):
                words[word] = waiver_class.code
    return words


# What civil-affairs offices write instead of the full name (B5).
_ALSO_WRITTEN = {
    "low_income": ("低保", "农村低保", "城市低保", "低保子女"),
    "destitute": ("特困", "特困供养"),
    "disabled": ("残疾",),
    "hardship": ("困难", "重困家庭"),
    "monitored_poor": ("脱贫户", "建档立卡"),
}


def _proposals(
    rows: Sequence[WaiverRow], pupils: dict[str, UUID], names: dict[UUID, str], classes: dict[str, str]
) -> tuple[Proposal, ...]:
    """What the rows ask for, or WaiversFaulty with what is wrong in them."""
    faults: list[Fault] = []
    proposals: list[Proposal] = []
    seen: set[tuple[str, str]] = set()
    for row in rows:
        found = _row_faults(row, pupils, names, classes, seen)
        faults += found
        if not found:
            proposals.append(
                Proposal(
                    pupil_id=pupils[row.pupil_number],
                    class_code=classes[row.class_word],
                    evidence=row.evidence,
                    valid_from=row.valid_from,
                    valid_until=row.valid_until,
                )
            )
    if faults:
        raise WaiversFaulty("the file was not imported; see each row", faults=tuple(faults[:100]))
    return tuple(proposals)


def _row_faults(
    row: WaiverRow,
    pupils: dict[str, UUID],
    names: dict[UUID, str],
    classes: dict[str, str],
    seen: set[tuple[str, str]],
) -> list[Fault]:
    faults = []
    pupil_id = pupils.get(row.pupil_number)
    if pupil_id is None:
        faults.append(row.fault("学籍号", "billing.pupil_unknown", "no pupil of this school; check the roster"))
    elif names.get(pupil_id, row.name) != row.name:
        faults.append(row.fault("姓名", "billing.name_differs", "the roster has another name for this number"))
    if row.class_word not in classes:
        words = "、".join(sorted(word for word in classes if not word.isascii()))
        faults.append(row.fault("减免类别", "billing.waiver_class_unknown", f"write one of: {words}"))
    if not row.evidence:
        faults.append(row.fault("证明文号", "billing.cell_empty", "name the document that proves it"))
    if row.valid_until < row.valid_from:
        faults.append(row.fault("有效期止", "billing.period_reversed", "the last day lies before the first"))
    key = (row.pupil_number, row.class_word)
    if key in seen:
        faults.append(row.fault("学籍号", "billing.row_twice", "this pupil and class stand in more than one row"))
    seen.add(key)
    return faults
