"""One unit of work: the rows it writes, the events it publishes and the acts it records commit together."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson
from google.protobuf.message import Message
from sqlalchemy import Connection, text
from sqlalchemy.event import listens_for
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from chassis import trace
from chassis.audit.entry import AuditEntry
from chassis.events.telling import tells_state
from kernel.ids import new_id

# One statement for any number of events. The aggregates' rows are locked in sorted order before the first outbox
# id is drawn (the sort above the join consumes them all), so ids and versions of an aggregate agree and two
# transactions never wait for each other in a circle.
_PUBLISH = text("""
WITH event AS (
    SELECT *, row_number() OVER (PARTITION BY topic, key ORDER BY place) AS step
    FROM unnest(CAST(:topics AS text[]), CAST(:keys AS text[]), CAST(:ids AS uuid[]), CAST(:types AS text[]),
                CAST(:payloads AS bytea[]), CAST(:headers AS text[]), CAST(:instants AS timestamptz[]))
         WITH ORDINALITY AS t (topic, key, event_id, type, payload, headers, occurred_at, place)
), locked AS (
    INSERT INTO chassis.aggregate AS a (topic, key, version)
    SELECT topic, key, count(*) FROM event GROUP BY topic, key ORDER BY topic, key
    ON CONFLICT (topic, key) DO UPDATE SET version = a.version + excluded.version
    RETURNING topic, key, version
), counted AS (
    SELECT topic, key, count(*) AS steps FROM event GROUP BY topic, key
)
INSERT INTO chassis.outbox (topic, key, event_id, type, version, payload, headers, occurred_at)
SELECT e.topic, e.key, e.event_id, e.type, l.version - c.steps + e.step, e.payload, CAST(e.headers AS jsonb),
       e.occurred_at
FROM event e JOIN locked l USING (topic, key) JOIN counted c USING (topic, key)
ORDER BY e.place
""")

# Taken like those of `_PUBLISH`; one that was never told of is made, at version 0.
_HOLD = text("""
INSERT INTO chassis.aggregate AS a (topic, key, version)
SELECT :topic, key, 0 FROM unnest(CAST(:keys AS text[])) AS key ORDER BY key
ON CONFLICT (topic, key) DO UPDATE SET version = a.version
""")

_RECORD = text("""
INSERT INTO chassis.audit_entry
    (actor_id, role, path, action, subject, business_at, before, after, rule, digest, trace_id)
SELECT actor_id, role, path, action, subject, business_at, CAST(before AS jsonb), CAST(after AS jsonb), rule, digest,
       trace_id
FROM unnest(CAST(:actors AS uuid[]), CAST(:roles AS text[]), CAST(:paths AS text[]), CAST(:actions AS text[]),
            CAST(:subjects AS text[]), CAST(:instants AS timestamptz[]), CAST(:befores AS text[]),
            CAST(:afters AS text[]), CAST(:rules AS text[]), CAST(:digests AS bytea[]), CAST(:traces AS text[]))
     WITH ORDINALITY AS t (actor_id, role, path, action, subject, business_at, before, after, rule, digest, trace_id,
                           place)
