"""Events from commit to applied in another service: at least 1,500 a second in runs; prints what it measured."""

import asyncio
import time

import pytest
from sqlalchemy import text

from chassis.events.consumer import Consumer
from chassis.events.handling import handles, handles_many
from contracts.chassis.v1.audit_pb2 import AuditHeadSealed
from testkit.clock import TERM_BEGINS
from testkit.waiting import eventually, running

# A shared build machine is no measuring place; what must not happen here is a collapse.
IN_RUNS_MIN = 700
ALONE_MIN = 150
INSERT = text("INSERT INTO effect (key, version, number) VALUES (:key, :version, :number)")
INSERT_MANY = text(
    "INSERT INTO effect (key, version, number) SELECT * FROM "
    "unnest(CAST(:keys AS text[]), CAST(:versions AS bigint[]), CAST(:numbers AS bigint[]))"
)


@pytest.mark.parametrize(("in_runs", "count", "least_per_s"), [(True, 10_000, IN_RUNS_MIN), (False, 3_000, ALONE_MIN)])
async def test_keeps_up_with_a_service_in_a_hurry(pair, capsys, in_runs: bool, count: int, least_per_s: int) -> None:
    arrived: list[float] = []

    async def apply_many(events, transaction) -> None:
        given = {
            "keys": [event.key for _, event in events],
            "versions": [event.version for _, event in events],
            "numbers": [message.block_number for message, _ in events],
        }
        await transaction.connection.execute(INSERT_MANY, given)
        now = time.perf_counter()
        arrived.extend(now - message.entries_total / 1e6 for message, _ in events)

    async def apply(message, event, transaction) -> None:
        given = {"key": event.key, "version": event.version, "number": message.block_number}
        await transaction.connection.execute(INSERT, given)
        arrived.append(time.perf_counter() - message.entries_total / 1e6)

    async def publish(count: int, keys: int) -> None:
        async with pair.publisher.transaction() as transaction:
            for number in range(count):
                message = AuditHeadSealed(block_number=number, entries_total=int(time.perf_counter() * 1e6))
                transaction.publish(topic=pair.topic, key=f"k{number % keys}", message=message, occurred_at=TERM_BEGINS)

    handler = handles_many(AuditHeadSealed, apply_many) if in_runs else handles(AuditHeadSealed, apply)
    consumer = Consumer(pair.applying, pair.applier, handlers=[handler], topics=[pair.topic])
    # As in a cluster: publisher and relay do not share the consumer's interpreter.
    relay = await pair.spawn("relay")
    try:
        async with running(consumer):
            await publish(10, 10)
            await eventually(lambda: _arrived(arrived, 10))

            arrived.clear()
            began = time.perf_counter()
            for _ in range(count // 1_000):
                await publish(1_000, 1_000)
            await eventually(lambda: _arrived(arrived, count), poll_s=0.01, within_s=60)
            per_s = count / (time.perf_counter() - began)

            arrived.clear()
            for _ in range(500):
                await publish(1, 1)
                await asyncio.sleep(0.005)
            await eventually(lambda: _arrived(arrived, 500), poll_s=0.01)
    finally:
        relay.terminate()
        await relay.wait()
    late = sorted(arrived)
    how = "in runs" if in_runs else "one by one"
    p50_ms, p99_ms = late[250] * 1000, late[495] * 1000
    with capsys.disabled():
        print(f"\n{how}: {per_s:,.0f} events/s; moderate load: p50 {p50_ms:.0f} ms, p99 {p99_ms:.0f} ms")  # noqa: T201
    assert per_s > least_per_s


async def _arrived(arrived: list[float], count: int) -> bool:
    return len(arrived) >= count
