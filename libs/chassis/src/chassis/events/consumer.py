"""Applies other services' events: each once, in the order of its aggregate, whatever is killed and whenever."""

import asyncio
import contextlib
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import structlog
from sqlalchemy import text

from chassis.events import measures
from chassis.events.failures import is_passing
from chassis.events.handling import Handler, NotYetKnown
from chassis.events.inbox import Inbox, Outcome, Parked, Rebuilding, Stopped
from chassis.events.source import Progress, Source
from chassis.events.wire import Record, stored_record
from chassis.postgres.database import Database
from chassis.settings import ServiceSettings

BATCH_RECORDS = 500
TRIES = 3
TRY_PAUSE_S = 0.1
PAUSE_MAX_S = 2.0
# What waits for other events is tried when something was applied, at most this often, and every second anyway.
RETRY_SOONEST_S = 0.1
RETRY_EVERY_S = 1.0
RETRY_RECORDS = 60
RETRY_ROUNDS_MAX = 50

_REGISTER = text("""
INSERT INTO chassis.consumer (name, topics, types) VALUES (:name, :topics, :types)
ON CONFLICT (name) DO UPDATE SET topics = excluded.topics, types = excluded.types
RETURNING generation
""")
# Only the next event of an aggregate can be applied; whatever is behind it becomes the next one then.
_NEXT = text("""
SELECT d.topic, d.partition, d."offset", d.key, d.payload, d.headers, d.state, d.attempts
FROM chassis.dead_letter d JOIN chassis.inbox_position p USING (consumer, topic, key)
WHERE d.consumer = :consumer AND d.state <> 'foreign'
  AND ((d.state <> 'failed' AND d.version = p.version + 1) OR d.version <= p.version)
ORDER BY d.tried_at, d.id LIMIT :most
""")
_COUNT = text("""
SELECT c.generation, d.state, d.events FROM chassis.consumer c
LEFT JOIN (SELECT state, count(*) AS events FROM chassis.dead_letter WHERE consumer = :consumer GROUP BY state) d
    ON true
WHERE c.name = :consumer
""")

log = structlog.get_logger(__name__)


