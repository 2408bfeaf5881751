"""A bill run, priced, posted and evented, beside bare INSERT … SELECT of the rows it wrote into tables with the same keys."""

# ruff: noqa: E501 - queries and sentences of the page read better unbroken

import time
from datetime import UTC, datetime
from uuid import UUID

from billing_city import DISTRICT, TERM, copied, fill
from figures import Result, Spread, ratios
from sqlalchemy import text
from workbench import Workbench, spare_collector

from billing.bootstrap import build
from billing.domain.account import RECEIVABLE_BUDGET, RECEIVABLE_FAMILY
from billing.settings import Settings
from chassis.postgres.database import Database
from chassis.service import Service
from kernel.actor import Actor, Assignment
from testkit.clock import FakeClock
from testkit.settings import make_settings
from testkit.waiting import eventually, running

RATIO_MAX = 3.0
# Twice the pupils may take a little more than twice the time before it is called anything but linear.
LINEAR_MAX = 1.3
MILLION = 1_000_000
BILLED_AT = datetime(2026, 3, 20, 2, tzinfo=UTC)
ACCOUNTANT = Actor(UUID("00000000-0000-7000-8000-00000000acc0"), Assignment.parse(f"district-officer@{DISTRICT}"))
# Partitioned in the service; here the one partition that is written stands for it.
TABLES = {
    "charge_claim": "charge_claim",
    "bill": "bill",
    "bill_line": "bill_line",
    "posting": "ledger.posting_2026_spring",
}


async def measure(bench: Workbench, *, large: bool) -> Result:
    sizes = {25_000: 2, 100_000: 3, **({MILLION: 1} if large else {})}
    ours: dict[int, list[float]] = {}
    bare: dict[int, list[float]] = {}
    rows: dict[int, dict[str, int]] = {}
    for pupils, rounds in sizes.items():
        template = await fill(bench, pupils, accounts=[RECEIVABLE_FAMILY, RECEIVABLE_BUDGET])
        for turn in range(rounds):
            name = f"bills_{pupils}_{turn}"
            service = _service(await copied(bench, template, name))
            try:
                ours.setdefault(pupils, []).append(await _bill(service, pupils))
                rows[pupils] = await _rows(service)
                bare.setdefault(pupils, []).append(await _insert(bench, service))
            finally:
                await service.database.close()
            bench.postgres.drop_database(name)
            print(f"  {pupils:,} pupils: {ours[pupils][-1]:.1f} s, bare {bare[pupils][-1]:.1f} s", flush=True)
    return _result(ours, bare, rows)


def _result(ours: dict[int, list[float]], bare: dict[int, list[float]], rows: dict[int, dict[str, int]]) -> Result:
    by_size = {pupils: ratios(ours[pupils], bare[pupils]) for pupils in ours}
    least, most = min(ours), max(ours)
    growth = (Spread.of(ours[most]).middle / most) / (Spread.of(ours[least]).middle / least)
    told = {pupils: f"{pupils // 1000:,}k" if pupils < MILLION else "1M" for pupils in ours}
    shown = [pupils for pupils in ours if pupils >= 100_000]
    written = ", ".join(f"{count:,} {name}" for name, count in rows[100_000].items())
    return Result(
        work="bill run, " + " and ".join(told[p] for p in shown) + " pupils, posted and evented",
        measured="; ".join(f"{told[p]}: {Spread.of(ours[p]).text('.1f')} s" for p in shown),
        beside="bare `INSERT … SELECT`: " + "; ".join(f"{told[p]}: {Spread.of(bare[p]).text('.1f')} s" for p in shown),
        ratio="; ".join(f"{told[p]}: {by_size[p].text('.2f')}×" for p in shown)
        + f"; per pupil {growth:.2f}× from {told[least]} to {told[most]}",
        aim="≤ 3×, linear",
        holds=all(by_size[p].middle <= RATIO_MAX for p in shown) and growth <= LINEAR_MAX,
        notes=(
            "From the start of the run to its end: gates, claims, pricing, bills, lines, publication with every posting, and the events of "
            "all bills in the outbox; the worker is the service's own, in one process.",
            f"100k pupils write {written}. Beside it the same rows go in one transaction into empty tables with the same keys, indexes and "
            "checks; claims and outbox are compared with nothing more than that.",
            "What the run does and the bare insert does not: it finds and claims what nobody charged yet, groups pupils into baskets, writes "
            "drafts and posts them in a second pass, and reads all bills again for their events.",
        ),
    )


def _service(url: str) -> Service:
    return build(make_settings(Settings, "billing", database_url=url), clock=FakeClock(BILLED_AT))


async def _bill(service: Service, pupils: int) -> float:
    use_cases = service.app.state.use_cases
    assert service.worker is not None

    async def ended() -> bool:
        async with service.database.reading() as connection:
            state = await connection.scalar(text("SELECT state FROM chassis.operation"))
        if state not in ("running", "done"):
            raise RuntimeError(f"the run ended as {state}")
        return bool(state == "done")

    spare_collector()
    began = time.perf_counter()
    async with running(service.worker):
        await use_cases.start_bill_run(
            scope_path=DISTRICT, term=TERM, by=ACCOUNTANT, now=BILLED_AT, on=BILLED_AT.date()
        )
        await eventually(ended, within_s=1_200, poll_s=0.2)
        seconds = time.perf_counter() - began
    async with service.database.reading() as connection:
        bills = await connection.scalar(text("SELECT sum(bills) FROM bill_run WHERE state = 'published'"))
        waiting = await connection.scalar(text("SELECT count(*) FROM chassis.work_item WHERE state <> 'done'"))
        events = await connection.scalar(text("SELECT count(*) FROM chassis.outbox"))
    if bills != pupils or waiting or not events:
        raise RuntimeError(f"{bills} bills for {pupils} pupils, {waiting} chunks left, {events} events")
    return seconds


async def _rows(service: Service) -> dict[str, int]:
    async with service.database.reading() as connection:
        return {
            f"{name.replace('_', ' ')}s": int(await connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0)
            for name in TABLES
        }


async def _insert(bench: Workbench, service: Service) -> float:
    # Who serves makes no tables, and reaches the partitions of postings through their table only.
    database = Database(bench.databases.as_superuser(service.database.url), name="bare")
    async with database.transaction() as transaction:
        for name, table in TABLES.items():
            await transaction.connection.execute(text(f"CREATE TABLE bare_{name} (LIKE {table} INCLUDING ALL)"))
    bench.postgres.execute("CHECKPOINT", database="postgres")
    began = time.perf_counter()
    async with database.transaction(statement_timeout_s=1_200) as transaction:
        for name, table in TABLES.items():
            override = "OVERRIDING SYSTEM VALUE" if name == "posting" else ""
            statement = f"INSERT INTO bare_{name} {override} SELECT * FROM {table}"
            await transaction.connection.execute(text(statement))
    seconds = time.perf_counter() - began
    await database.close()
    return seconds
