"""What all queries share."""

from collections.abc import Sequence
from typing import Any

from chassis.documents import DocumentStore
from chassis.postgres.database import Database
from chassis.seal import Sealer
from enrolment.adapters.postgres.pupil_store import GUARDIAN, NAME, NUMBER
from enrolment.adapters.postgres.sql import Sql
from enrolment.application.queries import Record

_SEALED = {
    "name_sealed": ("name", NAME),
    "number_sealed": ("pupil_number", NUMBER),
    "guardian_name_sealed": ("guardian_name", GUARDIAN),
}


class Reading:
    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer
        self._documents = DocumentStore(sealer)

    async def _rows(self, statement: str, **params: Any) -> list[Record]:
        async with self._database.reading() as connection:
            return [dict(row) for row in await Sql(connection).rows(statement, **params)]

    async def _first(self, statement: str, **params: Any) -> Record | None:
        rows = await self._rows(statement, **params)
        return rows[0] if rows else None

    async def _named(self, statement: str, **params: Any) -> Sequence[Record]:
        """Rows with their sealed columns opened."""
        return [self._open(row) for row in await self._rows(statement, **params)]

    def _open(self, row: Record) -> Record:
        opened: dict[str, Any] = {}
        for column, value in row.items():
            if column in _SEALED:
                name, field = _SEALED[column]
                opened[name] = self._sealer.unseal(bytes(value), field=field) if value is not None else ""
            else:
                opened[column] = value
        return opened
