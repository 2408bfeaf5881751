"""Migrations make the tables the stores know."""

from typing import Any

from chassis.postgres.migrate import assert_no_drift
from vendor_registry.adapters.postgres.rows import metadata


async def test_makes_every_table_as_the_stores_know_it(fresh_database: Any) -> None:
    await assert_no_drift(await fresh_database("vendor_registry"), metadata)
