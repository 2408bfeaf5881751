"""Reads a consumer group's topics in a thread and hands the records to the event loop through a bounded queue."""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Sequence

import structlog
from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError
from kafka.structs import OffsetAndMetadata

from chassis.events import measures
from chassis.events.topics import EVENT_BYTES_MAX, ensure_topics
from chassis.events.wire import NotAnEvent, Record, record_of

QUEUE_MAX = 4_000
POLL_RECORDS_MAX = 500
POLL_MS = 100
LAG_EVERY_S = 2.0
# So many looks in a row, so that a heartbeat that is merely late is not taken for a lost one.
SILENT_MAX = 3

log = structlog.get_logger(__name__)


class Source:
    """Records in the order of their partitions; may deliver a record twice, never skips one."""

    def __init__(
        self, bootstrap: str, *, group: str, topics: Sequence[str], name: str, session_timeout_ms: int = 6_000
    ) -> None:
        self._bootstrap = bootstrap
        self._group = group
        self._topics = list(topics)
        self._name = name
        self._session_timeout_ms = session_timeout_ms
        self._loop = asyncio.get_running_loop()
        self._queue: deque[Record] = deque()
        self._arrived = asyncio.Event()
        self._handed = 0
        self._taken = 0
        self._done: dict[TopicPartition, int] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"consume-{group}", daemon=True)
        self.assigned = 0
        self.lag: int | None = None

    def start(self) -> None:
        self._thread.start()

    async def stop(self) -> None:
        """End the thread; what was applied is committed to the broker first."""
        self._stopping.set()
        await asyncio.to_thread(self._thread.join)

    async def take(self, most: int, *, timeout_s: float) -> list[Record]:
        """Wait for records and take up to `most`; none after `timeout_s`."""
        if not self._queue:
            self._arrived.clear()
            if not self._queue:
                try:
                    await asyncio.wait_for(self._arrived.wait(), timeout_s)
                except TimeoutError:
                    return []
        taken = [self._queue.popleft() for _ in range(min(most, len(self._queue)))]
        self._taken += len(taken)
        return taken

    def wake(self) -> None:
        """Let a waiting `take` return."""
        self._loop.call_soon_threadsafe(self._arrived.set)

    def done(self, records: Sequence[Record]) -> None:
        """These were applied or parked in the database; their offsets may be committed."""
        with self._lock:
            for record in records:
                self._done[TopicPartition(record.info.topic, record.partition)] = record.offset + 1

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                ensure_topics(self._bootstrap, self._topics)
                self._read()
            except (KafkaError, OSError, ValueError) as problem:
                log.warning("consumer_interrupted", group=self._group, problem=repr(problem))
                self.assigned = 0
                self._stopping.wait(0.5)

    def _read(self) -> None:
        consumer = KafkaConsumer(
            bootstrap_servers=self._bootstrap,
            group_id=self._group,
            client_id=self._group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            session_timeout_ms=self._session_timeout_ms,
            heartbeat_interval_ms=self._session_timeout_ms // 4,
            max_poll_records=POLL_RECORDS_MAX,
            max_partition_fetch_bytes=EVENT_BYTES_MAX,
            reconnect_backoff_max_ms=500,
            # A topic made a moment ago may not be known to the broker yet.
            metadata_max_age_ms=3_000,
            allow_auto_create_topics=False,
            metrics_enabled=False,
        )
        try:
            consumer.subscribe(topics=self._topics)
            lag_at = 0.0
            silent = 0
            while not self._stopping.is_set():
                self._commit(consumer)
                self._brake(consumer)
                polled = consumer.poll(timeout_ms=POLL_MS)
                self._hand_over([message for messages in polled.values() for message in messages])
                self.assigned = len(consumer.assignment())
                if time.monotonic() >= lag_at:
                    self._measure_lag(consumer)
                    lag_at = time.monotonic() + LAG_EVERY_S
                    silent = silent + 1 if self._is_silent(consumer) else 0
                    if silent == SILENT_MAX:
                        raise KafkaError(f"no heartbeat of {self._group} for too long; joining again")
            self._commit(consumer, wait=True)
        finally:
            consumer.close(autocommit=False, timeout_ms=3_000)

    def _hand_over(self, messages: Sequence[object]) -> None:
        records = []
        for message in messages:
            try:
                records.append(
                    record_of(
                        topic=message.topic,  # type: ignore[attr-defined]
                        partition=message.partition,  # type: ignore[attr-defined]
                        offset=message.offset,  # type: ignore[attr-defined]
                        key=message.key,  # type: ignore[attr-defined]
                        value=message.value or b"",  # type: ignore[attr-defined]
                        headers=message.headers,  # type: ignore[attr-defined]
                    )
                )
            except NotAnEvent as problem:
                # Only relays write here; a foreign record has no aggregate that it could hold back.
                log.error("not_an_event", group=self._group, problem=str(problem))
        if records:
            self._handed += len(records)
            self._loop.call_soon_threadsafe(self._arrive, records)

    def _arrive(self, records: list[Record]) -> None:
        self._queue.extend(records)
        self._arrived.set()

    def _brake(self, consumer: KafkaConsumer) -> None:
        assigned, paused = consumer.assignment(), consumer.paused()
        waiting = self._handed - self._taken
        if waiting > QUEUE_MAX - POLL_RECORDS_MAX:
            consumer.pause(*(assigned - paused))
        elif paused and waiting < QUEUE_MAX // 2:
            consumer.resume(*(paused & assigned))

    def _commit(self, consumer: KafkaConsumer, *, wait: bool = False) -> None:
        with self._lock:
            done, self._done = self._done, {}
        mine = consumer.assignment()
        offsets = {where: OffsetAndMetadata(offset, "", -1) for where, offset in done.items() if where in mine}
        if not offsets:
            return
        if not wait:
            consumer.commit_async(offsets)
            return
        try:
            consumer.commit(offsets, timeout_ms=2_000)
        except KafkaError as problem:
            # They come again, and the inbox knows them.
            log.info("offsets_not_committed", group=self._group, problem=repr(problem))

    def _is_silent(self, consumer: KafkaConsumer) -> bool:
        """Tell whether the session ended without the library noticing.

        kafka-python 3.0.12 can miss the wake-up of its heartbeat when a group rejoins several times in a row; its poll
        then spins for ever as a member that the broker has dropped. Nothing public says so.
        """
        return bool(consumer.assignment()) and bool(consumer._coordinator.heartbeat.session_timeout_expired())

    def _measure_lag(self, consumer: KafkaConsumer) -> None:
        lag = self._handed - self._taken
        for partition in consumer.assignment():
            high = consumer.highwater(partition)
            if high is not None:
                lag += max(0, high - consumer.position(partition))
        self.lag = lag
        measures.LAG.labels(self._name).set(lag)
