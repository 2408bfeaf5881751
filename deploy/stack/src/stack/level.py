"""Is anything still under way? Asked of every service's database and of the brokers."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import asyncpg
from kafka import TopicPartition
from kafka.admin import KafkaAdminClient, OffsetSpec
from kafka.errors import KafkaError

REQUEST_TIMEOUT_MS = 10_000

# One row: what is not done yet in one service.
_UNDER_WAY = """
SELECT (SELECT count(*) FROM chassis.outbox WHERE published_at IS NULL) AS unpublished,
       (SELECT count(*) FROM chassis.work_item
         WHERE state IN ('due', 'leased') AND due_at <= clock_timestamp()) AS work_items,
       (SELECT array_agg(DISTINCT known.name) FROM chassis.daily_job AS known
         WHERE NOT EXISTS (SELECT 1 FROM chassis.daily_job AS done
                            WHERE done.name = known.name AND done.business_on = $1 AND done.finished_at IS NOT NULL))
         AS daily_jobs,
       (SELECT count(*) FROM chassis.dead_letter WHERE state IN ('waiting', 'behind')) AS parked
"""
# People whose account does not yet say what staffing last said of them.
_ACCOUNTS = "SELECT count(*) FROM account WHERE done_version < wanted_version"
_CONSUMERS = "SELECT name, generation, topics FROM chassis.consumer"


class Levels:
    """Asks, as often as needed, whether jobs are done, outboxes empty and consumers level."""

    def __init__(self, databases: Mapping[str, str], bootstrap: str) -> None:
        self._urls = databases
        self._bootstrap = bootstrap
        self._connections: dict[str, asyncpg.Connection[asyncpg.Record]] = {}
        self._admin: Any = None

    async def close(self) -> None:
        """Close every connection."""
        for connection in self._connections.values():
            connection.terminate()
        self._connections.clear()
        if self._admin is not None:
            await asyncio.to_thread(self._admin.close)
            self._admin = None

    async def not_level(self, on: date) -> list[str]:
        """Return what is still under way for the business date, in words; nothing when all is level.

        A server that does not answer just now is something that is not level, not an error.
        """
        found: list[str] = []
        groups: dict[str, list[str]] = {}
        for service in self._urls:
            try:
                rows, consumers = await self._ask(service, on)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as problem:
                lost = self._connections.pop(service, None)
                if lost is not None:
                    lost.terminate()
                found.append(f"{service}: its database does not answer ({type(problem).__name__})")
                continue
            found += rows
            groups |= consumers
        if found:
            return found
        try:
            return await asyncio.to_thread(self._lagging, groups)
        except (KafkaError, OSError) as problem:
            broken, self._admin = self._admin, None
            if broken is not None:
                await asyncio.to_thread(broken.close)
            return [f"the broker does not answer ({type(problem).__name__})"]

    async def _ask(self, service: str, on: date) -> tuple[list[str], dict[str, list[str]]]:
        connection = self._connections.get(service)
        if connection is None:
            connection = await asyncpg.connect(self._urls[service], timeout=5, command_timeout=10)
            self._connections[service] = connection
        if await connection.fetchval("SELECT to_regclass('chassis.outbox') IS NULL"):
            return [], {}
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
        consumers = await connection.fetch(_CONSUMERS)
        return found, {f"{each['name']}.{each['generation']}": list(each["topics"]) for each in consumers}

    def _lagging(self, groups: Mapping[str, Sequence[str]]) -> list[str]:
        if self._admin is None:
            self._admin = KafkaAdminClient(bootstrap_servers=self._bootstrap, request_timeout_ms=REQUEST_TIMEOUT_MS)
        present = set(self._admin.list_topics())
        topics = sorted({topic for wanted in groups.values() for topic in wanted} & present)
        if not topics:
            return []
        partitions = [
            TopicPartition(described["name"], partition["partition_index"])
            for described in self._admin.describe_topics(topics)
            for partition in described["partitions"]
        ]
        ends = self._admin.list_partition_offsets(dict.fromkeys(partitions, OffsetSpec.LATEST))
        committed = self._admin.list_group_offsets(list(groups))
        found = []
        for group, wanted in groups.items():
            offsets = committed.get(group, {})
            behind = sum(
                max(0, ends[each].offset - max(0, offsets[each].offset if each in offsets else 0))
                for each in partitions
                if each.topic in wanted
            )
            if behind:
                found.append(f"{group.rpartition('.')[0]}: {behind} events are not consumed")
        return found
