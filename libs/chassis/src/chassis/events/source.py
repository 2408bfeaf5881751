"""Reads a consumer group's topics in a thread and hands the records to the event loop through a bounded queue."""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from kafka import ConsumerRebalanceListener, KafkaConsumer, TopicPartition
from kafka.errors import KafkaError
from kafka.structs import OffsetAndMetadata

from chassis.clock import system_time
from chassis.events import measures
from chassis.events.origin import Origins
from chassis.events.session import is_joining, is_silent, read_before_fetching, silence_s
from chassis.events.topics import EVENT_BYTES_MAX, ensure_topics
from chassis.events.wire import NotAnEvent, Record, record_of
from chassis.settings import ServiceSettings

QUEUE_MAX = 4_000
POLL_RECORDS_MAX = 500
# Records end a poll at once; its length is only how late an offset is committed and a stop is noticed.
POLL_MS = 500
# While the queue is full nothing arrives that could end a poll.
POLL_BRAKED_MS = 20
# The broker answers as soon as it has something; every answer without anything costs a look at all partitions.
FETCH_WAIT_MS = 1_000
MEASURE_EVERY_S = 1.0
POSITION_TIMEOUT_MS = 10_000
# So many looks in a row, so that a heartbeat that is merely late is not taken for a lost one; more of them for who is
# joining, which may wait for others to finish what they have.
SILENT_MAX = 5
JOINING_MAX = 20

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a process is with its share of a consumer's partitions.

    Everything the broker had of them at `level_at` (machine time) is applied or parked. `lag` is None while the broker
    does not answer. A rebuild begins a new `generation` of the consumer.
    """

    partitions: int
    partitions_total: int
    lag: int | None
    level_at: datetime | None
    generation: int = 1


@dataclass(slots=True)
class _Mark:
    """What the broker had at an instant; reached when all of it was read, and then all that was read is done."""

    at: datetime
    highs: Mapping[TopicPartition, int]
    handed: int | None = None


class _Rebalances(ConsumerRebalanceListener):  # type: ignore[misc]
    """Remembers that partitions came or went, whichever thread says so."""

    def __init__(self) -> None:
        self.happened = False

    def on_partitions_revoked(self, revoked: object) -> None:
        self.happened = True

    def on_partitions_assigned(self, assigned: object) -> None:
        self.happened = True


class Source:
    """Records in the order of their partitions; may deliver a record twice, never skips one.

    A record that is none of its topic's owner comes with an objection.
    """

    def __init__(self, settings: ServiceSettings, *, group: str, topics: Sequence[str], name: str) -> None:
        self._bootstrap = settings.kafka_bootstrap
        self._security = settings.kafka_security
        self._origins = Origins.from_settings(settings)
        self._group = group
        self._topics = list(topics)
        self._name = name
        self._session_timeout_ms = settings.kafka_session_timeout_ms
        self._loop = asyncio.get_running_loop()
        self._queue: deque[Record] = deque()
        self._arrived = asyncio.Event()
        self._handed = 0
        self._taken = 0
        self._finished = 0
        self._read_to: dict[TopicPartition, int] = {}
        self._highs: dict[TopicPartition, int] = {}
        self._mark: _Mark | None = None
        self._rebalances = _Rebalances()
        self._done: dict[TopicPartition, int] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"consume-{group}", daemon=True)
        self._consumer: KafkaConsumer | None = None
        self.assigned = 0
        self.progress: Progress | None = None

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
            self._finished += len(records)
            for record in records:
                self._done[TopicPartition(record.info.topic, record.partition)] = record.offset + 1

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                ensure_topics(self._bootstrap, self._topics, security=self._security)
                self._read()
            except Exception as problem:  # noqa: BLE001 - whatever the library raises, this thread must read on
                log.warning("consumer_interrupted", group=self._group, problem=repr(problem))
                self.assigned = 0
                self.progress = Progress(0, 0, None, None)
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
            fetch_max_wait_ms=FETCH_WAIT_MS,
            max_partition_fetch_bytes=EVENT_BYTES_MAX,
            reconnect_backoff_max_ms=500,
            # A topic made a moment ago may not be known to the broker yet.
            metadata_max_age_ms=3_000,
            allow_auto_create_topics=False,
            metrics_enabled=False,
            **self._security.client_options(),
        )
        self._consumer = consumer
        read_before_fetching(consumer)
        self._highs.clear()
        self._rebalances.happened = True
        try:
            consumer.subscribe(topics=self._topics, listener=self._rebalances)
            measure_at = 0.0
            silent = 0
            while not self._stopping.is_set():
                self._commit(consumer)
                braked = self._brake(consumer)
                polled = consumer.poll(timeout_ms=POLL_BRAKED_MS if braked else POLL_MS)
                self._hand_over([message for messages in polled.values() for message in messages])
                self.assigned = len(consumer.assignment())
                if time.monotonic() >= measure_at:
                    self._measure(consumer)
                    measure_at = time.monotonic() + MEASURE_EVERY_S
                    silent = silent + 1 if is_silent(consumer) else 0
                    if silent >= (JOINING_MAX if is_joining(consumer) else SILENT_MAX):
                        raise KafkaError(f"no heartbeat of {self._group} for too long; joining again")
            self._commit(consumer, wait=True)
        finally:
            consumer.close(autocommit=False, timeout_ms=3_000)

    def _hand_over(self, messages: Sequence[object]) -> None:
        records = []
        for message in messages:
            where = TopicPartition(message.topic, message.partition)  # type: ignore[attr-defined]
            self._read_to[where] = message.offset + 1  # type: ignore[attr-defined]
            try:
                record = record_of(
                    topic=message.topic,  # type: ignore[attr-defined]
                    partition=message.partition,  # type: ignore[attr-defined]
                    offset=message.offset,  # type: ignore[attr-defined]
                    key=message.key,  # type: ignore[attr-defined]
                    value=message.value or b"",  # type: ignore[attr-defined]
                    headers=message.headers,  # type: ignore[attr-defined]
                )
                objection = self._origins.objection(record)
                records.append(replace(record, objection=objection) if objection else record)
            except NotAnEvent as problem:
                # Without id, type and version it can be neither applied nor shown.
                measures.REFUSED.labels(self._name).inc()
                log.error("not_an_event", group=self._group, problem=str(problem))
        if records:
            self._handed += len(records)
            self._loop.call_soon_threadsafe(self._arrive, records)

    def _arrive(self, records: list[Record]) -> None:
        self._queue.extend(records)
        self._arrived.set()

    def _brake(self, consumer: KafkaConsumer) -> bool:
        assigned, paused = consumer.assignment(), consumer.paused()
        waiting = self._handed - self._taken
        if waiting > QUEUE_MAX - POLL_RECORDS_MAX:
            consumer.pause(*(assigned - paused))
            return True
        if paused and waiting < QUEUE_MAX // 2:
            consumer.resume(*(paused & assigned))
            paused = set()
        return bool(paused)

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

    def _is_heard(self, consumer: KafkaConsumer) -> bool:
        """Tell whether the broker answered lately; one that is gone tells of no new records either."""
        return silence_s(consumer) * 2_000 < self._session_timeout_ms

    def _measure(self, consumer: KafkaConsumer) -> None:
        assigned = consumer.assignment()
        if self._rebalances.happened:
            self._rebalances.happened = False
            self._read_to.clear()
            self._mark = None
        for where in assigned:
            if where not in self._read_to:
                # Asked once only: each time it goes through all partitions.
                self._read_to[where] = consumer.position(where, timeout_ms=POSITION_TIMEOUT_MS) or 0
            # An answer names only partitions of which something changed, so what was said before holds.
            if (high := consumer.highwater(where)) is not None:
                self._highs[where] = high
        with self._lock:
            finished = self._finished
        unread = sum(max(0, self._highs.get(where, 0) - self._read_to[where]) for where in assigned)
        lag = self._handed - finished + unread
        measures.LAG.labels(self._name).set(lag)
        heard = bool(assigned) and assigned <= self._highs.keys() and self._is_heard(consumer)
        level_at = self.progress.level_at if self.progress is not None else None
        if heard:
            level_at = self._reached(assigned, finished) or level_at
        total = sum(len(consumer.partitions_for_topic(topic) or ()) for topic in self._topics)
        self.progress = Progress(len(assigned), total, lag if heard else None, level_at)

    def _reached(self, assigned: Collection[TopicPartition], finished: int) -> datetime | None:
        """The latest instant whose events are all done by now; None where that of the last look is not reached yet."""
        reached = None
        mark = self._mark
        if mark is not None:
            if mark.handed is None and all(self._read_to.get(where, 0) >= high for where, high in mark.highs.items()):
                mark.handed = self._handed
            if mark.handed is not None and finished >= mark.handed:
                reached, mark = mark.at, None
        self._mark = mark or _Mark(system_time(), {where: self._highs[where] for where in assigned})
        return reached
