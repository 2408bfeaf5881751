"""What people ask every day is answered from an index, however many bills the city has."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from billing.adapters.postgres import bill_drafts
from billing.adapters.postgres.queries_charging import asker, bills_seen_by
from billing.adapters.postgres.queries_statements import exceptions_of, statements_of
from kernel.actor import Actor, Assignment
from kernel.organisation import OrganisationPath


@pytest.mark.parametrize(
    ("role", "path", "indexes"),
    [
        ("guardian", "/family", {"guardian_pkey", "bill_pupil_idx"}),
        ("school-accountant", "/3401/340104/2134010001", {"bill_school_idx"}),
    ],
)
async def test_finds_bills_by_who_asks(billing: Any, role: str, path: str, indexes: set[str]) -> None:
    by = Actor(uuid4(), Assignment(role, OrganisationPath(path)))
    async with billing.database.transaction() as transaction:
        await transaction.connection.execute(text("SET LOCAL enable_seqscan = off"))
        await transaction.connection.execute(text("SET LOCAL plan_cache_mode = force_generic_plan"))
        plan = await transaction.connection.execute(text(f"EXPLAIN {bills_seen_by(by)}"), asker(by))
    told = "\n".join(plan.scalars())
    assert all(index in told for index in indexes), told


async def test_finds_waivers_by_the_pupils_of_a_run(billing: Any) -> None:
    async with billing.database.transaction() as transaction:
        await transaction.connection.execute(text("SET LOCAL enable_seqscan = off"))
        await transaction.connection.execute(text(bill_drafts.MINE))
        given = {"term": "2026-spring", "on": date(2026, 3, 9)}
        plan = await transaction.connection.execute(text(f"EXPLAIN {bill_drafts.GROUP}"), given)
    told = "\n".join(plan.scalars())
    assert "waiver_pupil_idx" in told, told


@pytest.mark.parametrize(
    ("listed", "index"), [(statements_of, "statement_listed_idx"), (exceptions_of, "difference_listed_idx")]
)
async def test_lists_the_files_and_exceptions_of_a_unit(billing: Any, listed: Any, index: str) -> None:
    given = {"scope": "/3401/340104", "unit": "HS0001", "kind": None, "state": None, "after": None, "limit": 50}
    async with billing.database.transaction() as transaction:
        for setting in ("enable_seqscan = off", "enable_sort = off", "plan_cache_mode = force_generic_plan"):
            await transaction.connection.execute(text(f"SET LOCAL {setting}"))
        plan = await transaction.connection.execute(text(f"EXPLAIN {listed('HS0001')}"), given)
    told = "\n".join(plan.scalars())
    assert index in told, told
