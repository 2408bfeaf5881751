"""Staff lists that were sent, with their rows sealed: names and telephone numbers stand in them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row as Found
from sqlalchemy import or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.files.rows import Row
from chassis.seal import Sealer
from kernel.errors import NotFound
from kernel.organisation import OrganisationPath
from staffing.adapters.postgres.rows import staff_import
from staffing.domain.role_change import ChangeState
from staffing.domain.staff_import import StaffImport, StaffRow

ROWS_FIELD = "staff_import.rows"


class StaffImportUnknown(NotFound):
    code = "staffing.staff_import_unknown"


@dataclass(frozen=True, slots=True)
class PostgresStaffImports:
    connection: AsyncConnection
    sealer: Sealer

    async def waits(self, sha256: bytes, *, path: OrganisationPath) -> bool:
        query = select(staff_import.c.id).where(
            staff_import.c.path == path.text, staff_import.c.sha256 == sha256, staff_import.c.state == "proposed"
        )
        return (await self.connection.execute(query)).first() is not None

    async def add(self, proposed: StaffImport, rows: Sequence[StaffRow]) -> None:
        written = json.dumps([_written(row) for row in rows], ensure_ascii=False)
        values = {**_row(proposed), "rows": self.sealer.seal(written, field=ROWS_FIELD)}
        await self.connection.execute(insert(staff_import).values(values))

    async def get(self, import_id: UUID, *, within: OrganisationPath) -> tuple[StaffImport, Sequence[StaffRow]]:
        query = select(staff_import).where(staff_import.c.id == import_id, imports_below(within)).with_for_update()
        found = (await self.connection.execute(query)).first()
        if found is None:
            raise StaffImportUnknown("no staff list by that id at your organisation")
        rows = json.loads(self.sealer.unseal(found.rows, field=ROWS_FIELD))
        return import_of(found), [_read(row) for row in rows]

    async def save(self, decided: StaffImport) -> None:
        statement = update(staff_import).where(staff_import.c.id == decided.id)
        await self.connection.execute(statement.values(_row(decided)))


def imports_below(path: OrganisationPath) -> Any:
    """True of lists of the organisation or below it."""
    return or_(staff_import.c.path == path.text, staff_import.c.path.like(f"{path.text}/%"))


def import_of(found: Found[Any]) -> StaffImport:
    return StaffImport(
        id=found.id,
        path=OrganisationPath(found.path),
        sha256=bytes(found.sha256),
        people=found.people,
        added=found.added,
        state=ChangeState(found.state),
        version=found.version,
        proposed_by=found.proposed_by,
        proposed_role=found.proposed_role,
        proposed_at=found.proposed_at,
        decided_by=found.decided_by,
        decided_at=found.decided_at,
    )


def _row(one: StaffImport) -> dict[str, Any]:
    return {
        "id": one.id,
        "path": one.path.text,
        "sha256": one.sha256,
        "people": one.people,
        "added": one.added,
        "state": one.state.value,
        "version": one.version,
        "proposed_by": one.proposed_by,
        "proposed_role": one.proposed_role,
        "proposed_at": one.proposed_at,
        "decided_by": one.decided_by,
        "decided_at": one.decided_at,
    }


def _written(row: StaffRow) -> list[Any]:
    checks = [row.checked_on.isoformat(), row.checked_until.isoformat(), row.reference]
    texts = [row.number, row.name, row.phone, row.organisation_code, list(row.posts), row.teaches]
    return [*texts, *checks, list(row.place)]


def _read(written: list[Any]) -> StaffRow:
    number, name, phone, code, posts, teaches, checked_on, checked_until, reference, (file, sheet, line) = written
    return StaffRow(
        number=number,
        name=name,
        phone=phone,
        organisation_code=code,
        posts=tuple(posts),
        teaches=teaches,
        checked_on=date.fromisoformat(checked_on),
        checked_until=date.fromisoformat(checked_until),
        reference=reference,
        place=(file, sheet, line),
        fault=Row(file, sheet, line, {}).fault,
    )
