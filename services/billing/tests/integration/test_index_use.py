"""What people ask every day is answered from an index, however many bills the city has."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from billing.adapters.postgres.queries_charging import asker, bills_seen_by
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
