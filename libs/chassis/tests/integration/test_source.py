"""Reading the broker: how far a process is, and coming back when the library lost its session."""

import asyncio
from typing import Any

from kafka import KafkaProducer

from chassis.events.source import Source
from chassis.events.topics import PARTITIONS, ensure_topics
from chassis.events.wire import headers_of
from chassis.settings import ServiceSettings
from kernel.ids import new_id
from testkit.clock import TERM_BEGINS
from testkit.settings import make_settings
from testkit.waiting import eventually


def settings(bootstrap: str) -> ServiceSettings:
    return make_settings(ServiceSettings, "probe", kafka_bootstrap=bootstrap)


def send(bootstrap: str, topic: str, count: int) -> None:
    producer = KafkaProducer(bootstrap_servers=bootstrap)
    for number in range(count):
        headers = headers_of(
            source="probe", event_id=new_id(), type="probe", key="k", version=1, occurred_at=TERM_BEGINS, more={}
        )
        producer.send(topic, key=str(number).encode(), value=b"", headers=headers)
    producer.flush()
    producer.close()


async def test_joins_again_when_its_heartbeat_was_lost(kafka_bootstrap: str) -> None:
    topic = "probe.heartbeat"
    source = Source(settings(kafka_bootstrap), group="probe-heartbeat", topics=[topic], name="probe")
    source.start()
    try:
        await eventually(lambda: _holds(source.assigned == PARTITIONS))
        lost = source._consumer
        assert lost is not None
        await eventually(lambda: _is_left_behind(source, lost))
        await eventually(lambda: _holds(source.assigned == PARTITIONS))
        await asyncio.to_thread(send, kafka_bootstrap, topic, 10)
        taken = 0
        while taken < 10:
            records = await source.take(100, timeout_s=30)
            assert records
            taken += len(records)
    finally:
        await source.stop()


async def test_joins_again_although_it_has_no_partitions(kafka_bootstrap: str) -> None:
    topic = "probe.standby"
    sources = [
        Source(settings(kafka_bootstrap), group="probe-standby", topics=[topic], name="probe")
        for _ in range(PARTITIONS + 1)
    ]
    for source in sources:
        source.start()
    try:
        await eventually(lambda: _holds(sorted(source.assigned for source in sources) == [0, *[1] * PARTITIONS]))
        [standby] = [source for source in sources if source.assigned == 0]
        lost = standby._consumer
        assert lost is not None
        await eventually(lambda: _is_left_behind(standby, lost))
        await eventually(lambda: _holds(sum(source.assigned for source in sources) == PARTITIONS))
    finally:
        await asyncio.gather(*(source.stop() for source in sources))


async def test_is_level_only_with_what_is_done(kafka_bootstrap: str) -> None:
    topic = "probe.progress"
    await asyncio.to_thread(ensure_topics, kafka_bootstrap, [topic])
    await asyncio.to_thread(send, kafka_bootstrap, topic, 20)
    source = Source(settings(kafka_bootstrap), group="probe-progress", topics=[topic], name="probe")
    source.start()
    try:
        await eventually(lambda: _holds(source.progress is not None and source.progress.lag == 20))
        assert source.progress is not None
        assert (source.progress.partitions, source.progress.partitions_total) == (PARTITIONS, PARTITIONS)
        records = []
        while len(records) < 20:
            records += await source.take(100, timeout_s=30)
        await asyncio.sleep(2.5)
        # Taken is not applied.
        assert source.progress.lag == 20
        assert source.progress.level_at is None
        source.done(records)
        await eventually(lambda: _holds(source.progress.lag == 0 and source.progress.level_at is not None))
        before = source.progress.level_at
        await eventually(lambda: _holds(source.progress.level_at > before))
    finally:
        await source.stop()


async def _holds(fact: bool) -> bool:
    return fact


async def _is_left_behind(source: Source, lost: Any) -> bool:
    """Whether the source has given up a consumer whose heartbeat misses every wake-up: no poll of it complains."""
    lost._coordinator._heartbeat_enabled = False
    return source._consumer is not lost