ORDER BY place
""")


# Channels on which a commit tells that there is something to do.
OUTBOX = "kehou_outbox"
WORK = "kehou_work"
_STATEMENTS = "chassis_statements"


class PublishedOutsideTransaction(RuntimeError):
    """The transaction was over; what it published would never have been stored."""


class StateNotHeld(RuntimeError):
    """A state was told whose aggregate others could change meanwhile: `hold` it, then read, then publish."""


class StateReadBeforeHeld(RuntimeError):
    """Nothing was read after the aggregate was held, so what is told of it may be older than what was told last."""


@dataclass(frozen=True, slots=True)
class _Event:
    topic: str
    key: str
    event_id: UUID
    type: str
    payload: bytes
    occurred_at: datetime
    headers: str


class Transaction:
    """What a use case writes in; handed out by `Database.transaction()`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self._events: list[_Event] = []
        self._entries: list[tuple[AuditEntry, str | None]] = []
        self._open = True
        self._due: set[str] = set()
        # How many statements had run when the aggregate was held.
        self._held: dict[tuple[str, str], int] = {}

    async def hold(self, topic: str, keys: Iterable[str]) -> None:
        """Let nobody else tell of these aggregates until the end; what is read from now on is how they stand.

        Lock the rows a decision depends on first, hold their aggregates then, all of a topic at once, and read what
        is told of them last: so nobody who holds an aggregate waits for a row of somebody who wants to hold it.
        """
        self._must_be_open()
        wanted = sorted({key for key in keys if (topic, key) not in self._held})
        if wanted:
            await self.connection.execute(_HOLD, {"topic": topic, "keys": wanted})
        held = statements_of(self.connection)
        self._held |= {(topic, key): held for key in wanted}

    def publish(self, *, topic: str, key: str, message: Message, occurred_at: datetime) -> UUID:
        """Tell the others at commit; the aggregate (topic, key) gets its next version. Return the event's id.

        Raises StateNotHeld, StateReadBeforeHeld for a message that tells a state others may be changing.
        """
        self._must_be_open()
        if tells_state(message):
            self._must_be_fresh(topic, key, message)
        if occurred_at.tzinfo is None:
            raise ValueError("an event needs an aware instant; take it from chassis.clock")
        event = _Event(
            topic=topic,
            key=key,
            event_id=new_id(),
            type=message.DESCRIPTOR.full_name,
            payload=message.SerializeToString(deterministic=True),
            occurred_at=occurred_at,
            headers=orjson.dumps({"traceparent": trace.traceparent()}).decode(),
        )
        self._events.append(event)
        self._due.add(OUTBOX)
        return event.event_id

    def record(self, entry: AuditEntry) -> None:
        """Append to the audit log at commit."""
        self._must_be_open()
        # Now: at commit a consumer has left the trace of the event already.
        self._entries.append((entry, trace.trace_id()))

    def calls(self, channel: str) -> None:
        """Wake whoever waits for this, once the transaction has committed."""
        self._due.add(channel)

    @property
    def called(self) -> Set[str]:
        """Whom the commit wakes."""
        return self._due

    async def flush(self) -> None:
        """Write what was published and recorded; called once, right before the commit."""
        self._must_be_open()
        self._open = False
        # The aggregates are locked last, so that they are held for the commit only.
        if self._entries:
            await self.connection.execute(_RECORD, _columns_of_entries(self._entries))
        if self._events:
            await self.connection.execute(_PUBLISH, _columns_of_events(self._events))

    def close(self) -> None:
        self._open = False

    def _must_be_fresh(self, topic: str, key: str, message: Message) -> None:
        held = self._held.get((topic, key))
        told = f"{message.DESCRIPTOR.name} of {topic}"
        if held is None:
            raise StateNotHeld(f"{told} was published without holding its aggregate")
        if statements_of(self.connection) == held:
            raise StateReadBeforeHeld(f"nothing was read for {told} after its aggregate was held")

    def _must_be_open(self) -> None:
        if not self._open:
            raise PublishedOutsideTransaction("the transaction is over")


def count_statements(engine: AsyncEngine) -> None:
    """Have every connection of the engine count what it executes; `hold` needs to know."""

    @listens_for(engine.sync_engine, "before_cursor_execute")
    def count(connection: Connection, *_: object) -> None:
        connection.info[_STATEMENTS] = connection.info.get(_STATEMENTS, 0) + 1


def statements_of(connection: AsyncConnection) -> int:
    """How many statements the connection has executed since it was opened."""
    return int(connection.info.get(_STATEMENTS, 0))


def _columns_of_events(events: list[_Event]) -> dict[str, list[object]]:
    return {
        "topics": [event.topic for event in events],
        "keys": [event.key for event in events],
        "ids": [event.event_id for event in events],
        "types": [event.type for event in events],
        "payloads": [event.payload for event in events],
        "headers": [event.headers for event in events],
        "instants": [event.occurred_at for event in events],
    }


def _columns_of_entries(recorded: list[tuple[AuditEntry, str | None]]) -> dict[str, list[object]]:
    entries = [entry for entry, _ in recorded]
    return {
        "actors": [entry.actor.id for entry in entries],
        "roles": [entry.actor.role for entry in entries],
        "paths": [entry.actor.path.text for entry in entries],
        "actions": [entry.action for entry in entries],
        "subjects": [entry.subject for entry in entries],
        "instants": [entry.at for entry in entries],
        "befores": [_json(entry.before) for entry in entries],
        "afters": [_json(entry.after) for entry in entries],
        "rules": [entry.rule for entry in entries],
        "digests": [entry.digest for entry in entries],
        "traces": [trace_id for _, trace_id in recorded],
    }


def _json(value: object) -> str:
    return orjson.dumps(value, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
