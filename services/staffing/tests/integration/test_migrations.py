"""The tables are what the migrations make of them."""

from collections.abc import Callable
from typing import Any

from chassis.postgres.migrate import assert_no_drift
from staffing.adapters.postgres import rows


async def test_finds_no_drift_between_migrations_and_tables(fresh_database: Callable[..., Any]) -> None:
    await assert_no_drift(await fresh_database("staffing"), rows.metadata)
