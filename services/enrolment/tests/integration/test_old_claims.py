"""Claims that bound no child are deleted in time, and the proof behind a binding is kept."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from enrolment.adapters.postgres import old_claims
from enrolment.adapters.postgres.unit_of_work import PostgresUnitOfWork
from enrolment.domain.binding import WRONG_PER_CHILD

CLAIM = """
INSERT INTO phone_claim (id, guardian_id, pupil_id, child_key, relation, state, started_at, expires_at, settled_at)
VALUES (gen_random_uuid(), gen_random_uuid(), :pupil, '', 'mother', :state, :at, :at, :settled)
"""
CODE = """
INSERT INTO binding_code (id, pupil_id, code_hash, issued_by, issued_at, expires_at, used_by, ended_at)
VALUES (gen_random_uuid(), :pupil, '', gen_random_uuid(), :at, :at, CAST(:by AS uuid), :ended)
"""
COUNT = """
INSERT INTO attempt_count (kind, subject, since, attempts)
SELECT 'sent.child', int4send(n), :at, 1 FROM generate_series(CAST(:first AS int), CAST(:last AS int)) AS n
"""


@pytest.fixture
async def school(city: Any) -> Any:
    await city.import_city(2)
    return city


async def write(city: Any, statement: str, **values: Any) -> None:
    async with city.service.database.transaction() as transaction:
        await transaction.connection.execute(text(statement), values)


async def forget(city: Any) -> None:
    job = next(job for job in city.service.daily_jobs if job.name == "enrolment.forget-old-claims")
    await job.run(city.timer.at.date())


async def words(city: Any, table: str, column: str) -> list[str]:
    return [row["word"] for row in await city.rows(f"SELECT {column} AS word FROM {table} ORDER BY 1")]


async def test_keeps_what_gave_the_proof_and_what_the_school_is_shown(school: Any) -> None:
    first, second = (row["id"] for row in await school.rows("SELECT id FROM pupil ORDER BY draw_key"))
    now: datetime = school.timer.at
    old, recent = now - timedelta(days=91), now - timedelta(days=89)
    minute = timedelta(minutes=1)
    for pupil, state, at in (
        *((first, state, old) for state in ("sent", "failed", "bound", "unreachable")),
        (first, "sent", old + minute),
        (second, "sent", old),
        (second, "unreachable", old + minute),
        (None, "sent", old),
        (first, "failed", recent),
    ):
        await write(school, CLAIM, pupil=pupil, state=state, at=at, settled=at)
    await write(school, CLAIM, pupil=first, state="sending", at=old, settled=None)
    for by, at, ended in ((uuid4(), old, old), (None, old, old), (None, old, None), (None, recent, None)):
        await write(school, CODE, pupil=first, by=by, at=at, ended=ended)
    await forget(school)
    assert await words(school, "phone_claim", "state") == ["bound", "failed", "unreachable"]
    assert await words(school, "binding_code", "used_by IS NULL") == [False, True]
    await forget(school)
    assert len(await words(school, "phone_claim", "state")) == 3


async def test_forgets_counts_batch_by_batch_once_no_window_holds_them(school: Any) -> None:
    now: datetime = school.timer.at
    await write(school, COUNT, at=now - WRONG_PER_CHILD.within - timedelta(minutes=1), first=1, last=1203)
    await write(school, COUNT, at=now - WRONG_PER_CHILD.within + timedelta(minutes=1), first=2001, last=2005)
    async with school.service.database.transaction() as somebody:
        # Somebody is trying at this moment: the row waits for the next time, and nobody waits for the row.
        held = text("SELECT FROM attempt_count WHERE subject = int4send(7) FOR UPDATE")
        await somebody.connection.execute(held)
        await asyncio.wait_for(forget(school), 20)
    assert len(await words(school, "attempt_count", "subject")) == 6
    await forget(school)
    assert len(await words(school, "attempt_count", "subject")) == 5


async def test_counts_anew_what_is_being_forgotten_at_that_moment(school: Any) -> None:
    await write(school, COUNT, at=school.timer.at - timedelta(days=2), first=1, last=1)
    counter = ("sent.child", (1).to_bytes(4, "big"))

    async def lock() -> Any:
        async with PostgresUnitOfWork(school.service.database, school.sealer)() as work:
            return await work.bindings.lock_attempts([counter])

    async with school.service.database.transaction() as forgetting:
        await forgetting.connection.execute(text("DELETE FROM attempt_count"))
        trying = asyncio.create_task(lock())
        await asyncio.sleep(0.2)
    found = await asyncio.wait_for(trying, 20)
    assert found[counter].count == 0


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (old_claims.COUNTS, "attempt_count_since_idx"),
        (old_claims.PHONE_CLAIMS, "phone_claim_over_idx"),
        (old_claims.CODES, "binding_code_over_idx"),
    ],
)
async def test_finds_what_is_over_by_an_index(school: Any, statement: str, index: str) -> None:
    async with school.service.database.transaction() as transaction:
        # The tables are empty here, so the plans that suit few rows are switched off.
        for way in ("seqscan", "bitmapscan"):
            await transaction.connection.execute(text(f"SET LOCAL enable_{way} = off"))
        values = {"before": school.timer.at, "limit": 500}
        plan = (await transaction.connection.execute(text(f"EXPLAIN {statement}"), values)).scalars().all()
    assert any(f"Index Scan using {index}" in line for line in plan), plan
