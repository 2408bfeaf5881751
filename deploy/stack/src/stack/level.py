"""Is anything still under way? Asked of every service's database."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import asyncpg

# One row: what is not done yet in one service. An aggregate's version counts its events, and a consumer's position
# those it is done with. What stopped at a dead letter waits for a person, and not for time.
_UNDER_WAY = """
SELECT (SELECT count(*) FROM chassis.outbox WHERE published_at IS NULL) AS unpublished,
       (SELECT count(*) FROM chassis.work_item
         WHERE state IN ('due', 'leased') AND due_at <= clock_timestamp()) AS work_items,
       (SELECT array_agg(DISTINCT known.name) FROM chassis.daily_job AS known
         WHERE NOT EXISTS (SELECT 1 FROM chassis.daily_job AS done
                            WHERE done.name = known.name AND done.business_on = $1 AND done.finished_at IS NOT NULL))
         AS daily_jobs,
       (SELECT count(*) FROM chassis.dead_letter WHERE state IN ('waiting', 'behind')) AS parked,
       (SELECT array_agg((topic, events)) FROM (
          SELECT topic, sum(version)::bigint AS events FROM chassis.aggregate GROUP BY topic) AS told) AS told,
       (SELECT array_agg((c.name, c.topics,
           (SELECT coalesce(sum(p.version), 0) FROM chassis.inbox_position AS p
             WHERE p.consumer = c.name AND p.topic = ANY(c.topics))::bigint
         + (SELECT count(*) FROM chassis.dead_letter AS d WHERE d.consumer = c.name AND d.state = 'failed')))
          FROM chassis.consumer AS c) AS consumers
"""
# People whose account does not yet say what staffing last said of them.
# What Keycloak refused waits for a person, not for time.
_ACCOUNTS = "SELECT count(*) FROM account WHERE done_version < wanted_version AND refused_code IS NULL"

# A connection cut in the midst of an answer leaves asyncpg's protocol in a state it calls an internal error.
_NO_ANSWER = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, TimeoutError)


@dataclass(slots=True)
class _Flow:
    """Events told of each topic, and of each consumer its topics and how many of their events it is done with."""

    told: Counter[str] = field(default_factory=Counter)
    consumers: dict[str, tuple[list[str], int]] = field(default_factory=dict)

    def behind(self) -> list[str]:
        found = []
        for consumer, (topics, done) in self.consumers.items():
            if missing := sum(self.told[topic] for topic in topics) - done:
                found.append(f"{consumer}: {missing} events are not consumed")
        return found


class Levels:
    """Asks, as often as needed, whether jobs are done, outboxes empty and consumers level."""

    def __init__(self, databases: Mapping[str, str]) -> None:
        self._urls = databases
        self._connections: dict[str, asyncpg.Connection[asyncpg.Record]] = {}

    async def close(self) -> None:
        """Close every connection."""
        for connection in self._connections.values():
            connection.terminate()
        self._connections.clear()

    async def not_level(self, on: date) -> list[str]:
        """Return what is still under way for the business date, in words; nothing when all is level.

        A server that does not answer just now is something that is not level, not an error.
        """
        flow = _Flow()
        found = await asyncio.gather(*(self._patiently(service, on, flow) for service in self._urls))
        return [what for service in found for what in service] or flow.behind()

    async def _patiently(self, service: str, on: date, flow: _Flow) -> list[str]:
        try:
            return await self._ask(service, on, flow)
        except _NO_ANSWER as problem:
            lost = self._connections.pop(service, None)
            if lost is not None:
                lost.terminate()
            return [f"{service}: its database does not answer ({type(problem).__name__})"]

    async def _ask(self, service: str, on: date, flow: _Flow) -> list[str]:
        connection = self._connections.get(service)
        if connection is None:
            connection = await asyncpg.connect(self._urls[service], timeout=5, command_timeout=10)
            if await connection.fetchval("SELECT to_regclass('chassis.outbox') IS NULL"):
                await connection.close()
                return []
            self._connections[service] = connection
        row = await connection.fetchrow(_UNDER_WAY, on)
        assert row is not None  # noqa: S101 - a query without FROM has one row
        found = []
        if row["unpublished"]:
            found.append(f"{service}: {row['unpublished']} events are not published")
        if row["work_items"]:
            found.append(f"{service}: {row['work_items']} pieces of work are due")
        if row["daily_jobs"]:
            found.append(f"{service}: not yet run for {on}: {', '.join(sorted(row['daily_jobs']))}")
        if row["parked"]:
            found.append(f"{service}: {row['parked']} events wait for another")
        if service == "sso" and (behind := await connection.fetchval(_ACCOUNTS)):
            found.append(f"sso: {behind} accounts are not brought up to date")
        for topic, events in row["told"] or ():
            flow.told[topic] += events
        for consumer, topics, events in row["consumers"] or ():
            flow.consumers[consumer] = (list(topics), events)
        return found
