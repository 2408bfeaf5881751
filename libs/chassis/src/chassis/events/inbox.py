"""Effect, inbox row and version check of a batch of events in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson
import structlog
from google.protobuf.message import DecodeError, Message
from sqlalchemy import text

from chassis import trace
from chassis.events.handling import EventInfo, Handler
from chassis.events.topics import PARTITIONS
from chassis.events.wire import Record
from chassis.postgres.transaction import Transaction

# Every consumer process of this name shares the row; a rebuild takes it alone.
_GENERATION = text("SELECT generation FROM chassis.consumer WHERE name = :consumer FOR SHARE")

# The position's row is the lock under which an aggregate's events are applied, taken in sorted order.
_LOCK = text("""
SELECT p.topic, p.key, p.version FROM chassis.inbox_position p
JOIN unnest(CAST(:topics AS text[]), CAST(:keys AS text[])) AS wanted (topic, key) USING (topic, key)
WHERE p.consumer = :consumer ORDER BY p.topic, p.key FOR UPDATE OF p
""")
_LOCK_NEW = text("""
INSERT INTO chassis.inbox_position AS p (consumer, topic, key, version)
SELECT :consumer, topic, key, 0 FROM unnest(CAST(:topics AS text[]), CAST(:keys AS text[])) AS t (topic, key)
ORDER BY topic, key
ON CONFLICT (consumer, topic, key) DO UPDATE SET version = p.version
RETURNING topic, key, version
""")
_REMEMBER = text("""
WITH marked AS (
    INSERT INTO chassis.inbox (consumer, event_id) SELECT :consumer, unnest(CAST(:ids AS uuid[])) ON CONFLICT DO NOTHING
)
UPDATE chassis.inbox_position p SET version = t.version
FROM unnest(CAST(:topics AS text[]), CAST(:keys AS text[]), CAST(:versions AS bigint[])) AS t (topic, key, version)
WHERE p.consumer = :consumer AND p.topic = t.topic AND p.key = t.key
""")
_PARK = text("""
INSERT INTO chassis.dead_letter AS d
    (consumer, topic, partition, "offset", key, event_id, type, version, payload, headers, state, reason, attempts)
SELECT :consumer, topic, partition, place, key, event_id, type, version, payload, CAST(headers AS jsonb), state, reason,
       attempts
FROM unnest(CAST(:topics AS text[]), CAST(:partitions AS int[]), CAST(:offsets AS bigint[]), CAST(:keys AS text[]),
            CAST(:ids AS uuid[]), CAST(:types AS text[]), CAST(:versions AS bigint[]), CAST(:payloads AS bytea[]),
            CAST(:headers AS text[]), CAST(:states AS text[]), CAST(:reasons AS text[]), CAST(:attempts AS int[]))
     AS t (topic, partition, place, key, event_id, type, version, payload, headers, state, reason, attempts)
ON CONFLICT (consumer, topic, key, version) DO UPDATE
SET state = CASE WHEN excluded.state = 'behind' THEN d.state ELSE excluded.state END,
    reason = CASE WHEN excluded.state = 'behind' THEN d.reason ELSE excluded.reason END,
    attempts = d.attempts + excluded.attempts, tried_at = clock_timestamp()
""")
_FORGET = text("""
DELETE FROM chassis.dead_letter d
USING unnest(CAST(:topics AS text[]), CAST(:keys AS text[]), CAST(:versions AS bigint[])) AS t (topic, key, version)
WHERE d.consumer = :consumer AND d.topic = t.topic AND d.key = t.key AND d.version <= t.version
  AND d.state <> 'foreign'
""")
# A foreign record has no place in its aggregate, so its place in the topic stands where a version would, below zero;
# the version it claims is in its headers. Nobody can fill the database with such: a thousand tell enough.
_KEEP_FOREIGN = text("""
INSERT INTO chassis.dead_letter
    (consumer, topic, partition, "offset", key, event_id, type, version, payload, headers, state, reason)
