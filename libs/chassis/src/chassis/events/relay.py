"""Takes committed events from the outbox to the broker, in the order of their ids."""

import asyncio
import contextlib
import random
import time
import zlib
from collections import Counter
from typing import Any

import asyncpg
import structlog
from kafka.errors import KafkaError

from chassis.events import measures
from chassis.events.sender import Sender
from chassis.postgres.database import Database
from chassis.postgres.transaction import OUTBOX
from chassis.settings import ServiceSettings

BATCH_ROWS = 1_000
# Commits of this process and of others wake the relay; this is for a call that was lost.
POLL_S = 1.0
STANDBY_POLL_S = 0.5
BACKLOG_EVERY_S = 2.0
HELD_RETRY_MAX_S = 30.0
BACKLOG_COUNTED_MAX = 100_000

# Never "everything after the last id": a transaction that drew a low id may commit late.
_TAKE = """
SELECT id, topic, key, event_id, type, version, payload, headers, occurred_at
FROM chassis.outbox o
WHERE published_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM unnest($1::text[], $2::text[]) AS held (topic, key)
                  WHERE held.topic = o.topic AND held.key = o.key)
ORDER BY id LIMIT $3
"""
_MARK = "UPDATE chassis.outbox SET published_at = clock_timestamp() WHERE id = ANY($1::bigint[])"
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM chassis.outbox WHERE published_at IS NULL LIMIT $1) AS few"

log = structlog.get_logger(__name__)


class BrokerDoesNotTakeEvents(RuntimeError):
    """The broker cannot be reached or refuses everything; the relay starts over."""


class _Held:
    """Aggregates whose next event the broker refuses, each tried again after a growing pause."""

    def __init__(self) -> None:
        self._tries: dict[tuple[str, str], tuple[int, float]] = {}

    def add(self, aggregate: tuple[str, str]) -> None:
        tries = self._tries.get(aggregate, (0, 0.0))[0] + 1
        pause_s = min(HELD_RETRY_MAX_S, 0.5 * 2**tries) * random.uniform(0.8, 1.2)  # noqa: S311 - jitter
        self._tries[aggregate] = (tries, time.monotonic() + pause_s)

    def release(self, aggregate: tuple[str, str]) -> None:
        self._tries.pop(aggregate, None)

    def resting(self) -> list[tuple[str, str]]:
        now = time.monotonic()
        return [aggregate for aggregate, (_, until) in self._tries.items() if until > now]

    def __len__(self) -> int:
        return len(self._tries)


class Relay:
    """The relay of one service. Any number may run; the one holding the database's advisory lock is active.

    The lock's own connection reads and marks the rows, so a relay that lost the lock cannot go on.
    """

    def __init__(self, settings: ServiceSettings, database: Database) -> None:
        self._service = settings.service
        self._url = settings.database_url.get_secret_value().replace("+asyncpg", "", 1)
        self._settings = settings
        self._wake = asyncio.Event()
        self._stopping = False
        self.is_active = False
        database.calls.answer(OUTBOX, self._called)

    async def run(self) -> None:
        """Relay until `stop()`; survives restarts of PostgreSQL and of the broker."""
        while not self._stopping:
            try:
                await self._hold_lock_and_relay()
            except (
                OSError,
                asyncpg.PostgresError,
                asyncpg.InterfaceError,
                KafkaError,
                BrokerDoesNotTakeEvents,
            ) as problem:
                log.warning("relay_interrupted", service=self._service, problem=repr(problem))
                await asyncio.sleep(random.uniform(0.2, 0.6))  # noqa: S311 - jitter

    def stop(self) -> None:
        """Finish the batch under way, then return from `run()`."""
        self._stopping = True
        self._wake.set()

    def _called(self) -> bool:
        self._wake.set()
        return self.is_active

    async def _hold_lock_and_relay(self) -> None:
        connection = await asyncpg.connect(
            self._url,
            timeout=10,
            command_timeout=60,
            server_settings={"application_name": f"{self._service} relay", "idle_session_timeout": "0"},
        )
        sender: Sender | None = None
        try:
            if not await self._locked(connection):
                return
            await connection.add_listener(OUTBOX, lambda *_: self._wake.set())
            sender = await asyncio.to_thread(Sender, self._settings)
            self.is_active = True
            await self._relay(connection, sender)
        finally:
            self.is_active = False
            if sender is not None:
                await asyncio.to_thread(sender.close)
            with contextlib.suppress(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await connection.close(timeout=2)

    async def _locked(self, connection: Any) -> bool:
        key = zlib.crc32(b"chassis.relay")
        while not self._stopping:
            if await connection.fetchval("SELECT pg_try_advisory_lock($1)", key):
                return True
            await asyncio.sleep(STANDBY_POLL_S)
        return False

    async def _relay(self, connection: Any, sender: Sender) -> None:
        held = _Held()
        count_at = 0.0
        while not self._stopping:
            self._wake.clear()
            resting = held.resting()
            rows = await connection.fetch(
                _TAKE, [topic for topic, _ in resting], [key for _, key in resting], BATCH_ROWS
            )
            if time.monotonic() >= count_at:
                backlog = await connection.fetchval(_COUNT, BACKLOG_COUNTED_MAX) if rows or len(held) else 0
                measures.BACKLOG.labels(self._service).set(backlog)
                measures.HELD.labels(self._service).set(len(held))
                count_at = time.monotonic() + BACKLOG_EVERY_S
            if rows:
                await self._pass_on(connection, sender, rows, held)
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), POLL_S)

    async def _pass_on(self, connection: Any, sender: Sender, rows: list[Any], held: _Held) -> None:
        sent = await asyncio.to_thread(sender.send, rows)
        if sent.ids:
            await connection.execute(_MARK, sent.ids)
            got_through = set(sent.ids)
            for row in rows:
                if row["id"] in got_through:
                    held.release((row["topic"], row["key"]))
            topics = Counter(row["topic"] for row in rows if row["id"] in got_through)
            for topic, events in topics.items():
                measures.PUBLISHED.labels(self._service, topic).inc(events)
        for aggregate, reason in sent.refused.items():
            log.error(
                "event_refused_by_broker", service=self._service, topic=aggregate[0], key=aggregate[1], reason=reason
            )
            held.add(aggregate)
        if sent.broker_failed:
            raise BrokerDoesNotTakeEvents(sent.broker_failed)
