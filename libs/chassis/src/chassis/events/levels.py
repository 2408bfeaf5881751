"""Whether all services have caught up with one another, from their databases; for the stack and the tests."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Row, text

from chassis.postgres.database import Database

IDS_A_PAGE = 10_000

_UNPUBLISHED = text("SELECT count(*) FROM chassis.outbox WHERE published_at IS NULL")
# Heads of audit chains are sealed by the wall clock; they are no facts of the term. An aggregate's version counts its
# events, whether their rows are still in the outbox or not.
_PUBLISHED = text("SELECT coalesce(sum(version), 0)::bigint FROM chassis.aggregate WHERE topic NOT LIKE '%.audit-head'")
_BESIDES = text("""
SELECT (SELECT count(*) FROM chassis.outbox WHERE type = ANY(CAST(:types AS text[])))
     + (SELECT coalesce(sum(events), 0)::bigint FROM chassis.outbox_pruned WHERE type = ANY(CAST(:types AS text[])))
""")
_CONSUMERS = text("SELECT name, topics, types FROM chassis.consumer")
_PARKED = text("SELECT state, count(*) AS events FROM chassis.dead_letter GROUP BY state")
_OPEN = text("SELECT count(*) FROM chassis.operation WHERE state IN ('running', 'cancelling', 'failing')")
_PAGE = text("""
SELECT id, event_id FROM chassis.outbox
WHERE id > :after AND topic NOT LIKE '%.audit-head' AND topic = ANY(CAST(:topics AS text[]))
  AND type = ANY(CAST(:types AS text[]))
ORDER BY id LIMIT :most
""")
_PRUNED = text("""
SELECT coalesce(sum(events), 0)::bigint FROM chassis.outbox_pruned
WHERE topic NOT LIKE '%.audit-head' AND topic = ANY(CAST(:topics AS text[])) AND type = ANY(CAST(:types AS text[]))
""")
_PRUNED_PAGE = text("""
SELECT a.topic, a.key, coalesce((SELECT min(o.version) - 1 FROM chassis.outbox o
                                 WHERE o.topic = a.topic AND o.key = a.key), a.version) AS version
FROM chassis.aggregate a
WHERE (a.topic, a.key) > (:topic, :key) AND a.topic NOT LIKE '%.audit-head'
  AND a.topic = ANY(CAST(:topics AS text[]))
ORDER BY a.topic, a.key LIMIT :most
""")
_BEHIND = text("""
SELECT coalesce(sum(greatest(0, t.version - coalesce(p.version, 0))), 0)::bigint
FROM unnest(CAST(:topics AS text[]), CAST(:keys AS text[]), CAST(:versions AS bigint[])) AS t (topic, key, version)
LEFT JOIN chassis.inbox_position p ON p.consumer = :name AND p.topic = t.topic AND p.key = t.key
""")
_KNOWN = text("SELECT count(*) FROM chassis.inbox WHERE consumer = :name AND event_id = ANY(CAST(:ids AS uuid[]))")


_Consumer: TypeAlias = Row[tuple[str, list[str], list[str]]]


@dataclass(frozen=True, slots=True)
class Levels:
    """`published` events, `applied` (event, consumer) pairs, `lost` pairs that should be there and are not.

    `lost` counts what is still under way too, so read it when `is_level`. `dead` waits for a person.
    """

    published: int
    unpublished: int
    applied: int
    lost: int
    waiting: int
    dead: int
    operations: int

    @property
    def is_level(self) -> bool:
        return self.unpublished == 0 and self.lost == 0 and self.waiting == 0 and self.operations == 0


async def measure(databases: Mapping[str, Database], *, besides: Collection[str] = ()) -> Levels:
    """Compare the outboxes of all services (service → database) with the inboxes of those that read them.

    `besides` are types of events that are left out: counts told now and then, whose number depends on the moment.
    """
    totals = dict.fromkeys(("published", "unpublished", "waiting", "dead", "operations"), 0)
    consumers: list[tuple[Database, _Consumer]] = []
    for database in databases.values():
        async with database.reading() as connection:
            totals["unpublished"] += await connection.scalar(_UNPUBLISHED) or 0
            totals["published"] += await connection.scalar(_PUBLISHED) or 0
            totals["published"] -= await connection.scalar(_BESIDES, {"types": list(besides)}) or 0
            totals["operations"] += await connection.scalar(_OPEN) or 0
            for row in await connection.execute(_PARKED):
                totals["dead" if row.state in ("failed", "foreign") else "waiting"] += row.events
            consumers += [(database, row) for row in await connection.execute(_CONSUMERS)]
    expected, applied = 0, 0
    for database in databases.values():
        for applier, consumer in consumers:
            for compare in (_compare, _compare_pruned):
                types = [kind for kind in consumer.types if kind not in besides]
                pairs, known = await compare(database, applier, consumer, types)
                expected, applied = expected + pairs, applied + known
    return Levels(applied=applied, lost=expected - applied, **totals)


async def _compare(publisher: Database, applier: Database, consumer: _Consumer, types: list[str]) -> tuple[int, int]:
    expected, known, after = 0, 0, 0
    while True:
        given = {"after": after, "topics": consumer.topics, "types": types, "most": IDS_A_PAGE}
        async with publisher.reading() as connection:
            rows = (await connection.execute(_PAGE, given)).all()
        if not rows:
            return expected, known
        async with applier.reading() as connection:
            ids = [row.event_id for row in rows]
            known += await connection.scalar(_KNOWN, {"name": consumer.name, "ids": ids}) or 0
        expected += len(rows)
        after = rows[-1].id


async def _compare_pruned(
    publisher: Database, applier: Database, consumer: _Consumer, types: list[str]
) -> tuple[int, int]:
    """The same for events whose rows were deleted from the outbox: what the consumer's positions cover is applied."""
    async with publisher.reading() as connection:
        expected = int(await connection.scalar(_PRUNED, {"topics": consumer.topics, "types": types}) or 0)
    behind, topic, key = 0, "", ""
    while expected:
        given = {"topics": consumer.topics, "topic": topic, "key": key, "most": IDS_A_PAGE}
        async with publisher.reading() as connection:
            rows = (await connection.execute(_PRUNED_PAGE, given)).all()
        if not rows:
            break
        wanted: dict[str, object] = {
            "name": consumer.name,
            "topics": [row.topic for row in rows],
            "keys": [row.key for row in rows],
            "versions": [row.version for row in rows],
        }
        async with applier.reading() as connection:
            behind += int(await connection.scalar(_BEHIND, wanted) or 0)
        topic, key = rows[-1].topic, rows[-1].key
    return expected, max(0, expected - behind)
