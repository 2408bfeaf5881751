"""Events, from the commit that makes them to the commit that applies them in another service.

Publisher, relay and consumer are processes of their own with two databases; both instants are the server's commit times.
"""

# ruff: noqa: E501 - queries and sentences of the page read better unbroken

import asyncio

from figures import Result, Spread, percentile
from sqlalchemy import text
from workbench import Workbench

from chassis.postgres.database import Database
from chassis.settings import ServiceSettings
from contracts.chassis.v1.audit_pb2 import AuditHeadSealed
from testkit import probe_service
from testkit.clock import TERM_BEGINS
from testkit.pair import Pair
from testkit.settings import make_settings
from testkit.waiting import eventually

RATE_MIN = 1_500
P99_MAX_MS = 500
ROUNDS = 5
WARM_UP = 100
BURST = 6_000
MODERATE = 300
PAUSE_S = 0.005
TOPIC = "probe.measured"


async def measure(bench: Workbench, *, large: bool) -> Result:
    urls = [await bench.databases.fresh(), await bench.databases.fresh()]
    publishing, applying = (
        make_settings(ServiceSettings, "probe", database_url=url, kafka_bootstrap=bench.kafka.address) for url in urls
    )
    pair = Pair(TOPIC, Database.from_settings(publishing), Database.from_settings(applying), publishing, applying)
    async with pair.applier.transaction() as transaction:
        for statement in probe_service.CREATE.split(";"):
            await transaction.connection.execute(text(statement))
    async with pair.publisher.transaction() as transaction:
        await transaction.connection.execute(text("CREATE TABLE sent (number bigint PRIMARY KEY)"))
    processes = [await pair.spawn("relay"), await pair.spawn("consume")]
    try:
        await _publish(pair, 0, WARM_UP)
        await _applied(pair, WARM_UP)
        rates = [await _rate(pair, WARM_UP + BURST * done) for done in range(ROUNDS)]
        published = WARM_UP + BURST * ROUNDS
        delays = [await _delays_ms(pair, published + MODERATE * done) for done in range(ROUNDS)]
    finally:
        for process in processes:
            process.terminate()
            await process.wait()
        await pair.publisher.close()
        await pair.applier.close()
    rate = Spread.of(rates)
    p50, p99 = (Spread.of(of_rounds) for of_rounds in zip(*delays, strict=True))
    return Result(
        work="events, commit to applied in another service",
        measured=f"{rate.text(',.0f')}/s; p50 {p50.text('.0f')} ms, p99 {p99.text('.0f')} ms",
        beside="–",
        ratio="–",
        aim="≥ 1,500/s, p99 < 500 ms",
        holds=rate.middle >= RATE_MIN and p99.middle < P99_MAX_MS,
        notes=(
            f"The rate is that of {BURST:,} events committed as fast as one writer can, a thousand a transaction over a thousand "
            "aggregates, from the first commit to the last one applied; the delays are those of single events, some 150 a second.",
            "Each event is written to the outbox, relayed to Kafka with all replicas' acknowledgement, and given to a handler that "
            "takes one at a time and writes one row; what has arrived, 500 at most, is one transaction with its inbox rows and "
            "version checks.",
        ),
    )


async def _rate(pair: Pair, start: int) -> float:
    """Events a second, of a burst from the number `start` on."""
    for number in range(start, start + BURST, 1_000):
        await _publish(pair, number, 1_000)
    await _applied(pair, start + BURST)
    late = await _delays_s(pair, start, start + BURST)
    rate = BURST / late[-1][2]
    print(f"  {rate:,.0f} events/s", flush=True)
    return rate


async def _delays_ms(pair: Pair, start: int) -> tuple[float, float]:
    """Median and 99th percentile, in milliseconds, of events published one by one from the number `start` on."""
    for number in range(start, start + MODERATE):
        await _publish(pair, number, 1)
        await asyncio.sleep(PAUSE_S)
    await _applied(pair, start + MODERATE)
    delays = [delay for _, delay, _ in await _delays_s(pair, start, start + MODERATE)]
    p50, p99 = (percentile(delays, part) * 1_000 for part in (50, 99))
    print(f"  p50 {p50:.0f} ms, p99 {p99:.0f} ms", flush=True)
    return p50, p99


async def _publish(pair: Pair, start: int, count: int) -> None:
    async with pair.publisher.transaction() as transaction:
        await transaction.connection.execute(
            text("INSERT INTO sent SELECT generate_series(CAST(:start AS bigint), CAST(:last AS bigint))"),
            {"start": start, "last": start + count - 1},
        )
        for number in range(start, start + count):
            message = AuditHeadSealed(block_number=number)
            transaction.publish(topic=pair.topic, key=f"k{number % 1_000}", message=message, occurred_at=TERM_BEGINS)


async def _applied(pair: Pair, count: int) -> None:
    async def all_there() -> bool:
        async with pair.applier.reading() as connection:
            return int(await connection.scalar(text("SELECT count(*) FROM effect")) or 0) >= count

    await eventually(all_there, within_s=60, poll_s=0.1)


async def _delays_s(pair: Pair, start: int, end: int) -> list[tuple[int, float, float]]:
    """(number, seconds from its commit to its effect's, seconds from the first commit to its effect's), by effect."""
    given = {"start": start, "end": end}
    at = "extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8"
    async with pair.publisher.reading() as connection:
        query = text(f"SELECT number, {at} FROM sent WHERE number >= :start AND number < :end")
        sent = {int(row[0]): float(row[1]) for row in await connection.execute(query, given)}
    async with pair.applier.reading() as connection:
        query = text(f"SELECT number, {at} AS at FROM effect WHERE number >= :start AND number < :end ORDER BY at")
        applied = [(int(row[0]), float(row[1])) for row in await connection.execute(query, given)]
    first = min(sent.values())
    return [(number, at - sent[number], at - first) for number, at in applied]
