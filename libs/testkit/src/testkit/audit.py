"""What the audit trail says stood before an act."""

from sqlalchemy import text

from chassis.postgres.database import Database

_NOTHING_BEFORE = text("SELECT DISTINCT action FROM chassis.audit_entry WHERE before = '{}'")
_NOTHING_AFTER = text("SELECT DISTINCT action FROM chassis.audit_entry WHERE after = '{}'")
_SEEN = text("SELECT DISTINCT action FROM chassis.audit_entry")


async def audited_as_new(database: Database) -> set[str]:
    """The acts of which the trail says that nothing stood before them."""
    async with database.reading() as connection:
        return set((await connection.execute(_NOTHING_BEFORE)).scalars())


async def audited(database: Database) -> set[str]:
    """The acts of which the trail tells."""
    async with database.reading() as connection:
        return set((await connection.execute(_SEEN)).scalars())


async def audited_without_outcome(database: Database) -> set[str]:
    """The acts of which the trail does not say what came of them."""
    async with database.reading() as connection:
        return set((await connection.execute(_NOTHING_AFTER)).scalars())