class Consumer:
    """Consumes `topics` with `handlers`. Any number of processes may run it; they share the partitions.

    A service that has several gives each its own `name`; each then keeps its own inbox. `on_progress` is told once a
    second how far this process is, and with no partitions at the end.
    """

    def __init__(
        self,
        settings: ServiceSettings,
        database: Database,
        *,
        handlers: Sequence[Handler],
        topics: Sequence[str],
        name: str | None = None,
        on_progress: Callable[[Progress], Awaitable[None]] | None = None,
    ) -> None:
        self.name = f"{settings.service}.{name}" if name else settings.service
        self.topics = sorted(set(topics))
        self._settings = settings
        self._database = database
        self._inbox = Inbox(self.name, handlers)
        self._stopping = False
        self._source: Source | None = None
        self._generation = 0
        self._parked = 0
        self._on_progress = on_progress
        self._told: Progress | None = None

    @property
    def lag(self) -> int | None:
        """Events the broker has and this process has not applied yet; None where that is not known."""
        progress = self._source.progress if self._source is not None else None
        return progress.lag if progress is not None else None

    @property
    def is_assigned(self) -> bool:
        """True once the broker has given this process partitions."""
        return self._source is not None and self._source.assigned > 0

    async def run(self) -> None:
        """Consume until `stop()`; survives restarts of PostgreSQL and of the broker."""
        while not self._stopping:
            try:
                self._generation = await self._register()
            except Exception as problem:
                if not is_passing(problem):
                    raise
                await self._pause(1, problem)
                continue
            group = f"{self.name}.{self._generation}"
            source = Source(self._settings, group=group, topics=self.topics, name=self.name)
            self._source = source
            source.start()
            try:
                await self._consume(source)
            except Rebuilding:
                log.info("consumer_starts_over", consumer=self.name)
            except Exception as problem:
                if not is_passing(problem):
                    raise
                await self._pause(1, problem)
            finally:
                await source.stop()
        await self._tell(Progress(0, 0, None, None))

    def stop(self) -> None:
        """Finish the batch under way, then return from `run()`."""
        self._stopping = True
        if self._source is not None:
            self._source.wake()

    async def _register(self) -> int:
        async with self._database.transaction() as transaction:
            given = {"name": self.name, "topics": self.topics, "types": sorted(self._inbox.handlers)}
            generation = await transaction.connection.scalar(_REGISTER, given)
            assert isinstance(generation, int)  # noqa: S101 - the column's type
            return generation

    async def _consume(self, source: Source) -> None:
        retried_at, advanced = 0.0, True
        while not self._stopping:
            # With something parked and something advanced a retry is due soon, else every second.
            pause_s = RETRY_SOONEST_S if self._parked and advanced else RETRY_EVERY_S
            due_in_s = max(0.0, retried_at + pause_s - time.monotonic())
            records = await source.take(BATCH_RECORDS, timeout_s=due_in_s)
            if records:
                advanced |= await self._apply(records)
                source.done(records)
            since_s = time.monotonic() - retried_at
            if since_s >= RETRY_EVERY_S or (self._parked and advanced and since_s >= RETRY_SOONEST_S):
                await self._retry_parked()
                retried_at, advanced = time.monotonic(), False
            if source.progress is not None and source.progress is not self._told:
                await self._tell(source.progress)

    async def _tell(self, progress: Progress) -> None:
        self._told = progress
        if self._on_progress is None:
            return
        try:
            await self._on_progress(replace(progress, generation=self._generation))
        except Exception as problem:
            if not is_passing(problem):
                raise
            log.warning("progress_not_told", consumer=self.name, problem=type(problem).__name__)

    async def _apply(self, records: Sequence[Record], *, forget: bool = False) -> bool:
        """Apply or park every record; tell whether any aggregate advanced.

        A batch is one transaction. Where a record fails, those before it are applied again as a smaller batch, then
        the record has its turn alone. Where a run of records fails together, it is halved until one stands alone.
        """
        start, end, advanced, passing = 0, len(records), False, 0
        while start < end and not self._stopping:
            try:
                outcome = await self._apply_together(records[start:end], forget=forget)
            except Stopped as stop:
                if is_passing(stop.cause):
                    passing += 1
                    await self._pause(passing, stop.cause)
                elif stop.index > 0:
                    end = start + stop.index
                elif stop.last > 0:
                    end = start + (stop.last + 1) // 2
                else:
                    advanced |= await self._apply_alone(records[start], stop.cause, forget=forget)
                    start, end = start + 1, len(records)
            except Exception as problem:
                if not is_passing(problem):
                    raise
                passing += 1
                await self._pause(passing, problem)
            else:
                advanced |= outcome.advanced > 0
                self._parked += outcome.parked
                start, end, passing = end, len(records), 0
        if start < len(records):
            raise Rebuilding("stopped in the middle of a batch; its offsets stay uncommitted")
        return advanced

    async def _apply_together(self, records: Sequence[Record], *, forget: bool) -> Outcome:
        async with self._database.transaction() as transaction:
            outcome = await self._inbox.apply(transaction, records, generation=self._generation, forget=forget)
        if outcome.refused:
            measures.REFUSED.labels(self.name).inc(outcome.refused)
        for kind, events in Counter(record.info.type for record in outcome.applied).items():
            measures.APPLIED.labels(self.name, kind).inc(events)
        return outcome

    async def _apply_alone(self, record: Record, cause: Exception, *, forget: bool) -> bool:
        tries = 1
        while not isinstance(cause, NotYetKnown) and tries < TRIES and not self._stopping:
            await asyncio.sleep(TRY_PAUSE_S * 2**tries * random.uniform(0.5, 1.5))  # noqa: S311 - jitter
            try:
                outcome = await self._apply_together([record], forget=forget)
            except Stopped as stop:
                cause = stop.cause
            else:
                return outcome.advanced > 0
            tries += not is_passing(cause)
        waits = isinstance(cause, NotYetKnown)
        # The text of an unexpected exception may hold values of the row it stumbled over; its type may not.
        reason = str(cause) if waits else f"{type(cause).__name__} in {_place(cause)}"
        parked = Parked(record, "waiting" if waits else "failed", reason, tries)
        async with self._database.transaction() as transaction:
            await self._inbox.park(transaction, [parked])
        self._parked += 1
        if not waits:
            log.error(
                "dead_letter", consumer=self.name, event_id=str(record.info.id), type=record.info.type, reason=reason
            )
        return False

    async def _retry_parked(self) -> None:
        """Try what may have become possible, until nothing more does."""
        try:
            await self._count_parked()
            for _ in range(RETRY_ROUNDS_MAX if self._parked else 0):
                async with self._database.reading() as connection:
                    rows = (await connection.execute(_NEXT, {"consumer": self.name, "most": RETRY_RECORDS})).all()
                if not rows or not await self._apply([stored_record(row) for row in rows], forget=True):
                    break
            if self._parked:
                await self._count_parked()
        except Exception as problem:
            if not is_passing(problem):
                raise
            await self._pause(1, problem)

    async def _count_parked(self) -> None:
        async with self._database.reading() as connection:
            rows = (await connection.execute(_COUNT, {"consumer": self.name})).all()
        found = {row.state: int(row.events) for row in rows if row.state is not None}
        for state in ("waiting", "behind", "failed", "replay", "foreign"):
            measures.PARKED.labels(self.name, state).set(found.get(state, 0))
        self._parked = sum(events for state, events in found.items() if state != "foreign")
        if not rows or rows[0].generation != self._generation:
            raise Rebuilding(self.name)

    async def _pause(self, tries: int, problem: BaseException) -> None:
        log.warning("consumer_waits", consumer=self.name, problem=type(problem).__name__, tries=tries)
        with contextlib.suppress(TimeoutError):
            await asyncio.sleep(min(PAUSE_MAX_S, 0.05 * 2 ** min(tries, 8)) * random.uniform(0.5, 1.5))  # noqa: S311


def _place(problem: BaseException) -> str:
    last = problem.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return f"{last.tb_frame.f_globals.get('__name__')}:{last.tb_lineno}" if last is not None else "?"
