"""When each service last answered and how far this one's consumer is, written where every role reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import case, delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.clock import system_time
from chassis.events.source import Progress
from chassis.postgres.database import Database
from inspection.adapters.postgres.rows import consumer_contact, source_contact
from inspection.domain.freshness import SetAside
from kernel.ids import new_id

# The broker has given a silent process's partitions to others by then.
GONE_AFTER_S = 10

# A process may call itself level only while no partition is without one; a new one begins with what was known before.
# One that has not noticed a rebuild yet knows nothing of what is read again.
_TELL = text("""
WITH consumer AS (
    SELECT generation FROM chassis.consumer WHERE name = :name FOR SHARE
), others AS (
    SELECT coalesce(sum(partitions), 0) AS partitions, min(level_at) AS level_at FROM consumer_contact
    WHERE name = :name AND member <> :member
), told AS (
    SELECT CASE WHEN o.partitions + :partitions >= :total THEN CAST(:level_at AS timestamptz) END AS level_at,
           coalesce((SELECT m.level_at FROM consumer_contact m WHERE m.name = :name AND m.member = :member), o.level_at)
               AS before_at
    FROM others o
)
INSERT INTO consumer_contact (name, member, partitions, lag, level_at, seen_at)
SELECT :name, :member, :partitions, CAST(:lag AS bigint), coalesce(level_at, before_at), CAST(:now AS timestamptz)
FROM told WHERE NOT EXISTS (SELECT 1 FROM consumer c WHERE c.generation <> :generation)
ON CONFLICT (name, member) DO UPDATE SET partitions = excluded.partitions, lag = excluded.lag,
    level_at = excluded.level_at, seen_at = excluded.seen_at
""")
# What it knew stays until another process of the consumer takes over.
_LEAVE = text("""
UPDATE consumer_contact SET partitions = 0, lag = NULL, seen_at = '-infinity' WHERE name = :name AND member = :member
""")
_FORGET = text("DELETE FROM consumer_contact WHERE name = :name AND member <> :member AND seen_at < :gone")
# Heads of audit chains are in no figure, and a forged event takes nothing away from the true ones.
_SET_ASIDE = text("""
SELECT split_part(topic, '.', 1) AS service, min(first_failed_at) AS since, bool_or(state = 'failed') AS failing
FROM chassis.dead_letter
WHERE consumer = :consumer AND state <> 'foreign' AND topic NOT LIKE '%.audit-head' GROUP BY 1
""")


@dataclass(frozen=True, slots=True)
class ConsumerContact:
    """What this process knows of its share of the events; told by its consumer once a second."""

    database: Database
    name: str
    member: UUID = field(default_factory=new_id)

    async def tell(self, progress: Progress) -> None:
        """Write the progress down, and take over from processes that are gone."""
        now = system_time()
        me = {"name": self.name, "member": self.member}
        async with self.database.transaction() as transaction:
            connection = transaction.connection
            if progress.partitions == 0:
                await connection.execute(_LEAVE, me)
                return
            told = {
                "partitions": progress.partitions,
                "total": progress.partitions_total,
                "lag": progress.lag,
                "level_at": progress.level_at,
                "generation": progress.generation,
                "now": now,
            }
            await connection.execute(_TELL, me | told)
            await connection.execute(_FORGET, me | {"gone": now - timedelta(seconds=GONE_AFTER_S)})


async def write_answers(database: Database, answers: Mapping[str, bool]) -> None:
    """Keep when services were asked, and of those that answered, that they did."""
    now = system_time()
    async with database.transaction() as transaction:
        for answered in (True, False):
            services = [service for service, did in answers.items() if did is answered]
            known = {"asked_at": now, **({"answered_at": now} if answered else {})}
            if services:
                statement = insert(source_contact).values([{"service": service, **known} for service in services])
                statement = statement.on_conflict_do_update(index_elements=["service"], set_=known)
                await transaction.connection.execute(statement)


async def answered_at(connection: AsyncConnection) -> Mapping[str, datetime | None]:
    """When each service last said that it is there and that its events get out."""
    return {row.service: row.answered_at for row in await connection.execute(select(source_contact))}


async def level_at(connection: AsyncConnection, consumer: str) -> datetime | None:
    """The last instant whose events are all applied, by all processes; None before the first since all are read."""
    row = consumer_contact.c
    everybody = case((func.bool_and(row.level_at.is_not(None)), func.min(row.level_at)))
    found: datetime | None = await connection.scalar(select(everybody).where(row.name == consumer))
    return found


async def set_aside(connection: AsyncConnection, consumer: str) -> Mapping[str, SetAside]:
    """What could not be applied of each service's facts, by the service in its topic's name."""
    rows = await connection.execute(_SET_ASIDE, {"consumer": consumer})
    return {row.service: SetAside(row.since, row.failing) for row in rows}


async def forget_level(connection: AsyncConnection, consumer: str) -> None:
    """Everything is read again: until then nobody knows of any instant whose events are all applied."""
    await connection.execute(delete(consumer_contact).where(consumer_contact.c.name == consumer))
