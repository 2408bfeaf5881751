"""Take in the city's organisations from a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from enrolment.application.ports.work import UnitOfWork
from enrolment.domain.event import OrganisationRegistered
from enrolment.domain.organisation import read_organisations
from enrolment.domain.sheet import SheetRow
from kernel.actor import Actor

KIND = "organisations"


@dataclass(frozen=True, slots=True)
class ImportOrganisations:
    """All rows or none; the same file again changes nothing and says so."""

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
            found = read_organisations(rows, known=known, within=by.path, file=file)
            changed = await work.organisations.save(found)
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
            work.record(
                "enrolment.organisations_imported",
                f"file/{sha256.hex()}",
                actor=by,
                at=now,
                after=result,
                digest=sha256,
            )
        return {**result, "repeated": False}
