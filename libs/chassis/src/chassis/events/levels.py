"""Whether all services have caught up with one another, from their databases; for the stack and the tests."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Row, text

from chassis.postgres.database import Database

IDS_A_PAGE = 10_000

_UNPUBLISHED = text("SELECT count(*) FROM chassis.outbox WHERE published_at IS NULL")
# Heads of audit chains are sealed by the wall clock; they are no facts of the term.
_PUBLISHED = text("SELECT count(*) FROM chassis.outbox WHERE topic NOT LIKE '%.audit-head'")
_CONSUMERS = text("SELECT name, topics, types FROM chassis.consumer")
_PARKED = text("SELECT state, count(*) AS events FROM chassis.dead_letter GROUP BY state")
_OPEN = text("SELECT count(*) FROM chassis.operation WHERE state IN ('running', 'cancelling', 'failing')")
_PAGE = text("""
SELECT id, event_id FROM chassis.outbox
WHERE id > :after AND topic NOT LIKE '%.audit-head' AND topic = ANY(CAST(:topics AS text[]))
  AND type = ANY(CAST(:types AS text[]))
ORDER BY id LIMIT :most
""")
_KNOWN = text("SELECT count(*) FROM chassis.inbox WHERE consumer = :name AND event_id = ANY(CAST(:ids AS uuid[]))")


@dataclass(frozen=True, slots=True)
class Levels:
    """`published` events, `applied` (event, consumer) pairs, `lost` pairs that should be there and are not.

    `lost` counts what is still under way too, so read it when `is_level`. `dead` waits for a replay.
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


async def measure(databases: Mapping[str, Database]) -> Levels:
    """Compare the outboxes of all services (service → database) with the inboxes of those that read them."""
    totals = dict.fromkeys(("published", "unpublished", "waiting", "dead", "operations"), 0)
    consumers: list[tuple[Database, Row[tuple[str, list[str], list[str]]]]] = []
    for database in databases.values():
        async with database.reading() as connection:
            totals["unpublished"] += await connection.scalar(_UNPUBLISHED) or 0
            totals["published"] += await connection.scalar(_PUBLISHED) or 0
            totals["operations"] += await connection.scalar(_OPEN) or 0
            for row in await connection.execute(_PARKED):
                totals["dead" if row.state == "failed" else "waiting"] += row.events
            consumers += [(database, row) for row in await connection.execute(_CONSUMERS)]
    expected, applied = 0, 0
    for database in databases.values():
        for applier, consumer in consumers:
            pairs, known = await _compare(database, applier, consumer)
            expected, applied = expected + pairs, applied + known
    return Levels(applied=applied, lost=expected - applied, **totals)


async def _compare(
    publisher: Database, applier: Database, consumer: Row[tuple[str, list[str], list[str]]]
) -> tuple[int, int]:
    expected, known, after = 0, 0, 0
    while True:
        given = {"after": after, "topics": consumer.topics, "types": consumer.types, "most": IDS_A_PAGE}
        async with publisher.reading() as connection:
            rows = (await connection.execute(_PAGE, given)).all()
        if not rows:
            return expected, known
        async with applier.reading() as connection:
            ids = [row.event_id for row in rows]
            known += await connection.scalar(_KNOWN, {"name": consumer.name, "ids": ids}) or 0
        expected += len(rows)
        after = rows[-1].id
