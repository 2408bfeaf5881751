"""Migrations and table objects say the same."""

from collections.abc import Awaitable, Callable

import enrolment.adapters.postgres.applying_rows
import enrolment.adapters.postgres.binding_rows
import enrolment.adapters.postgres.disagreement_rows
from chassis.postgres.migrate import assert_no_drift
from enrolment.adapters.postgres.rows import metadata


async def test_finds_no_drift_between_migrations_and_tables(fresh_database: Callable[..., Awaitable[str]]) -> None:
    assert enrolment.adapters.postgres.applying_rows.metadata is metadata
    assert enrolment.adapters.postgres.binding_rows.metadata is metadata
    assert enrolment.adapters.postgres.disagreement_rows.metadata is metadata
    await assert_no_drift(await fresh_database("enrolment"), metadata)
