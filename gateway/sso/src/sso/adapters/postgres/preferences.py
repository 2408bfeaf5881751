"""What people chose for themselves."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from chassis.postgres.database import Database
from sso.adapters.postgres.rows import preference
from sso.application.ports import Preferences


class PostgresPreferenceStore:
    """PreferenceStore on sso's own database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, person_id: UUID) -> Preferences:
        query = select(preference.c.acting, preference.c.language).where(preference.c.person_id == person_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return Preferences(row.acting, row.language) if row else Preferences()

    async def set_acting(self, person_id: UUID, assignment: str) -> None:
        await self._set(person_id, acting=assignment)

    async def set_language(self, person_id: UUID, language: str) -> None:
        await self._set(person_id, language=language)

    async def _set(self, person_id: UUID, **chosen: str) -> None:
        statement = insert(preference).values(person_id=person_id, **chosen)
        statement = statement.on_conflict_do_update(index_elements=[preference.c.person_id], set_=chosen)
        async with self._database.transaction() as transaction:
            await transaction.connection.execute(statement)
