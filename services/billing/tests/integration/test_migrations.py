"""Migrations and table objects say the same."""

from billing.adapters.postgres.rows.catalogue import metadata
from chassis.postgres.migrate import assert_no_drift


async def test_migrations_and_tables_do_not_drift(fresh_database) -> None:
    await assert_no_drift(await fresh_database("billing"), metadata)
