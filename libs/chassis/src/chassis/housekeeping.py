"""Deleting what has served its time, in bites: sent events, applied event ids, finished work, old answers."""

from datetime import datetime, timedelta

from sqlalchemy import TextClause, text

from chassis.clock import Clock, system_time
from chassis.http.idempotency import expire_keys
from chassis.postgres.database import Database

BITE_ROWS = 5_000
# The broker keeps every event for good; a week leaves time to look at what was sent.
OUTBOX_DAYS = 7
# Longer than the outbox keeps its rows, so that the two can be compared. A duplicate older than this is told by its
# version alone.
INBOX_DAYS = 30
WORK_DAYS = 30

_OUTBOX = text("""
WITH gone AS (
    DELETE FROM chassis.outbox WHERE id IN (
        SELECT id FROM chassis.outbox WHERE published_at < :before ORDER BY id LIMIT :most)
    RETURNING topic, type
), counted AS (
    INSERT INTO chassis.outbox_pruned AS p (topic, type, events)
    SELECT topic, type, count(*) FROM gone GROUP BY topic, type
    ON CONFLICT (topic, type) DO UPDATE SET events = p.events + excluded.events
)
SELECT count(*) FROM gone
""")
_INBOX = text("""
WITH gone AS (
    DELETE FROM chassis.inbox WHERE (consumer, event_id) IN (
        SELECT consumer, event_id FROM chassis.inbox WHERE applied_at < :before LIMIT :most)
    RETURNING 1
)
SELECT count(*) FROM gone
""")
_WORK = text("""
WITH gone AS (
    DELETE FROM chassis.work_item WHERE id IN (
        SELECT w.id FROM chassis.operation o JOIN chassis.work_item w ON w.operation_id = o.id
        WHERE o.finished_at < :before LIMIT :most)
    RETURNING operation_id, done
), kept AS (
    UPDATE chassis.operation o SET pruned_done = o.pruned_done + g.done
    FROM (SELECT operation_id, sum(done) AS done FROM gone GROUP BY operation_id) g WHERE o.id = g.operation_id
)
SELECT count(*) FROM gone
""")
_LOOSE_WORK = text("""
WITH gone AS (
    DELETE FROM chassis.work_item WHERE id IN (
        SELECT id FROM chassis.work_item
        WHERE operation_id IS NULL AND state = 'done' AND due_at < :before LIMIT :most)
    RETURNING 1
)
SELECT count(*) FROM gone
""")


async def keep_house(database: Database, clock: Clock) -> dict[str, int]:
    """Delete what is over, and return how many rows of what; run daily by the process.

    Technical rows age by system time, finished work by business time.
    """
    now, business_now = system_time(), clock.now()
    return {
        "outbox": await _delete(database, _OUTBOX, now - timedelta(days=OUTBOX_DAYS)),
        "inbox": await _delete(database, _INBOX, now - timedelta(days=INBOX_DAYS)),
        "work_item": await _delete(database, _WORK, business_now - timedelta(days=WORK_DAYS))
        + await _delete(database, _LOOSE_WORK, business_now - timedelta(days=WORK_DAYS)),
        "idempotency_key": await expire_keys(database),
    }


async def _delete(database: Database, bite: TextClause, before: datetime) -> int:
    gone = 0
    while True:
        async with database.transaction() as transaction:
            rows = int(await transaction.connection.scalar(bite, {"before": before, "most": BITE_ROWS}) or 0)
        gone += rows
        if rows < BITE_ROWS:
            return gone