SELECT CAST(:consumer AS text), :topic, :partition, :place, :key, :id, :type, :below_zero,
       substr(CAST(:payload AS bytea), 1, 65536), CAST(:headers AS jsonb), 'foreign', :reason
WHERE (SELECT count(*) FROM chassis.dead_letter
       WHERE consumer = CAST(:consumer AS text) AND state = 'foreign') < 1000
ON CONFLICT (consumer, topic, key, version) DO NOTHING
""")


log = structlog.get_logger(__name__)


class Rebuilding(Exception):
    """Somebody asked for a rebuild: read again from the beginning."""


class Stopped(Exception):
    """A handler raised; the transaction is lost, and with it the effects of the records before `index`.

    It was given the records from `index` to `last`, and one of them is to blame.
    """

    def __init__(self, index: int, last: int, cause: Exception) -> None:
        super().__init__(str(cause))
        self.index = index
        self.last = last
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Parked:
    """A record set aside: `waiting` for other events, `failed` until replayed, `behind` an earlier one."""

    record: Record
    state: str
    reason: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a batch did: events applied, aggregates of which something had to be set aside, and records refused."""

    applied: list[Record]
    parked: int
    advanced: int
    refused: int


class Inbox:
    """One consumer's memory of what it has applied."""

    def __init__(self, consumer: str, handlers: Sequence[Handler]) -> None:
        self.consumer = consumer
        self.handlers: Mapping[str, Handler] = {handler.type: handler for handler in handlers}
        if len(self.handlers) != len(handlers):
            raise ValueError("two handlers for one type of event")

    async def apply(
        self, transaction: Transaction, records: Sequence[Record], *, generation: int, forget: bool = False
    ) -> Outcome:
        """Apply what comes next of each aggregate, skip what was applied before, park what comes too early.

        A record with an objection is kept as evidence and otherwise as if it had never come. `forget` removes dead
        letters that are over. Raises Stopped, Rebuilding.
        """
        await self._check_generation(transaction, generation)
        positions = await self._lock(transaction, [record for record in records if record.objection is None])
        before = dict(positions)
        run = _Run(transaction)
        parked: list[Parked] = []
        refused = 0
        for index, record in enumerate(records):
            if record.objection is not None:
                await self._keep_foreign(transaction, record, record.objection)
                refused += 1
                continue
            position = positions[record.aggregate]
            if record.info.version <= position:
                continue
            if record.info.version > position + 1:
                reason = f"version {record.info.version} waits for version {position + 1}"
                parked.append(Parked(record, "behind", reason, 0))
                continue
            handler = self.handlers.get(record.info.type)
            if handler is not None:
                await run.add(index, record, handler)
            positions[record.aggregate] = record.info.version
        await run.end()
        applied = run.applied
        advanced = {where: version for where, version in positions.items() if version > before[where]}
        await self._remember(transaction, applied, advanced)
        await self.park(transaction, parked)
        if forget:
            await transaction.connection.execute(_FORGET, {"consumer": self.consumer, **_columns(positions)})
        return Outcome(applied, len(parked), len(advanced), refused)

    async def park(self, transaction: Transaction, parked: Sequence[Parked]) -> None:
        """Set records aside; one that was set aside before keeps its place."""
        if not parked:
            return
        by_place = {(*one.record.aggregate, one.record.info.version): one for one in parked}
        ones = list(by_place.values())
        infos = [one.record.info for one in ones]
        columns: dict[str, list[object]] = {
            "topics": [info.topic for info in infos],
            "partitions": [one.record.partition for one in ones],
            "offsets": [one.record.offset for one in ones],
            "keys": [info.key for info in infos],
            "ids": [info.id for info in infos],
            "types": [info.type for info in infos],
            "versions": [info.version for info in infos],
            "payloads": [one.record.payload for one in ones],
            "headers": [orjson.dumps(dict(one.record.headers)).decode() for one in ones],
            "states": [one.state for one in ones],
            "reasons": [one.reason[:2_000] for one in ones],
            "attempts": [one.attempts for one in ones],
        }
        await transaction.connection.execute(_PARK, {"consumer": self.consumer, **columns})

    async def _keep_foreign(self, transaction: Transaction, record: Record, objection: str) -> None:
        info = record.info
        given = {
            "consumer": self.consumer,
            "topic": info.topic,
            "partition": record.partition,
            "place": record.offset,
            "key": _storable(info.key),
            "id": info.id,
            "type": _storable(info.type),
            "below_zero": -(record.offset * PARTITIONS + record.partition + 1),
            "payload": record.payload,
            "headers": orjson.dumps(
                {_storable(name): _storable(text) for name, text in record.headers.items()}
            ).decode(),
            "reason": _storable(objection)[:2_000],
        }
        await transaction.connection.execute(_KEEP_FOREIGN, given)
        log.error("foreign_event", consumer=self.consumer, topic=info.topic, offset=record.offset, reason=objection)

    async def _check_generation(self, transaction: Transaction, generation: int) -> None:
        found = await transaction.connection.scalar(_GENERATION, {"consumer": self.consumer})
        if found != generation:
            raise Rebuilding(self.consumer)

    async def _lock(self, transaction: Transaction, records: Sequence[Record]) -> dict[tuple[str, str], int]:
        wanted = sorted({record.aggregate for record in records})
        found: dict[tuple[str, str], int] = {}
        for statement in (_LOCK, _LOCK_NEW):
            missing = [aggregate for aggregate in wanted if aggregate not in found]
            if missing:
                given = {
                    "consumer": self.consumer,
                    "topics": [topic for topic, _ in missing],
                    "keys": [key for _, key in missing],
                }
                for topic, key, version in await transaction.connection.execute(statement, given):
                    found[topic, key] = version
        return found

    async def _remember(
        self, transaction: Transaction, applied: Sequence[Record], advanced: Mapping[tuple[str, str], int]
    ) -> None:
        if advanced:
            ids = [record.info.id for record in applied]
            given = {"consumer": self.consumer, "ids": ids, **_columns(advanced)}
            await transaction.connection.execute(_REMEMBER, given)


