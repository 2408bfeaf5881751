"""A run of any size goes in bounded steps: slices of a school, chunks of postings, and never back once it posts."""

from typing import Any
from uuid import UUID

from sqlalchemy import text

from billing.application.start_bill_run import StartBillRun
from kernel.actor import Actor, Assignment
from testkit.names import named

TERM, SCHOOL = "2026-spring", "/3401/340104/2134010001"
PUPILS = 9


async def start(city: Any) -> UUID:
    names = [f"学生{number}" for number in range(PUPILS)]
    await city.enrol(*names)
    for name in names:
        await city.agree(name, "care", "书法")
    use_cases = city.service.app.state.use_cases
    in_slices = StartBillRun(use_cases.start_bill_run.unit_of_work, agreements_per_chunk=4)
    by = Actor(UUID(named("person", "accountant")), Assignment.parse(f"school-accountant@{SCHOOL}"))
    started = await in_slices(scope_path=SCHOOL, term=TERM, by=by, now=city.clock.now(), on=city.clock.today())
    return started.run_id


async def states(city: Any, run_id: UUID) -> tuple[str, list[str]]:
    async with city.database.reading() as connection:
        state = await connection.scalar(text("SELECT state FROM bill_run WHERE id = :run"), {"run": run_id})
        found = await connection.execute(
            text("SELECT state FROM bill_run_chunk WHERE run_id = :run ORDER BY number"), {"run": run_id}
        )
        return str(state), list(found.scalars())


async def test_bills_a_school_larger_than_a_chunk_in_slices(city: Any) -> None:
    run_id = await start(city)
    _, chunks = await states(city, run_id)
    assert len(chunks) == 5
    await city.work(workers=2)
    run = await city.get("accountant", f"/bill-runs/{run_id}")
    assert (run["state"], run["bills"], run["amount_fen"]) == ("published", PUPILS, PUPILS * 32000)
    bills = await city.items("accountant", "/bills")
    assert len({bill["pupil_id"] for bill in bills}) == len(bills) == PUPILS
    assert (await city.balances())["receivable:family"] == PUPILS * 32000
    assert await city.published("BillRunPublished") == 1
    assert await states(city, run_id) == ("published", ["announced"] * 5)


async def test_carries_a_run_that_posts_to_its_end_though_it_was_cancelled(city: Any) -> None:
    run_id = await start(city)
    while "posted" not in (await states(city, run_id))[1]:
        assert await city.service.worker.work_once()
    state, chunks = await states(city, run_id)
    assert (state, set(chunks)) == ("posting", {"posted", "drafted"})
    run = await city.get("accountant", f"/bill-runs/{run_id}")
    await city.post("accountant", f"/operations/{run['operation_id']}/cancel")
    for _ in range(2):
        await city.work()
    assert await states(city, run_id) == ("published", ["announced"] * 5)
    assert (await city.balances())["receivable:family"] == PUPILS * 32000
    assert await city.published("BillRunPublished") == 1


async def test_deletes_the_drafts_of_a_cancelled_run(city: Any) -> None:
    run_id = await start(city)
    await city.service.worker.work_once()
    run = await city.get("accountant", f"/bill-runs/{run_id}")
    await city.post("accountant", f"/operations/{run['operation_id']}/cancel")
    for _ in range(2):
        await city.work()
    async with city.database.reading() as connection:
        for table in ("bill", "bill_line", "charge_claim", "posting"):
            assert not await connection.scalar(text(f"SELECT count(*) FROM {table}")), table
