"""Take in the city's organisations from a workbook."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.domain.event import OrganisationRegistered
from enrolment.domain.organisation import Organisation, by_code, read_organisations
from enrolment.domain.sheet import SheetRow, refuse_if_faulty
from kernel.actor import Actor
from kernel.bulk import bounded

KIND = "organisations"


@dataclass(frozen=True, slots=True)
class ImportOrganisations:
    """All rows or none; the file that was taken last changes nothing when it comes again, and says so."""

    unit_of_work: UnitOfWork

    async def __call__(
        self, *, rows: Sequence[SheetRow], sha256: bytes, file: str, by: Actor, now: datetime
    ) -> Mapping[str, object]:
        async with self.unit_of_work() as work:
            earlier = await work.organisations.imported(kind=KIND, path=by.path.text, sha256=sha256)
            if earlier is not None:
                return {**earlier, "repeated": True}
            codes = [row["上级代码"] for row in rows]
            known = await work.organisations.by_codes([code for code in codes if code])
            # A long list must not keep others waiting for their answers.
            found = await asyncio.to_thread(read_organisations, rows, known=known, within=by.path, file=file)
            standing = await _refuse_moved_with_pupils(work, rows, by_code(found), file)
            changed = await work.organisations.save(found)
            await work.hold(OrganisationRegistered, [one.code for one in changed])
            result = {"rows": len(found), "changed": len(changed)}
            await work.organisations.remember_import(
                kind=KIND, path=by.path.text, sha256=sha256, result=result, now=now
            )
            for one in changed:
                work.publish(
                    OrganisationRegistered(
                        code=one.code,
                        path=one.path,
                        kind=one.kind.value,
                        name=one.name,
                        stage=one.stage,
                        accounting_unit=one.accounting_unit,
                        district_code=one.district_code,
                    ),
                    at=now,
                )
            moved = [one for one in changed if one.code in standing]
            work.record(
                "enrolment.organisations_imported",
                f"file/{sha256.hex()}",
                actor=by,
                at=now,
                before={"organisations": _seen(standing[one.code] for one in moved)},
                after={**result, "organisations": _seen(moved)},
                digest=sha256,
            )
        return {**result, "repeated": False}


async def _refuse_moved_with_pupils(
    work: Work, rows: Sequence[SheetRow], found: Mapping[str, Organisation], file: str
) -> Mapping[str, Organisation]:
    """How they stand. Pupils, assignments and books are kept by path: who has pupils stays where it is."""
    standing = await work.organisations.lock(list(found))
    moved = [one.code for one in standing.values() if one.path != found[one.code].path]
    with_pupils = await work.organisations.with_pupils(moved) if moved else frozenset()
    faults = [
        row.fault(
            "上级代码",
            "enrolment.organisation_has_pupils",
            f"it has pupils as {standing[row['机构代码']].path}: name the organisation above it as before",
        )
        for row in rows
        if row["机构代码"] in with_pupils
    ]
    refuse_if_faulty(faults, file=file)
    return standing


def _seen(organisations: Iterable[Organisation]) -> dict[str, object]:
    """What depends on each organisation, by code: its place, and the account its money goes to."""
    rows = {
        one.code: {
            "path": one.path.text,
            "kind": one.kind.value,
            "name": one.name,
            "stage": one.stage,
            "accounting_unit": one.accounting_unit,
        }
        for one in organisations
    }
    return bounded(rows)