class _Run:
    """Gives records to their handlers in order: one at a time, or as many of a type as follow one another."""

    def __init__(self, transaction: Transaction) -> None:
        self.applied: list[Record] = []
        self._transaction = transaction
        self._handler: Handler | None = None
        self._events: list[tuple[Message, EventInfo]] = []
        self._first = self._last = 0
        self._trace: str | None = None

    async def add(self, index: int, record: Record, handler: Handler) -> None:
        """Take the next record; raises Stopped."""
        if handler is not self._handler or handler.apply_many is None:
            await self.end()
        if not self._events:
            self._handler, self._first, self._trace = handler, index, record.headers.get("traceparent")
        self._last = index
        try:
            self._events.append((handler.message.FromString(record.payload), record.info))
        except DecodeError as problem:
            raise Stopped(index, index, problem) from problem
        self.applied.append(record)

    async def end(self) -> None:
        """Give what was taken to its handler; raises Stopped."""
        handler, events, self._events = self._handler, self._events, []
        if handler is None or not events:
            return
        # A run continues the trace of its first event.
        with trace.continuing(self._trace):
            try:
                if handler.apply_many is not None:
                    await handler.apply_many(events, self._transaction)
                else:
                    await handler.apply(*events[0], self._transaction)
            except Exception as problem:
                raise Stopped(self._first, self._last, problem) from problem


def _storable(text: str) -> str:
    """Without the one character that the database cannot hold: a stranger may write it."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _columns(positions: Mapping[tuple[str, str], int]) -> dict[str, list[object]]:
    return {
        "topics": [topic for topic, _ in positions],
        "keys": [key for _, key in positions],
        "versions": list(positions.values()),
    }
